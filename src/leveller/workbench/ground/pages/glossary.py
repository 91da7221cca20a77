"""The glossary: read from GLOSSARY.md, shown in the product, linked from any page."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString
from django.utils.text import slugify

from leveller.config import paths
from leveller.workbench.ground.pages import text

ENTRY = re.compile(r"^\*\*(?P<term>[^*]+)\*\*\n:[ ]+(?P<meaning>.+(?:\n[ ]{2,}.*)*)", re.MULTILINE)
HEADING = re.compile(r"^## (?P<heading>.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Term:
    name: str
    meaning: SafeString
    anchor: str

    @property
    def names(self) -> set[str]:
        return {self.anchor, *(slugify(name) for name in self.name.split(", "))}


@dataclass(frozen=True)
class Chapter:
    heading: str
    anchor: str
    terms: tuple[Term, ...]


def source() -> Path:
    return paths.CHECKOUT / "GLOSSARY.md"


def chapters() -> tuple[Chapter, ...]:
    """The chapters in their order; none when the product was installed without its documents."""
    file = source()
    return _read(file, file.stat().st_mtime_ns) if file.is_file() else ()


@cache
def _read(file: Path, _changed: int) -> tuple[Chapter, ...]:
    return parse(file.read_text(encoding="utf-8"))


def parse(markdown: str) -> tuple[Chapter, ...]:
    pieces = HEADING.split(markdown)
    return tuple(
        Chapter(heading.strip(), slugify(heading), _terms(body))
        for heading, body in zip(pieces[1::2], pieces[2::2], strict=True)
    )


def _terms(body: str) -> tuple[Term, ...]:
    return tuple(
        Term(name, text.document(_unindented(found["meaning"])), slugify(name))
        for found in ENTRY.finditer(body)
        for name in (found["term"].strip(),)
    )


def _unindented(meaning: str) -> str:
    return "\n".join(line.strip() for line in meaning.splitlines())


def term(name: str) -> Term | None:
    """The term of that name. An entry such as `Absolute gap, relative gap` answers to both."""
    wanted = slugify(name)
    return next((t for c in chapters() for t in c.terms if wanted in t.names), None)
