"""Limits of the measures whose distribution isn't known, by drawing every estimate again.

Each estimate is drawn from its normal distribution, but never outside what the indicator can be:
below 0, or above the scale of a percentage or a proportion. Source: Ahn and others 2019.
"""

from collections.abc import Sequence

import numpy as np

from leveller.methods.measures.arrays import Floats, divide
from leveller.methods.measures.disparities.subgroups import Formula, Subgroups
from leveller.methods.measures.simulation import order_statistics, simulate

BOUNDED_SCALES = (1.0, 100.0)


def simulated(
    groups: Subgroups,
    formulas: Sequence[Formula],
    levels: tuple[float, ...],
    repetitions: int,
    seed: int,
) -> list[Floats]:
    """For each formula the order statistics of its draws: settings by ranks (see `simulation`)."""
    shape = groups.estimate.shape
    flat = groups.reshaped((-1, shape[-1]))
    uniform = np.random.default_rng(seed).random((repetitions, shape[-1]))

    def work(block: slice) -> Floats:
        part = flat.block(block)
        drawn = part.drawn(_truncated(part, uniform))
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.stack([order_statistics(find(drawn), levels) for find in formulas], axis=1)

    found = simulate(flat.estimate.shape[0], repetitions * shape[-1], work)
    return [found[:, i].reshape(*shape[:-1], -1) for i in range(len(formulas))]


def _truncated(groups: Subgroups, uniform: Floats) -> Floats:
    """Settings by repetitions by subgroups; each from its normal cut at 0 and at the scale."""
    from scipy.special import ndtr, ndtri

    estimate, error = groups.estimate[:, None, :], groups.errors[:, None, :]
    top = np.where(np.isin(groups.scale, BOUNDED_SCALES), groups.scale, np.inf)[:, None, None]
    with np.errstate(invalid="ignore"):
        low, high = ndtr(divide(-estimate, error)), ndtr(divide(top - estimate, error))
        drawn = estimate + error * ndtri(low + uniform[None] * (high - low))
    return np.where(error > 0, np.clip(drawn, 0.0, top), estimate)
