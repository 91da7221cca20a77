"""A table of a paper as a Word table: marked header row, widths by content.

It is written as markup and read in at once, since the library takes a second for a long table.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Length

from leveller.workbench.ground.papers.texts import escaped, printable
from leveller.workbench.ground.papers.wording import Grid

SMALL = 15  # rows that stay on one page
TEXT_SIZE = 20  # half points, as the style says
DESCRIPTION = "Column headings are in the first row; the first column names each row."


@dataclass(frozen=True)
class Look:
    """How the cells of one row are written."""

    is_header: bool = False
    is_emphasised: bool = False
    is_kept: bool = False  # with the row or the note below
    size: int = TEXT_SIZE


def add(document: Document, grid: Grid, title: str, width: Length) -> None:
    """At the end of the document. `title` is what a screen reader says before the cells."""
    whole = sum(column.weight for column in grid.columns)
    widths = [int(width.twips * column.weight / whole) for column in grid.columns]
    rows = "".join(_rows(grid, widths))
    columns = "".join(f'<w:gridCol w:w="{share}"/>' for share in widths)
    table = (
        f"<w:tbl {nsdecls('w')}>{_properties(title, width)}<w:tblGrid>{columns}</w:tblGrid>"
        f"{rows}</w:tbl>"
    )
    document.sections[-1]._sectPr.addprevious(parse_xml(table))


def _properties(title: str, width: Length) -> str:
    return (
        '<w:tblPr><w:tblStyle w:val="PaperTable"/>'
        f'<w:tblW w:w="{width.twips}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
        'w:noHBand="0" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(printable(title))}/>"
        f'<w:tblDescription w:val="{DESCRIPTION}"/></w:tblPr>'
    )


def _rows(grid: Grid, widths: list[int]) -> Iterator[str]:
    size, count = round(TEXT_SIZE * grid.scale), len(grid.rows)
    is_small = count <= SMALL
    heading = Look(is_header=True, is_kept=True, size=size)
    yield _row(tuple(column.text for column in grid.columns), grid, widths, heading)
    for n, row in enumerate(grid.rows, start=1):
        is_kept = is_small or n == count
        look = Look(is_emphasised=row.is_emphasised, is_kept=is_kept, size=size)
        yield _row(row.cells, grid, widths, look)


def _row(texts: tuple[str, ...], grid: Grid, widths: list[int], look: Look) -> str:
    held = zip(texts, grid.columns, widths, strict=True)
    cells = "".join(_cell(text, column.is_numeric, share, look) for text, column, share in held)
    header = "<w:tblHeader/>" if look.is_header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{cells}</w:tr>"


def _cell(text: str, is_numeric: bool, width: int, look: Look) -> str:
    kept = "<w:keepNext/>" if look.is_kept else ""
    side = '<w:jc w:val="right"/>' if is_numeric else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="TableText"/>{kept}{side}</w:pPr>'
        f'<w:r>{_run(look)}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r></w:p></w:tc>'
    )


def _run(look: Look) -> str:
    strong = '<w:rStyle w:val="Strong"/>' if look.is_emphasised else ""
    if look.size == TEXT_SIZE:
        return f"<w:rPr>{strong}</w:rPr>" if strong else ""
    return f'<w:rPr>{strong}<w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/></w:rPr>'
