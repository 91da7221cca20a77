"""The words that every face prints around the blocks: mastheads, headings, details of a source."""

from dataclasses import dataclass

from leveller.workbench.ground.pages import figures as written
from leveller.workbench.ground.pages import presenters as pages
from leveller.workbench.ground.pages.tables import Column, Table
from leveller.workbench.ground.papers.figures import Source
from leveller.workbench.ground.papers.tree import Callout, Paper


def masthead(paper: Paper) -> tuple[str, ...]:
    """`21 November 2026`, `Reference WCA/2026/114`."""
    reference = (f"Reference {paper.reference}",) if paper.reference else ()
    return written.day(paper.dated), *reference


def callout_heading(callout: Callout) -> str:
    return f"{callout.kind}: {callout.heading}" if callout.heading else str(callout.kind)


def source_details(source: Source) -> tuple[str, ...]:
    """What follows a source's title, each part a sentence without its full stop."""
    release = f"Release {source.sha256[:12]}" if source.sha256 else ""
    details = (source.publisher, source.vintage, source.licence, source.attribution, release)
    return tuple(detail.strip().rstrip(".") for detail in details if detail.strip())


def address(paper: Paper, link: str) -> str:
    """A link as it works outside the product; empty when it leads into a site without an address."""
    if not link.startswith(("/", "#")):
        return link
    return f"{paper.site.rstrip('/')}{link}" if paper.site and link.startswith("/") else ""


@dataclass(frozen=True)
class Heading:
    """`weight` is the share of a table's width that the column needs, in letters."""

    text: str
    is_numeric: bool
    weight: int


@dataclass(frozen=True)
class Line:
    cells: tuple[str, ...]
    is_emphasised: bool


@dataclass(frozen=True)
class Grid:
    """A table as texts, as a document prints it. The first cell of a line is its heading."""

    columns: tuple[Heading, ...]
    rows: tuple[Line, ...]
    notes: tuple[str, ...]
    source: str
    empty: str


def grid(table: Table) -> Grid:
    view = pages.table_view(table)
    rows = tuple(
        Line(tuple(_cell(c) for c in (row.heading, *row.cells)), row.is_emphasised)
        for row in view.rows
    )
    return Grid(
        columns=tuple(
            Heading(column.heading, column.kind.is_numeric, _weight(column.heading, texts))
            for column, texts in zip(view.columns, _by_column(rows, view.columns), strict=True)
        ),
        rows=rows,
        notes=view.notes,
        source=f"Source: {view.source.text}" if view.source else "",
        empty=view.empty,
    )


WIDEST = 36


def _by_column(rows: tuple[Line, ...], columns: tuple[Column, ...]) -> list[list[str]]:
    return [[row.cells[n] for row in rows] for n in range(len(columns))]


def _weight(heading: str, texts: list[str]) -> int:
    """A heading may stand on three lines, a cell should stand on one unless it is long."""
    longest_word = max((len(word) for word in heading.split()), default=0)
    longest_cell = max((len(text) for text in texts), default=0)
    return max(longest_word + 1, -(-len(heading) // 3), min(longest_cell + 1, WIDEST), 4)


def _cell(cell: pages.CellView) -> str:
    """The classes of a comparison are said in words; a shape would be read out as its name."""
    compared = cell.benchmark.look.label if cell.benchmark else ""
    words = " ".join(part for part in (cell.text, compared) if part)
    return f"{words} ({cell.note})" if cell.note else words
