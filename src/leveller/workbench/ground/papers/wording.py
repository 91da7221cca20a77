"""The words that every face prints around the blocks: mastheads, headings, details of a source."""

from dataclasses import dataclass, replace

from leveller.workbench.ground.pages import figures as written
from leveller.workbench.ground.pages import presenters as pages
from leveller.workbench.ground.pages.tables import Table
from leveller.workbench.ground.papers import columns
from leveller.workbench.ground.papers.assembly import Titled
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
    """A link as it works outside the product; empty when it leads nowhere there."""
    if not link.startswith(("/", "#")):
        return link
    return f"{paper.site.rstrip('/')}{link}" if paper.site and link.startswith("/") else ""


LONGEST_ANNEX = 60  # rows
LONG = (
    "This table has {} rows, too many for a page. "
    "The spreadsheet and the JSON of this paper give all of them."
)


@dataclass(frozen=True)
class Heading:
    """`weight` is the share of a table's width that the column needs."""

    text: str
    is_numeric: bool
    weight: float


@dataclass(frozen=True)
class Line:
    cells: tuple[str, ...]
    is_emphasised: bool


@dataclass(frozen=True)
class Grid:
    """A table as texts, as a document prints it. The first cell of a line is its heading.

    `scale` is the size of its letters against those of other tables.
    """

    columns: tuple[Heading, ...]
    scale: float
    rows: tuple[Line, ...]
    notes: tuple[str, ...]
    source: str
    empty: str


def grid(titled: Titled) -> Grid:
    """A long table of the annex is left to the spreadsheet, where somebody can use it."""
    table, count = titled.block.table, len(titled.block.table.rows)
    if titled.is_annexed and count > LONGEST_ANNEX:
        table = replace(table, rows=(), empty=LONG.format(written.number(count)))
    return _grid(table)


def _grid(table: Table) -> Grid:
    view = pages.table_view(table)
    rows = tuple(
        Line(tuple(_cell(c) for c in (row.heading, *row.cells)), row.is_emphasised)
        for row in view.rows
    )
    heads = [(column.heading, column.kind.is_numeric) for column in view.columns]
    fitted = columns.widths(
        [(*head, [row.cells[n] for row in rows]) for n, head in enumerate(heads)]
    )
    return Grid(
        columns=tuple(Heading(*h, w) for h, w in zip(heads, fitted.weights, strict=True)),
        scale=fitted.scale,
        rows=rows,
        notes=view.notes,
        source=f"Source: {view.source.text}" if view.source else "",
        empty=view.empty,
    )


def _cell(cell: pages.CellView) -> str:
    """The classes of a comparison are said in words; a shape would be read out as its name."""
    compared = cell.benchmark.look.label if cell.benchmark else ""
    words = " ".join(part for part in (cell.text, compared) if part)
    return f"{words} ({cell.note})" if cell.note else words
