"""What stands around the sections: the masthead, the list of contents, the foot of each page."""

from docx.document import Document

from leveller.workbench.ground.papers import wording
from leveller.workbench.ground.papers.assembly import headings
from leveller.workbench.ground.papers.faces.word import marks
from leveller.workbench.ground.papers.faces.word.writer import Writer
from leveller.workbench.ground.papers.tree import Paper

FEW_HEADINGS = 6


def masthead(writer: Writer) -> None:
    paper = writer.assembled.paper
    writer.text(paper.organisation, "Organisation")
    writer.text(paper.title, "Title")
    if paper.subtitle:
        writer.text(paper.subtitle, "Subtitle")
    writer.text("  ·  ".join(wording.masthead(paper)), "Masthead")


def contents(writer: Writer) -> None:
    """Links to the headings, as a field that Word updates to page numbers when it is asked to."""
    listed = headings(writer.assembled)
    if len(listed) <= FEW_HEADINGS:
        return
    writer.text("Contents", "TOCHeading")
    entries = []
    for part in listed:
        entry = writer.paragraph(f"TOC{part.level}")
        marks.link(entry, part.heading, anchor=part.anchor)
        entries.append(entry)
    marks.field_over(entries, 'TOC \\o "1-2" \\h \\z \\u')


def footer(document: Document, paper: Paper) -> None:
    line = document.sections[0].footer.paragraphs[0]
    line._p.style = "Footer"
    marks.write(line, f"{paper.title}\tPage ")
    marks.field(line, "PAGE", "1")
    marks.write(line, " of ")
    marks.field(line, "NUMPAGES", "1")
