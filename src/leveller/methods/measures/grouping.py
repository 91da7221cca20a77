"""How rows make up groups: along the last axis of an array, or by a code for each row.

The same formula then serves arrays and tables: it asks for sums over each group's rows and for a
group's value at each of its rows.
"""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from leveller.methods.measures.arrays import Floats, Mask


class Grouping(Protocol):
    """Sums and checks over each group's rows."""

    def sum(self, values: Floats) -> Floats:
        """The sum over each group's rows; NaN where one of them is."""

    def any(self, where: Any) -> Mask:
        """Whether it holds for any row of each group."""

    def at_rows(self, values: Floats) -> Floats:
        """Each group's value at each of its rows."""


@dataclass(frozen=True)
class LastAxis:
    """Arrays whose last axis holds a group's rows."""

    def sum(self, values: Floats) -> Floats:
        total: Floats = values.sum(-1)
        return total

    def any(self, where: Any) -> Mask:
        return np.asarray(np.asarray(where, bool).any(-1))

    def at_rows(self, values: Floats) -> Floats:
        return values[..., None]


@dataclass(frozen=True, eq=False)
class ByCode:
    """Rows of a table, each with the number of its group from 0 up."""

    codes: npt.NDArray[np.intp]
    groups: int

    def sum(self, values: Floats) -> Floats:
        return np.asarray(np.bincount(self.codes, values, self.groups), np.float64)

    def any(self, where: Any) -> Mask:
        chosen = self.codes[np.broadcast_to(where, self.codes.shape)]
        found: Mask = np.bincount(chosen, minlength=self.groups) > 0
        return found

    def at_rows(self, values: Floats) -> Floats:
        return values[self.codes]

    @property
    def rows(self) -> Floats:
        """How many rows each group has."""
        return np.bincount(self.codes, minlength=self.groups).astype(np.float64)
