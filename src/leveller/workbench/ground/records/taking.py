"""Bringing an app's rows in line with facts that ship. Each comes to the same when done twice.

Words (a determinant, a lever) are matched by key and rewritten in place; a word that no longer
ships stays, since records may point at it. Arguments (links, holdings) are never rewritten: where
what ships has changed, the row ends with its reason and another takes its place.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Protocol, TypeVar

from django.db import models
from django.utils import timezone

from leveller.workbench.ground.records.models import ReferenceRow

M = TypeVar("M", bound=models.Model)
CHANGED = "What ships with the product says otherwise since its newest version."
DROPPED = "What ships with the product no longer says so."


class Keyed(Protocol):
    key: str


def words(
    model: type[M],
    rows: Sequence[ReferenceRow],
    values: Callable[[ReferenceRow], dict[str, Any]],
    *,
    identity: Callable[[Any], Hashable] = lambda word: word.key,
) -> dict[Hashable, M]:
    """Make or rewrite one `model` a row. Gives every row of the model by its identity."""
    standing: dict[Hashable, M] = {identity(word): word for word in model._default_manager.all()}
    fields: set[str] = set()
    made, changed = [], []
    for row in rows:
        new = values(row) | _provenance(row)
        fields |= new.keys()
        word = standing.get(identity(model(**new)))
        if word is None:
            made.append(model(**new))
        elif any(getattr(word, name) != value for name, value in new.items()):
            for name, value in new.items():
                setattr(word, name, value)
            changed.append(word)
    standing |= {identity(word): word for word in model._default_manager.bulk_create(made)}
    if changed:
        model._default_manager.bulk_update(changed, sorted(fields))
    return standing


def arguments(
    model: type[M],
    wanted: Iterable[M],
    *,
    among: models.Q | None = None,
    subject: Callable[[M], Hashable],
    content: Sequence[str],
) -> None:
    """Let the shared rows be those `wanted`; `content` names the fields that say the same.

    `among` narrows the shared rows that this set answers for; the others stay untouched.
    """
    shared = model._default_manager.filter(organisation__isnull=True, ended_at__isnull=True)
    standing = {subject(row): row for row in shared.filter(among or models.Q())}
    new, moved, kept = [], [], set()
    for row in wanted:
        old = standing.get(subject(row))
        if old is not None and _same(old, row, content):
            kept.add(old.pk)
            if old.reference_row_id != row.reference_row_id:
                old.reference_row_id = row.reference_row_id
                moved.append(old)
            continue
        row.replaces = old
        new.append(row)
    _end([r for r in standing.values() if r.pk not in kept], {r.replaces_id for r in new})
    model._default_manager.bulk_create(new)
    model._default_manager.bulk_update(moved, ["reference_row"])


def _same(old: models.Model, new: models.Model, content: Sequence[str]) -> bool:
    return all(getattr(old, name) == getattr(new, name) for name in content)


def _end(rows: Sequence[Any], replaced: set[int | None]) -> None:
    now = timezone.now()
    for row in rows:
        row.ended_at = now
        row.end_reason = CHANGED if row.pk in replaced else DROPPED
    if rows:
        type(rows[0])._default_manager.bulk_update(rows, ["ended_at", "end_reason"])


def _provenance(row: ReferenceRow) -> dict[str, Any]:
    return {"source": row.source, "status": row.status, "reference_row": row}
