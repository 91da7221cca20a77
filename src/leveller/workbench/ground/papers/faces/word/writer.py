"""Writes the parts of a paper into a Word document, one paragraph style for each meaning."""

import io
from functools import singledispatchmethod

from docx.document import Document
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from leveller.workbench.ground.papers import runs, tree, wording
from leveller.workbench.ground.papers.assembly import (
    Assembled,
    Part,
    SourceList,
    TermList,
    Titled,
    anchor,
)
from leveller.workbench.ground.papers.faces import pictures
from leveller.workbench.ground.papers.faces.word import marks, tables
from leveller.workbench.ground.papers.figures import Source

DECIMAL = 2  # the numbered list of the base
TEXT_WIDTH, BLOCK_SPACE = Cm(pictures.WIDEST), Pt(14)


class Writer:
    def __init__(self, document: Document, assembled: Assembled) -> None:
        self.document = document
        self.assembled = assembled
        self.bookmarks = 0
        self.starts_a_page = False
        self.needs_room = False  # after a table with nothing below it

    # Paragraphs

    def paragraph(self, style: str = "Normal") -> WordParagraph:
        """`style` is the identifier of a style of the base; the library looks names up slowly."""
        made = self.last = self.document.add_paragraph()
        made._p.style = None if style == "Normal" else style
        if self.starts_a_page:
            made.paragraph_format.page_break_before = True
            self.starts_a_page = False
        if self.needs_room:
            made.paragraph_format.space_before = BLOCK_SPACE
            self.needs_room = False
        return made

    def text(self, text: str, style: str = "Normal") -> WordParagraph:
        made = self.paragraph(style)
        marks.write(made, text)
        return made

    def prose(self, said: runs.Paragraph, style: str = "Normal") -> WordParagraph:
        made = self.paragraph(style)
        for n, sentence in enumerate(said.sentences):
            if n:
                marks.write(made, " ")
            for run in sentence.runs:
                self._run(made, run)
        for source in said.sources:
            marks.write(made, " ")
            self.mark(made, source)
        return made

    def _run(self, paragraph: WordParagraph, run: runs.Run) -> None:
        if isinstance(run, runs.Note):
            self.mark(paragraph, run.source)
        elif isinstance(run, runs.Link) and (to := self._outside(run.address)):
            marks.link(paragraph, run.text, address=to)
        else:
            style = "Strong" if isinstance(run, runs.Strong) else None
            marks.write(paragraph, run.text, style)

    def _outside(self, address: str) -> str:
        return wording.address(self.assembled.paper, address)

    def mark(self, paragraph: WordParagraph, source: Source) -> None:
        """`[1]`, which leads to the list of sources."""
        number = self.assembled.number_of(source)
        marks.link(paragraph, f"[{number}]", anchor=f"source-{number}")

    def bookmark(self, paragraph: WordParagraph, name: str) -> None:
        self.bookmarks += 1
        marks.bookmark(paragraph, name, self.bookmarks)

    def end(self, last: WordParagraph) -> None:
        """Room below the last paragraph of a block of several."""
        last.paragraph_format.space_after = BLOCK_SPACE

    # Parts and blocks

    def part(self, part: Part) -> None:
        heading = self.text(part.heading, f"Heading{part.level}")
        self.bookmark(heading, part.anchor)
        for block in part.blocks:
            self.block(block)

    @singledispatchmethod
    def block(self, block: object) -> None:
        raise TypeError(f"A paper cannot hold {type(block).__name__}.")

    @block.register
    def _(self, block: runs.Paragraph) -> None:
        self.prose(block)

    @block.register
    def _(self, block: tree.PageBreak) -> None:
        self.starts_a_page = True

    @block.register
    def _(self, block: tree.KeyFigures) -> None:
        for item in block.items:
            self.text(item.text, "KeyFigure")
            self.text(item.label, "KeyFigureLabel")
            self.end(self.prose(item.detail, "SourceNote"))

    @block.register
    def _(self, block: tree.Bullets) -> None:
        style = "ListNumber" if block.is_numbered else "ListBullet"
        items = [self.prose(item, style) for item in block.items]
        if block.is_numbered:
            self.count_from_one(items)
        self.end(items[-1])

    @block.register
    def _(self, block: tree.Callout) -> None:
        self.text(wording.callout_heading(block), "CalloutHeading")
        said = [self.prose(paragraph, "Callout") for paragraph in block.paragraphs]
        self.end(said[-1])

    @block.register
    def _(self, block: TermList) -> None:
        for term in block.terms:
            said = runs.say(runs.Strong(f"{term.word}:"), f" {term.meaning}")
            self.prose(runs.Paragraph.of(said))

    @block.register
    def _(self, block: SourceList) -> None:
        self.count_from_one([self._source(source) for source in block.sources])

    def _source(self, source: Source) -> WordParagraph:
        item = self.paragraph("ListNumber")
        marks.write(item, source.title, "Strong")
        marks.write(item, "".join(f". {d}" for d in wording.source_details(source)) + ". ")
        if to := self._outside(source.address):
            marks.link(item, to, address=to)
        self.bookmark(item, f"source-{self.assembled.number_of(source)}")
        return item

    def count_from_one(self, items: list[WordParagraph]) -> None:
        """Each numbered list has its own count."""
        numbering = self.document.part.numbering_part.element
        count = numbering.add_num(DECIMAL)
        count.add_lvlOverride(ilvl=0).add_startOverride(1)
        for item in items:
            properties = item._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = count.numId

    # Tables and pictures

    @block.register
    def _(self, titled: Titled) -> None:
        self._caption(titled)
        if isinstance(titled.block, tree.TableBlock):
            self._table(titled)
        else:
            self._picture(titled)

    def _caption(self, titled: Titled) -> None:
        kind, number = titled.name.split(" ")
        caption = self.paragraph("Caption")
        marks.write(caption, f"{kind} ")
        marks.field(caption, f"SEQ {kind} \\* ARABIC", number)
        marks.write(caption, titled.heading.removeprefix(titled.name))
        self.bookmark(caption, titled.anchor)

    def _table(self, titled: Titled) -> None:
        grid = wording.grid(titled)
        if grid.rows:
            tables.add(self.document, grid, titled.heading, TEXT_WIDTH)
        else:
            self.text(grid.empty)
        self._below(grid.notes, titled.block.sources, grid.source)

    def _picture(self, titled: Titled) -> None:
        block = titled.block
        image = io.BytesIO(pictures.png(block))
        run = self.paragraph("Picture").add_run()
        picture = run.add_picture(image, width=Cm(pictures.width(block)))
        marks.describe(picture, titled.heading, block.alternative)
        self.text(block.description)
        behind = self.text("The figures are in ", "SourceNote")
        marks.link(behind, titled.behind, anchor=anchor(titled.behind))
        marks.write(behind, ".")
        self._below(block.notes, block.sources, "")

    def _below(self, notes: tuple[str, ...], sources: tuple[Source, ...], line: str) -> None:
        for note in notes:
            self.text(note, "SourceNote")
        if sources:
            self._sources(sources)
        elif line:
            self.text(line, "SourceNote")
        if notes or sources or line:
            self.end(self.last)
        else:
            self.needs_room = True

    def _sources(self, sources: tuple[Source, ...]) -> None:
        held = self.text("Source: ", "SourceNote")
        for n, source in enumerate(sources):
            marks.write(held, f"{'; ' if n else ''}{source.title} ")
            self.mark(held, source)
