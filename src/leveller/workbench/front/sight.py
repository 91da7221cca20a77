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

    Each part is fetched when it is first asked for, so a page pays for what it shows.
    """

    actor: Actor
    place: Place
    as_at: date

    @property
    def authority(self) -> Authority | None:
        return getattr(self.place, "authority", None)

    @cached_property
    def councils(self) -> tuple[Place, ...]:
        return tuple(places.councils_of(self.place, self.as_at))

    @cached_property
    def above(self) -> tuple[Place, ...]:
        """What the place lies in on the day, the largest first."""
        return tuple(places.above(self.place, self.as_at))

    @cached_property
    def answers(self) -> Answers:
        return gaps.for_place(self.actor, self.place.code, as_at=self.as_at)

    @cached_property
    def causes(self) -> tuple[Causes, ...]:
        return tuple(gaps.causes(self.actor, self.place.code, as_at=self.as_at))

    @cached_property
    def doings(self) -> Doings:
        return thread.doings(self.place, self.actor)

    @cached_property
    def boundaries(self) -> Boundaries:
        return queries.boundaries(self.actor, [council.code for council in self.councils])

    @cached_property
    def across(self) -> Across | None:
        """The councils' own figures of the widest lead gap, for the map."""
        if not self.lead or len(self.councils) < 2:
            return None
        widest = max(self.lead, key=lambda gap: abs(gap.value))
        codes = [council.code for council in self.councils]
        return queries.across(self.actor, widest.indicator.key, codes, sex=widest.sex)

    @cached_property
    def reaches(self) -> tuple[IndicatorReach, ...]:
        """From each indicator with a gap to its causes, and to the levers of the authority."""
        held = Indicator.objects.in_bulk(self.indicators, field_name="key")
        known = [held[key] for key in self.indicators if key in held]
        found = levers.levers_for_indicators(known, self._holder, self.as_at, actor=self.actor)
        return tuple(found)

    @property
    def _holder(self) -> Place | None:
        """The authority that pulls levers for the place."""
        if self.place.kind == PlaceKind.AUTHORITY:
            return self.place
        return next((p for p in self.above if p.kind == PlaceKind.AUTHORITY), None)

    @cached_property
    def lead(self) -> tuple[Gap, ...]:
        """The gaps to open with: the lead indicator's, by its best measure, one for each sex.

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
        return (*self.answers.unanswerable, *self._causes_elsewhere)

    @property
    def _causes_elsewhere(self) -> tuple[Unanswerable, ...]:
        """Causes of death that are another place's leave the question of this one's open."""
        label = next((each.substitute for each in self.causes if each.substitute), "")
        if not label:
            return ()
        one = Unanswerable(
            question=f"Which causes of death make up the gap in {self.place.name}?",
            why=f"No release has deaths by cause and deprivation for {self.place.name}.",
            substitute=f"Figures for {label}.",
            would_settle="Deaths by cause, age, sex and tenth of deprivation, over several years.",
            supplier="Office for National Statistics",
        )
        return (one,)

    def reach_of(self, indicator: str) -> IndicatorReach | None:
        return next((r for r in self.reaches if r.indicator.key == indicator), None)
