"""The web page: headings nest, tables say their headings, nothing is fetched, nothing runs."""

import itertools
import re

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from lxml import html

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages.gallery import figures as gallery
from leveller.workbench.ground.pages.gallery import shapes
from leveller.workbench.ground.pages.presenters import Download
from leveller.workbench.ground.papers import drawings, tree, walks
from leveller.workbench.ground.papers.assembly import assemble
from leveller.workbench.ground.papers.faces import web
from leveller.workbench.ground.papers.runs import Link, Paragraph, say
from tests.ground.papers import sample, trees


def page(paper: tree.Paper | None = None) -> html.HtmlElement:
    return html.fromstring(web.render(assemble(paper or sample.paper())).decode())


def part(paper: tree.Paper | None = None) -> html.HtmlElement:
    return html.fromstring(web.partial(assemble(paper or sample.paper())))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def alone() -> html.HtmlElement:
    return page()


def check(root: html.HtmlElement) -> None:
    levels = [int(h.tag[1]) for h in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    for target in root.xpath("//a/@href[starts-with(., '#')] | //@aria-labelledby"):
        assert target.lstrip("#") in ids
    for table in root.iter("table"):
        assert words(table.find("caption"))
        assert all(cell.get("scope") == "col" for cell in table.find("thead").iter("th"))
        rows = table.find("tbody").findall("tr")
        assert all(row[0].tag == "th" and row[0].get("scope") == "row" for row in rows)
    assert all(image.get("alt") for image in root.iter("img"))


def test_the_sample_is_well_built(alone):
    check(alone)
    check(part())


@trees.some_papers
@given(trees.papers())
def test_every_paper_is_well_built_and_runs_nothing(paper):
    root = page(paper)
    check(root)
    assert not list(root.iter("script", "iframe", "object", "form", "link"))
    assert not root.xpath("//@*[starts-with(name(), 'on')]")
    assert not root.xpath("//@href[starts-with(., 'javascript:')]")
    assert "alert(1)" not in "".join(root.xpath("//style/text()"))


def test_every_sentence_stands_in_its_order(alone):
    whole, at = words(alone), 0
    for sentence in walks.sentences_of(walks.blocks_of(sample.paper())):
        found = whole.find(sentence.text, at)
        assert found >= at, sentence.text
        at = found


def test_the_file_needs_nothing_else(alone):
    policy = alone.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]
    for image in alone.iter("img"):
        assert image.get("src").startswith("data:image/svg+xml;base64,")
    assert "url(" not in "".join(alone.xpath("//style/text()"))


def test_language_title_and_author_are_said(alone):
    assert alone.get("lang") == "en-GB"
    assert words(alone.find(".//title")) == (
        "Health inequality in Wherrydale – Wherrydale Combined Authority"
    )
    assert alone.xpath("//meta[@name='date']/@content") == ["2026-11-21"]


def test_a_mark_says_what_it_is_and_leads_to_its_source(alone):
    marks = alone.xpath("//a[@class='paper__mark']")
    assert words(marks[0]) == "[source 1]"
    assert marks[0].get("href") == "#source-1"
    assert words(alone.get_element_by_id("source-1")).startswith(sample.DEATHS.title)


def test_figures_are_marked_with_those_of_the_json(alone):
    assembled = assemble(sample.paper())
    named = set(alone.xpath("//@data-figure"))
    assert named == {assembled.id_of(figure) for figure in assembled.figures}


def test_what_was_typed_is_shown_and_not_obeyed():
    text = "<b onclick='x()'>& {{ 1 }} {% now %}</b>"
    sections = (tree.Section(text, (Paragraph.of(text),)),)
    root = page(sample.paper(sections=sections, title=text, summary=()))
    assert words(root).count(text) >= 3
    assert not list(root.iter("b"))


def test_links_of_the_product_lead_on_in_it_and_need_its_address_outside():
    block = Paragraph.of(say("See ", Link("the trace", "/evidence/trace/"), "."))
    paper = sample.paper(sections=(tree.Section("One", (block,)),), summary=(), sources=())
    assert "/evidence/trace/" in part(paper).xpath("//a/@href")
    assert "/evidence/trace/" not in page(paper).xpath("//a/@href")
    assert "See the trace." in words(page(paper))


def test_a_page_of_the_product_draws_charts_as_other_pages_do(home):
    chart, shown = gallery.every_chart()[0], shapes.every_map()[0]
    blocks = (drawings.chart_block(chart, sample.DEATHS), drawings.map_block(shown))
    paper = sample.paper(sections=(tree.Section("Pictures", blocks),), summary=())
    within, alone = part(paper), page(paper)
    ids = within.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert [h.tag for h in within.iter("h1", "h2", "h3")][:4] == ["h1", "h2", "h2", "h3"]
    assert within.xpath("//figure[contains(@class, 'app-chart')]")
    assert within.xpath("//figure[contains(@class, 'app-map')]")
    assert not re.search("data:image", html.tostring(within).decode())
    assert not within.xpath("//@style")
    assert len(alone.xpath("//img[starts-with(@src, 'data:')]")) == 2


def test_a_chart_of_the_product_keeps_its_words_and_its_table(home):
    chart = gallery.every_chart()[0]
    block = drawings.chart_block(chart, sample.DEATHS)
    assert (block.title, block.description, block.table) == (
        chart.title,
        chart.description,
        chart.table,
    )
    assert block.svg.startswith("<svg")
    assert chart.title not in re.sub("<title>.*?</title>", "", block.svg)


def test_a_map_of_the_product_keeps_its_legend(home):
    shown = shapes.every_map()[0]
    block = drawings.map_block(shown)
    assert all(entry.label in block.svg for entry in shown.legend)


def test_a_paper_is_a_page_of_the_product(home, rf):
    request = rf.get("/")
    request.actor = Actor.public()
    downloads = (Download("PDF", "/papers/1/", "the brief"),)
    context = web.page_context(assemble(sample.paper()), downloads)
    text = render_to_string("papers/page.html", context, request)
    root = html.fromstring(text)
    assert words(root.find(".//title")) == "Health inequality in Wherrydale – Leveller"
    assert root.xpath("//link[contains(@href, 'papers/paper.css')]")
    assert [words(link) for link in root.xpath("//a[@href='/papers/1/']")] == ["PDF of the brief"]
    assert [words(h) for h in root.iter("h1")] == ["Health inequality in Wherrydale"]


def test_the_same_paper_gives_the_same_bytes():
    assert web.render(assemble(sample.paper())) == web.render(assemble(sample.paper()))
