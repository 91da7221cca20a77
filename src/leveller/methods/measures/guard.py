"""Tables whose totals give nothing away: the rule, and totals withheld where they still would.

Suppressing and rounding each figure on its own leaves little to work out, but a total of few and
small parts can bound one closer than "1 to 7", or tell it: cells shown as 10, 10 and a star with a
total of 15 can only be 8, 8 and 1. Here each total that does so is withheld as well, until nothing
is bound closer. The cells stay as the rule has them.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leveller.methods.measures.arrays import ArrayLike, Floats, Mask, floats
from leveller.methods.measures.disclosure import (
    NHS_RULE,
    ControlledCounts,
    CountRule,
    control_counts,
)
from leveller.methods.measures.releases import Cell, Release, Revealed, pinned_down_in_each

Names = npt.NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class ControlledTable:
    """A table as it may be shown; withheld totals count as suppressed.

    A star on a total then means "1 to 7, or withheld".
    """

    cells: ControlledCounts
    margins: tuple[ControlledCounts, ...]
    """One for each axis: the totals over that axis."""
    total: ControlledCounts
    withheld: tuple[Mask, ...]
    """Which totals were withheld though the rule alone would show more of them, like `margins`."""
    withheld_total: bool
    release: Release
    """What was shown, for a ledger to keep."""


def control_table(
    cells: ArrayLike, rule: CountRule = NHS_RULE, *, title: str = ""
) -> ControlledTable:
    """A table of any number of axes with its totals, none of which gives a cell away.

    Totals are made of the true counts, so they agree with totals published elsewhere.
    """
    return control_tables({title: cells}, rule)[title]


def control_tables(
    tables: Mapping[str, ArrayLike], rule: CountRule = NHS_RULE
) -> dict[str, ControlledTable]:
    """`control_table` for many tables by their titles, each for itself: quicker than one by one."""
    drafts = {title: _Draft.of(title, floats(cells), rule) for title, cells in tables.items()}
    left = list(drafts.values())
    while left:
        revealed = pinned_down_in_each([draft.cells() for draft in left], rule)
        for draft, found in zip(left, revealed, strict=True):
            draft.withhold(found)
        left = [draft for draft, found in zip(left, revealed, strict=True) if found]
    return {title: draft.table(rule) for title, draft in drafts.items()}


@dataclass(frozen=True, eq=False)
class _Draft:
    """The figures of a table in one row: cells, totals over each axis, total of all."""

    true: Floats
    release: Release
    kept: Mask

    @classmethod
    def of(cls, title: str, true: Floats, rule: CountRule) -> "_Draft":
        names = _names(true.shape)
        counts = [true, *(true.sum(axis) for axis in range(true.ndim)), true.sum()]
        covers = [
            *([unit] for unit in names.ravel()),
            *(list(part) for axis in range(true.ndim) for part in _over(names, axis)),
            list(names.ravel()),
        ]
        every = np.concatenate([np.ravel(part) for part in counts])
        return cls(true, Release.of(title, every, covers, rule), ~np.isnan(every))

    def cells(self) -> tuple[Cell, ...]:
        return tuple(cell for cell, keep in zip(self.release.cells, self.kept, strict=True) if keep)

    def withhold(self, found: Iterable[Revealed]) -> None:
        """The smallest total over each group that was bound too closely."""
        shown = self.release.cells
        for group in found:
            totals = [
                place
                for place in range(self.true.size, len(shown))
                if self.kept[place] and group.covers <= shown[place].covers
            ]
            if totals:
                self.kept[min(totals, key=lambda place: len(shown[place].covers))] = False

    def table(self, rule: CountRule) -> ControlledTable:
        out = ~self.kept & [cell.shown is None or cell.shown >= 0 for cell in self.release.cells]
        withheld = self._by_axis(out)
        margins = tuple(
            _without(control_counts(self.true.sum(axis), rule), withheld[axis])
            for axis in range(self.true.ndim)
        )
        return ControlledTable(
            control_counts(self.true, rule),
            margins,
            _without(control_counts(self.true.sum(), rule), np.asarray(out[-1])),
            withheld,
            bool(out[-1]),
            Release(self.release.title, self.cells()),
        )

    def _by_axis(self, out: Mask) -> tuple[Mask, ...]:
        shapes = [self.true.sum(axis).shape for axis in range(self.true.ndim)]
        sizes = [math.prod(shape) for shape in shapes]
        parts = np.split(out[self.true.size : -1], np.cumsum(sizes)[:-1]) if sizes else []
        return tuple(part.reshape(shape) for part, shape in zip(parts, shapes, strict=True))


def _names(shape: Sequence[int]) -> Names:
    names = np.empty(shape, dtype=object)
    for place in np.ndindex(*shape):
        names[place] = ",".join(map(str, place))
    return names


def _over(names: Names, axis: int) -> Names:
    """The units that each total over an axis counts, one row a total."""
    last = np.moveaxis(names, axis, -1)
    return last.reshape(math.prod(last.shape[:-1]), names.shape[axis])


def _without(totals: ControlledCounts, withheld: Mask) -> ControlledCounts:
    return ControlledCounts(
        np.where(withheld, np.nan, totals.shown), totals.suppressed | withheld, totals.rule
    )
