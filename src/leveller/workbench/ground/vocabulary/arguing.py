"""Changing an argument: nothing is edited in place, and what ships stays as it shipped.

An organisation's change to a row of its own ends that row. Its change to a shared row leaves the
shared row alone and puts one of the organisation's own in its place, for its viewpoint only.
Call these from actions, inside their transaction.
"""

from typing import Any, TypeVar

from django.core.exceptions import ValidationError

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.vocabulary import rules, stating
from leveller.workbench.ground.vocabulary.models import Argument
from leveller.workbench.ground.vocabulary.viewpoint import Viewpoint

A = TypeVar("A", bound=Argument)


def add(new: A, *, by: Actor, ends: dict[str, Any], reason: str) -> A:
    """Put a new argument between `ends`, unless one stands there for the actor already."""
    _refuse(_faults(new) | _fault_of(reason))
    standing = _standing(type(new), by, ends)
    if standing is not None:
        raise ValidationError(
            "This link is there already. Open it and change it there, with a reason."
        )
    return stating.save(new, by=by, reason=reason)


def replace(old: A, new: A, *, by: Actor, ends: dict[str, Any], reason: str) -> A:
    """Put `new` in the place of `old`. Raises `StaleEditError` when `old` stands no longer."""
    _refuse(_faults(new) | _fault_of(reason))
    _refuse_stale(old, by, ends, _words(new))
    if old.organisation_id == stating.owner(by).pk:
        stating.end(old, by=by, reason=reason)
    new.replaces = old
    return stating.save(new, by=by, reason=reason)


def end(old: A, *, by: Actor, ends: dict[str, Any], reason: str) -> A:
    """Say that a link doesn't hold. A shared row stays; an ended row of one's own hides it."""
    _refuse(_fault_of(reason))
    _refuse_stale(old, by, ends, {"reason": reason})
    if old.organisation_id != stating.owner(by).pk:
        old = stating.save(stating.copy(old), by=by, reason=reason)
    return stating.end(old, by=by, reason=reason)


def _standing(model: type[A], by: Actor, ends: dict[str, Any]) -> A | None:
    view = Viewpoint.of(by)
    rows = model._default_manager.filter(view.rows(), **ends).select_related("organisation")
    return next(iter(view.standing(rows, lambda row: 0)), None)


def _refuse_stale(old: A, by: Actor, ends: dict[str, Any], yours: dict[str, object]) -> None:
    type(old)._default_manager.select_for_update().get(pk=old.pk)
    standing = _standing(type(old), by, ends)
    if standing is None or standing.pk != old.pk:
        raise rules.StaleEditError(standing, yours)


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
