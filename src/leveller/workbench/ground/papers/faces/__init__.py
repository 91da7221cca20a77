"""The five faces of a paper, and one way to print any of them.

`render(assembled, face)` gives the bytes. The same paper gives the same bytes on every machine.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import import_module

from django.utils.text import slugify

from leveller.workbench.ground.papers import rules
from leveller.workbench.ground.papers.assembly import Assembled, assemble
from leveller.workbench.ground.papers.tree import Paper


class Face(StrEnum):
    WEB = "web"
    WORD = "word"
    PDF = "pdf"
    SPREADSHEET = "spreadsheet"
    JSON = "json"


@dataclass(frozen=True)
class Format:
    """`label` as a page names it; `module` is loaded when somebody asks for the face."""

    label: str
    extension: str
    media_type: str
    module: str


OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    Face.WEB: Format("Web page", "html", "text/html", "web"),
    Face.WORD: Format("Word", "docx", f"{OFFICE}.wordprocessingml.document", "word"),
    Face.PDF: Format("PDF", "pdf", "application/pdf", "pdf"),
    Face.SPREADSHEET: Format("Spreadsheet", "xlsx", f"{OFFICE}.spreadsheetml.sheet", "spreadsheet"),
    Face.JSON: Format("JSON", "json", "application/json", "machine"),
}


@dataclass(frozen=True)
class Printed:
    face: Face
    filename: str
    media_type: str
    content: bytes


def printed(paper: Paper, faces: tuple[Face, ...] = tuple(Face)) -> list[Printed]:
    """The paper in each of the faces. Raises `rules.PaperError` when it isn't fit to print."""
    rules.check(paper)
    assembled = assemble(paper)
    return [_printed(assembled, Face(face)) for face in faces]


def _printed(assembled: Assembled, face: Face) -> Printed:
    held = FORMATS[face]
    name = filename(assembled.paper.title, assembled.paper.dated, held.extension)
    return Printed(face, name, held.media_type, _renderer(face)(assembled))


def _renderer(face: Face) -> Callable[[Assembled], bytes]:
    return import_module(f"{__name__}.{FORMATS[face].module}").render


def filename(title: str, dated: date, extension: str) -> str:
    """`2026-11-21-health-inequality-in-wherrydale.pdf`: sorts by day, safe on every system."""
    return f"{dated.isoformat()}-{slugify(title)[:80].strip('-') or 'paper'}.{extension}"
