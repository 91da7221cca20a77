"""What a paper must have before it is printed: each fault says where it is and what to do."""

from collections.abc import Iterator

from leveller.workbench.ground.papers import walks
from leveller.workbench.ground.papers.tree import (
    Block,
    Bullets,
    Callout,
    KeyFigures,
    Paper,
    Picture,
    Section,
)

DEEPEST = 3


class PaperError(ValueError):
    """A paper that cannot be printed as it is; `faults` are sentences for whoever composed it."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__(" ".join(faults))


def check(paper: Paper) -> None:
    """Raise `PaperError` with every fault at once."""
    if found := faults(paper):
        raise PaperError(found)


def faults(paper: Paper) -> tuple[str, ...]:
    return (*_empty_titles(paper), *_levels(paper.sections), *_empty_blocks(paper), *_traces(paper))


def _empty_titles(paper: Paper) -> Iterator[str]:
    for name in ("kind", "title", "organisation"):
        if not getattr(paper, name).strip():
            yield f"The paper has no {name}. Give it one."
    for number, section in enumerate(paper.sections, start=1):
        if not section.heading.strip():
            yield f"Section {number} has no heading. Give it one, or join it to the section before."


def _levels(sections: tuple[Section, ...]) -> Iterator[str]:
    before = 0
    for section in sections:
        if not 1 <= section.level <= min(before + 1, DEEPEST):
            yield (
                f"The heading {section.heading!r} is at level {section.level} after {before}. "
                f"Levels run from 1 to {DEEPEST} and go down one at a time."
            )
        before = section.level


def _empty_blocks(paper: Paper) -> Iterator[str]:
    for number, block in enumerate(walks.blocks_of(paper), start=1):
        if _is_empty(block):
            kind = type(block).__name__
            yield f"Block {number} of the paper ({kind}) is empty. Fill it or leave it out."
        if isinstance(block, Picture):
            yield from _picture(block)


def _is_empty(block: Block) -> bool:
    if isinstance(block, Bullets | KeyFigures) and not block.items:
        return True
    if isinstance(block, Callout) and not block.paragraphs:
        return True
    return any(not paragraph.text.strip() for paragraph in walks.paragraphs_of([block]))


def _picture(picture: Picture) -> Iterator[str]:
    for name in ("title", "description", "alternative"):
        if not getattr(picture, name).strip():
            yield (
                f"The picture {picture.title!r} has no {name}. Say in a sentence what it shows, "
                "for readers who cannot see it."
            )


def _traces(paper: Paper) -> Iterator[str]:
    for figure in walks.figures_of(paper):
        if figure.trace is None:
            yield (
                f"The figure {figure.shows('value')!r} ({figure.measure}, {figure.place}) has no "
                "trace. Say which release it comes from."
            )
