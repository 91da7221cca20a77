"""A weighted line through ranked groups, with limits of its slope and of its ends' ratio."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from leveller.methods.measures.arrays import Floats, divide
from leveller.methods.measures.confidence import z_score
from leveller.methods.measures.intervals import fieller
from leveller.methods.measures.results import Interval
from leveller.methods.measures.scales import ValueType, natural


@dataclass(frozen=True, eq=False)
class Line:
    """The line's two ends as weighted sums of the values, and the values of those ends.

    `start` is at the most deprived end of the ranking (0), `end` at the least deprived (1).
    """

    start_weights: Floats
    end_weights: Floats
    start: Floats
    end: Floats

    @classmethod
    def through(cls, values: Floats, people: Floats) -> "Line":
        """Least squares, each group at the middle of its share of the ranked people."""
        with np.errstate(invalid="ignore"):
            share = divide(people, people.sum(-1, keepdims=True))
            rank = np.cumsum(share, -1) - share / 2
            middle = (share * rank).sum(-1, keepdims=True)
            spread = (share * (rank - middle) ** 2).sum(-1, keepdims=True)
            slope = divide(share * (rank - middle), spread)
            start = share - slope * middle
            return cls(
                start, start + slope, (start * values).sum(-1), ((start + slope) * values).sum(-1)
            )

    def variances(self, error: Floats) -> tuple[Floats, Floats, Floats]:
        """Of the start, of the end, and their covariance, for independent errors of the values."""
        squared = error**2
        return (
            (self.start_weights**2 * squared).sum(-1),
            (self.end_weights**2 * squared).sum(-1),
            (self.start_weights * self.end_weights * squared).sum(-1),
        )


class SlopeLimits(NamedTuple):
    """Limits of the slope (end minus start) and of the ratio (end over start), level by level.

    Each error is the standard error that simulation leaves on a limit; there are none where limits
    are exact.
    """

    slope: tuple[Interval, ...]
    ratio: tuple[Interval, ...]
    slope_errors: tuple[Interval, ...] = ()
    ratio_errors: tuple[Interval, ...] = ()


def exact_limits(line: Line, error: Floats, levels: tuple[float, ...]) -> SlopeLimits:
    """For independent normal values: normal for the slope, Fieller's for the ratio."""
    start_var, end_var, cov = line.variances(error)
    return SlopeLimits(
        tuple(Interval(level, *_slope_limits(line, error, level)) for level in levels),
        tuple(
            Interval(level, *fieller(line.end, line.start, end_var, start_var, cov, level))
            for level in levels
        ),
    )


def limits_about_the_mean(
    line: Line, error: Floats, levels: tuple[float, ...], kind: ValueType
) -> SlopeLimits:
    """For a line fitted on a scale: exact limits of its slope there, turned back to natural units
    with the line held at the mean value of the people, through which it always passes."""
    mean = (line.start + line.end) / 2
    slopes, ratios = [], []
    for level in levels:
        turned = [_ends(mean, limit, kind) for limit in _slope_limits(line, error, level)]
        slopes.append(Interval(level, *(end - start for start, end in turned)))
        ratios.append(Interval(level, *(divide(end, start) for start, end in turned)))
    return SlopeLimits(tuple(slopes), tuple(ratios))


def _slope_limits(line: Line, error: Floats, level: float) -> tuple[Floats, Floats]:
    start_var, end_var, cov = line.variances(error)
    reach = z_score(level) * np.sqrt(np.maximum(start_var + end_var - 2 * cov, 0.0))
    return line.end - line.start - reach, line.end - line.start + reach


def _ends(mean: Floats, slope: Floats, kind: ValueType) -> tuple[Floats, Floats]:
    return natural(mean - slope / 2, kind), natural(mean + slope / 2, kind)
