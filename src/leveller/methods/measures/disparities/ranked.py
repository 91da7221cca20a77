"""Gradients over ranked subgroups: concentration indices, and slopes by two regressions.

Sources: Kakwani, Wagstaff and van Doorslaer 1997 for the convenience regression; Wagstaff 2005 and
Erreygers 2009 for bounded indicators; Schlotheuber and Hosseinpoor 2022; Long and Ervin 2000 (HC1).
"""

from dataclasses import dataclass, replace

import numpy as np

from leveller.methods.measures.arrays import Floats, divide
from leveller.methods.measures.disparities.subgroups import Subgroups

ITERATIONS = 60


@dataclass(frozen=True, eq=False)
class Fit:
    """A line's intercept and slope with their variances and covariance; arrays a setting."""

    intercept: Floats
    slope: Floats
    variances: tuple[Floats, Floats, Floats]
    """Of the intercept, of both together, and of the slope."""

    def error(self, by_intercept: Floats, by_slope: Floats) -> Floats:
        """The standard error of a figure with these derivatives."""
        first, both, second = self.variances
        variance = by_intercept**2 * first + 2 * by_intercept * by_slope * both
        return np.sqrt(np.maximum(variance + by_slope**2 * second, 0.0))


def concentration(groups: Subgroups, lower: float, upper: float) -> tuple[Floats, Floats, Floats]:
    """The absolute index with its standard error, and the mean, of estimates between bounds.

    The slope of 2 var(rank) times the estimate on the rank, by people; ordinary errors.
    """
    estimate = np.where(groups.known, (groups.values - lower) / (upper - lower), 0.0)
    share, rank = groups.share, groups.rank
    spread = (share * (rank - 0.5) ** 2).sum(-1)
    slope = divide((share * (rank - 0.5) * estimate).sum(-1), spread)
    mean = (share * estimate).sum(-1)
    off = estimate - (mean[..., None] + slope[..., None] * (rank - 0.5))
    freedom = np.where(groups.number > 2, groups.number - 2, np.nan)
    error = np.sqrt(divide((share * off**2).sum(-1), freedom * spread))
    return 2 * spread * slope, 2 * spread * error, np.asarray(mean)


def linear_fit(groups: Subgroups) -> Fit:
    """Estimates over the scale on the rank, weighted by people, with HC1 errors.

    People are rounded up to whole ones, as in the logistic fit of the WHO's tool.
    """
    groups = replace(groups, population=np.ceil(groups.population))
    weight, outcome = groups.share, divide(groups.values, groups.scale[..., None])
    middle = (weight * groups.rank).sum(-1)
    spread = (weight * (groups.rank - middle[..., None]) ** 2).sum(-1)
    slope = divide((weight * (groups.rank - middle[..., None]) * outcome).sum(-1), spread)
    intercept = (weight * outcome).sum(-1) - slope * middle
    off = outcome - intercept[..., None] - slope[..., None] * groups.rank
    return Fit(intercept, slope, _sandwich(groups, weight, weight * off))


def logistic_fit(groups: Subgroups, *, as_who: bool) -> Fit:
    """Logistic regression of estimates over the scale on the rank, with HC1 errors.

    `as_who` rounds people and cases to whole numbers and weights each by the people again, as the
    WHO's healthequal does; otherwise each person counts once.
    """
    people = np.where(groups.known, groups.population, 0.0)
    share = divide(groups.values, groups.scale[..., None])
    weight = people
    if as_who:
        people = np.ceil(people)
        share = divide(np.round(share * people), people)
        weight = people**2
    counted = replace(groups, population=people)
    share = np.where(groups.known, share, 0.5)
    weight = divide(weight, weight.sum(-1, keepdims=True))
    intercept, slope = newton(share, weight, counted.rank)
    fitted = 1 / (1 + np.exp(-(intercept[..., None] + slope[..., None] * counted.rank)))
    curvature = weight * fitted * (1 - fitted)
    return Fit(intercept, slope, _sandwich(counted, curvature, weight * (share - fitted)))


def newton(share: Floats, weight: Floats, rank: Floats) -> tuple[Floats, Floats]:
    """NaN where no finite answer is reached."""
    mean = np.clip((weight * share).sum(-1), 1e-12, 1 - 1e-12)
    intercept, slope = np.log(mean / (1 - mean)), np.zeros_like(mean)
    for _ in range(ITERATIONS):
        fitted = 1 / (1 + np.exp(-(intercept[..., None] + slope[..., None] * rank)))
        curvature = weight * fitted * (1 - fitted)
        a, b, c = _moments(curvature, rank)
        first = (weight * (share - fitted)).sum(-1)
        second = (weight * (share - fitted) * rank).sum(-1)
        base = a * c - b * b
        steps = divide(c * first - b * second, base), divide(a * second - b * first, base)
        intercept, slope = intercept + steps[0], slope + steps[1]
        if np.abs(np.nan_to_num(np.asarray(steps))).max(initial=0.0) < 1e-13:
            break
    settled = (np.abs(steps[0]) < 1e-9) & (np.abs(steps[1]) < 1e-9)
    return np.where(settled, intercept, np.nan), np.where(settled, slope, np.nan)


def _moments(weight: Floats, rank: Floats) -> tuple[Floats, Floats, Floats]:
    return (
        np.asarray(weight.sum(-1)),
        np.asarray((weight * rank).sum(-1)),
        np.asarray((weight * rank**2).sum(-1)),
    )


def _sandwich(groups: Subgroups, curvature: Floats, score: Floats) -> tuple[Floats, Floats, Floats]:
    """Huber and White's variances with the small-sample factor n over n - 2 (HC1)."""
    a, b, c = _moments(curvature, groups.rank)
    d, e, f = _moments(score**2, groups.rank)
    base = (a * c - b * b) ** 2
    factor = divide(groups.number, np.where(groups.number > 2, groups.number - 2, np.nan))
    return (
        factor * divide(c * c * d - 2 * b * c * e + b * b * f, base),
        factor * divide(-b * c * d + (a * c + b * b) * e - a * b * f, base),
        factor * divide(b * b * d - 2 * a * b * e + a * a * f, base),
    )


@dataclass(frozen=True, eq=False)
class Ends:
    """The fitted values at both ends of the ranking, and how the fit's errors move them."""

    low: Floats
    high: Floats
    low_by: tuple[Floats, Floats]
    high_by: tuple[Floats, Floats]

    def slope(self, fit: Fit, scale: Floats) -> tuple[Floats, Floats]:
        """The difference of the ends and its standard error, in the indicator's units."""
        by = [high - low for high, low in zip(self.high_by, self.low_by, strict=True)]
        return (self.high - self.low) * scale, fit.error(by[0], by[1]) * scale

    def ratio(self, fit: Fit) -> tuple[Floats, Floats]:
        """The ratio of the ends, and the standard error of its logarithm."""
        by = [
            divide(high, self.high) - divide(low, self.low)
            for high, low in zip(self.high_by, self.low_by, strict=True)
        ]
        return divide(self.high, self.low), fit.error(by[0], by[1])


def linear_ends(fit: Fit) -> Ends:
    one, none = np.ones_like(fit.slope), np.zeros_like(fit.slope)
    return Ends(fit.intercept, fit.intercept + fit.slope, (one, none), (one, one))


def logistic_ends(fit: Fit) -> Ends:
    low = 1 / (1 + np.exp(-fit.intercept))
    high = 1 / (1 + np.exp(-(fit.intercept + fit.slope)))
    moved, none = high * (1 - high), np.zeros_like(low)
    return Ends(low, high, (low * (1 - low), none), (moved, moved))
