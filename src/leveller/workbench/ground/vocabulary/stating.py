"""Writing statements in an organisation's name. Call these from actions, in their transaction."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.vocabulary.models import Statement

S = TypeVar("S", bound=Statement)


def owner(by: Actor) -> Organisation:
    """The organisation in whose name the actor writes; refuses, in words, when there is none."""
    if by.organisation is None:
        raise PermissionDenied("What you write belongs to an organisation. Choose one first.")
    return by.organisation


def save(new: S, *, by: Actor, reason: str) -> S:
    """Save a new statement as the organisation's, with its author and its reason."""
    new.organisation = owner(by)
    new.author = owner(by).name
    new.made_by = by.user
    new.reason = reason.strip()
    new.save(force_insert=True)
    return new


def end(row: S, *, by: Actor, reason: str) -> S:
    """End a statement. The row stays, with who ended it and why."""
    row.ended_at, row.ended_by, row.end_reason = timezone.now(), by.user, reason.strip()
    row.save(update_fields=["ended_at", "ended_by", "end_reason"])
    return row


def copy(row: S) -> S:
    """An unsaved row that says the same and replaces `row`."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    values |= {"id": None, "replaces_id": row.pk, "reference_row_id": None}
    return type(row)(**values)
