"""Facts as an organisation sees them: rows that ship, its own corrections laid over them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.records.models import (
    ReferenceOverlay,
    ReferenceRow,
    ReferenceSet,
)


@dataclass(frozen=True)
class EffectiveRow:
    """A fact with its source and status. `row` ships; `overlay` corrects it; one may be None."""

    key: str
    fields: dict[str, Any]
    source: str
    status: str
    row: ReferenceRow | None = None
    overlay: ReferenceOverlay | None = None

    @property
    def is_corrected(self) -> bool:
        return self.overlay is not None

    @property
    def shipped_row_has_changed(self) -> bool:
        """Whether the correction was made over other words than those that ship now."""
        if self.overlay is None:
            return False
        before = self.overlay.row
        return _words(before) != _words(self.row)


def rows(name: str, organisation: Organisation | None = None) -> list[EffectiveRow]:
    """The newest version of a set in its order; an organisation's own rows come last."""
    found = {row.key: _shipped(row) for row in _newest_rows(name)}
    for overlay in _overlays(name, organisation):
        found[overlay.key] = _corrected(found.get(overlay.key), overlay)
    return list(found.values())


def row(name: str, key: str, organisation: Organisation | None = None) -> EffectiveRow | None:
    return next((r for r in rows(name, organisation) if r.key == key), None)


def reference_sets() -> list[ReferenceSet]:
    """The newest version of every set, by name."""
    newest: dict[str, ReferenceSet] = {}
    for item in ReferenceSet.objects.order_by("name", "version"):
        newest[item.name] = item
    return list(newest.values())


def corrections(name: str, key: str, organisation: Organisation) -> list[ReferenceOverlay]:
    """Every correction that the organisation made to a row, newest first."""
    mine = ReferenceOverlay.objects.filter(organisation=organisation, set_name=name, key=key)
    return list(mine.select_related("row", "made_by").order_by("-made_at", "-pk"))


def newest_set(name: str) -> ReferenceSet | None:
    return ReferenceSet.objects.filter(name=name).order_by("-version").first()


def _newest_rows(name: str) -> Iterable[ReferenceRow]:
    newest = newest_set(name)
    return newest.rows.select_related("set").order_by("order") if newest else ()


def _overlays(name: str, organisation: Organisation | None) -> Iterable[ReferenceOverlay]:
    """Oldest first, so that the newest one of a key holds."""
    if organisation is None:
        return ()
    mine = ReferenceOverlay.objects.filter(organisation=organisation, set_name=name)
    return mine.select_related("row").order_by("made_at", "pk")


def _shipped(row: ReferenceRow) -> EffectiveRow:
    return EffectiveRow(row.key, row.fields, row.source, row.status, row)


def _corrected(below: EffectiveRow | None, overlay: ReferenceOverlay) -> EffectiveRow:
    """Over the shipped row, not over an earlier correction: the newest correction stands alone."""
    base = _shipped(below.row) if below and below.row else EffectiveRow(overlay.key, {}, "", "")
    return replace(
        base,
        fields=base.fields | overlay.fields,
        source=overlay.source,
        status=overlay.status,
        overlay=overlay,
    )


def _words(row: ReferenceRow | None) -> tuple[object, ...] | None:
    return (row.fields, row.source, row.status) if row else None
