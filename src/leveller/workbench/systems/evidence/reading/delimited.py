"""Tables of text with delimiters: CSV, TSV and their relatives.

The quick way reads with several threads and keeps no row numbers of its own, so it is taken only
for files without empty lines. Whatever it trips over is read again the careful way, which finds
the row that is at fault.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from leveller.workbench.systems.evidence.checking import reasons
from leveller.workbench.systems.evidence.checking.faults import Fault, FaultError
from leveller.workbench.systems.evidence.reading import grids
from leveller.workbench.systems.evidence.reading.tables import (
    ROW,
    SAMPLE,
    Cell,
    HeldTable,
    Table,
    column,
)
from leveller.workbench.systems.evidence.reading.texts import Text

DELIMITERS = (",", "\t", ";", "|")
SAMPLED = 1 << 18
BLOCK = 1 << 20
csv.field_size_limit(1 << 24)


@dataclass
class DelimitedTable:
    """`offset` is the byte at which the first row of data begins."""

    text: Text
    delimiter: str
    offset: int
    headings: tuple[str, ...]
    header_row: int
    above: tuple[tuple[Cell, ...], ...]
    sample: tuple[tuple[Cell, ...], ...]
    name: str = ""
    notes: list[str] = field(default_factory=list)

    def read(self, wanted: Sequence[int], figures: Sequence[int] = ()) -> pa.Table:
        if not self.text.needs_care:
            for as_numbers in ([figures] if figures else []) + [()]:
                try:
                    return _finite(self._quickly(wanted, as_numbers), as_numbers)
                except (pa.ArrowInvalid, ValueError):
                    pass
        held = _carefully(self)
        self.notes = held.notes
        return held.read(wanted)

    def _quickly(self, wanted: Sequence[int], figures: Sequence[int]) -> pa.Table:
        with pa.OSFile(str(self.text.path)) as stream:
            stream.seek(self.offset)
            data = arrow_csv.read_csv(
                stream,
                read_options=arrow_csv.ReadOptions(
                    column_names=[column(i) for i in range(len(self.headings))], block_size=BLOCK
                ),
                parse_options=arrow_csv.ParseOptions(
                    delimiter=self.delimiter, newlines_in_values=self.text.lines_in_cells
                ),
                convert_options=arrow_csv.ConvertOptions(
                    include_columns=[column(i) for i in wanted],
                    column_types={
                        column(i): pa.float64() if i in figures else self._type(i) for i in wanted
                    },
                    null_values=[""],
                    strings_can_be_null=True,
                ),
            )
        first = self.header_row + 1
        numbers = np.arange(first, first + len(data), dtype=np.int64)
        return data.add_column(0, ROW, pa.array(numbers))

    def _type(self, index: int) -> pa.DataType:
        """A column that repeats itself is kept once a distinct text."""
        cells = [row[index] for row in self.sample if index < len(row)]
        repeats = len(set(cells)) <= max(2, len(cells) // 2)
        return pa.dictionary(pa.int32(), pa.string()) if repeats else pa.string()


def _finite(data: pa.Table, figures: Sequence[int]) -> pa.Table:
    """Raises ValueError where a text such as `nan` was taken for a number."""
    for index in figures:
        if not pc.all(pc.is_finite(data[column(index)]), min_count=0).as_py():
            raise ValueError(f"Column {index} has cells that aren't numbers.")
    return data


def open_table(text: Text) -> Table | None:
    """The table of a text file; None when it doesn't look like one."""
    head, whole = _head(text)
    delimiter = _delimiter(head)
    records = list(_records(head, delimiter))
    if not whole and len(records) > 1:
        records.pop()
    header = grids.find_header([cells for _, cells in records])
    if header is None:
        return None
    lines_before = records[header.last][0]
    body = [cells for _, cells in records[header.last + 1 : header.last + 1 + SAMPLE]]
    return DelimitedTable(
        text=text,
        delimiter=delimiter,
        offset=text.start + _bytes_of_lines(head, lines_before),
        headings=header.headings,
        header_row=header.last + 1,
        above=tuple(cells for _, cells in records[: header.first]),
        sample=tuple(cells for cells in body if any(cells)),
        notes=[*text.notes, *header.notes],
    )


def _head(text: Text) -> tuple[str, bool]:
    with text.path.open("rb") as stream:
        stream.seek(text.start)
        content = stream.read(SAMPLED)
        whole = not stream.read(1)
    if not whole:
        content = content[: content.rfind(b"\n") + 1] or content
    return content.decode("utf-8", errors="replace"), whole


def _delimiter(head: str) -> str:
    """The one that cuts the most rows into the same number of cells, of which there are many."""

    def evenness(delimiter: str) -> float:
        widths = [len(cells) for _, cells in _records(head[: 1 << 16], delimiter) if cells]
        usual = max(set(widths), key=widths.count, default=0)
        return (usual - 1) * widths.count(usual) / len(widths) if widths else 0

    return max(DELIMITERS, key=evenness)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """Each record with the number of lines read up to its end."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for cells in reader:
        yield reader.line_num, tuple(cell if cell != "" else None for cell in cells)


def _bytes_of_lines(text: str, count: int) -> int:
    return sum(len(line.encode()) + 1 for line in text.split("\n", count)[:count])


def _carefully(table: DelimitedTable) -> HeldTable:
    """Read row by row. Raises `FaultError` naming every row that doesn't fit the header."""
    numbered: list[tuple[int, tuple[Cell, ...]]] = []
    text = table.text
    with text.path.open("r", encoding="utf-8", newline="") as stream:
        stream.seek(text.start)
        reader = csv.reader(stream, delimiter=table.delimiter, strict=True)
        try:
            for number, cells in enumerate(reader, 1):
                numbered.append((number, tuple(cell if cell != "" else None for cell in cells)))
        except csv.Error as error:
            raise FaultError(_torn(len(numbered) + 1, error)) from error
    _refuse_ragged(numbered, table)
    last = table.header_row - 1
    header = grids.Header(len(table.above), last, table.headings)
    held = grids.to_table(table.name, numbered, header)
    assert held is not None
    held.notes[:0] = table.notes
    return held


def _torn(row: int, error: csv.Error) -> Fault:
    if "end of data" in str(error):
        return Fault(reasons.CUT_SHORT, row, detail="A quotation mark is opened and never closed.")
    return Fault(reasons.RAGGED, row, detail=str(error))


def _refuse_ragged(numbered: list[tuple[int, tuple[Cell, ...]]], table: DelimitedTable) -> None:
    width = len(table.headings)
    body = [(n, cells) for n, cells in numbered if n > table.header_row and cells]
    faults = []
    for number, cells in body:
        if len(cells) < width or any(cells[width:]):
            last = number == body[-1][0] and len(cells) < width
            reason = reasons.CUT_SHORT if last else reasons.RAGGED
            detail = f"It has {len(cells)} cells; the header has {width}."
            faults.append(Fault(reason, number, detail=detail))
    if faults:
        raise FaultError(*faults)
