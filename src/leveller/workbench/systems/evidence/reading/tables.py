"""A table of text: headings, a sample to recognise it by, and columns read on demand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import pyarrow as pa

ROW = "row"
SAMPLE = 200
Cell = str | None


def column(index: int) -> str:
    """The name under which a column is handed on; headings are free text and may repeat."""
    return f"c{index}"


class Table(Protocol):
    """One sheet, or the one table of a file.

    `above` holds the rows over the header, such as a title. `sample` holds the first rows of data.
    """

    name: str
    headings: tuple[str, ...]
    header_row: int
    above: tuple[tuple[Cell, ...], ...]
    sample: tuple[tuple[Cell, ...], ...]
    notes: list[str]

    def read(self, wanted: Sequence[int], figures: Sequence[int] = ()) -> pa.Table:
        """Columns by index as text, named by `column`, with the number of each row in `row`.

        Those in `figures` may come as numbers where every cell is plainly one. Empty cells are
        null. Raises `FaultError` when the table can't be cut into cells.
        """
        ...


@dataclass
class HeldTable:
    """A table whose columns are in memory already."""

    name: str
    headings: tuple[str, ...]
    header_row: int
    above: tuple[tuple[Cell, ...], ...]
    sample: tuple[tuple[Cell, ...], ...]
    data: pa.Table
    notes: list[str] = field(default_factory=list)

    def read(self, wanted: Sequence[int], figures: Sequence[int] = ()) -> pa.Table:
        return self.data.select([ROW, *(column(i) for i in wanted)])


def sample_of(table: Table, index: int) -> list[str]:
    """The cells of one column of the sample that aren't empty."""
    return [row[index] for row in table.sample if index < len(row) and row[index] is not None]
