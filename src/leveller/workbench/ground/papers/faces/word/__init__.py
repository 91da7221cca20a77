"""The Word document: real styles, headings, lists and tables, no text boxes, nothing to repair."""

import io
from pathlib import Path

import docx
from docx.document import Document

from leveller.workbench.ground.papers.assembly import PRODUCT, Assembled
from leveller.workbench.ground.papers.faces import packages
from leveller.workbench.ground.papers.faces.word import opening
from leveller.workbench.ground.papers.faces.word.writer import Writer
from leveller.workbench.ground.papers.plain import LANGUAGE
from leveller.workbench.ground.papers.texts import one_line
from leveller.workbench.ground.papers.tree import Paper

BASE = Path(__file__).with_name("base")


def render(assembled: Assembled) -> bytes:
    """The same paper gives the same bytes: its time stamps are midnight of the day it is dated."""
    paper = assembled.paper
    base = packages.packed(packages.folder(BASE), paper.dated)
    document = docx.Document(io.BytesIO(base))
    _properties(document, paper)
    writer = Writer(document, assembled)
    opening.masthead(writer)
    opening.contents(writer)
    for part in assembled.parts:
        writer.part(part)
    opening.footer(document, paper)
    stream = io.BytesIO()
    document.save(stream)
    return packages.packed(packages.unpacked(stream.getvalue()), paper.dated)


def _properties(document: Document, paper: Paper) -> None:
    facts = document.core_properties
    facts.title = one_line(paper.title)[:255]
    facts.subject = one_line(paper.subtitle)[:255]
    facts.author = facts.last_modified_by = one_line(paper.organisation)[:255]
    facts.category = one_line(paper.kind)[:255]
    facts.identifier = one_line(paper.reference)[:255]
    facts.comments = f"Made with {PRODUCT}."
    facts.language = LANGUAGE
    facts.revision = 1
    facts.created = facts.modified = packages.midnight(paper.dated)
