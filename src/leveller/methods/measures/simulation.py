"""Limits by simulation, with the error that simulation leaves.

All groups share one set of draws from a fixed seed. So a group's limits don't depend on which other
groups stand beside it, and the same input always gives the same limits.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from leveller.methods.measures.arrays import Floats
from leveller.methods.measures.confidence import tail
from leveller.methods.measures.results import Interval

BLOCK = 2_000_000
"""Numbers held at once by a thread: 16 MB."""

Simulated = Callable[[slice], Floats]


def standard_normals(rows: int, repetitions: int, seed: int) -> Floats:
    return np.random.default_rng(seed).standard_normal((rows, repetitions))


def in_blocks(groups: int, numbers_each: int) -> Iterator[slice]:
    size = max(1, BLOCK // max(1, numbers_each))
    for start in range(0, groups, size):
        yield slice(start, min(start + size, groups))


def simulate(groups: int, numbers_each: int, work: Callable[[slice], Floats]) -> Floats:
    """The results of `work` on blocks of groups, side by side on two threads."""
    blocks = list(in_blocks(groups, numbers_each))
    if not blocks:
        return work(slice(0, 0))
    with ThreadPoolExecutor(max_workers=2) as pool:
        return np.concatenate(list(pool.map(work, blocks)))


def positions(repetitions: int, levels: tuple[float, ...]) -> tuple[list[int], list[int]]:
    """Ranks of each limit in the sorted draws, and of the draws one binomial step either side."""
    ranks: list[int] = []
    for level in levels:
        for share in (tail(level), 1 - tail(level)):
            middle = round(repetitions * share) - 1
            step = max(1, round((repetitions * share * (1 - share)) ** 0.5))
            ranks += [_within(at, repetitions) for at in (middle, middle - step, middle + step)]
    return ranks, sorted(set(ranks))


def _within(rank: int, repetitions: int) -> int:
    return min(max(rank, 0), repetitions - 1)


def order_statistics(draws: Floats, levels: tuple[float, ...]) -> Floats:
    """The draws at the ranks of `positions`, along the last axis."""
    ranks, wanted = positions(draws.shape[-1], levels)
    return np.partition(draws, wanted, axis=-1)[..., ranks]


def limits_and_errors(
    ordered: Floats, levels: tuple[float, ...]
) -> tuple[tuple[Interval, ...], tuple[Interval, ...]]:
    """Limits, and the standard error that simulation leaves on each, from the order statistics."""
    limits, errors = [], []
    for place, level in enumerate(levels):
        low, low_a, low_b, high, high_a, high_b = np.moveaxis(
            ordered[..., 6 * place : 6 * place + 6], -1, 0
        )
        limits.append(Interval(level, low, high))
        errors.append(Interval(level, np.abs(low_b - low_a) / 2, np.abs(high_b - high_a) / 2))
    return tuple(limits), tuple(errors)
