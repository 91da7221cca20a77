"""The PDF, opened again: tags, language, headings, alternative text, and no text read as markup."""

import io
import re
from datetime import date

import pytest
from hypothesis import given
from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from leveller.workbench.ground.pages.tables import Column, Row, Table
from leveller.workbench.ground.papers import tree, walks
from leveller.workbench.ground.papers.assembly import assemble
from leveller.workbench.ground.papers.faces import fonts, pdf
from leveller.workbench.ground.papers.runs import Link, Paragraph, say
from tests.ground.papers import sample, trees


@pytest.fixture(scope="module")
def reader() -> PdfReader:
    return opened(sample.paper())


def opened(paper: tree.Paper) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.render(assemble(paper))))


def text_of(reader: PdfReader) -> str:
    """Words in the order of the pages, with line ends as spaces."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def tags(node: object) -> list[DictionaryObject]:
    """The structure tree in reading order."""
    held = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(held, ArrayObject):
        return [tag for child in held for tag in tags(child)]
    if not isinstance(held, DictionaryObject):
        return []
    inner = tags(held["/K"]) if "/K" in held else []
    return [held, *inner] if "/S" in held else inner


def tagged(reader: PdfReader, name: str) -> list[DictionaryObject]:
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    return [tag for tag in tags(root["/K"]) if tag["/S"] == name]


def test_it_says_that_it_is_accessible_and_archival(reader):
    xmp = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp


def test_it_is_tagged_in_english_and_opens_with_its_title(reader):
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Health inequality in Wherrydale"
    assert reader.metadata.author == "Wherrydale Combined Authority"
    assert reader.metadata.creation_date.date() == sample.DATED


def test_bookmarks_are_the_headings(reader):
    flat, levels = [], []

    def walk(entries, level=1):
        for entry in entries:
            if isinstance(entry, list):
                walk(entry, level + 1)
            else:
                flat.append(entry.title)
                levels.append(level)

    walk(reader.outline)
    parts = assemble(sample.paper()).parts
    assert flat == [part.heading for part in parts]
    assert levels == [part.level for part in parts]


def test_every_picture_has_an_alternative(reader):
    said = [tag["/Alt"] for tag in tagged(reader, "/Figure") if "/Alt" in tag]
    assert said == [sample.chart().alternative, sample.map_block().alternative]


def test_every_table_has_its_header_cells(reader):
    tables = tagged(reader, "/Table")
    assert len(tables) == 3
    for table, columns in zip(tables, (5, 2, 5), strict=True):
        names = [tag["/S"] for tag in tags(table["/K"])]
        assert names.count("/THead") == 1
        assert names.count("/TH") == columns


def test_lists_are_lists(reader):
    assert len(tagged(reader, "/L")) >= 4  # contents, bullets, numbers, sources


def test_every_page_has_its_number_outside_the_reading(reader):
    count = len(reader.pages)
    for n, page in enumerate(reader.pages, start=1):
        assert f"Page {n} of {count}" in " ".join(page.extract_text().split())


def test_every_sentence_stands_in_its_order(reader):
    text, at = text_of(reader), 0
    for sentence in walks.sentences_of(sample.paper().sections[0].blocks):
        words = " ".join(sentence.text.split())
        found = text.find(words, at)
        assert found >= at, words
        at = found


def test_figures_of_tables_are_printed_as_the_page_prints_them(reader):
    text = text_of(reader)
    for cell in ("Dunsmere & Oxley", "74.1 to 75.4", "fewer than 8", "1,234", "1 (most deprived)"):
        assert cell in text


def test_a_table_taller_than_a_page_goes_on_on_the_next():
    words = "some words that fill a small cell " * 8
    rows = [Row({"name": f"entry{n:02}", "first": words, "second": words}) for n in range(12)]
    columns = (Column("name", "Name"), Column("first", "First"), Column("second", "Second"))
    block = tree.TableBlock(Table("tall", "A tall table", columns, tuple(rows)))
    sections = (tree.Section("One", (block,)),)
    reader = opened(sample.paper(sections=sections, summary=(), sources=()))
    found = [(n, y) for n, page in enumerate(reader.pages) for y in heights(page, "entry")]
    assert len(found) == len(set(found)) == 12
    assert len({n for n, _ in found}) > 1
    assert min(y for _, y in found) > 60


def heights(page: PageObject, word: str) -> list[float]:
    """How high above the foot of the page each text with the word stands, in points."""
    held: list[float] = []

    def visit(text: str, transform: list[float], matrix: list[float], *_: object) -> None:
        if word in text:
            held.append(round(transform[5] + transform[3] * matrix[5], 1))

    page.extract_text(visitor_text=visit)
    return held


def test_marks_lead_to_the_sources(reader):
    names = [a.get_object() for page in reader.pages for a in page.get("/Annots", [])]
    inside = [a for a in names if "/Dest" in a or a.get("/A", {}).get("/S") == "/GoTo"]
    outside = {a["/A"]["/URI"] for a in names if a.get("/A", {}).get("/S") == "/URI"}
    assert len(inside) > 10
    assert outside == {"https://example.org/deaths", "https://example.org/levers"}


def test_links_of_the_product_need_its_address():
    block = Paragraph.of(say("See ", Link("the trace", "/evidence/trace/"), "."))
    for site, expected in (("", set()), ("https://x.org/", {"https://x.org/evidence/trace/"})):
        sections = (tree.Section("One", (block,)),)
        reader = opened(sample.paper(sections=sections, summary=(), sources=(), site=site))
        held = [a.get_object() for page in reader.pages for a in page.get("/Annots", [])]
        assert {a["/A"]["/URI"] for a in held if a["/A"]["/S"] == "/URI"} == expected
        assert "See the trace." in text_of(reader)


def test_all_fonts_are_those_that_ship(reader):
    names = {
        font.get_object()["/BaseFont"].split("+")[1]
        for page in reader.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert names <= {"LiberationSans", "LiberationSans-Bold"}
    assert names


def test_the_same_paper_gives_the_same_bytes():
    first = pdf.render(assemble(sample.paper()))
    assert pdf.render(assemble(sample.paper())) == first
    assert pdf.render(assemble(sample.paper(dated=date(2027, 1, 1)))) != first


def test_text_is_never_markup():
    text = '#emph[no] *no* _no_ $x$ = no @no <no> // no \\ #{1 + 1} "no" `no` - + ~'
    sections = (
        tree.Section(
            text,
            (Paragraph.of(text), sample.chart()),
        ),
    )
    printed = text_of(opened(sample.paper(sections=sections, summary=(), title=text)))
    assert printed.count(text) >= 3


def test_what_no_font_has_is_a_box_and_the_rest_is_as_it_was():
    sections = (tree.Section("Signs 😀", (Paragraph.of("Well done 👍 – 12°C, ŵ, 5 µg/m³ ✓."),)),)
    text = text_of(opened(sample.paper(sections=sections, summary=())))
    assert "Signs □" in text
    assert re.search(r"Well done □ – 12°C, ŵ, 5 µg/m³ ✓\.", text)


def test_only_the_fonts_that_ship_are_asked():
    assert "Liberation Sans" in fonts.fonts().families()
    assert not {"Arial", "DejaVu Sans", "Noto Sans"} & set(fonts.fonts().families())
    assert {path.name for path in fonts.FOLDER.iterdir()} == {
        "LICENCE.txt",
        "LiberationSans-Bold.ttf",
        "LiberationSans-Regular.ttf",
    }


@trees.some_papers
@given(trees.papers())
def test_every_paper_is_set_to_the_standard(paper):
    """Whatever was typed: the typesetter refuses a file that isn't PDF/UA-1 and PDF/A-2a."""
    assert len(opened(paper).pages) >= 1
