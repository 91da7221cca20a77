"""Taking in the facts that ship, and laying an organisation's own wording over one of them."""

from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.module_loading import autodiscover_modules

from leveller.config import paths
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records import canonical, reference
from leveller.workbench.ground.records.actions.audit import record
from leveller.workbench.ground.records.models import (
    ReferenceOverlay,
    ReferenceRow,
    ReferenceSet,
)
from leveller.workbench.ground.records.models.reference import Status
from leveller.workbench.ground.records.queries.reference import newest_set
from leveller.workbench.ground.records.reference_files import SetFile, read_all


@dataclass(frozen=True)
class Loaded:
    """What one run took in: sets that are new or changed, and sets made into models."""

    new: tuple[str, ...]
    applied: tuple[str, ...]


@transaction.atomic
def load_reference(*, by: Actor, folder: Path | None = None, again: bool = False) -> Loaded:
    """Bring the store in line with the files of `folder`: all of them, or none.

    `again` calls every loader, though nothing changed. Raises `ReferenceFileError`, in words.
    """
    autodiscover_modules("reference")
    new = [s.name for s in read_all(folder or paths.reference()) if _take(s, by)]
    return Loaded(tuple(new), tuple(_apply(by, again)))


@transaction.atomic
def correct_row(
    *,
    by: Actor,
    set_name: str,
    key: str,
    fields: dict[str, object],
    source: str,
    status: str,
    reason: str,
) -> ReferenceOverlay:
    """Lay the organisation's own `fields` over a row; fields that aren't named stay as shipped.

    A key that the set doesn't have adds a row of the organisation's own.
    """
    _check_correction(by, set_name, source, status, reason)
    row = ReferenceRow.objects.filter(set=newest_set(set_name), key=key).first()
    overlay = ReferenceOverlay.objects.create(
        organisation=by.organisation,
        set_name=set_name,
        key=key,
        row=row,
        fields=canonical.normalised(fields),
        source=source.strip(),
        status=status,
        reason=reason.strip(),
        made_by=by.user,
    )
    detail = {"row": row.pk if row else None, "fields": fields, "reason": reason}
    record(by=by, verb="reference.corrected", subject=overlay, detail=detail)
    return overlay


def _check_correction(by: Actor, set_name: str, source: str, status: str, reason: str) -> None:
    autodiscover_modules("reference")
    permission = reference.registry.correctors.get(set_name)
    if permission is None:
        raise PermissionDenied(f"Rows of {set_name!r} can't be corrected here.")
    by.must(permission)
    if by.organisation is None:
        raise PermissionDenied("A correction belongs to an organisation. Choose one first.")
    missing = {"source": source, "reason": reason}
    faults = {name: f"Give a {name}." for name, text in missing.items() if not text.strip()}
    if status not in set(Status):
        faults["status"] = f"Choose one of: {', '.join(Status)}."
    if faults:
        raise ValidationError(faults)


def _take(file: SetFile, by: Actor) -> bool:
    """Keep the set as a new version, unless the newest one says the same."""
    newest = newest_set(file.name)
    if newest and newest.sha256 == file.sha256:
        return False
    version = newest.version + 1 if newest else 1
    kept = ReferenceSet.objects.create(
        name=file.name, version=version, sha256=file.sha256, dated=file.dated
    )
    ReferenceRow.objects.bulk_create(
        ReferenceRow(
            set=kept, key=r.key, order=n, fields=r.fields, source=r.source, status=r.status
        )
        for n, r in enumerate(file.rows, 1)
    )
    detail = {"sha256": file.sha256, "rows": len(file.rows)}
    record(by=by, verb="reference.loaded", subject=kept, detail=detail)
    return True


def _apply(by: Actor, again: bool) -> list[str]:
    applied: list[str] = []
    for loader in reference.registry.in_order():
        newest = newest_set(loader.name)
        if newest is None:
            continue
        if again or newest.applied != loader.mark or set(loader.after) & set(applied):
            loader.load(list(newest.rows.order_by("order")), by=by)
            ReferenceSet.objects.filter(pk=newest.pk).update(applied=loader.mark)
            applied.append(loader.name)
    return applied
