"""One sheet: lines above, then at most one table. And the guard against formulas."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from leveller.workbench.ground.pages import palette
from leveller.workbench.ground.papers.texts import one_line, printable

Value = str | int | float | bool | None
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST_TEXT, LONGEST_HEADING = 32_000, 250
NARROWEST, WIDEST, OF_TEXT = 14, 60, 90
TITLE, HEADING, NUMBER_HEADING = "Title line", "Column heading", "Heading of numbers"
TEXT, LINK, NUMBER = "Text", "Link", "Number"
LINE = 16  # points
STYLE = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)


@dataclass(frozen=True)
class Column:
    """`format` is a number format; text columns have none."""

    heading: str
    format: str = ""


@dataclass(frozen=True)
class Sheet:
    """`lines` stand below the title: what the sheet holds, its notes, its source."""

    name: str
    title: str
    holds: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]
    lines: tuple[str, ...] = ()
    empty: str = "There is nothing in this table."


def put(cell: Cell, value: Value, style: str) -> None:
    """Text stays text, whatever it starts with, here and when the cell is edited."""
    if isinstance(value, str):
        value = printable(value)[:LONGEST_TEXT]
    cell.value = value
    cell.style = style
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(STARTS_A_FORMULA)


def unique(headings: Sequence[str]) -> list[str]:
    """A table's headings must differ, even in their capitals, and stand on one line."""
    seen: dict[str, int] = {}
    made = []
    for heading in headings:
        text = one_line(heading)[:LONGEST_HEADING] or "Column"
        seen[text.lower()] = count = seen.get(text.lower(), 0) + 1
        made.append(text if count == 1 else f"{text} ({count})")
    return made


class Writer:
    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        for style in _styles():
            workbook.add_named_style(style)

    def lines(self, name: str, lines: Sequence[str]) -> Worksheet:
        """A sheet of text alone: a title and lines below it, in one column."""
        sheet = self.workbook.create_sheet(name)
        for n, line in enumerate(lines, start=1):
            put(sheet.cell(n, 1), line, TITLE if n == 1 else TEXT)
        sheet.column_dimensions["A"].width = OF_TEXT
        sheet.row_dimensions[1].height = 1.5 * LINE
        return sheet

    def index(self, held: Sheet) -> None:
        """A sheet whose rows lead to the sheets that they name."""
        sheet = self.sheet(held)
        for cell in sheet["A"][-len(held.rows) :]:
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{cell.value}'!A1")
            cell.style = LINK

    def sheet(self, held: Sheet) -> Worksheet:
        lines = [held.title, held.holds, *held.lines]
        sheet = self.lines(held.name, lines if held.rows else [*lines, held.empty])
        for n in range(1, len(lines) + 1):
            # A title may run over the columns beside it, which are empty; it must not be wrapped.
            sheet.cell(n, 1).alignment = Alignment(vertical="top")
        if held.rows:
            self._table(sheet, held, len(lines) + 1)
        _for_paper(sheet)
        return sheet

    def _table(self, sheet: Worksheet, held: Sheet, top: int) -> None:
        headings = unique([column.heading for column in held.columns])
        for n, (heading, column) in enumerate(zip(headings, held.columns, strict=True), start=1):
            put(sheet.cell(top, n), heading, NUMBER_HEADING if column.format else HEADING)
        for r, row in enumerate(held.rows, start=top + 1):
            for n, (value, column) in enumerate(zip(row, held.columns, strict=True), start=1):
                _fill(sheet.cell(r, n), value, column)
        last = f"{get_column_letter(len(headings))}{top + len(held.rows)}"
        name = held.name.replace(" ", "_")
        table = ExcelTable(name=name, displayName=name, ref=f"A{top}:{last}")
        table.tableStyleInfo = STYLE
        sheet.add_table(table)
        sheet.freeze_panes = f"A{top + 1}"
        sheet.print_title_rows = f"{top}:{top}"
        widths = _widths(headings, held.rows)
        _sizes(sheet, top, widths, [headings, *held.rows])


def _fill(cell: Cell, value: Value, column: Column) -> None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        put(cell, value, NUMBER)
        cell.number_format = column.format or "General"
        return
    put(cell, value, NUMBER if column.format else TEXT)
    if isinstance(value, str) and value.startswith(("https://", "http://")):
        cell.hyperlink, cell.style = printable(value), LINK


def _widths(headings: list[str], rows: Sequence[Sequence[Value]]) -> list[int]:
    """In letters: a heading may stand on three lines, a cell on one unless it is long."""
    widths = []
    for n, heading in enumerate(headings):
        texts = [str(row[n]) for row in rows if row[n] is not None]
        longest = max(map(len, [max(heading.split(), key=len), *texts]), default=0)
        widths.append(max(NARROWEST, min(longest + 3, WIDEST), -(-len(heading) // 3) + 3))
    return widths


def _sizes(sheet: Worksheet, top: int, widths: list[int], rows: Sequence[Sequence[Value]]) -> None:
    """Heights are written down, since not every program works out those of wrapped text."""
    for n, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(n)].width = width
    for r, row in enumerate(rows, start=top):
        lines = (
            -(-len(str(value)) // (width - 2)) for value, width in zip(row, widths, strict=True)
        )
        sheet.row_dimensions[r].height = LINE * max(1, *lines)


def _for_paper(sheet: Worksheet) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _styles() -> list[NamedStyle]:
    wrapped = Alignment(wrap_text=True, vertical="top")

    def style(name: str, alignment: Alignment = wrapped, **font: object) -> NamedStyle:
        return NamedStyle(name=name, font=Font(name="Arial", **font), alignment=alignment)

    return [
        style(TITLE, size=16, bold=True),
        style(HEADING, Alignment(wrap_text=True, vertical="bottom"), size=12, bold=True),
        style(
            NUMBER_HEADING,
            Alignment(wrap_text=True, vertical="bottom", horizontal="right"),
            size=12,
            bold=True,
        ),
        style(TEXT, size=12),
        style(LINK, size=12, underline="single", color=palette.BRAND.removeprefix("#")),
        style(NUMBER, Alignment(vertical="top", horizontal="right"), size=12),
    ]
