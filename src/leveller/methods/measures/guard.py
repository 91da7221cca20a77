"""Tables whose totals give nothing away: the rule, and totals withheld where they still would.

Suppressing and rounding each figure on its own leaves little to work out, but a total of few and
small parts can bound one closer than "1 to 7", or tell it: cells shown as 10, 10 and a star with a
total of 15 can only be 8, 8 and 1. Here each total that does so is withheld as well, until nothing
is bound closer. The cells stay as the rule has them.
"""

from dataclasses import dataclass

import numpy as np

from leveller.methods.measures.arrays import ArrayLike, Floats, Mask, floats
from leveller.methods.measures.disclosure import (
    NHS_RULE,
    ControlledCounts,
    CountRule,
    DisclosureError,
    control_counts,
)
from leveller.methods.measures.releases import Cell, Release, Revealed, pinned_down


@dataclass(frozen=True, eq=False)
class GuardedTable:
    """A two-way table as it may be shown; withheld totals count as suppressed.

    A star on a total then means "1 to 7, or withheld".
    """

    cells: ControlledCounts
    row_totals: ControlledCounts
    column_totals: ControlledCounts
    total: ControlledCounts
    withheld_rows: Mask
    withheld_columns: Mask
    withheld_total: bool
    release: Release


def guard_table(cells: ArrayLike, title: str = "", rule: CountRule = NHS_RULE) -> GuardedTable:
    """The table with its totals, guarded; `release` is what a ledger keeps of it."""
    true = floats(cells)
    if true.ndim != 2:
        raise DisclosureError("guard_table: give a table of rows by columns.")
    counts = np.concatenate([true.ravel(), true.sum(1), true.sum(0), [true.sum()]])
    shown = Release.of(title, counts, _covers(*true.shape), rule).cells
    kept = np.ones(len(shown), bool)
    while True:
        found = pinned_down([cell for cell, keep in zip(shown, kept, strict=True) if keep], rule)
        if not found:
            return _table(true, shown, kept, title, rule)
        _withhold(shown, kept, found, true.size)


def _covers(rows: int, columns: int) -> list[list[str]]:
    """The cells in order, then the totals of rows, of columns and of all."""
    units = [[f"{row},{column}" for column in range(columns)] for row in range(rows)]
    return [
        *([unit] for row in units for unit in row),
        *units,
        *(list(column) for column in zip(*units, strict=True)),
        [unit for row in units for unit in row],
    ]


def _withhold(
    shown: tuple[Cell, ...], kept: Mask, found: tuple[Revealed, ...], first_total: int
) -> None:
    """The smallest total over each group that was bound too closely."""
    for group in found:
        totals = [
            place
            for place in range(first_total, len(shown))
            if kept[place] and group.covers <= shown[place].covers
        ]
        if totals:
            kept[min(totals, key=lambda place: len(shown[place].covers))] = False


def _table(
    true: Floats, shown: tuple[Cell, ...], kept: Mask, title: str, rule: CountRule
) -> GuardedTable:
    rows, columns = true.shape
    out = ~kept[true.size :]
    by_row, by_column, whole = out[:rows], out[rows : rows + columns], bool(out[-1])
    cells = tuple(cell for cell, keep in zip(shown, kept, strict=True) if keep)
    return GuardedTable(
        control_counts(true, rule),
        _without(control_counts(true.sum(1), rule), by_row),
        _without(control_counts(true.sum(0), rule), by_column),
        _without(control_counts(true.sum(), rule), np.asarray(whole)),
        by_row,
        by_column,
        whole,
        Release(title, cells),
    )


def _without(totals: ControlledCounts, withheld: Mask) -> ControlledCounts:
    return ControlledCounts(
        np.where(withheld, np.nan, totals.shown), totals.suppressed | withheld, totals.rule
    )
