"""The recent trend of each series: its last five yearly figures, tested as Fingertips does."""

from typing import Any

import numpy as np
import numpy.typing as npt

from leveller.methods.measures import Direction, recent_trend
from leveller.workbench.systems.evidence.store.summaries.blocks import Block, Ints

POINTS = 5
MONTHS_OF_A_YEAR = 12
NOT_CALCULATED = str(Direction.CANNOT_BE_CALCULATED).lower()
NOT_YEARLY = "the periods are not single years"
TOO_FEW = "there are fewer than five yearly figures"

Words = npt.NDArray[np.object_]


def trends(block: Block, starts: Ints, latest: Ints) -> tuple[Words, Words]:
    """The direction of each series that ends at `latest`, and the reason where there is none."""
    direction = np.full(len(latest), NOT_CALCULATED, dtype=object)
    yearly = block.months[latest] == MONTHS_OF_A_YEAR
    reason = np.where(yearly, TOO_FEW, NOT_YEARLY).astype(object)
    tested = np.flatnonzero(yearly & (latest - starts >= POINTS - 1))
    if len(tested):
        direction[tested], reason[tested] = _tested(block, latest[tested])
    return direction, reason


def _tested(block: Block, latest: Ints) -> tuple[Any, Any]:
    rows = latest[:, None] + np.arange(1 - POINTS, 1)
    years = block.start[rows].astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)
    value, lower, upper = (block.numbers[name][rows] for name in ("value", "lower95", "upper95"))
    trend = recent_trend(value, lower, upper, years=years)
    return [str(found).lower() for found in trend.direction], trend.reasons
