"""Rows of cells as they stand in a file, before it is known which of them is the header.

Titles above the header, headers in two rows with merged cells, and notes under the table are what
people leave in spreadsheets that they publish.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from leveller.workbench.systems.evidence.checking import reasons
from leveller.workbench.systems.evidence.checking.faults import Fault, FaultError
from leveller.workbench.systems.evidence.normalising import headings as heads
from leveller.workbench.systems.evidence.normalising import numbers
from leveller.workbench.systems.evidence.reading.tables import (
    ROW,
    SAMPLE,
    Cell,
    HeldTable,
    column,
)

SEARCHED = 60  # rows in which a header is looked for
FILLED = 0.6  # share of its cells that a header has filled in

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Header:
    """`first` and `last` are indexes into the rows; they differ when the header has two rows."""

    first: int
    last: int
    headings: tuple[str, ...]
    notes: tuple[str, ...] = ()


def find_header(rows: Sequence[Row]) -> Header | None:
    """The header among the first rows, or None when nothing looks like one."""
    width = _usual_width(rows)
    if width < 2:
        return None
    for index, row in enumerate(rows[:SEARCHED]):
        if _filled(row) >= max(2, FILLED * width):
            return _joined(rows, index, width)
    return None


def to_table(
    name: str, numbered: Sequence[tuple[int, Row]], header: Header | None = None
) -> HeldTable | None:
    """A table of rows with their numbers; None when they don't look like one.

    `header` is given where it was found already.
    """
    rows = [row for _, row in numbered]
    header = header or find_header(rows)
    if header is None:
        return None
    body = [(n, row) for n, row in numbered[header.last + 1 :] if _filled(row)]
    body, footnotes = _without_footnotes(body, numbered, len(header.headings))
    width = len(header.headings)
    columns = {ROW: pa.array([n for n, _ in body], pa.int64())}
    for index in range(width):
        cells = [row[index] if index < len(row) else None for _, row in body]
        columns[column(index)] = pa.array(cells, pa.string())
    return HeldTable(
        name=name,
        headings=header.headings,
        header_row=numbered[header.last][0],
        above=tuple(rows[: header.first]),
        sample=tuple(row for _, row in body[:SAMPLE]),
        data=pa.table(columns),
        notes=[*header.notes, *(f"Note under the table: {note}" for note in footnotes)],
    )


def refuse_repeated(headings: Sequence[str], row: int) -> None:
    twice = heads.repeated(headings)
    if twice:
        raise FaultError(
            *(Fault(reasons.REPEATED_HEADING, row, h, h) for h in twice),
        )


def _usual_width(rows: Sequence[Row]) -> int:
    """The number of cells that most rows have, counted to the last one that is filled."""
    widths = Counter(_reach(row) for row in rows if _filled(row) > 1)
    return max(widths, key=lambda w: (widths[w], w)) if widths else 0


def _reach(row: Row) -> int:
    return max((i + 1 for i, cell in enumerate(row) if cell), default=0)


def _filled(row: Row) -> int:
    return sum(1 for cell in row if cell)


def _padded(row: Row, width: int) -> list[str]:
    cells = [(cell or "").strip() for cell in row]
    return (cells + [""] * width)[: max(width, _reach(row))]


def _joined(rows: Sequence[Row], index: int, width: int) -> Header:
    """One row, or two where only both together tell the columns apart."""
    own = _padded(rows[index], width)
    if not heads.repeated(own):
        return Header(index, index, tuple(own))
    if index + 1 < len(rows) and not _has_numbers(rows[index + 1]):
        joined = _join(own, _padded(rows[index + 1], width))
        if not heads.repeated(joined):
            return Header(index, index + 1, tuple(joined), (TWO_ROWS,))
    if index > 0 and _filled(rows[index - 1]):
        joined = _join(_filled_forward(_padded(rows[index - 1], width)), own)
        if not heads.repeated(joined):
            return Header(index - 1, index, tuple(joined), (TWO_ROWS,))
    return Header(index, index, tuple(own))


TWO_ROWS = "The header stands in two rows; they were read together."


def _has_numbers(row: Row) -> bool:
    return any(cell and numbers.NUMBER.fullmatch(cell.strip()) for cell in row)


def _filled_forward(cells: list[str]) -> list[str]:
    """A merged cell holds its text in the first of the cells that it covers."""
    filled, last = [], ""
    for cell in cells:
        last = cell or last
        filled.append(last)
    return filled


def _join(upper: list[str], lower: list[str]) -> list[str]:
    width = max(len(upper), len(lower))
    pairs = zip(_long(upper, width), _long(lower, width), strict=True)
    return [": ".join(dict.fromkeys(part for part in pair if part)) for pair in pairs]


def _long(cells: list[str], width: int) -> list[str]:
    return cells + [""] * (width - len(cells))


def _without_footnotes(
    body: list[tuple[int, Row]], numbered: Sequence[tuple[int, Row]], width: int
) -> tuple[list[tuple[int, Row]], list[str]]:
    """Drop what stands under the table after an empty row and fills at most two cells."""
    blank = {n for n, row in numbered if not _filled(row)}
    cut = len(body)
    while cut and width > 3 and _filled(body[cut - 1][1]) <= 2:
        cut -= 1
    while cut < len(body) and body[cut][0] - 1 not in blank:
        cut += 1
    notes = [" ".join(cell.strip() for cell in row if cell) for _, row in body[cut:]]
    return body[:cut], notes
