"""What every measure gives back: arrays of one shape, an element a group."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from leveller.methods.measures.arrays import Codes, Floats, Mask
from leveller.methods.measures.findings import Findings, Kind, is_blank, of_kind, texts
from leveller.methods.measures.version import VERSION


@dataclass(frozen=True, eq=False)
class Interval:
    """Limits at one confidence level (a fraction such as 0.95)."""

    level: float
    lower: Floats
    upper: Floats


@dataclass(frozen=True, eq=False, kw_only=True)
class Estimate:
    """One measure for every group.

    `codes` says for each group why it is empty or to be read with caution; `reasons` and
    `cautions` give that in words. An empty group has NaN for its value and limits.
    """

    columns: ClassVar[Mapping[str, str]] = {}
    """Further fields that the dataframe interface shows, with their column names."""

    measure: str
    method: str
    value: Floats
    intervals: tuple[Interval, ...]
    codes: Codes
    version: str = VERSION
    warnings: tuple[str, ...] = ()

    def interval(self, level: float = 0.95) -> Interval:
        """The limits at a level that was asked for when the measure was taken."""
        for interval in self.intervals:
            if abs(interval.level - level) < 1e-12:
                return interval
        had = ", ".join(f"{interval.level:g}" for interval in self.intervals)
        raise KeyError(f"no interval at {level:g}; this result has {had or 'none'}")

    @property
    def is_empty(self) -> Mask:
        return is_blank(self.codes)

    @property
    def reasons(self) -> npt.NDArray[Any]:
        """Why each empty group is empty; empty text elsewhere."""
        return np.where(self.is_empty, texts(self.codes), "")

    @property
    def cautions(self) -> npt.NDArray[Any]:
        """What to mind about each value that is given; empty text elsewhere."""
        return np.where(of_kind(self.codes, Kind.CAUTION), texts(self.codes), "")


Limits = Callable[[float], tuple[Floats, Floats]]


def intervals_at(
    levels: tuple[float, ...], limits: Limits, findings: Findings
) -> tuple[Interval, ...]:
    """The limits at each level, blanked where the findings say so."""
    return tuple(
        Interval(level, *(findings.blanked(limit) for limit in limits(level))) for level in levels
    )
