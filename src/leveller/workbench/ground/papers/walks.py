"""Going through a tree in the order in which it is read."""

from collections.abc import Iterable, Iterator

from leveller.workbench.ground.pages.tables import Table
from leveller.workbench.ground.papers.figures import Figure, Source
from leveller.workbench.ground.papers.runs import Note, Paragraph, Sentence
from leveller.workbench.ground.papers.tree import (
    Block,
    Bullets,
    Callout,
    KeyFigures,
    Paper,
    Picture,
    TableBlock,
)


def blocks_of(paper: Paper) -> Iterator[Block]:
    yield from paper.summary
    for section in paper.sections:
        yield from section.blocks


def paragraphs_of(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Bullets):
            yield from block.items
        elif isinstance(block, Callout):
            yield from block.paragraphs
        elif isinstance(block, KeyFigures):
            yield from (item.detail for item in block.items)


def sentences_of(blocks: Iterable[Block]) -> Iterator[Sentence]:
    return (sentence for p in paragraphs_of(blocks) for sentence in p.sentences)


def tables_of(blocks: Iterable[Block]) -> Iterator[Table]:
    return (block.table for block in blocks if isinstance(block, TableBlock | Picture))


def figures_in(block: Block) -> Iterator[Figure]:
    if isinstance(block, KeyFigures):
        yield from (item.figure for item in block.items)
    for paragraph in paragraphs_of([block]):
        yield from paragraph.figures


def figures_of(paper: Paper) -> tuple[Figure, ...]:
    """Every figure once, in reading order."""
    return tuple(dict.fromkeys(f for block in blocks_of(paper) for f in figures_in(block)))


def sources_in(block: Block) -> Iterator[Source]:
    if isinstance(block, TableBlock | Picture):
        yield from block.sources
    for figure in figures_in(block):
        yield from figure.trace.sources if figure.trace else ()
    for sentence in sentences_of([block]):
        yield from (run.source for run in sentence.runs if isinstance(run, Note))


def sources_of(paper: Paper) -> tuple[Source, ...]:
    """Every source once: those of figures and tables in reading order, then the paper's further."""
    named = (source for block in blocks_of(paper) for source in sources_in(block))
    return tuple(dict.fromkeys((*named, *paper.sources)))
