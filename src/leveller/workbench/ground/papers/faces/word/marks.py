"""What Word's own markup needs beyond the library: bookmarks, links, fields, alternative text."""

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shape import InlineShape
from docx.text.paragraph import Paragraph as WordParagraph

from leveller.workbench.ground.papers.texts import printable


def element(tag: str, **attributes: object) -> BaseOxmlElement:
    """`element("w:tab", val="right")`: attributes are of Word's namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def name_of(anchor: str) -> str:
    """Bookmarks may hold letters, digits and underscores only."""
    return anchor.replace("-", "_")


def write(paragraph: WordParagraph, text: str, style: str | None = None) -> None:
    """`style` is the identifier of a character style."""
    if clean := printable(text):
        paragraph.add_run(clean)._r.style = style


def bookmark(paragraph: WordParagraph, anchor: str, number: int) -> None:
    """Marks the paragraph as the place that links to the anchor lead to."""
    start = element("w:bookmarkStart", id=number, name=name_of(anchor))
    properties = paragraph._p.pPr
    paragraph._p.insert(0 if properties is None else 1, start)
    paragraph._p.append(element("w:bookmarkEnd", id=number))


def link(paragraph: WordParagraph, text: str, *, anchor: str = "", address: str = "") -> None:
    """To a bookmark of the same document, or to an address outside."""
    held = OxmlElement("w:hyperlink")
    if anchor:
        held.set(qn("w:anchor"), name_of(anchor))
    else:
        to = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        held.set(qn("r:id"), to)
    write(paragraph, text, "Hyperlink")
    held.append(paragraph.runs[-1]._r)
    paragraph._p.append(held)


def field(paragraph: WordParagraph, instruction: str, shown: str) -> None:
    """A field that Word can work out again, with what it shows until then."""
    write(paragraph, shown)
    run = paragraph.runs[-1]._r
    held = element("w:fldSimple", instr=f" {instruction} ")
    run.addprevious(held)
    held.append(run)


def field_over(paragraphs: list[WordParagraph], instruction: str) -> None:
    """The same for a field whose shown result is several paragraphs."""
    first, last = paragraphs[0]._p, paragraphs[-1]._p
    opening = [_mark("begin"), _instruction(instruction), _mark("separate")]
    at = 0 if first.pPr is None else 1
    for n, run in enumerate(opening):
        first.insert(at + n, run)
    last.append(_mark("end"))


def _mark(kind: str) -> BaseOxmlElement:
    run = OxmlElement("w:r")
    run.append(element("w:fldChar", fldCharType=kind))
    return run


def _instruction(text: str) -> BaseOxmlElement:
    run, held = OxmlElement("w:r"), OxmlElement("w:instrText")
    held.set(qn("xml:space"), "preserve")
    held.text = f" {text} "
    run.append(held)
    return run


def describe(picture: InlineShape, title: str, alternative: str) -> None:
    """What a screen reader says in the place of the picture."""
    properties = picture._inline.docPr
    properties.set("title", printable(title))
    properties.set("descr", printable(alternative))
