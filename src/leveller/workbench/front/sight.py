"""Everything that an authority's home and its brief are made of, gathered once.

The systems answer; nothing is worked out here. At most five evidence reads, whatever is shown.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places import queries as places
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.places.models import Authority, Place
from leveller.workbench.ground.thread import queries as thread
from leveller.workbench.ground.thread.queries import Doings
from leveller.workbench.ground.vocabulary.models import Indicator
from leveller.workbench.systems.evidence import gaps, queries
from leveller.workbench.systems.evidence.gaps import (
    Answers,
    Causes,
    Gap,
    Measure,
    Unanswerable,
)
from leveller.workbench.systems.evidence.queries import Across, Boundaries
from leveller.workbench.systems.levers import queries as levers
from leveller.workbench.systems.levers.queries import IndicatorReach

PREFERRED = (Measure.SLOPE, Measure.RANGE, Measure.SMALL_AREAS, Measure.COUNTRY)
OUTCOMES = "life expectancy"


@dataclass(frozen=True)
class Sight:
    """One place on one day: its gaps, what they rest on, and what is done about them.

    `lead` holds the gaps that the page opens with.
    """

    place: Place
    authority: Authority | None
    as_at: date
    councils: tuple[Place, ...]
    answers: Answers
    causes: tuple[Causes, ...]
    reaches: tuple[IndicatorReach, ...]
    doings: Doings
    across: Across | None
    boundaries: Boundaries

    @cached_property
    def lead(self) -> tuple[Gap, ...]:
        """The gaps of the lead indicator by the best measure that there is, one for each sex.

        Of the outcomes, the one that is also known by deprivation; else the first with a gap.
        """
        outcomes = [g for g in self.answers if g.indicator.value_type == OUTCOMES]
        sloped = [g for g in outcomes if g.measure is Measure.SLOPE]
        for gap in (*sloped, *outcomes, *self.answers):
            if found := self.best(gap.indicator.key):
                return found
        return ()

    @cached_property
    def compared(self) -> tuple[Gap, ...]:
        """The lead gaps where other authorities have the same, else their ranges of councils."""
        if not self.lead or any(gap.others for gap in self.lead):
            return self.lead
        ranges = self.answers.of(self.lead[0].indicator.key, Measure.RANGE)
        return tuple(gap for gap in ranges if gap.others)

    def best(self, indicator: str) -> tuple[Gap, ...]:
        """The place's own gaps of an indicator by the first measure that it has."""
        for measure in PREFERRED:
            found = [g for g in self.answers.of(indicator, measure) if self._is_own(g)]
            if found:
                return tuple(found)
        return ()

    def _is_own(self, gap: Gap) -> bool:
        return gap.place.code == self.place.code and not gap.substitute

    @cached_property
    def own(self) -> tuple[Gap, ...]:
        """Without the country's and those of its councils, which stand in for the place's."""
        return tuple(gap for gap in self.answers if self._is_own(gap))

    def within_councils(self, indicator: str) -> tuple[Gap, ...]:
        """The slopes within each council, most unequal first."""
        codes = {council.code for council in self.councils} - {self.place.code}
        found = [g for g in self.answers.of(indicator, Measure.SLOPE) if g.place.code in codes]
        return tuple(sorted(found, key=lambda gap: -abs(gap.value)))

    def slopes(self, indicator: str) -> tuple[Gap, ...]:
        """The place's own slopes by deprivation."""
        return tuple(g for g in self.answers.of(indicator, Measure.SLOPE) if self._is_own(g))

    def national(self, indicator: str) -> tuple[Gap, ...]:
        """The country's slope, which is shown beside the place's or in its stead."""
        return tuple(g for g in self.answers.of(indicator, Measure.SLOPE) if g.substitute)

    def from_country(self, indicator: str) -> tuple[Gap, ...]:
        return tuple(self.answers.of(indicator, Measure.COUNTRY))

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(gap.indicator.key for gap in self.answers))

    @property
    def open_questions(self) -> tuple[Unanswerable, ...]:
        return self.answers.unanswerable

    def reach_of(self, indicator: str) -> IndicatorReach | None:
        return next((r for r in self.reaches if r.indicator.key == indicator), None)


def of(actor: Actor, place: Place, *, as_at: date) -> Sight:
    answers = gaps.for_place(actor, place.code, as_at=as_at)
    councils = tuple(places.councils_of(place, as_at))
    keys = tuple(dict.fromkeys(gap.indicator.key for gap in answers))
    authority = Authority.objects.filter(place=place).first()
    bare = Sight(
        place=place,
        authority=authority,
        as_at=as_at,
        councils=councils,
        answers=answers,
        causes=tuple(gaps.causes(actor, place.code, as_at=as_at)),
        reaches=_reaches(actor, place, keys, as_at),
        doings=thread.doings(place, actor),
        across=None,
        boundaries=queries.boundaries(actor, [council.code for council in councils]),
    )
    return _with_councils(actor, bare)


def _with_councils(actor: Actor, sight: Sight) -> Sight:
    """The councils' own figures of the widest lead gap, for the map."""
    if not sight.lead or len(sight.councils) < 2:
        return sight
    widest = max(sight.lead, key=lambda gap: abs(gap.value))
    found = queries.across(
        actor,
        widest.indicator.key,
        [council.code for council in sight.councils],
        sex=widest.sex,
    )
    return Sight(**{**{f: getattr(sight, f) for f in sight.__dataclass_fields__}, "across": found})


def _reaches(
    actor: Actor, place: Place, keys: tuple[str, ...], as_at: date
) -> tuple[IndicatorReach, ...]:
    held = {indicator.key: indicator for indicator in Indicator.objects.filter(key__in=keys)}
    around = place if place.kind == PlaceKind.AUTHORITY else places.authority_around(place, as_at)
    found = levers.levers_for_indicators(
        [held[key] for key in keys if key in held], around, as_at, actor=actor
    )
    return tuple(found)
