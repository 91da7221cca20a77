"""Sentences: runs of text in which every figure is the figure itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from leveller.workbench.ground.papers.figures import Figure, Part, Source

SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:|/|#)[^\s]+", re.IGNORECASE)


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Strong:
    text: str


@dataclass(frozen=True)
class Shown:
    """One part of a figure, printed by the figure's own rule."""

    figure: Figure
    part: Part = Part.VALUE

    @property
    def text(self) -> str:
        return self.figure.shows(self.part)


@dataclass(frozen=True)
class Link:
    """The words must say where the link leads when they are read alone."""

    text: str
    address: str

    def __post_init__(self) -> None:
        if not SAFE_ADDRESS.fullmatch(self.address):
            raise ValueError(
                f"A link in a paper cannot lead to {self.address!r}. Use an address that starts "
                "with https://, http://, mailto: or /."
            )


@dataclass(frozen=True)
class Note:
    """A mark that leads to a source in the paper's list, as a footnote would."""

    source: Source

    @property
    def text(self) -> str:
        return ""


Run = Text | Strong | Shown | Link | Note


@dataclass(frozen=True)
class Sentence:
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(dict.fromkeys(run.figure for run in self.runs if isinstance(run, Shown)))


def say(*parts: str | Run) -> Sentence:
    """A sentence out of text and runs; what is empty is left out, neighbouring texts are joined."""
    runs: list[Run] = []
    for part in parts:
        run = Text(part) if isinstance(part, str) else part
        if not run.text and not isinstance(run, Note):
            continue
        if isinstance(run, Text) and runs and isinstance(runs[-1], Text):
            run = Text(runs.pop().text + run.text)
        runs.append(run)
    return Sentence(tuple(runs))


@dataclass(frozen=True)
class Paragraph:
    """Sentences that belong together. `Paragraph.of` takes plain text too."""

    sentences: tuple[Sentence, ...]

    @classmethod
    def of(cls, *sentences: str | Sentence | Paragraph) -> Paragraph:
        held: list[Sentence] = []
        for sentence in sentences:
            if isinstance(sentence, Paragraph):
                held += sentence.sentences
            else:
                held.append(say(sentence) if isinstance(sentence, str) else sentence)
        return cls(tuple(s for s in held if s.runs))

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(dict.fromkeys(f for s in self.sentences for f in s.figures))

    @property
    def sources(self) -> tuple[Source, ...]:
        """Those of its figures; every face marks them at the paragraph's end."""
        noted = {r.source for s in self.sentences for r in s.runs if isinstance(r, Note)}
        traced = (source for f in self.figures if f.trace for source in f.trace.sources)
        return tuple(source for source in dict.fromkeys(traced) if source not in noted)
