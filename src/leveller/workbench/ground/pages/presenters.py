"""Tables as a template shows them: every decision taken here, none left to the template."""

from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from leveller.workbench.ground.pages.benchmarks import Benchmark
from leveller.workbench.ground.pages.tables import Cell, Column, Row, Source, Table

BENCHMARK = (
    '<span class="app-benchmark app-benchmark--{}"><span aria-hidden="true">{}</span> {}</span>'
)


@dataclass(frozen=True, slots=True)
class CellView:
    text: str
    link: str
    note: str
    benchmark: Benchmark | None
    is_numeric: bool

    def html(self) -> str:
        """What stands inside the cell. Joined here: a template would take ten times as long."""
        text = conditional_escape(self.text)
        if self.link:
            text = f'<a class="govuk-link" href="{conditional_escape(self.link)}">{text}</a>'
        shown = benchmark(self.benchmark) if self.benchmark else ""
        note = f'<span class="app-table__note">{conditional_escape(self.note)}</span>'
        return f"{text}{shown}{note if self.note else ''}"


@dataclass(frozen=True, slots=True)
class RowView:
    heading: CellView
    cells: tuple[CellView, ...]
    is_emphasised: bool

    def html(self) -> SafeString:
        numeric = " govuk-table__header--numeric" if self.heading.is_numeric else ""
        heading = f'<th scope="row" class="govuk-table__header{numeric}">{self.heading.html()}</th>'
        return mark_safe(heading + "".join(map(_data, self.cells)))  # noqa: S308 escaped by cells


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


@cache
def benchmark(held: Benchmark) -> SafeString:
    """The class in words, with its shape and colour."""
    return format_html(BENCHMARK, held.css, held.look.glyph, held.look.label)


def _data(cell: CellView) -> str:
    numeric = " govuk-table__cell--numeric" if cell.is_numeric else ""
    return f'<td class="govuk-table__cell{numeric}">{cell.html()}</td>'


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
    text = "" if is_benchmark else cell.text or column.show(cell.value)
    held = cell.value if is_benchmark else cell.benchmark
    return CellView(text, cell.link, cell.note, held, column.kind.is_numeric)
