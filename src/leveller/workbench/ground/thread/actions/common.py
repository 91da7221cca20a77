"""What every write of the thread does: own, lock, compare versions, save, tell."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records import actions as records
from leveller.workbench.ground.thread import rules
from leveller.workbench.ground.thread.models.needs import Work
from leveller.workbench.ground.vocabulary.rules import StaleEditError
from leveller.workbench.ground.vocabulary.stating import owner

W = TypeVar("W", bound=Work)


def refuse(faults: Mapping[str, str]) -> None:
    if faults:
        raise ValidationError(dict(faults))


def make(model: type[W], *, by: Actor, values: Mapping[str, Any]) -> W:
    """Save a new row of the actor's organisation. Telling is left to the caller's end."""
    return model._default_manager.create(
        organisation=owner(by), created_by=by.user, **strip(values)
    )


def locked(work: W, *, by: Actor, version: int, yours: Mapping[str, object]) -> W:
    """The row as it is now, locked, if it is the actor's and nobody changed it meanwhile.

    Raises `StaleEditError` with both texts otherwise.
    """
    must_own(work, by)
    row = type(work)._default_manager.select_for_update().get(pk=work.pk)
    if row.version != version:
        raise StaleEditError(row, yours)
    return row


def must_own(work: Work, by: Actor) -> None:
    if work.organisation_id != owner(by).pk:
        raise PermissionDenied(f"This belongs to {work.organisation}. Only they can change it.")


def save(work: W, *, values: Mapping[str, Any]) -> W:
    """Write the values and count the version up."""
    for name, value in strip(values).items():
        setattr(work, name, value)
    work.version += 1
    work.save()
    return work


def move(
    work: W, *, by: Actor, to: StrEnum, reason: str, version: int, table: rules.Table[Any]
) -> W:
    """Change the state, if the table has the move and the actor may make it."""
    row = locked(work, by=by, version=version, yours={"state": to, "reason": reason})
    now = type(to)(row.state)  # type: ignore[attr-defined]
    try:
        by.must(rules.permission_of_move(table, now, to))
    except rules.MoveError as error:
        raise ValidationError({"state": str(error)}) from error
    if rules.needs_reason(to):
        refuse(rules.required(reason=reason))
    return save(row, values={"state": to, "state_reason": reason})


def tell(by: Actor, verb: str, work: Work, **detail: object) -> None:
    """The audit event: the last write of the transaction."""
    detail = {"place": work.place.code, "version": work.version} | detail  # type: ignore[attr-defined]
    records.record(by=by, verb=f"thread.{verb}", subject=work, detail=detail)


def strip(values: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v.strip() if isinstance(v, str) else v for k, v in values.items()}


def must_see(works: Iterable[Work], by: Actor) -> None:
    """What is linked to must be one's own or public."""
    mine = owner(by).pk
    for work in works:
        if work.organisation_id != mine and not work.is_public:
            raise PermissionDenied("What you link to belongs to somebody else.")


def keys(rows: Iterable[models.Model]) -> list[object]:
    return [row.pk for row in rows]
