"""Which causes of death make up the country's gap between the most and the least deprived tenth.

Deaths and people by age and tenth, of the latest three years together, give a rate for each cause
and tenth, directly standardised to the European Standard Population of 2013.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from leveller.methods.measures import (
    AgeBand,
    AgeBandError,
    Uncertain,
    absolute_gap,
    directly_standardised_rate,
    weights_for,
)
from leveller.methods.measures.standardisation import StandardisedRate
from leveller.workbench.ground.vocabulary.models.indicators import ValueType
from leveller.workbench.systems.evidence.answers import control
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.catalogue import Catalogue, Holding
from leveller.workbench.systems.evidence.gaps.changes import NO_EARLIER
from leveller.workbench.systems.evidence.gaps.model import (
    Causes,
    Change,
    End,
    Gap,
    Measure,
    Part,
    Point,
    Verdict,
)
from leveller.workbench.systems.evidence.store import reader
from leveller.workbench.systems.evidence.store.figures import Interval, Period, ReleaseCard
from leveller.workbench.systems.evidence.store.frames import Frame
from leveller.workbench.systems.evidence.traces import Selection, Trace

STANDARD = "ESP2013"
YEARS = 3
TENTHS = 10
OPEN = float("inf")
PER = 100_000
UNIT = "deaths per 100,000, age-standardised"
DECILE = "deprivation decile"
COLUMNS = (
    "sex",
    "age_from",
    "age_to",
    "category_order",
    "period",
    "period_start",
    "period_end",
    "value",
)

Band = tuple[float, float]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class _Source:
    """Deaths by cause and people, by the same breakdown of the same country."""

    causes: Sequence[tuple[IndicatorCard, Holding]]
    people: Holding


def causes(visible: Catalogue, cards: Mapping[str, IndicatorCard], country: Spot) -> list[Causes]:
    """One answer for each sex; nothing where the store lacks deaths or people by tenth and age."""
    source = _source(visible, cards, country)
    if source is None:
        return []
    holdings = [source.people, *(holding for _, holding in source.causes)]
    people, *deaths = reader.select_many([_request(h, country) for h in holdings])
    periods = _latest(people)
    if not periods:
        return []
    found = [_of_sex(sex, source, people, deaths, periods, country) for sex in _sexes(people)]
    return [each for each in found if each]


def keys(visible: Catalogue) -> list[str]:
    """The indicators that are held by deprivation tenth."""
    return sorted({h.indicator for h in visible.holdings if h.breakdown_kind == DECILE})


def _source(
    visible: Catalogue, cards: Mapping[str, IndicatorCard], country: Spot
) -> _Source | None:
    """The latest people by tenth, and every cause whose deaths are held by the same breakdown.

    A release under disclosure control is passed over: rates need every death.
    """
    held = [
        (cards[h.indicator], h)
        for h in visible.holdings
        if h.kind == country.kind and h.breakdown_kind == DECILE and h.indicator in cards
        if h.release.disclosure == control.NONE
    ]
    people = [h for card, h in held if card.value_type == ValueType.POPULATION]
    deaths = [(c, h) for c, h in held if c.value_type == ValueType.COUNT and c.unit == "deaths"]
    for holding in sorted(people, key=lambda h: h.last, reverse=True):
        same = {c.key: (c, h) for c, h in reversed(deaths) if h.breakdown == holding.breakdown}
        if same:
            ordered = sorted(same.values(), key=lambda pair: (pair[0].order, pair[0].name))
            return _Source(ordered, holding)
    return None


def _request(holding: Holding, country: Spot) -> reader.Request:
    where = {
        "indicator": (holding.indicator,),
        "breakdown": (holding.breakdown,),
        "place": country.codes,
    }
    return reader.Request(holding.release.sha256, where, COLUMNS)


def _latest(people: Frame) -> list[Period]:
    """The latest three years for which there are people."""
    _, first = np.unique(people["period_start"], return_index=True)
    rows = people.take(first).tuples(("period", "period_start", "period_end"))
    periods = sorted((Period(*row) for row in rows), key=lambda period: period.start)
    yearly = [period for period in periods if period.months == 12]
    return yearly[-YEARS:]


def _sexes(people: Frame) -> list[str]:
    found = set(people["sex"].tolist())
    return [sex for sex in ("male", "female") if sex in found] or sorted(found)


def _bands(people: Frame) -> list[Band]:
    """Age bands that do not overlap: the whole of all ages is left out where there are parts."""
    told = people.take(~np.isnan(people["age_from"].astype(float)))
    rows = set(told.tuples(("age_from", "age_to")))
    bands = {(a, OPEN if b is None else b) for a, b in rows}
    parts = sorted(bands - {(0.0, OPEN)})
    return parts or sorted(bands)


def _counts(frame: Frame, sex: str, bands: Sequence[Band], periods: Sequence[Period]) -> Floats:
    """Sums over the periods: an array of tenths by bands; NaN where nothing is said."""
    starts = [np.datetime64(period.start) for period in periods]
    kept = frame.take(
        np.isin(frame["period_start"], starts)
        & (frame["sex"] == sex)
        & ~np.isnan(frame["value"].astype(float))
    )
    bands_from = np.array([band[0] for band in bands])
    bands_to = np.array([band[1] for band in bands])
    ends = np.nan_to_num(kept["age_to"].astype(float), nan=OPEN)
    at = np.searchsorted(bands_from, kept["age_from"].astype(float)).clip(max=len(bands) - 1)
    fits = (bands_from[at] == kept["age_from"]) & (bands_to[at] == ends)
    cells = (kept["category_order"][fits].astype(int) - 1, at[fits])
    sums = np.full((TENTHS, len(bands)), np.nan)
    sums[cells] = 0.0
    np.add.at(sums, cells, kept["value"][fits])
    return sums


def _of_sex(
    sex: str,
    source: _Source,
    people: Frame,
    deaths: Sequence[Frame],
    periods: Sequence[Period],
    country: Spot,
) -> Causes | None:
    bands = _bands(people)
    try:
        weights = weights_for([AgeBand(*band) for band in bands], STANDARD)
    except AgeBandError:
        return None
    population = _counts(people, sex, bands, periods)
    counts = np.array([_counts(frame, sex, bands, periods) for frame in deaths])
    counts = np.where(np.isnan(counts), 0.0, counts)
    total = directly_standardised_rate(counts.sum(0), population, weights)
    rates = directly_standardised_rate(counts, population, weights)
    about = _About(source, sex, _span(periods), country)
    whole = about.gap(total, (), None)
    if whole is None:
        return None
    gaps = [about.gap(rates, (n,), card) for n, (card, _) in enumerate(source.causes)]
    sum_of_parts = sum(gap.value for gap in gaps if gap)
    parts = [
        Part(
            card,
            gap,
            gap.value / sum_of_parts if gap and sum_of_parts else None,
            "" if gap else "too few deaths for a standardised rate",
        )
        for (card, _), gap in zip(source.causes, gaps, strict=True)
    ]
    ordered = sorted(parts, key=lambda part: -(part.share or 0))
    return Causes(country, sex, about.period, whole, tuple(ordered), "")


def _span(periods: Sequence[Period]) -> Period:
    first, last = periods[0], periods[-1]
    if len(periods) == 1:
        return first
    return Period(f"{first.label} - {last.label[-2:]}", first.start, last.end)


@dataclass(frozen=True)
class _About:
    source: _Source
    sex: str
    period: Period
    country: Spot

    def gap(
        self, rates: StandardisedRate, at: tuple[int, ...], card: IndicatorCard | None
    ) -> Gap | None:
        """The most deprived tenth's rate less the least deprived's."""
        limits = rates.interval()
        most, least = (
            Uncertain(
                rates.value[(*at, n)], lower=limits.lower[(*at, n)], upper=limits.upper[(*at, n)]
            )
            for n in (0, TENTHS - 1)
        )
        made = absolute_gap(most, least)
        if made.is_empty:
            return None
        interval = Interval(float(made.interval().lower), float(made.interval().upper))
        ends = (self._end("most", most), self._end("least", least))
        now = Point(self.period, float(made.value), interval, ends)
        return Gap(
            indicator=card or _all_causes(self.source.causes[0][0]),
            place=self.country,
            measure=Measure.ENDS,
            value=now.value,
            unit=UNIT,
            interval=interval,
            no_interval="",
            period=self.period,
            sex=self.sex,
            age="All ages",
            ends=ends,
            change=Change(Verdict.CANNOT_TELL, NO_EARLIER),
            history=(now,),
            method=f"directly standardised rates ({STANDARD}), {YEARS} years together",
            cautions=(),
            substitute="",
            release=self._release(card),
            trace=self._trace(card).giving(now.value),
        )

    def _end(self, which: str, rate: Uncertain) -> End:
        limits = Interval(float(rate.lower), float(rate.upper))  # type: ignore[arg-type]
        name = f"{which} deprived tenth of {self.country.name}"
        return End(name, float(rate.value), limits)  # type: ignore[arg-type]

    def _release(self, card: IndicatorCard | None) -> ReleaseCard:
        return next(h.release for c, h in self.source.causes if card in (None, c))

    def _trace(self, card: IndicatorCard | None) -> Trace:
        people = self.source.people
        own = [h for c, h in self.source.causes if card in (None, c)]
        return Trace(
            (
                self._selection(own[0], [h.indicator for h in own]),
                self._selection(people, [people.indicator]),
            ),
            str(Measure.ENDS),
        )

    def _selection(self, holding: Holding, indicators: Sequence[str]) -> Selection:
        years = range(self.period.start.year, self.period.end.year)
        return Selection.of(
            holding.release,
            indicator=indicators,
            place=self.country.codes,
            period=[str(year) for year in years],
            sex=self.sex,
            breakdown=holding.breakdown,
        )


def _all_causes(one: IndicatorCard) -> IndicatorCard:

    return replace(
        one, key="deaths-all-causes", name="Deaths from all causes", short_name="All causes"
    )
