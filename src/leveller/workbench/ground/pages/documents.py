"""Our own documentation as pages: one for each method, from `docs/methods/`."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from leveller.config import paths
from leveller.workbench.ground.pages import text

TITLE = re.compile(r"\A# (?P<title>.+)\n+(?P<lead>(?:[^\n#].*\n?)*)")
SENTENCE_END = re.compile(r"(?<=[.!?])\s(?=[A-Z])")


@dataclass(frozen=True)
class Document:
    slug: str
    title: str
    summary: str
    markdown: str

    def html(self) -> str:
        """The text below the title; links to sister files lead to their pages."""
        body = self.markdown.partition("\n")[2]
        links = {f"{d.slug}.md": f"../{d.slug}/" for d in methods()}
        return text.document(body, links=links)


def folder() -> Path:
    return paths.documentation() / "methods"


def methods() -> tuple[Document, ...]:
    files = tuple(sorted(folder().glob("*.md"))) if folder().is_dir() else ()
    return tuple(
        document for file in files if (document := _read(file, file.stat().st_mtime_ns)).title
    )


@cache
def _read(file: Path, _changed: int) -> Document:
    return parse(file.stem, file.read_text(encoding="utf-8"))


def parse(slug: str, markdown: str) -> Document:
    """A document starts with its title; the first sentence after it is its summary."""
    found = TITLE.match(markdown)
    lead = " ".join(found["lead"].split()) if found else ""
    return Document(
        slug=slug,
        title=found["title"].strip() if found else "",
        summary=SENTENCE_END.split(lead)[0] if lead else "",
        markdown=markdown,
    )


def method(slug: str) -> Document | None:
    return next((document for document in methods() if document.slug == slug), None)
