"""Whether the last five years show a trend, as Fingertips tests it.

A straight line through the last five unbroken yearly points, each weighted by the inverse of its
variance; significant if the chi-squared statistic of its slope passes 9.5495 (p = 0.002) and the
slope keeps its sign when each point is left out in turn. Proportions are tested by the chi-squared
test for trend on their counts, with the sign from the line through their logits.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from leveller.methods.measures import reasons
from leveller.methods.measures.arrays import (
    ArrayLike,
    Floats,
    Mask,
    broadcast,
    divide,
    floats,
    quietly,
)
from leveller.methods.measures.confidence import confidence_levels, z_score
from leveller.methods.measures.errors import MeasureError
from leveller.methods.measures.findings import Findings, is_blank, texts
from leveller.methods.measures.polarity import Polarity
from leveller.methods.measures.version import VERSION

POINTS = 5
CRITICAL_CHI_SQUARED = 9.549535706083242
"""The 99.8th percentile of chi-squared with one degree of freedom."""


class TrendError(MeasureError):
    """A trend that was asked for in a way that can't be answered."""


class Direction(StrEnum):
    INCREASING = "Increasing"
    DECREASING = "Decreasing"
    NO_SIGNIFICANT_CHANGE = "No significant change"
    CANNOT_BE_CALCULATED = "Cannot be calculated"


class Judgement(StrEnum):
    """What a direction means where more is good or bad."""

    GETTING_BETTER = "getting better"
    GETTING_WORSE = "getting worse"
    NONE = ""


@dataclass(frozen=True, eq=False, kw_only=True)
class Trend:
    """The direction for each group, what it means, and the test behind it.

    `slope` is per year: of the value, or of the logit for proportions.
    """

    measure: str
    method: str
    direction: Any
    judgement: Any
    slope: Floats
    chi_squared: Floats
    outlier: Mask
    """Where leaving a point out turns the slope round, so that no trend is called."""
    codes: Any
    version: str = VERSION

    @property
    def reasons(self) -> Any:
        return np.where(is_blank(self.codes), texts(self.codes), "")


@quietly
def recent_trend(
    value: ArrayLike,
    lower: ArrayLike,
    upper: ArrayLike,
    *,
    limits_confidence: float = 0.95,
    years: ArrayLike | None = None,
    years_in_period: int = 1,
    polarity: Polarity | str = Polarity.NO_JUDGEMENT,
) -> Trend:
    """Arrays end in an axis of periods, oldest first; only the last five are used.

    `years` are the periods' years, which must follow on. For rates, means, life expectancy, slopes.
    """
    values, low, high = broadcast(value, lower, upper)
    (stated,) = confidence_levels(limits_confidence)
    findings = _check_periods(values.shape, years, years_in_period)
    values, low, high = (_last(each) for each in (values, low, high))
    error = (high - low) / (2 * z_score(stated))
    findings.note(np.isnan(values).any(-1), reasons.TOO_FEW_POINTS)
    findings.note(np.isnan(error).any(-1), reasons.NO_LIMITS)
    findings.note(np.isinf(values).any(-1), reasons.NOT_FINITE)
    findings.note((error <= 0).any(-1), reasons.NO_SPREAD)
    weight = divide(np.ones_like(error), error**2)
    slope, slope_variance = _weighted_slope(values, weight)
    return _trend(
        "weighted regression",
        slope,
        divide(slope**2, slope_variance),
        _turns(values, weight, slope),
        findings,
        polarity,
    )


@quietly
def recent_trend_of_proportions(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    years: ArrayLike | None = None,
    years_in_period: int = 1,
    polarity: Polarity | str = Polarity.NO_JUDGEMENT,
) -> Trend:
    """The chi-squared test for trend on counts; arrays as for `recent_trend`."""
    counted, base = broadcast(numerator, denominator)
    findings = _check_periods(counted.shape, years, years_in_period)
    counted, base = _last(counted), _last(base)
    findings.note((np.isnan(counted) | np.isnan(base)).any(-1), reasons.TOO_FEW_POINTS)
    findings.note((counted < 0).any(-1), reasons.NUMERATOR_NEGATIVE)
    findings.note((counted > base).any(-1), reasons.NUMERATOR_ABOVE_DENOMINATOR)
    findings.note(((counted == 0) | (counted == base)).any(-1), reasons.ALL_OR_NONE)
    logit = np.log(counted / (base - counted))
    equal = np.ones_like(logit)
    slope, _ = _weighted_slope(logit, equal)
    return _trend(
        "chi-squared test for trend",
        slope,
        _chi_squared_for_trend(counted, base),
        _turns(logit, equal, slope),
        findings,
        polarity,
    )


def _check_periods(
    shape: tuple[int, ...], years: ArrayLike | None, years_in_period: int
) -> Findings:
    if not shape:
        raise TrendError("a trend needs an axis of periods, oldest first.")
    findings = Findings(shape[:-1])
    findings.note(years_in_period != 1, reasons.NOT_SINGLE_YEARS)
    findings.note(shape[-1] < POINTS, reasons.TOO_FEW_POINTS)
    if years is not None and shape[-1] >= POINTS:
        steps = np.diff(floats(years)[..., -POINTS:], axis=-1)
        findings.note((steps != 1).any(-1), reasons.YEARS_BROKEN)
    return findings


def _last(values: Floats) -> Floats:
    """The last five periods; padded with missing ones at the front where there are fewer."""
    short = POINTS - values.shape[-1]
    if short > 0:
        values = np.concatenate([np.full((*values.shape[:-1], short), np.nan), values], axis=-1)
    return values[..., -POINTS:]


def _weighted_slope(values: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """The slope against 1 to 5 and its variance, where weights are inverse variances."""
    time = np.arange(1.0, POINTS + 1)
    total = weight.sum(-1)
    distance = time - divide((weight * time).sum(-1), total)[..., None]
    spread = (weight * distance**2).sum(-1)
    return divide((weight * distance * values).sum(-1), spread), divide(
        np.ones_like(spread), spread
    )


def _turns(values: Floats, weight: Floats, slope: Floats) -> Mask:
    """Where leaving out a point turns the slope's sign, or flattens it."""
    turned = np.zeros(slope.shape, bool)
    for point in range(POINTS):
        kept = weight.copy()
        kept[..., point] = 0.0
        without = np.where(np.arange(POINTS) == point, 0.0, values)
        turned |= np.sign(_weighted_slope(without, kept)[0]) != np.sign(slope)
    return turned


def _chi_squared_for_trend(counted: Floats, base: Floats) -> Floats:
    time = np.arange(1.0, POINTS + 1)
    people, cases = base.sum(-1), counted.sum(-1)
    top = people * (people * (counted * time).sum(-1) - cases * (base * time).sum(-1)) ** 2
    spread = people * (base * time**2).sum(-1) - (base * time).sum(-1) ** 2
    return divide(top, cases * (people - cases) * spread)


def _trend(
    method: str,
    slope: Floats,
    chi_squared: Floats,
    turns: Mask,
    findings: Findings,
    polarity: Polarity | str,
) -> Trend:
    direction = np.full(slope.shape, Direction.NO_SIGNIFICANT_CHANGE, dtype=object)
    called = (chi_squared > CRITICAL_CHI_SQUARED) & ~turns
    direction[called & (slope > 0)] = Direction.INCREASING
    direction[called & (slope < 0)] = Direction.DECREASING
    direction[findings.blank] = Direction.CANNOT_BE_CALCULATED
    return Trend(
        measure="recent-trend",
        method=method,
        direction=direction,
        judgement=_judged(direction, Polarity(polarity)),
        slope=findings.blanked(slope),
        chi_squared=findings.blanked(chi_squared),
        outlier=turns & (chi_squared > CRITICAL_CHI_SQUARED) & ~findings.blank,
        codes=findings.codes,
    )


def _judged(direction: Any, polarity: Polarity) -> Any:
    judged = np.full(direction.shape, Judgement.NONE, dtype=object)
    if polarity is Polarity.NO_JUDGEMENT:
        return judged
    good = Direction.INCREASING if polarity is Polarity.HIGH_IS_GOOD else Direction.DECREASING
    bad = Direction.DECREASING if polarity is Polarity.HIGH_IS_GOOD else Direction.INCREASING
    judged[direction == good] = Judgement.GETTING_BETTER
    judged[direction == bad] = Judgement.GETTING_WORSE
    return judged
