"""The web page: a part of a page of the product, or a file on its own that needs nothing else."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from functools import singledispatchmethod

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from leveller.workbench.ground.pages.presenters import Download
from leveller.workbench.ground.papers import runs, tree, wording
from leveller.workbench.ground.papers.assembly import (
    Assembled,
    Part,
    SourceList,
    TermList,
    Titled,
    anchor,
    headings,
)
from leveller.workbench.ground.papers.faces.web_styles import styles
from leveller.workbench.ground.papers.figures import Source
from leveller.workbench.ground.papers.plain import LANGUAGE
from leveller.workbench.ground.papers.texts import printable


@dataclass(frozen=True)
class PartView:
    tag: str
    anchor: str
    heading: str
    blocks: tuple[SafeString, ...]


def partial(assembled: Assembled) -> SafeString:
    """For a page of the product: its title is the page's first heading."""
    return Web(assembled, is_alone=False).article()


def page_context(assembled: Assembled, downloads: Sequence[Download] = ()) -> dict[str, object]:
    """For `papers/page.html`, or a template that extends it: the paper as a page of the product."""
    return {"paper": assembled.paper, "article": partial(assembled), "downloads": downloads}


def render(assembled: Assembled) -> bytes:
    """A file that opens anywhere: styles and pictures are within, and nothing is fetched."""
    context = {
        "paper": assembled.paper,
        "language": LANGUAGE,
        "styles": styles(),
        "article": Web(assembled, is_alone=True).article(),
    }
    return printable(render_to_string("papers/alone.html", context)).encode()


class Web:
    def __init__(self, assembled: Assembled, *, is_alone: bool) -> None:
        self.assembled = assembled
        self.is_alone = is_alone
        self.level = 2

    def article(self) -> SafeString:
        paper = self.assembled.paper
        context = {
            "paper": paper,
            "parts": [self._part(part) for part in self.assembled.parts],
            "masthead": wording.masthead(paper),
            "contents": headings(self.assembled, deepest=1),
        }
        return render_to_string("papers/paper.html", context)

    def _part(self, part: Part) -> PartView:
        """The paper's title is the first heading of the page, so sections start at the second."""
        self.level = part.level + 1
        blocks = tuple(self.block(block) for block in part.blocks)
        return PartView(f"h{self.level}", part.anchor, part.heading, blocks)

    # Sentences

    def prose(self, paragraph: runs.Paragraph) -> SafeString:
        said = format_html_join(" ", "{}", ((self._sentence(s),) for s in paragraph.sentences))
        marks = format_html_join("", " {}", ((self.mark(s),) for s in paragraph.sources))
        return format_html("{}{}", said, marks)

    def _sentence(self, sentence: runs.Sentence) -> SafeString:
        return format_html_join("", "{}", ((self._run(run),) for run in sentence.runs))

    def _run(self, run: runs.Run) -> SafeString | str:
        if isinstance(run, runs.Note):
            return self.mark(run.source)
        if isinstance(run, runs.Strong):
            return format_html("<strong>{}</strong>", run.text)
        if isinstance(run, runs.Link) and (to := self._address(run.address)):
            return format_html('<a href="{}">{}</a>', to, run.text)
        if isinstance(run, runs.Shown):
            figure = self.assembled.id_of(run.figure)
            return format_html('<span data-figure="{}">{}</span>', figure, run.text)
        return run.text

    def _address(self, address: str) -> str:
        """Within the product an address without a site leads where it should."""
        return wording.address(self.assembled.paper, address) if self.is_alone else address

    def mark(self, source: Source) -> SafeString:
        number = self.assembled.number_of(source)
        return format_html(
            '<a class="paper__mark" href="#source-{}">[<span class="paper__hidden">source </span>'
            "{}]</a>",
            number,
            number,
        )

    # Blocks

    @singledispatchmethod
    def block(self, block: object) -> SafeString:
        raise TypeError(f"A paper cannot hold {type(block).__name__}.")

    @block.register
    def _(self, block: runs.Paragraph) -> SafeString:
        return format_html("<p>{}</p>", self.prose(block))

    @block.register
    def _(self, block: tree.PageBreak) -> SafeString:
        return mark_safe('<div class="paper__break"></div>')

    @block.register
    def _(self, block: tree.KeyFigures) -> SafeString:
        items = [(item, self.prose(item.detail)) for item in block.items]
        return render_to_string("papers/blocks/key_figures.html", {"items": items})

    @block.register
    def _(self, block: tree.Bullets) -> SafeString:
        tag = "ol" if block.is_numbered else "ul"
        items = format_html_join("\n", "<li>{}</li>", ((self.prose(i),) for i in block.items))
        return format_html("<{}>\n{}\n</{}>", tag, items, tag)

    @block.register
    def _(self, block: tree.Callout) -> SafeString:
        said = [self.prose(paragraph) for paragraph in block.paragraphs]
        context = {"heading": wording.callout_heading(block), "paragraphs": said}
        return render_to_string("papers/blocks/callout.html", context)

    @block.register
    def _(self, block: TermList) -> SafeString:
        return render_to_string("papers/blocks/terms.html", {"terms": block.terms})

    @block.register
    def _(self, block: SourceList) -> SafeString:
        sources = [
            (
                self.assembled.number_of(source),
                source,
                wording.source_details(source),
                self._address(source.address),
            )
            for source in block.sources
        ]
        return render_to_string("papers/blocks/sources.html", {"sources": sources})

    @block.register
    def _(self, titled: Titled) -> SafeString:
        block = titled.block
        context: dict[str, object] = {"titled": titled, "block": block}
        context["sources"] = [(source, self.mark(source)) for source in block.sources]
        if isinstance(block, tree.TableBlock):
            context["grid"] = grid = wording.grid(titled)
            context["rows"] = [
                (row.is_emphasised, list(zip(row.cells, grid.columns, strict=True)))
                for row in grid.rows
            ]
            return render_to_string("papers/blocks/table.html", context)
        context["behind"] = anchor(titled.behind)
        context["picture"] = _data(block.svg)
        if block.shown is not None and not self.is_alone:
            context |= {"is_map": isinstance(block, tree.MapBlock), "level": self.level + 1}
            return render_to_string("papers/blocks/shown.html", context)
        return render_to_string("papers/blocks/picture.html", context)


def _data(svg: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
