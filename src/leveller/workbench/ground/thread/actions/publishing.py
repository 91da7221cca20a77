"""Showing work to everyone, and taking it back."""

from typing import TypeVar

from django.db import transaction

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.thread.actions import common
from leveller.workbench.ground.thread.models.needs import Work

W = TypeVar("W", bound=Work)


@transaction.atomic
def publish(*, by: Actor, work: W, version: int) -> W:
    """Let everyone read it, signed in or not."""
    return _show(by, work, version, is_public=True)


@transaction.atomic
def unpublish(*, by: Actor, work: W, version: int) -> W:
    """Let only the organisation's members read it. Who read it before has read it."""
    return _show(by, work, version, is_public=False)


def _show(by: Actor, work: W, version: int, *, is_public: bool) -> W:
    by.must("thread.decide")
    row = common.locked(work, by=by, version=version, yours={"is_public": is_public})
    common.save(row, values={"is_public": is_public})
    common.tell(by, f"{'' if is_public else 'un'}published", row, kind=row._meta.verbose_name)
    return row
