"""The spreadsheet, after the government's guidance on accessible ones.

A cover, the contents, the notes, then one table a sheet: its title in A1, what it holds below, no
merged cells, no empty rows, numbers as numbers with their units in the heading.
"""

import io
import re

from openpyxl import Workbook

from leveller.workbench.ground.papers.assembly import PRODUCT, Assembled
from leveller.workbench.ground.papers.faces import packages
from leveller.workbench.ground.papers.faces.spreadsheet import contents
from leveller.workbench.ground.papers.faces.spreadsheet.sheets import Writer
from leveller.workbench.ground.papers.plain import LANGUAGE
from leveller.workbench.ground.papers.texts import one_line
from leveller.workbench.ground.papers.tree import Paper

CORE = "docProps/core.xml"
CHANGED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def render(assembled: Assembled) -> bytes:
    """The same paper gives the same bytes: its time stamps are midnight of the day it is dated."""
    paper = assembled.paper
    workbook = Workbook()
    workbook.remove(workbook.active)
    _properties(workbook, paper)
    writer = Writer(workbook)
    writer.lines("Cover", contents.cover(assembled))
    sheets = contents.sheets(assembled)
    writer.index(contents.index(sheets))
    for sheet in sheets:
        writer.sheet(sheet)
    stream = io.BytesIO()
    workbook.save(stream)
    parts = packages.unpacked(stream.getvalue())
    stamp = packages.midnight(paper.dated).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    parts[CORE] = CHANGED.sub(rb"\g<1>" + stamp, parts[CORE])
    return packages.packed(parts, paper.dated)


def _properties(workbook: Workbook, paper: Paper) -> None:
    facts = workbook.properties
    facts.title, facts.subject = one_line(paper.title), one_line(paper.subtitle)
    facts.creator = facts.lastModifiedBy = one_line(paper.organisation)
    facts.category, facts.identifier = one_line(paper.kind), one_line(paper.reference)
    facts.description, facts.language = f"Made with {PRODUCT}.", LANGUAGE
