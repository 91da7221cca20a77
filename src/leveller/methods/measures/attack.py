"""What an attacker could work out from counts that were shown, by linear programmes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from leveller.methods.measures.arrays import Floats, floats
from leveller.methods.measures.disclosure import CountRule, DisclosureError

Covers = frozenset[str]
AT_ONCE = 40
"""How many targets one programme looks at, each on a copy of the system of its own."""


class Shown(Protocol):
    """A cell as shown: the units that it counts, and between which numbers they lie."""

    @property
    def covers(self) -> Covers: ...

    @property
    def shown(self) -> float | None: ...

    def bounds(self, rule: CountRule) -> tuple[float, float]: ...


@dataclass(frozen=True, eq=False)
class System:
    """What was shown, as bounds on sums of groups of units that always stand together."""

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
        bounds = floats([cell.bounds(rule) for cell in cells])
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

    def extremes(self, rows: Sequence[Floats], *, most: bool) -> list[int]:
        """The most, or the fewest, people that each sum of groups can hold, in whole people."""
        parts: dict[bytes, list[int]] = {}
        for place, row in enumerate(rows):
            parts.setdefault(self._near(row).tobytes(), []).append(place)
        found = np.zeros(len(rows))
        for key, places in parts.items():
            near = np.frombuffer(key, bool)
            for start in range(0, len(places), AT_ONCE):
                some = places[start : start + AT_ONCE]
                found[some] = self._solve(near, [rows[place] for place in some], most=most)
        whole = np.floor(found + 1e-6) if most else np.ceil(found - 1e-6)
        return [int(value) for value in whole]

    def _near(self, row: Floats) -> npt.NDArray[np.bool_]:
        """The groups that have anything to do with the target, however indirectly."""
        columns = row != 0
        while True:
            rows = (self.members[:, columns] > 0).any(1)
            wider = (self.members[rows] > 0).any(0) | columns
            if (wider == columns).all():
                return np.asarray(columns)
            columns = wider

    def _solve(
        self, near: npt.NDArray[np.bool_], rows: Sequence[Floats], *, most: bool
    ) -> list[float]:
        """One programme for several targets: copies of the system that don't touch each other."""
        from scipy.optimize import linprog
        from scipy.sparse import csr_array, identity, kron

        touched = (self.members[:, near] > 0).any(1)
        system = csr_array(self.members[touched][:, near])
        sides = np.concatenate([self.upper[touched], -self.lower[touched]])
        both = csr_array(np.concatenate([system.toarray(), -system.toarray()]))
        wanted = np.array([row[near] for row in rows])
        answer = linprog(
            (-wanted if most else wanted).ravel(),
            A_ub=kron(identity(len(rows)), both, format="csr"),
            b_ub=np.tile(sides, len(rows)),
            bounds=(0, None),
            method="highs",
        )
        if not answer.success:
            raise DisclosureError("the counts that were shown contradict each other.")
        return list((wanted * answer.x.reshape(wanted.shape)).sum(1))
