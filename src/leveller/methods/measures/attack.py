"""What was shown, as an attacker sees it: bounds on sums of groups of units that stand together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from leveller.methods.measures.arrays import Floats, Mask, floats
from leveller.methods.measures.disclosure import CountRule

Covers = frozenset[str]


class Shown(Protocol):
    """A cell as shown: the units that it counts, and between which numbers they lie."""

    @property
    def covers(self) -> Covers: ...

    @property
    def shown(self) -> float | None: ...

    def bounds(self, rule: CountRule) -> tuple[float, float]: ...


@dataclass(frozen=True, eq=False)
class System:
    """One row of `members`, `lower` and `upper` a cell; one column of `members` a group."""

    groups: tuple[Covers, ...]
    members: Floats
    lower: Floats
    upper: Floats

    @classmethod
    def of(cls, cells: Sequence[Shown], rule: CountRule) -> "System":
        standing: dict[str, list[int]] = {}
        for number, cell in enumerate(cells):
            for unit in cell.covers:
                standing.setdefault(unit, []).append(number)
        together: dict[tuple[int, ...], list[str]] = {}
        for unit, numbers in standing.items():
            together.setdefault(tuple(numbers), []).append(unit)
        members = np.zeros((len(cells), len(together)))
        for column, standing_in in enumerate(together):
            members[list(standing_in), column] = 1.0
        bounds = floats([cell.bounds(rule) for cell in cells]).reshape(len(cells), 2)
        groups = tuple(frozenset(units) for units in together.values())
        return cls(groups, members, bounds[:, 0], bounds[:, 1])

    def targets(self, cells: Sequence[Shown]) -> list[tuple[Floats, Covers]]:
        """Sums that could be small: every suppressed cell, and every group that no cell shows."""
        each = np.eye(len(self.groups))
        told = {cell.covers for cell in cells if cell.shown is not None}
        found = [
            (each[column], covers)
            for column, covers in enumerate(self.groups)
            if covers not in told
        ]
        alone = set(self.groups)
        found += [
            (self.members[number], cell.covers)
            for number, cell in enumerate(cells)
            if cell.shown is None and cell.covers not in alone
        ]
        return found

    def limits(self, sums: Floats) -> tuple[Floats, Floats]:
        """The fewest and the most that each sum can be by any one cell: never closer than the
        truth, but often as close."""
        shared = sums @ self.members.T
        holds = shared == sums.sum(1)[:, None]
        held = shared == self.members.sum(1)
        return (
            np.where(held, self.lower, 0.0).max(1, initial=0.0),
            np.where(holds, self.upper, np.inf).min(1, initial=np.inf),
        )

    def ranges(self) -> tuple[Floats, Floats]:
        """The fewest and the most that each group can be by the cells that show it alone."""
        lone = self.members.sum(1) == 1
        alone = self.members[lone] > 0
        return (
            np.where(alone, self.lower[lone][:, None], 0.0).max(0, initial=0.0),
            np.where(alone, self.upper[lone][:, None], np.inf).min(0, initial=np.inf),
        )

    def near(self, columns: Mask) -> Mask:
        """The groups that have anything to do with some of them, however indirectly."""
        while True:
            rows = self.members[:, columns].any(1)
            wider = self.members[rows].any(0) | columns
            if (wider == columns).all():
                return np.asarray(columns)
            columns = wider

    def part(self, columns: Mask) -> "System":
        """The groups of some columns, and the cells that count any of them."""
        rows = self.members[:, columns].any(1)
        groups = tuple(self.groups[column] for column in np.flatnonzero(columns))
        return System(groups, self.members[rows][:, columns], self.lower[rows], self.upper[rows])
