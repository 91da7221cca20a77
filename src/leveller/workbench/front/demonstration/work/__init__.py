"""What the people of the demonstration have done: organisations, powers, needs, actions.

Everything goes through the actions that pages use; days are counted from `parameters.TODAY`.
"""

from django.db import transaction

from leveller.workbench.front.demonstration.parameters import VERSION
from leveller.workbench.front.demonstration.work import (
    organisations,
    powers,
    thread,
    vocabulary,
)
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records import actions as records
from leveller.workbench.ground.records import queries

MADE = "demonstration.made"


def made_version() -> str | None:
    """The version of the demonstration that this store holds; None where it holds none."""
    events = queries.events_visible_to(Actor.of_system("demonstration")).filter(verb=MADE)
    event = events.order_by("-pk").first()
    return event.detail["version"] if event else None


def region_actor() -> Actor:
    """The demonstration itself, working for the region's authority."""
    return Actor.of_system("demonstration", organisations.region())


@transaction.atomic
def write(*, by: Actor) -> None:
    """All of the work or nothing; its last event says that the demonstration is made."""
    cast = organisations.ensure_cast(by=by)
    powers.record(cast)
    vocabulary.describe(by=by, cast=cast)
    thread.write(cast)
    subject = ("front.demonstration", VERSION, "The demonstration region (fictional)")
    records.record(by=by, verb=MADE, subject=subject, detail={"version": VERSION})
