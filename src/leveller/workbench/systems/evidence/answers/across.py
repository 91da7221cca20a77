"""One indicator at many places in one period, out of one release."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.systems.evidence import catalogue, surroundings
from leveller.workbench.systems.evidence.answers import indicators, reading
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.answers.reading import Row
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.store.figures import Observation, Period, ReleaseCard
from leveller.workbench.systems.evidence.traces import Trace

COMMON = 0.9


@dataclass(frozen=True)
class Across:
    """Figures of places in one period. `missing` are the places that have none in it."""

    indicator: IndicatorCard
    period: Period
    sex: str
    age: str
    figures: tuple[tuple[Spot, Observation], ...]
    missing: tuple[Spot, ...]
    periods: tuple[Period, ...]
    release: ReleaseCard
    also_in: tuple[ReleaseCard, ...]

    @property
    def trace(self) -> Trace:
        return Trace.to(
            self.release,
            indicator=self.indicator.key,
            place=[observation.place for _, observation in self.figures],
            period=self.period.label,
            sex=self.sex,
            age=self.age,
            breakdown="",
        )


def across(
    actor: Actor,
    indicator: str,
    places: Collection[str],
    *,
    sex: str | None = None,
    age: str | None = None,
    period: str | None = None,
    release: str | None = None,
    raw: bool = False,
) -> Across | None:
    """Figures of many places out of one release, in one period; None when there are none.

    Unless a period is asked for it is the latest in which at least nine in ten of the places have
    a figure that have one in the fullest period. `raw` is for measuring, never for showing.
    """
    spots = surroundings.spots(places)
    kinds = Counter(spot.kind for spot in spots)
    visible = catalogue.visible(actor)
    holdings = [
        h for kind, _ in kinds.most_common() for h in visible.of(indicator, kind, "", release)
    ]
    codes = {code: spot for spot in spots for code in spot.codes}
    found = reading.first_with_rows(holdings, {"place": codes}, raw=raw)
    if found is None:
        return None
    rows = reading.of_one_population(found.rows, sex, age)
    periods = reading.periods_of(rows)
    chosen = _period(rows, periods, codes, period)
    if chosen is None:
        return None
    figures = _one_each((r.observation for r in rows if r.observation.period == chosen), codes)
    return Across(
        indicator=indicators.card(indicator),
        period=chosen,
        sex=rows[0].observation.sex,
        age=rows[0].observation.age,
        figures=tuple((spot, figures[spot]) for spot in spots if spot in figures),
        missing=tuple(spot for spot in spots if spot not in figures),
        periods=tuple(periods),
        release=found.holding.release,
        also_in=found.also_in,
    )


def _period(
    rows: list[Row], periods: list[Period], codes: dict[str, Spot], asked: str | None
) -> Period | None:
    if asked is not None:
        return next((period for period in periods if period.label == asked), None)
    places: dict[Period, set[Spot]] = {period: set() for period in periods}
    for row in rows:
        if row.observation.value is not None or row.observation.is_suppressed:
            places[row.observation.period].add(codes[row.observation.place])
    most = max((len(found) for found in places.values()), default=0)
    return next((p for p in reversed(periods) if len(places[p]) >= COMMON * most), None)


def _one_each(
    observations: Iterable[Observation], codes: dict[str, Spot]
) -> dict[Spot, Observation]:
    """One figure a place: that of its current code where an old one has a figure too."""
    found: dict[Spot, Observation] = {}
    for observation in observations:
        spot = codes[observation.place]
        standing = found.get(spot)
        if standing is None or spot.codes.index(observation.place) < spot.codes.index(
            standing.place
        ):
            found[spot] = observation
    return found
