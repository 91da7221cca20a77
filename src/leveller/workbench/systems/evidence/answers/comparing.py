"""How a figure compares with the country's, and what its recent trend means for people."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from leveller.methods.measures import Direction, Judgement, Outcome, compare_with_reference
from leveller.methods.measures import Polarity as MeasuredPolarity
from leveller.methods.measures import recent_trend as measured_trend
from leveller.workbench.ground.vocabulary.models.indicators import Polarity, ValueType
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.store.figures import Observation
from leveller.workbench.systems.evidence.store.summaries import trends

if TYPE_CHECKING:
    from leveller.workbench.systems.evidence.answers.profiles import Standing

POLARITIES = {
    Polarity.HIGH_IS_GOOD: MeasuredPolarity.HIGH_IS_GOOD,
    Polarity.LOW_IS_GOOD: MeasuredPolarity.LOW_IS_GOOD,
    Polarity.NO_JUDGEMENT: MeasuredPolarity.NO_JUDGEMENT,
}
TESTED_FOR_TREND = {
    ValueType.PROPORTION,
    ValueType.CRUDE_RATE,
    ValueType.STANDARDISED_RATE,
    ValueType.RATIO,
    ValueType.MEAN,
    ValueType.LIFE_EXPECTANCY,
}


@dataclass(frozen=True, slots=True)
class RecentTrend:
    """`direction` as Fingertips words it, in lower case; `judgement` where more is good or bad."""

    direction: str
    judgement: str
    reason: str


@dataclass(frozen=True, slots=True)
class Compared:
    """The benchmark class, such as `Worse`, and why there is none where it is `Not compared`."""

    outcome: str
    reason: str


NOT_YET = Compared(Outcome.NOT_COMPARED, "")


def recent_trend(card: IndicatorCard, direction: str, reason: str) -> RecentTrend:
    """What the test that was made at publishing means for this indicator."""
    none = Direction.CANNOT_BE_CALCULATED.lower()
    if card.value_type not in TESTED_FOR_TREND:
        return RecentTrend(none, "", f"a {card.value_type} is not tested for a trend")
    good = {
        Polarity.HIGH_IS_GOOD: Direction.INCREASING.lower(),
        Polarity.LOW_IS_GOOD: Direction.DECREASING.lower(),
    }.get(Polarity(card.polarity))
    moves = (Direction.INCREASING.lower(), Direction.DECREASING.lower())
    if good is None or direction not in moves:
        return RecentTrend(direction, "", reason)
    judged = Judgement.GETTING_BETTER if direction == good else Judgement.GETTING_WORSE
    return RecentTrend(direction, judged, reason)


def trend_of(card: IndicatorCard, points: Sequence[Observation]) -> RecentTrend:
    """The recent trend of a series that is at hand, by the same test as at publishing."""
    none = Direction.CANNOT_BE_CALCULATED.lower()
    last = points[-trends.POINTS :]
    if any(point.period.months != trends.MONTHS_OF_A_YEAR for point in last):
        return recent_trend(card, none, trends.NOT_YEARLY)
    if len(last) < trends.POINTS:
        return recent_trend(card, none, trends.TOO_FEW)
    limits = [point.interval for point in last]
    made = measured_trend(
        np.array([[_number(point.value) for point in last]]),
        np.array([[_number(held and held.lower) for held in limits]]),
        np.array([[_number(held and held.upper) for held in limits]]),
        years=np.array([[point.period.start.year for point in last]]),
    )
    return recent_trend(card, str(made.direction[0]).lower(), str(made.reasons[0]))


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


def compare_all(standings: Sequence["Standing"]) -> list["Standing"]:
    """Each standing with its figure compared with the country's."""
    pairs = [(s.indicator, s.latest, s.country) for s in standings]
    return [
        replace(standing, compared=compared)
        for standing, compared in zip(standings, compare(pairs), strict=True)
    ]


def compare(
    pairs: Sequence[tuple[IndicatorCard, Observation, Observation | None]],
) -> list[Compared]:
    """Each figure against its reference: similar where the reference lies within its interval."""
    found = [NOT_YET] * len(pairs)
    for polarity in Polarity:
        rows = [n for n, (card, _, _) in enumerate(pairs) if card.polarity == polarity]
        if rows:
            for n, compared in zip(
                rows, _of_polarity([pairs[n] for n in rows], polarity), strict=True
            ):
                found[n] = compared
    return found


def _of_polarity(
    pairs: Sequence[tuple[IndicatorCard, Observation, Observation | None]], polarity: Polarity
) -> list[Compared]:
    nan = float("nan")
    numbers = [
        (
            nan if own.value is None else own.value,
            own.interval.lower if own.interval else nan,
            own.interval.upper if own.interval else nan,
            nan if other is None or other.value is None else other.value,
        )
        for _, own, other in pairs
    ]
    made = compare_with_reference(*np.array(numbers).T, polarity=POLARITIES[polarity])
    return [Compared(str(o), str(r)) for o, r in zip(made.outcome, made.reasons, strict=True)]
