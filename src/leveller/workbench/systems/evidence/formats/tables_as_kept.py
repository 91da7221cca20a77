"""Help for formats of lookups: columns as lists, and the table as it is kept in the release."""

from collections.abc import Iterator, Sequence

import pyarrow as pa

from leveller.workbench.ground.places.drafts import PlaceDraft
from leveller.workbench.ground.places.kinds import kind_of
from leveller.workbench.systems.evidence.checking import reasons
from leveller.workbench.systems.evidence.checking.faults import Fault
from leveller.workbench.systems.evidence.normalising import codes
from leveller.workbench.systems.evidence.normalising.headings import normal
from leveller.workbench.systems.evidence.reading.tables import ROW, Table, column

Row = dict[str, str | None]


def names_of(table: Table) -> list[str]:
    return [normal(h) for h in table.headings]


def kept(table: Table) -> pa.Table:
    """Every column as text under its own heading, with the number of the row."""
    data = table.read(range(len(table.headings)))
    headings = [h or f"column {i + 1}" for i, h in enumerate(table.headings)]
    plain = pa.table([_plain(data[c]) for c in data.column_names], data.column_names)
    return plain.rename_columns([ROW, *headings])


def rows_of(table: Table) -> Iterator[tuple[int, Row]]:
    """Each row with its number; cells by normal heading, empty ones None, others stripped."""
    data = table.read(range(len(table.headings)))
    names = names_of(table)
    columns = [_plain(data[column(i)]).to_pylist() for i in range(len(names))]
    numbers = data[ROW].to_pylist()
    for number, cells in zip(numbers, zip(*columns, strict=True), strict=True):
        stripped = [c.strip() or None if c else None for c in cells]
        yield number, dict(zip(names, stripped, strict=True))


def malformed(found: Sequence[tuple[int, Row]], names: Sequence[str]) -> list[Fault]:
    """A fault for each cell of the columns `names` that holds something other than a code."""
    return [
        Fault(reasons.BAD_CODE, number, name, text)
        for number, row in found
        for name in names
        if (text := row[name]) and not codes.is_well_formed(text)
    ]


def place(code: str, name: str | None, **more: object) -> PlaceDraft:
    return PlaceDraft(code, kind_of(code), name or "", **more)  # type: ignore[arg-type]


def _plain(data: pa.ChunkedArray) -> pa.ChunkedArray:
    return data.cast(pa.string()) if pa.types.is_dictionary(data.type) else data
