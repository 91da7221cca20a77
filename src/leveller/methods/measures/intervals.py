"""Confidence limits of a count, a proportion, a mean and a weighted sum.

Each function takes arrays and one level, and gives `(lower, upper)` on the scale of its first
argument. Sources: Wilson 1927; Breslow and Day 1987 (Byar); Ulm 1990 (exact Poisson by the gamma
distribution); Dobson, Kuulasmaa, Eberle and Scherer 1991; Fieller 1954.
"""

import numpy as np

from leveller.methods.measures.arrays import Floats, divide
from leveller.methods.measures.confidence import tail, z_score

EXACT_BELOW = 10
"""Counts below this take the exact Poisson limits; from here on Byar's approximation serves."""

Limits = tuple[Floats, Floats]


def wilson(numerator: Floats, denominator: Floats, level: float) -> Limits:
    """Wilson's score limits of a proportion, without continuity correction."""
    z = z_score(level)
    proportion = divide(numerator, denominator)
    with np.errstate(invalid="ignore"):
        reach = z * np.sqrt(z * z + 4 * numerator * (1 - proportion))
    middle, base = 2 * numerator + z * z, 2 * (denominator + z * z)
    return np.maximum((middle - reach) / base, 0.0), np.minimum((middle + reach) / base, 1.0)


def byar(count: Floats, level: float) -> Limits:
    """Byar's limits of a Poisson count; the lower one is NaN where the formula goes below 0."""
    z, above = z_score(level), count + 1
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = count * (1 - 1 / (9 * count) - z / (3 * np.sqrt(count))) ** 3
        upper = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
        return np.where(lower < 0, np.nan, lower), upper


def exact_poisson(count: Floats, level: float) -> Limits:
    """Exact limits of a Poisson count; the lower limit of 0 is 0."""
    from scipy.special import gammainccinv, gammaincinv

    lower = np.where(count == 0, 0.0, gammaincinv(np.where(count == 0, 1.0, count), tail(level)))
    return lower, np.asarray(gammainccinv(count + 1, tail(level)))


def poisson(count: Floats, level: float) -> Limits:
    """Exact limits under 10 events, Byar's from 10."""
    small = count < EXACT_BELOW
    with np.errstate(invalid="ignore"):
        lower, upper = (
            np.array(limit) for limit in byar(np.where(small, EXACT_BELOW, count), level)
        )
    lower[small], upper[small] = _exact_small(count[small], level)
    return lower, upper


def _exact_small(count: Floats, level: float) -> Limits:
    """Whole counts under 10 are looked up: there are only ten of them."""
    if not np.array_equal(count, np.floor(count)) or np.any(count < 0):
        return exact_poisson(np.maximum(count, 0.0), level)
    table = exact_poisson(np.arange(EXACT_BELOW, dtype=np.float64), level)
    row = count.astype(np.intp)
    return table[0][row], table[1][row]


def normal(value: Floats, standard_error: Floats, level: float) -> Limits:
    reach = z_score(level) * standard_error
    return value - reach, value + reach


def student(mean: Floats, standard_error: Floats, freedom: Floats, level: float) -> Limits:
    """Student's t limits with the given degrees of freedom."""
    from scipy.special import stdtrit

    reach = stdtrit(np.where(freedom > 0, freedom, np.nan), 0.5 + level / 2) * standard_error
    return mean - reach, mean + reach


def dobson(rate: Floats, variance: Floats, count: Floats, level: float) -> Limits:
    """Limits of a weighted sum of Poisson counts: those of the total count, rescaled."""
    lower, upper = poisson(count, level)
    scale = np.sqrt(divide(variance, count))
    return rate + scale * (lower - count), rate + scale * (upper - count)


def fieller(
    top: Floats, bottom: Floats, top_var: Floats, bottom_var: Floats, cov: Floats, level: float
) -> Limits:
    """Fieller's limits of a ratio of two normal variables.

    NaN where the bottom isn't clear of 0 at this level: the ratio is then without bounds.
    """
    z2 = z_score(level) ** 2
    spread = bottom**2 - z2 * bottom_var
    spread = np.where(spread > 0, spread, np.nan)
    middle = top * bottom - z2 * cov
    root = np.sqrt(np.maximum(middle**2 - spread * (top**2 - z2 * top_var), 0.0))
    return (middle - root) / spread, (middle + root) / spread
