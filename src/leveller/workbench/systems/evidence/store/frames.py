"""Selected rows, by column: what bulk computing takes and what figures are made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from leveller.workbench.systems.evidence.store import groups
from leveller.workbench.systems.evidence.store.groups import Array, Where


@dataclass(frozen=True, eq=False)
class Frame:
    """Columns of one length. Missing numbers are NaN; days are `datetime64[D]`."""

    columns: dict[str, Array]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    def __getitem__(self, name: str) -> Array:
        return self.columns[name]

    def take(self, rows: npt.NDArray[Any]) -> "Frame":
        """The rows at positions, or where a mask is true."""
        return Frame({name: values[rows] for name, values in self.columns.items()})

    def tuples(self, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        return zip(*(_plain(self.columns[name]) for name in names), strict=True)


def _plain(values: Array) -> list[Any]:
    found = values.tolist()
    if values.dtype.kind == "f":
        return [None if value != value else value for value in found]
    return found


def stack(frames: Sequence[Frame]) -> Frame:
    if len(frames) == 1:
        return frames[0]
    names = frames[0].columns if frames else ()
    return Frame({name: np.concatenate([f.columns[name] for f in frames]) for name in names})


def selected(group: groups.Group, where: Where, names: Sequence[str]) -> Frame | None:
    """The rows of a group that fit; None where no row does, so that nothing more is decoded."""
    keys = group.columns(where)
    masks = [_among(keys[name], wanted) for name, wanted in where.items()]
    rows = np.flatnonzero(np.logical_and.reduce(masks))
    if not len(rows):
        return None
    columns = group.columns(names)
    return Frame({name: _taken(columns[name], rows) for name in names})


def _taken(column: groups.Column, rows: npt.NDArray[np.intp]) -> Array:
    return column.take(rows) if isinstance(column, groups.Texts) else column[rows]


def _among(column: groups.Column, wanted: Any) -> npt.NDArray[np.bool_]:
    if isinstance(column, groups.Texts):
        return column.among(wanted)
    return np.isin(column, list(wanted))
