"""The latest figure of each series, and the one before it that shares no day with it."""

import numpy as np

from leveller.workbench.systems.evidence.store.summaries.blocks import Block, Ints

NONE = -1


def series_starts(block: Block) -> Ints:
    """The first row of each series: one place, sex, age and length of period."""
    keys = (block.place, block.sex, block.age, block.months)
    changes = np.logical_or.reduce([np.diff(key, prepend=NONE) != 0 for key in keys])
    return np.flatnonzero(changes)


def latest_rows(block: Block, starts: Ints) -> Ints:
    """The last row of each series that has a value; its last row where none has."""
    valued = np.where(np.isnan(block.value), NONE, np.arange(len(block)))
    last = np.maximum.reduceat(valued, starts)
    return np.where(last == NONE, _ends(block, starts) - 1, last)


def previous_rows(block: Block, starts: Ints, latest: Ints) -> Ints:
    """The last row with a value that ended before the latest began; -1 where there is none.

    Periods that overlap hold the same people's years in part, so they are never compared.
    """
    found = np.full(len(starts), NONE)
    back, longest = 1, int((latest - starts).max(initial=0))
    while back <= longest:
        candidate = latest - back
        usable = (found == NONE) & (candidate >= starts)
        rows = candidate[usable]
        apart = block.end[rows] <= block.start[latest[usable]]
        fits = apart & ~np.isnan(block.value[rows])
        found[np.flatnonzero(usable)[fits]] = rows[fits]
        back += 1
    return found


def chosen_series(block: Block, starts: Ints, latest: Ints) -> Ints:
    """One series for each place, sex and age: the one that reaches furthest, the shorter period
    where two reach equally far."""
    order = np.lexsort(
        (
            block.months[starts],
            -block.end[latest],
            np.isnan(block.value[latest]),
            block.age[starts],
            block.sex[starts],
            block.place[starts],
        )
    )
    ordered = starts[order]
    keys = (block.place[ordered], block.sex[ordered], block.age[ordered])
    first = np.logical_or.reduce([np.diff(key, prepend=NONE) != 0 for key in keys])
    return np.sort(order[first])


def _ends(block: Block, starts: Ints) -> Ints:
    return np.append(starts[1:], len(block))
