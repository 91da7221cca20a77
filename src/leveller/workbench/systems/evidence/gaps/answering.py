"""All gaps of a place, put together and kept under the version of the catalogue."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.systems.evidence import catalogue, surroundings
from leveller.workbench.systems.evidence.answers import indicators as words
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.catalogue import Catalogue
from leveller.workbench.systems.evidence.gaps import (
    between,
    country,
    deprivation,
    fetching,
    mortality,
    questions,
    small_areas,
)
from leveller.workbench.systems.evidence.gaps.fetching import Scene
from leveller.workbench.systems.evidence.gaps.model import Causes, Gap, Measure, Unanswerable

MANY_COUNCILS = (PlaceKind.AUTHORITY, PlaceKind.REGION, PlaceKind.COUNTY)


@dataclass(frozen=True)
class Answers:
    """What the figures say of the gaps of a place, and what they leave open."""

    place: Spot
    as_at: date
    gaps: tuple[Gap, ...]
    unanswerable: tuple[Unanswerable, ...]

    def __iter__(self) -> Iterator[Gap]:
        return iter(self.gaps)

    def of(self, indicator: str, measure: Measure | None = None) -> list[Gap]:
        return [
            gap
            for gap in self.gaps
            if gap.indicator.key == indicator and measure in (None, gap.measure)
        ]


def for_place(
    actor: Actor,
    place: str,
    indicators: Collection[str] | None = None,
    *,
    as_at: date | None = None,
) -> Answers:
    """The gaps within and around a place, of the headline indicators unless others are named."""
    day = as_at or surroundings.today()
    visible = catalogue.visible(actor)
    cards = _cards(visible, indicators)
    return _for_place(visible, tuple(cards.values()), place, day, indicators is None)


def causes(actor: Actor, place: str, *, as_at: date | None = None) -> list[Causes]:
    """Which causes of death make up the gap by deprivation of the place's country, by sex.

    Nobody publishes it for a smaller place, so it is labelled as the country's.
    """
    around = surroundings.around(place, as_at)
    of = around.country or around.spot
    visible = catalogue.visible(actor)
    cards = words.cards(mortality.keys(visible))
    found = _causes(visible, tuple(cards.values()), of)
    label = "" if of == around.spot else f"{of.name}, not {around.spot.name}"
    return [replace(each, substitute=label) for each in found]


def _cards(visible: Catalogue, keys: Collection[str] | None) -> dict[str, IndicatorCard]:
    held = words.cards(visible.indicators if keys is None else keys)
    chosen = [card for card in held.values() if keys is not None or card.is_headline]
    return {card.key: card for card in sorted(chosen, key=lambda c: (c.order, c.name))}


# Both are kept with the cards in their key, so a corrected polarity or name is seen at once.
@lru_cache(maxsize=256)
def _for_place(
    visible: Catalogue,
    cards: tuple[IndicatorCard, ...],
    place: str,
    day: date,
    asks_outcomes: bool,
) -> Answers:
    scene = _scene(place, day)
    fetched = fetching.fetch(visible, [card.key for card in cards], scene)
    gaps: list[Gap] = []
    left: list[Unanswerable] = []
    for card in cards:
        own = [
            *between.gaps(card, fetched, scene),
            *country.gaps(card, fetched, scene),
            *deprivation.gaps(card, fetched, scene),
        ]
        gaps += own
        left += questions.open_questions(card, own, fetched, scene)
    gaps += small_areas.gaps(visible, cards, scene.place, day)
    left += questions.of_outcomes(fetched, scene) if asks_outcomes else ()
    return Answers(scene.place, day, tuple(gaps), tuple(left))


@lru_cache(maxsize=32)
def _causes(visible: Catalogue, cards: tuple[IndicatorCard, ...], of: Spot) -> tuple[Causes, ...]:
    return tuple(mortality.causes(visible, {card.key: card for card in cards}, of))


def _scene(place: str, day: date) -> Scene:
    around = surroundings.around(place, day)
    if around.spot.kind not in MANY_COUNCILS:
        return Scene(around.spot, around.country, (), {})
    councils = tuple(surroundings.councils(place, day))
    others = {
        authority: tuple(members)
        for authority, members in surroundings.authorities(day).items()
        if authority != around.spot
    }
    return Scene(around.spot, around.country, councils, others)


def forget() -> None:
    for kept in (_for_place, _causes):
        kept.cache_clear()
