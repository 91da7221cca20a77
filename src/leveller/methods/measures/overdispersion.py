"""Funnels for areas that differ by more than chance for reasons of no concern.

Values are put on a scale where their variance is known; what they vary beyond that, after drawing
in the outermost tenth, becomes a variance between areas that widens the funnel. So an area stands
out only against the usual differences between areas. Drawing in makes that variance a little small
(by a third where areas differ by chance alone), as in the published method. Sources: Spiegelhalter
2005; Spiegelhalter and others 2012 (additive random effects).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from leveller.methods.measures.arrays import Floats, divide, quietly
from leveller.methods.measures.confidence import z_score
from leveller.methods.measures.findings import is_blank, texts
from leveller.methods.measures.funnels import (
    INNER,
    OUTER,
    Records,
    Significance,
    Statistic,
    average,
)
from leveller.methods.measures.grouping import ByCode
from leveller.methods.measures.version import VERSION

DRAWN_IN = 0.1
"""The share of areas at each end whose scores are drawn in to the edge of the rest."""


@dataclass(frozen=True, eq=False, kw_only=True)
class OverdispersedFunnel:
    """Scores in standard errors with and without the variance between areas.

    `dispersion` is the mean squared score after drawing in: about 0.7 where areas differ by chance
    alone. `between` is the variance between areas on the scale that was used.
    """

    measure: str = "overdispersed-funnel"
    method: str = "additive random effects on a variance-stabilising scale"
    score: Floats
    adjusted_score: Floats
    dispersion: Floats
    between: Floats
    significance: Any
    lower95: Floats
    upper95: Floats
    lower998: Floats
    upper998: Floats
    codes: Any
    version: str = VERSION

    @property
    def reasons(self) -> Any:
        return np.where(is_blank(self.codes), texts(self.codes), "")


@quietly
def overdispersed_funnel(records: Records) -> OverdispersedFunnel:
    """Each record's score and control limits (at its own size, on the value's scale)."""
    by, used = records.by, ~records.findings.blank & records.used
    value, centre, error = _stabilised(records)
    score = np.where(used, divide(value - centre, error), np.nan)
    drawn_in = _winsorised(score, used, by)
    number = by.sum(used.astype(np.float64))
    dispersion = divide(by.sum(np.where(used, drawn_in**2, 0.0)), number)
    between = _between(dispersion, number, error, used, by)
    wider = np.sqrt(error**2 + between[by.codes])
    adjusted = np.where(used, divide(value - centre, wider), np.nan)
    limits = [_limits(records, centre, wider, used, level) for level in (INNER, OUTER)]
    return OverdispersedFunnel(
        score=score,
        adjusted_score=adjusted,
        dispersion=dispersion[by.codes],
        between=between[by.codes],
        significance=_named(adjusted),
        lower95=limits[0][0],
        upper95=limits[0][1],
        lower998=limits[1][0],
        upper998=limits[1][1],
        codes=records.findings.codes,
    )


def _stabilised(records: Records) -> tuple[Floats, Floats, Floats]:
    """Arc sine of the root of proportions, root of ratios and rates: the variance is 1/4 size."""
    root = np.sqrt(divide(records.events, records.denominator))
    middle = np.sqrt(average(records))[records.by.codes]
    if records.statistic is Statistic.RATIO:
        middle = np.ones_like(root)
    if records.statistic is Statistic.PROPORTION:
        root, middle = np.arcsin(root), np.arcsin(middle)
    return root, middle, divide(np.full_like(root, 0.5), np.sqrt(records.denominator))


def _winsorised(score: Floats, used: Any, by: ByCode) -> Floats:
    """Scores beyond the tenth and ninetieth percentile of their group, set to those."""
    drawn = score.copy()
    order = np.lexsort((score, by.codes))
    kept = order[used[order]]
    group = by.codes[kept]
    first = np.searchsorted(group, np.arange(by.groups))
    number = np.bincount(group, minlength=by.groups)
    cut = np.floor(DRAWN_IN * number).astype(int)
    low = first + np.minimum(cut, np.maximum(number - 1, 0))
    high = first + np.maximum(number - 1 - cut, 0)
    ordered = score[kept]
    some = number > 0
    floor, ceiling = np.full(by.groups, np.nan), np.full(by.groups, np.nan)
    floor[some], ceiling[some] = ordered[low[some]], ordered[high[some]]
    drawn[kept] = np.clip(ordered, floor[group], ceiling[group])
    return drawn


def _between(dispersion: Floats, number: Floats, error: Floats, used: Any, by: ByCode) -> Floats:
    """The moment estimate of DerSimonian and Laird; 0 where chance alone would do."""
    weight = np.where(used, divide(np.ones_like(error), error**2), 0.0)
    first, second = by.sum(weight), by.sum(weight**2)
    excess = number * dispersion - (number - 1)
    return np.maximum(divide(excess, first - divide(second, first)), 0.0)


def _limits(
    records: Records, centre: Floats, wider: Floats, used: Any, level: float
) -> tuple[Floats, Floats]:
    reach = z_score(level) * wider
    low, high = np.maximum(centre - reach, 0.0), centre + reach
    if records.statistic is Statistic.PROPORTION:
        low, high = np.sin(low), np.sin(np.minimum(high, np.pi / 2))
    return np.where(used, low**2, np.nan), np.where(used, high**2, np.nan)


def _named(score: Floats) -> Any:
    inner, outer = z_score(INNER), z_score(OUTER)
    words = np.full(score.shape, Significance.NONE, dtype=object)
    words[score > inner] = Significance.HIGH_INNER
    words[score > outer] = Significance.HIGH_OUTER
    words[score < -inner] = Significance.LOW_INNER
    words[score < -outer] = Significance.LOW_OUTER
    words[np.isnan(score)] = None
    return words
