"""Changing an argument: nothing is edited in place, and what ships stays as it shipped.

An organisation's change to a row of its own ends that row. Its change to a shared row leaves the
shared row alone and puts one of the organisation's own in its place, for its viewpoint only.
Call these from actions, inside their transaction.
"""

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.vocabulary import rules
from leveller.workbench.ground.vocabulary.models import Argument
from leveller.workbench.ground.vocabulary.viewpoint import Viewpoint

A = TypeVar("A", bound=Argument)


def owner(by: Actor) -> Organisation:
    """The organisation in whose name the actor writes; refuses, in words, when there is none."""
    if by.organisation is None:
        raise PermissionDenied("What you write belongs to an organisation. Choose one first.")
    return by.organisation


def add(new: A, *, by: Actor, ends: dict[str, Any], reason: str) -> A:
    """Put a new argument between `ends`, unless one stands there for the actor already."""
    _refuse(_faults(new) | _fault_of(reason))
    standing = _standing(type(new), by, ends)
    if standing is not None:
        raise ValidationError(
            "This link is there already. Open it and change it there, with a reason."
        )
    return _save(new, by, reason)


def replace(old: A, new: A, *, by: Actor, ends: dict[str, Any], reason: str) -> A:
    """Put `new` in the place of `old`. Raises `StaleEditError` when `old` stands no longer."""
    _refuse(_faults(new) | _fault_of(reason))
    _refuse_stale(old, by, ends, _words(new))
    if old.organisation_id == owner(by).pk:
        _end(old, by, reason)
    new.replaces = old
    return _save(new, by, reason)


def end(old: A, *, by: Actor, ends: dict[str, Any], reason: str) -> A:
    """Say that a link doesn't hold. A shared row stays; an ended row of one's own hides it."""
    _refuse(_fault_of(reason))
    _refuse_stale(old, by, ends, {"reason": reason})
    if old.organisation_id != owner(by).pk:
        copied = {f.attname: getattr(old, f.attname) for f in old._meta.concrete_fields}
        copied |= {"id": None, "replaces_id": old.pk, "reference_row_id": None}
        old = _save(type(old)(**copied), by, reason)
    return _end(old, by, reason)


def _standing(model: type[A], by: Actor, ends: dict[str, Any]) -> A | None:
    view = Viewpoint.of(by)
    rows = model._default_manager.filter(view.rows(), **ends).select_related("organisation")
    return next(iter(view.standing(rows, lambda row: 0)), None)


def _refuse_stale(old: A, by: Actor, ends: dict[str, Any], yours: dict[str, object]) -> None:
    type(old)._default_manager.select_for_update().get(pk=old.pk)
    standing = _standing(type(old), by, ends)
    if standing is None or standing.pk != old.pk:
        raise rules.StaleEditError(standing, yours)


def _save(new: A, by: Actor, reason: str) -> A:
    new.organisation = owner(by)
    new.author = owner(by).name
    new.made_by = by.user
    new.reason = reason.strip()
    new.save(force_insert=True)
    return new


def _end(row: A, by: Actor, reason: str) -> A:
    row.ended_at, row.ended_by, row.end_reason = timezone.now(), by.user, reason.strip()
    row.save(update_fields=["ended_at", "ended_by", "end_reason"])
    return row


def _words(row: Argument) -> dict[str, object]:
    names = ("role", "strength", "evidence", "source", "status")
    return {name: getattr(row, name) for name in names if hasattr(row, name)}


def _faults(row: Argument) -> dict[str, str]:
    words = {name: str(value) for name, value in _words(row).items() if name != "source"}
    return rules.faults_of_link(author="the actor's organisation", **words)


def _fault_of(reason: str) -> dict[str, str]:
    fault = rules.fault_of_reason(reason)
    return {"reason": fault} if fault else {}


def _refuse(faults: dict[str, str]) -> None:
    if faults:
        raise ValidationError(faults)
