"""One indicator at many places in one period, out of one release."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.systems.evidence import catalogue, surroundings
from leveller.workbench.systems.evidence.answers import control, indicators, reading
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.catalogue import Holding
from leveller.workbench.systems.evidence.store import reader
from leveller.workbench.systems.evidence.store.figures import Observation, Period, ReleaseCard
from leveller.workbench.systems.evidence.store.figures import observations as observed
from leveller.workbench.systems.evidence.store.frames import Frame
from leveller.workbench.systems.evidence.traces import Trace

COMMON = 0.9
DAYS = 1_000_000  # more than there are days, so that a period is one number
EPOCH = date(1970, 1, 1)


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
    for holding in holdings:
        frame = _of_one_population(holding, codes, sex, age)
        if len(frame):
            rule = control.NONE if raw else holding.release.disclosure
            others = {h.release.sha256: h.release for h in holdings}
            others.pop(holding.release.sha256)
            found = answered(
                indicators.card(indicator), holding.release, frame, spots, period, rule
            )
            return replace(found, also_in=tuple(others.values())) if found else None
    return None


def _of_one_population(
    holding: Holding, codes: Collection[str], sex: str | None, age: str | None
) -> Frame:
    """Figures of all periods as columns: far more are looked through than are shown."""
    chosen = next((s for s in reading.SEXES if s in holding.sexes), "") if sex is None else sex
    where = {
        "indicator": (holding.indicator,),
        "breakdown": ("",),
        "place": codes,
        "sex": (chosen,),
        **({} if age is None else {"age": (age,)}),
    }
    frame = reader.select(holding.release.sha256, where, reading.COLUMNS)
    return of_one_age(frame) if age is None and len(holding.ages) > 1 else frame


def of_one_age(frame: Frame) -> Frame:
    return frame.take(frame["age"] == _likeliest_age(frame)) if len(frame) else frame


def _likeliest_age(frame: Frame) -> str:
    """The age with most figures, the widest where several have as many."""
    counted = Counter(frame["age"].tolist())
    spans = dict(zip(frame["age"].tolist(), reading.spans(frame), strict=True))
    return max(counted, key=lambda label: (counted[label], spans[label], label))


def answered(
    card: IndicatorCard,
    release: ReleaseCard,
    frame: Frame,
    spots: Sequence[Spot],
    period: str | None,
    rule: str,
) -> Across | None:
    """The figures of one period, out of a frame of one release and one population."""
    periods = _periods(frame)
    chosen = _period(frame, periods, period)
    if chosen is None:
        return None
    at = (frame["period_start"] == np.datetime64(chosen.start)) & (
        frame["period_end"] == np.datetime64(chosen.end)
    )
    observations = control.controlled(observed(frame.take(at)), rule)
    codes = {code: spot for spot in spots for code in spot.codes}
    figures = _one_each(observations, codes)
    return Across(
        indicator=card,
        period=chosen,
        sex=observations[0].sex,
        age=observations[0].age,
        figures=tuple((spot, figures[spot]) for spot in spots if spot in figures),
        missing=tuple(spot for spot in spots if spot not in figures),
        periods=tuple(periods),
        release=release,
        also_in=(),
    )


def _periods(frame: Frame) -> list[Period]:
    """The periods that stand there, the latest last."""
    days = frame["period_end"].astype("int64") * DAYS + frame["period_start"].astype("int64")
    _, first = np.unique(days, return_index=True)
    rows = frame.take(first).tuples(("period", "period_start", "period_end"))
    return [Period(*row) for row in rows]


def _period(frame: Frame, periods: Sequence[Period], asked: str | None) -> Period | None:
    if asked is not None:
        return next((period for period in periods if period.label == asked), None)
    valued = ~np.isnan(frame["value"].astype(float))
    days = frame["period_end"].astype("int64") * DAYS + frame["period_start"].astype("int64")
    known, counts = np.unique(days[valued], return_counts=True)
    if not len(known):
        return periods[-1]
    full = known[counts >= COMMON * counts.max()].max()
    ends = {(p.end - EPOCH).days * DAYS + (p.start - EPOCH).days: p for p in periods}
    return ends[int(full)]


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
