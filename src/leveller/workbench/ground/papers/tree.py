"""A paper: one tree of titles, sections and blocks, which five faces print.

The tree says what stands where, never how it looks. What follows from it (the numbers of tables,
the list of sources, the annex of figures behind the charts) is added by `assembly`, once for all
faces. `rules.faults` says what is wrong with a tree before anybody prints it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from leveller.workbench.ground.pages.tables import Table
from leveller.workbench.ground.papers.figures import Figure, Part, Source
from leveller.workbench.ground.papers.runs import Paragraph

if TYPE_CHECKING:  # maps bring a library of shapes, which a paper without maps can do without
    from leveller.workbench.ground.pages.charts import Chart
    from leveller.workbench.ground.pages.maps import Map


@dataclass(frozen=True)
class KeyFigure:
    """A number to remember. `label` says what it is, in a few words; `detail` says the rest."""

    figure: Figure
    label: str
    detail: Paragraph
    part: Part = Part.VALUE

    @property
    def text(self) -> str:
        return self.figure.shows(self.part)


@dataclass(frozen=True)
class KeyFigures:
    items: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class Bullets:
    items: tuple[Paragraph, ...]
    is_numbered: bool = False


@dataclass(frozen=True)
class TableBlock:
    """The table's caption, notes and source are printed with it."""

    table: Table
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A drawing in SVG whose text is text. `description` says in sentences what it shows.

    `alternative` is what is read out in its place, since the description stands below it for all.
    `shown` is the chart or map that it was drawn from, which a page of the product shows instead.
    """

    svg: str
    title: str
    description: str
    alternative: str
    table: Table
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    shown: Chart | Map | None = None


class ChartBlock(Picture):
    pass


class MapBlock(Picture):
    pass


class CalloutKind(StrEnum):
    LIMIT = "What the data cannot say"
    DATA_NEED = "Data need"
    DECISION = "For decision"
    NOTE = "Note"


@dataclass(frozen=True)
class Callout:
    kind: CalloutKind
    paragraphs: tuple[Paragraph, ...]
    heading: str = ""


@dataclass(frozen=True)
class PageBreak:
    """Ends a page on paper; nothing on a screen."""


Block = Paragraph | KeyFigures | Bullets | TableBlock | ChartBlock | MapBlock | Callout | PageBreak


@dataclass(frozen=True)
class Section:
    """Levels 1 to 3. A level is never skipped on the way down."""

    heading: str
    blocks: tuple[Block, ...] = ()
    level: int = 1


@dataclass(frozen=True)
class Term:
    word: str
    meaning: str


@dataclass(frozen=True)
class Paper:
    """`kind` names the genre for who keeps it: brief, board paper, action plan, grant letter …

    `reference` is the paper's own number, if it has one. `sources` are those that no figure or
    table names already. `site` is the address of the product, to which links without one belong.
    """

    kind: str
    title: str
    organisation: str
    dated: date
    sections: tuple[Section, ...]
    subtitle: str = ""
    reference: str = ""
    summary: tuple[Block, ...] = ()
    sources: tuple[Source, ...] = ()
    glossary: tuple[Term, ...] = ()
    site: str = ""
