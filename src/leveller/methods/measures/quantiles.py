"""Putting areas into quantiles by their values, within groups.

Source: OHID's technical guidance on assigning deprivation quintiles. Equal values share the lowest
of their ranks, so that they always stand in the same quantile.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from leveller.methods.measures import reasons
from leveller.methods.measures.arrays import ArrayLike, Codes, Floats, floats
from leveller.methods.measures.errors import MeasureError
from leveller.methods.measures.findings import Findings, is_blank, texts
from leveller.methods.measures.grouping import ByCode
from leveller.methods.measures.version import VERSION

Whole = npt.NDArray[np.int64]


class QuantileError(MeasureError):
    """A number of quantiles that can't be assigned."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Quantiles:
    """The quantile of each value, from 1; NaN with its reason where there is none."""

    measure: str = "quantiles"
    method: str = "equal numbers by rank, ties at their lowest rank"
    quantile: Floats
    codes: Codes
    version: str = VERSION

    @property
    def reasons(self) -> Any:
        return np.where(is_blank(self.codes), texts(self.codes), "")


def assign_quantiles(
    values: ArrayLike, *, nquantiles: int = 10, invert: ArrayLike = False
) -> Quantiles:
    """Quantiles along the last axis. The lowest values are in quantile 1, or the highest where
    `invert` is true (one answer for all, or one for each group)."""
    array = floats(values)
    size = array.shape[-1]
    groups = array.size // size if size else 0
    by = ByCode(np.repeat(np.arange(groups), size), groups)
    turned = np.broadcast_to(np.asarray(invert, bool), array.shape[:-1]).reshape(-1)
    found = assign_within(array.reshape(-1), by, nquantiles=nquantiles, invert=turned)
    return Quantiles(
        quantile=found.quantile.reshape(array.shape), codes=found.codes.reshape(array.shape)
    )


def assign_within(values: Floats, by: ByCode, *, nquantiles: int, invert: Any) -> Quantiles:
    """Quantiles of a table's rows within their groups; `invert` has an answer for each group."""
    if nquantiles < 2:
        raise QuantileError(f"nquantiles: {nquantiles} is too few; give at least 2.")
    present = ~np.isnan(values)
    number = by.sum(present.astype(np.float64)).astype(np.int64)
    findings = Findings(values.shape)
    findings.note(~present, reasons.MISSING)
    findings.note(number[by.codes] < nquantiles, reasons.FEWER_VALUES_THAN_QUANTILES)
    turned = np.where(np.broadcast_to(invert, (by.groups,))[by.codes], -values, values)
    rank = np.ones(values.shape, np.int64)
    rank[present] = _lowest_ranks(turned[present], by.codes[present])
    quantile = _quantile(rank, np.maximum(number, 1)[by.codes], nquantiles)
    return Quantiles(quantile=findings.blanked(quantile.astype(np.float64)), codes=findings.codes)


def _quantile(rank: Whole, number: Whole, nquantiles: int) -> Whole:
    """In whole numbers, so that no rounding of a fraction moves an area over an edge."""
    from_the_top = -(-(number + 1 - rank) * nquantiles // number)
    return np.asarray(np.maximum(nquantiles + 1 - from_the_top, 1))


def _lowest_ranks(values: Floats, codes: npt.NDArray[np.intp]) -> Whole:
    """Each value's rank within its group from 1; equal values share the lowest."""
    order = np.lexsort((values, codes))
    group, value = codes[order], values[order]
    place = np.arange(values.size)
    new_group = np.r_[True, group[1:] != group[:-1]][: values.size]
    new_value = new_group | np.r_[True, value[1:] != value[:-1]][: values.size]
    first_of_group = np.maximum.accumulate(np.where(new_group, place, 0))
    first_of_value = np.maximum.accumulate(np.where(new_value, place, 0))
    ranks = np.empty(values.size, np.int64)
    ranks[order] = first_of_value - first_of_group + 1
    return ranks
