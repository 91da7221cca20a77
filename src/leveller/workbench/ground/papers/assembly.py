"""What follows from a tree, worked out once for all faces: numbers, anchors, sources, the annex."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count

import leveller
from leveller.workbench.ground.papers import walks
from leveller.workbench.ground.papers.figures import Figure, Source
from leveller.workbench.ground.papers.runs import Paragraph
from leveller.workbench.ground.papers.tree import (
    Block,
    ChartBlock,
    MapBlock,
    Paper,
    Picture,
    TableBlock,
    Term,
)

SUMMARY, WORDS, SOURCES = "Summary", "Words used in this paper", "Sources"
ANNEX = "Figures behind the charts and maps"
PRODUCT = f"Leveller {leveller.__version__}"
HOW_TO_CHECK = (
    "Its JSON form lists every figure with its interval, its release, the rows that were selected "
    "and the measure that was applied."
)
NAMES = {TableBlock: "Table", ChartBlock: "Chart", MapBlock: "Map"}


@dataclass(frozen=True)
class Titled:
    """A table, chart or map with its number. `behind` names the table with a picture's figures."""

    block: TableBlock | Picture
    name: str
    behind: str = ""
    is_annexed: bool = False

    @property
    def anchor(self) -> str:
        return anchor(self.name)

    @property
    def heading(self) -> str:
        block = self.block
        return (
            f"{self.name}: {block.table.caption if isinstance(block, TableBlock) else block.title}"
        )


@dataclass(frozen=True)
class SourceList:
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class TermList:
    terms: tuple[Term, ...]


Placed = Block | Titled | SourceList | TermList


@dataclass(frozen=True)
class Part:
    heading: str
    level: int
    anchor: str
    blocks: tuple[Placed, ...]


@dataclass(frozen=True)
class Assembled:
    paper: Paper
    parts: tuple[Part, ...]
    figures: tuple[Figure, ...]
    sources: tuple[Source, ...]
    _numbers: dict[Source, int] = field(repr=False)
    _ids: dict[Figure, str] = field(repr=False)

    def number_of(self, source: Source) -> int:
        return self._numbers[source]

    def id_of(self, figure: Figure) -> str:
        return self._ids[figure]


def anchor(name: str) -> str:
    return name.lower().replace(" ", "-")


def assemble(paper: Paper) -> Assembled:
    sources, figures = walks.sources_of(paper), walks.figures_of(paper)
    sections = [*_body(paper), *_annex(paper), *_back(paper, sources)]
    parts = tuple(
        Part(heading, level, f"section-{n}", tuple(blocks))
        for n, (heading, level, blocks) in enumerate(sections, start=1)
    )
    numbers = {source: n for n, source in enumerate(sources, start=1)}
    ids = {figure: f"figure-{n}" for n, figure in enumerate(figures, start=1)}
    return Assembled(paper, parts, figures, sources, numbers, ids)


Laid = tuple[str, int, Iterable[Placed]]


def _body(paper: Paper) -> Iterator[Laid]:
    titles = _Titles(paper)
    if paper.summary:
        yield SUMMARY, 1, titles.place(paper.summary)
    for section in paper.sections:
        yield section.heading, section.level, titles.place(section.blocks)


def _annex(paper: Paper) -> Iterator[Laid]:
    """The tables with the figures of charts and maps, for those who want the numbers."""
    placed = _Titles(paper).place(walks.blocks_of(paper))
    pictures = [p for p in placed if isinstance(p, Titled) and p.behind]
    if pictures:
        yield ANNEX, 1, [_annexed(picture) for picture in pictures]


def _annexed(picture: Titled) -> Titled:
    block = TableBlock(picture.block.table, picture.block.sources)
    return Titled(block, picture.behind, is_annexed=True)


def _back(paper: Paper, sources: tuple[Source, ...]) -> Iterator[Laid]:
    if paper.glossary:
        yield WORDS, 1, [TermList(paper.glossary)]
    made_by = Paragraph.of(f"This paper was made with {PRODUCT}.", HOW_TO_CHECK)
    yield SOURCES, 1, [SourceList(sources), made_by] if sources else [made_by]


class _Titles:
    """Gives numbers in reading order; tables of the annex come after all others."""

    def __init__(self, paper: Paper) -> None:
        self.numbers = {kind: count(1) for kind in NAMES}
        tables = sum(isinstance(block, TableBlock) for block in walks.blocks_of(paper))
        self.behind = count(tables + 1)

    def place(self, blocks: Iterable[Block]) -> tuple[Placed, ...]:
        return tuple(self._placed(block) for block in blocks)

    def _placed(self, block: Block) -> Placed:
        kind = type(block)
        if kind not in NAMES:
            return block
        behind = f"Table {next(self.behind)}" if isinstance(block, Picture) else ""
        return Titled(block, f"{NAMES[kind]} {next(self.numbers[kind])}", behind)


def headings(assembled: Assembled, deepest: int = 2) -> tuple[Part, ...]:
    """What a list of contents shows."""
    return tuple(part for part in assembled.parts if part.level <= deepest)
