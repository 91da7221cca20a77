"""Tables as a template shows them: every decision taken here, none left to the template."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from leveller.workbench.ground.pages.benchmarks import Benchmark
from leveller.workbench.ground.pages.tables import Cell, Column, Row, Source, Table


@dataclass(frozen=True)
class CellView:
    text: str
    link: str
    note: str
    benchmark: Benchmark | None
    is_numeric: bool


@dataclass(frozen=True)
class RowView:
    heading: CellView
    cells: tuple[CellView, ...]
    is_emphasised: bool


@dataclass(frozen=True)
class Download:
    label: str
    address: str
    what: str


@dataclass(frozen=True)
class TableView:
    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[RowView, ...]
    notes: tuple[str, ...]
    source: Source | None
    downloads: tuple[Download, ...]
    empty: str


def table_view(table: Table, query: QueryDict | None = None) -> TableView:
    """`query` is that of the page, which its twins keep; None when the page has no twins."""
    return TableView(
        key=table.key,
        caption=table.caption,
        columns=table.columns,
        rows=tuple(_row(table.columns, row) for row in table.rows),
        notes=(*table.notes, *(f"{c.label}: {c.note}" for c in table.columns if c.note)),
        source=table.source,
        downloads=() if query is None else downloads(table, query),
        empty=table.empty,
    )


def without_rows(table: Table, query: QueryDict | None = None) -> TableView:
    """For a table too long to be shown: only its words and its downloads."""
    return table_view(replace(table, rows=()), query)


def downloads(table: Table, query: QueryDict) -> tuple[Download, ...]:
    kept = [(k, v) for k, values in query.lists() if k != "table" for v in values]
    of_json = f"?{urlencode(kept)}" if kept else ""
    return (
        Download("CSV", f"data.csv?{urlencode([*kept, ('table', table.key)])}", table.caption),
        Download("JSON", f"data.json{of_json}", table.caption),
    )


def _row(columns: tuple[Column, ...], row: Row) -> RowView:
    first, *rest = (_cell(column, row.cell(column.key)) for column in columns)
    return RowView(first, tuple(rest), row.is_emphasised)


def _cell(column: Column, cell: Cell) -> CellView:
    is_benchmark = isinstance(cell.value, Benchmark)
    return CellView(
        text="" if is_benchmark else cell.text or column.show(cell.value),
        link=cell.link,
        note=cell.note,
        benchmark=cell.value if is_benchmark else cell.benchmark,
        is_numeric=column.kind.is_numeric,
    )
