"""The Word file, opened again: real styles, marked headers, alternative text, nothing to repair."""

import io
import re
import zipfile
from datetime import UTC, date, datetime

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from lxml import etree

from leveller.workbench.ground.pages import palette
from leveller.workbench.ground.papers import tree, walks
from leveller.workbench.ground.papers.assembly import assemble
from leveller.workbench.ground.papers.faces import word
from leveller.workbench.ground.papers.runs import Link, Paragraph, say
from tests.ground.papers import sample, trees

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# The order that the standard asks for; Word repairs, or refuses, a file that has another.
ORDER = {
    "pPr": (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr"),
        *("shd", "tabs", "spacing", "ind", "jc", "outlineLvl"),
    ),
    "rPr": ("rStyle", "rFonts", "b", "bCs", "i", "color", "sz", "szCs", "u", "lang"),
    "tblPr": (
        *("tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"),
        *("tblCaption", "tblDescription"),
    ),
    "tcPr": ("tcW", "tcBorders", "vAlign"),
    "trPr": ("cantSplit", "tblHeader"),
    "tbl": ("tblPr", "tblGrid", "tr"),
    "style": (
        *("name", "basedOn", "next", "uiPriority", "semiHidden", "qFormat"),
        *("pPr", "rPr", "tblPr", "tblStylePr"),
    ),
}


def made(paper: tree.Paper | None = None) -> bytes:
    return word.render(assemble(paper or sample.paper()))


def opened(paper: tree.Paper | None = None) -> docx.document.Document:
    return docx.Document(io.BytesIO(made(paper)))


def words(paragraph: object) -> str:
    """All text of a paragraph, that of links and fields too."""
    element = getattr(paragraph, "_p", paragraph)
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


@pytest.fixture(scope="module")
def document() -> docx.document.Document:
    return opened()


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def styled(document, style: str) -> list[str]:
    return [words(p) for p in document.paragraphs if p.style.name == style]


def test_headings_are_headings(document):
    assembled = assemble(sample.paper())
    for level in (1, 2):
        expected = [part.heading for part in assembled.parts if part.level == level]
        assert styled(document, f"Heading {level}") == expected
    assert styled(document, "Title") == ["Health inequality in Wherrydale"]


def test_every_sentence_stands_in_its_order(document):
    whole, at = " ".join(words(p) for p in document.paragraphs), 0
    for sentence in walks.sentences_of(walks.blocks_of(sample.paper())):
        found = whole.find(sentence.text, at)
        assert found >= at, sentence.text
        at = found


def test_every_picture_has_an_alternative(document):
    said = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert said == [sample.chart().alternative, sample.map_block().alternative]
    identifiers = [shape._inline.docPr.get("id") for shape in document.inline_shapes]
    assert len(set(identifiers)) == len(identifiers)


def test_every_table_has_a_marked_header_that_repeats(document):
    assert len(document.tables) == 3
    for table in document.tables:
        first, *rest = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in rest)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")).startswith("Table ")
        assert table.style.name == "Paper Table"


def test_tables_are_printed_as_the_page_prints_them(document):
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0][:2] == ["Council", "Life expectancy (years)"]
    assert rows[2] == ["Birchwell", "79.9", "79.4 to 80.4", "fewer than 8", "Better"]


def test_captions_are_counted_by_fields(document):
    captions = [p for p in document.paragraphs if p.style.name == "Caption"]
    assert words(captions[1]) == f"Table 1: {sample.councils_table().caption}"
    fields = [p._p.find(qn("w:fldSimple")).get(qn("w:instr")).split()[1] for p in captions]
    assert fields == ["Chart", "Table", "Map", "Table", "Table"]


def test_language_title_and_author_are_said(document, parts):
    facts = document.core_properties
    assert facts.title == "Health inequality in Wherrydale"
    assert facts.author == "Wherrydale Combined Authority"
    assert facts.language == "en-GB"
    assert facts.created == facts.modified == datetime(2026, 11, 21, tzinfo=UTC)
    styles = etree.fromstring(parts["word/styles.xml"])
    assert styles.find(f"{W}docDefaults//{W}lang").get(f"{W}val") == "en-GB"


def test_letters_are_arial_of_twelve_points(parts):
    styles = etree.fromstring(parts["word/styles.xml"])
    default = styles.find(f"{W}docDefaults//{W}rPr")
    assert default.find(f"{W}rFonts").get(f"{W}ascii") == "Arial"
    assert default.find(f"{W}sz").get(f"{W}val") == "24"


def test_colours_are_those_of_the_product(parts):
    text = (parts["word/styles.xml"] + parts["word/numbering.xml"]).decode()
    used = {f"#{c.lower()}" for c in re.findall(r'w:(?:color|fill)="?([0-9A-F]{6})"', text)}
    used |= {f"#{c.lower()}" for c in re.findall(r'<w:color w:val="([0-9A-F]{6})"', text)}
    assert used <= {palette.INK, palette.MUTED, palette.RULE, palette.BRAND, "#eff4f4"}
    assert palette.BRAND in used


def test_pages_are_numbered(document):
    [line] = document.sections[0].footer.paragraphs
    fields = [field.get(qn("w:instr")).strip() for field in line._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert words(line).startswith("Health inequality in Wherrydale")


def test_lists_are_lists_and_each_count_starts_at_one(document):
    bullets = [p for p in document.paragraphs if p.style.name == "List Bullet"]
    numbered = [p for p in document.paragraphs if p.style.name == "List Number"]
    assert next(words(p) for p in bullets) == "Buses. The authority sets fares."
    counts = [p._p.pPr.numPr.numId.val for p in numbered]
    assert len(set(counts)) == 2
    numbering = document.part.numbering_part.element
    for count in set(counts):
        override = numbering.num_having_numId(count).find(f".//{W}startOverride")
        assert override.get(f"{W}val") == "1"


def test_there_are_no_text_boxes_and_no_empty_paragraphs(document, parts):
    body = parts["word/document.xml"].decode()
    assert "txbxContent" not in body
    assert "<w:pict" not in body
    for paragraph in document.paragraphs:
        assert words(paragraph).strip() or paragraph._p.find(f".//{W}drawing") is not None


def test_a_page_break_belongs_to_the_paragraph_after_it(document):
    breaking = [p for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert [words(p) for p in breaking] == ["Data need"]


def test_links_within_lead_to_bookmarks(parts):
    body = etree.fromstring(parts["word/document.xml"])
    marks = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    anchors = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} - {None}
    assert anchors <= set(marks)
    assert {"source_1", "table_2", "section_1"} <= anchors
    assert len(marks) == len(set(marks))
    assert all(re.fullmatch(r"[a-z]+_\d+", mark) for mark in marks)


def test_contents_are_a_field_of_links(document):
    entries = [words(p) for p in document.paragraphs if p.style.name.startswith("toc ")]
    assert entries == [part.heading for part in assemble(sample.paper()).parts]
    marks = [m.get(qn("w:fldCharType")) for m in document.element.body.iter(qn("w:fldChar"))]
    assert marks == ["begin", "separate", "end"]


# Nothing to repair


def check_package(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        held = {name: archive.read(name) for name in archive.namelist()}
    trees_of = {n: etree.fromstring(b) for n, b in held.items() if n.endswith((".xml", ".rels"))}
    types = trees_of["[Content_Types].xml"]
    named = {t.get("PartName").lstrip("/") for t in types if t.get("PartName")}
    extensions = {t.get("Extension") for t in types if t.get("Extension")}
    for name in held:
        assert name in named or name.rpartition(".")[2] in extensions, name
    assert named <= set(held)
    for name, root in trees_of.items():
        if name.endswith(".rels"):
            folder = name.replace("_rels/", "").rpartition("/")[0]
            for relation in root:
                target = relation.get("Target")
                if relation.get("TargetMode") != "External":
                    path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
                    assert path.lstrip("/") in held, target
    check_document(trees_of)


def check_document(parts_of: dict[str, etree._Element]) -> None:
    body, styles = parts_of["word/document.xml"], parts_of["word/styles.xml"]
    known = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    for tag in ("pStyle", "rStyle", "tblStyle"):
        assert {s.get(f"{W}val") for s in body.iter(f"{W}{tag}")} <= known
    relations = {r.get("Id") for r in parts_of["word/_rels/document.xml.rels"]}
    assert {e.get(f"{R}id") for e in body.iter() if e.get(f"{R}id")} <= relations
    for root in (body, styles, parts_of["word/numbering.xml"]):
        check_order(root)
    for row in body.iter(f"{W}tr"):
        columns = row.getparent().find(f"{W}tblGrid")
        assert len(row.findall(f"{W}tc")) == len(columns)
    assert body[0][-1].tag == f"{W}sectPr"


def check_order(root: etree._Element) -> None:
    for name, order in ORDER.items():
        for element in root.iter(f"{W}{name}"):
            tags = [child.tag.removeprefix(W) for child in element]
            assert set(tags) <= set(order), (name, tags)
            places = [order.index(tag) for tag in tags]
            assert places == sorted(places), (name, tags)


def test_the_sample_needs_no_repair():
    check_package(made())


def test_the_base_holds_only_what_a_document_needs(parts):
    assert set(parts) == {
        *("[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml"),
        *("word/document.xml", "word/styles.xml", "word/settings.xml", "word/numbering.xml"),
        *("word/_rels/document.xml.rels", "word/footer1.xml", "word/media/image1.png"),
        "word/media/image2.png",
    }


@trees.some_papers
@given(trees.papers())
def test_no_paper_needs_repair(paper):
    data = made(paper)
    check_package(data)
    docx.Document(io.BytesIO(data))


def test_the_same_paper_gives_the_same_bytes():
    assert made() == made()
    assert made(sample.paper(dated=date(2027, 1, 1))) != made()


def test_links_of_the_product_need_its_address():
    block = Paragraph.of(say("See ", Link("the trace", "/evidence/trace/"), "."))
    sections = (tree.Section("One", (block,)),)
    for site, expected in (("", []), ("https://x.org", ["https://x.org/evidence/trace/"])):
        held = opened(sample.paper(sections=sections, summary=(), sources=(), site=site))
        outside = [r.target_ref for r in held.part.rels.values() if r.is_external]
        assert outside == expected
        assert "See the trace." in [words(p) for p in held.paragraphs]


def test_a_wide_table_has_smaller_letters():
    columns = tuple(sample.Column(f"c{n}", f"Incomprehensibility {n}") for n in range(8))
    wide = sample.Table("wide", "Wide", columns, [{f"c{n}": "x" for n in range(8)}])
    sections = (tree.Section("One", (tree.TableBlock(wide),)),)
    [table] = opened(sample.paper(sections=sections, summary=())).tables
    sizes = {
        run.font.size.pt for row in table.rows for c in row.cells for run in c.paragraphs[0].runs
    }
    assert sizes == {7.5}
