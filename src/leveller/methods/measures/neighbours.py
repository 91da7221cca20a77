"""Statistical neighbours: the places most like a place by what they are, not by what they achieve.

Each feature is put on a scale of standard deviations, weighted, and places are ranked by straight
distance, as in CIPFA's and NHS England's neighbour models.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leveller.methods.measures.arrays import ArrayLike, Floats, divide, floats, quietly
from leveller.methods.measures.errors import MeasureError
from leveller.methods.measures.version import VERSION


class NeighbourError(MeasureError):
    """Features that places can't be compared by."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Neighbours:
    """For each place the rows of its neighbours, nearest first, with their distances.

    A place that lacks a feature has none (-1 and NaN), and is nobody's neighbour.
    """

    measure: str = "statistical-neighbours"
    method: str = "straight distance over standardised features"
    rows: npt.NDArray[np.intp]
    distances: Floats
    version: str = VERSION


@quietly
def statistical_neighbours(
    features: ArrayLike, *, number: int = 15, weights: ArrayLike | None = None
) -> Neighbours:
    """`features` are places by features; a feature without spread counts for nothing."""
    table = floats(features)
    if table.ndim != 2 or number < 1:
        raise NeighbourError("give a table of places by features, and a number of at least 1.")
    scaled = _standardised(table, weights)
    known = ~np.isnan(scaled).any(-1)
    number = min(number, max(int(known.sum()) - 1, 0))
    rows = np.full((table.shape[0], number), -1, np.intp)
    distances = np.full(rows.shape, np.nan)
    places = np.flatnonzero(known)
    for block in np.array_split(places, max(1, places.size // 500)):
        nearest, how_far = _nearest(scaled[block], scaled[places], block, places, number)
        rows[block], distances[block] = nearest, how_far
    return Neighbours(rows=rows, distances=distances)


def _standardised(table: Floats, weights: ArrayLike | None) -> Floats:
    weight = np.ones(table.shape[1]) if weights is None else floats(weights)
    if weight.shape != (table.shape[1],) or not (weight >= 0).all():
        raise NeighbourError("weights: give one number from 0 up for each feature.")
    known = table[~np.isnan(table).any(-1)]
    spread = known.std(0) if known.size else np.zeros(table.shape[1])
    scaled = divide(
        table - (known.mean(0) if known.size else 0.0), np.where(spread > 0, spread, np.inf)
    )
    return scaled * np.sqrt(weight)


def _nearest(
    some: Floats,
    everyone: Floats,
    some_rows: npt.NDArray[np.intp],
    all_rows: npt.NDArray[np.intp],
    number: int,
) -> tuple[npt.NDArray[np.intp], Floats]:
    """Ties go to the earlier row, so that the same input always gives the same neighbours."""
    gap = ((some[:, None, :] - everyone[None, :, :]) ** 2).sum(-1)
    gap[some_rows[:, None] == all_rows[None, :]] = np.inf
    order = np.argsort(gap, axis=1, kind="stable")[:, :number]
    return all_rows[order], np.sqrt(np.take_along_axis(gap, order, axis=1))
