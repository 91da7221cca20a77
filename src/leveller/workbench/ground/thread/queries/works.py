"""Needs, data needs, actions, decisions and commitments, as far as the reader may see them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q, QuerySet

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.thread.models import (
    Action,
    Commitment,
    DataNeed,
    Decision,
    Need,
)
from leveller.workbench.ground.thread.models.needs import Work
from leveller.workbench.ground.vocabulary.models import Indicator

W = TypeVar("W", bound=Work)


def visible_to(actor: Actor) -> Q:
    """What is public, and what belongs to the organisation that the reader works for."""
    seen = Q(is_public=True)
    if actor.organisation is not None:
        seen |= Q(organisation=actor.organisation)
    return seen


def needs(actor: Actor, place: Place | None = None) -> QuerySet[Need]:
    return _works(Need, actor, place).select_related(
        "indicator", "determinant", "population_group", "place", "organisation"
    )


def data_needs(actor: Actor, place: Place | None = None) -> QuerySet[DataNeed]:
    return _works(DataNeed, actor, place).select_related("indicator", "place", "organisation")


def actions(actor: Actor, place: Place | None = None) -> QuerySet[Action]:
    return _works(Action, actor, place).select_related("place", "organisation")


def decisions(actor: Actor, place: Place | None = None) -> QuerySet[Decision]:
    return _works(Decision, actor, place).select_related("place", "organisation", "supersedes")


def in_place(rows: QuerySet[W], place: Place | None) -> QuerySet[W]:
    return rows.filter(place=place) if place else rows


def one(rows: QuerySet[W], pk: int) -> W:
    """One of the rows that may be seen; the model's `DoesNotExist` otherwise."""
    return rows.get(pk=pk)


def commitments_of(action: Action, actor: Actor) -> list[Commitment]:
    rows = Commitment.objects.filter(visible_to(actor), action=action)
    return list(rows.select_related("organisation", "place"))


@dataclass(frozen=True)
class Doings:
    """What is being done in a place: the newest of each, and how many there are in all."""

    needs: tuple[Need, ...]
    data_needs: tuple[DataNeed, ...]
    actions: tuple[Action, ...]
    decisions: tuple[Decision, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.needs or self.data_needs or self.actions or self.decisions)


def doings(
    place: Place,
    actor: Actor,
    indicators: Collection[Indicator] | None = None,
    most: int = 5,
) -> Doings:
    """Needs, data needs, actions and decisions of a place, the newest first; four queries.

    With `indicators`, only needs and data needs of those, and actions and decisions that follow
    from such needs.
    """
    wanted, wanted_data = needs(actor, place), data_needs(actor, place)
    done, settled = actions(actor, place), decisions(actor, place)
    if indicators is not None:
        wanted = wanted.filter(indicator__in=indicators)
        wanted_data = wanted_data.filter(indicator__in=indicators)
        done = done.filter(needs__in=wanted.values("pk")).distinct()
        settled = settled.filter(needs__in=wanted.values("pk")).distinct()
    return Doings(
        tuple(wanted[:most]), tuple(wanted_data[:most]), tuple(done[:most]), tuple(settled[:most])
    )


def _works(model: type[W], actor: Actor, place: Place | None) -> QuerySet[W]:
    return in_place(model._default_manager.filter(visible_to(actor)), place)
