"""A table of a paper as a Word table: marked header row, widths by content, numbers to the right."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.table import CT_Tc
from docx.shared import Length
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from leveller.workbench.ground.papers.faces.word import marks
from leveller.workbench.ground.papers.presenters import Grid, Heading
from leveller.workbench.ground.papers.texts import printable

STYLE = "Paper Table"
SMALL = 15  # rows that stay on one page


def add(document: Document, grid: Grid, title: str, width: Length) -> WordTable:
    table = document.add_table(len(grid.rows) + 1, len(grid.columns), STYLE)
    _shape(table, [column.weight for column in grid.columns], width)
    _title(table, title)
    lines = [(tuple(c.text for c in grid.columns), False)]
    lines += [(row.cells, row.is_emphasised) for row in grid.rows]
    for row, (texts, is_emphasised) in zip(table._tbl.tr_lst, lines, strict=True):
        for cell, text, column in zip(row.tc_lst, texts, grid.columns, strict=True):
            _fill(table, cell, text, column, is_emphasised)
    if len(lines) <= SMALL:
        _keep_together(table)
    marks.repeat_header(table)
    return table


def _shape(table: WordTable, weights: list[int], width: Length) -> None:
    """Fixed widths in proportion to what the columns hold."""
    table.autofit = False
    whole = table._tbl.tblPr.find(marks.qn("w:tblW"))
    whole.set(marks.qn("w:type"), "dxa")
    whole.set(marks.qn("w:w"), str(width.twips))
    shares = [width.twips * weight // sum(weights) for weight in weights]
    for column, share in zip(table._tbl.tblGrid.gridCol_lst, shares, strict=True):
        column.set(marks.qn("w:w"), str(share))
    for row in table._tbl.tr_lst:
        for cell, share in zip(row.tc_lst, shares, strict=True):
            cell.get_or_add_tcPr().get_or_add_tcW().set(marks.qn("w:w"), str(share))


def _title(table: WordTable, title: str) -> None:
    """The table's alternative text, which a screen reader says before its cells."""
    properties = table._tbl.tblPr
    properties.append(marks.element("w:tblCaption", val=printable(title)))
    said = "Column headings are in the first row; the first column names each row."
    properties.append(marks.element("w:tblDescription", val=said))


def _keep_together(table: WordTable) -> None:
    for row in table._tbl.tr_lst[:-1]:
        for cell in row.tc_lst:
            WordParagraph(cell.p_lst[0], table).paragraph_format.keep_with_next = True


def _fill(
    table: WordTable, cell: CT_Tc, text: str, column: Heading, is_emphasised: bool
) -> None:
    paragraph = WordParagraph(cell.p_lst[0], table)
    paragraph._p.style = "TableText"
    if column.is_numeric:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    marks.write(paragraph, text, "Strong" if is_emphasised else None)
