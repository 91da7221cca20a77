"""A paper that is a file on its own: read on a screen, on a phone and on paper."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from leveller.workbench.ground.pages.gallery import figures, shapes
from leveller.workbench.ground.papers import drawings, tree
from leveller.workbench.ground.papers.assembly import assemble
from leveller.workbench.ground.papers.faces import web
from tests.browser.kit import assert_accessible, assert_fits
from tests.ground.papers import sample


@pytest.fixture
def file(tmp_path: Path, home: Path) -> str:
    """The sample with charts and maps of the product, as an address."""
    pictures = (
        *(drawings.chart_block(chart, sample.DEATHS) for chart in figures.every_chart()[:2]),
        drawings.map_block(shapes.every_map()[0], sample.DEATHS),
    )
    sections = (*sample.paper().sections, tree.Section("Pictures", pictures))
    path = tmp_path / "paper.html"
    path.write_bytes(web.render(assemble(sample.paper(sections=sections))))
    return path.as_uri()


def test_axe_finds_nothing(desk: Page, file: str):
    desk.goto(file)
    assert_accessible(desk)


@pytest.mark.parametrize("narrow", ["phone", "desk"])
def test_it_fits_every_window(request: pytest.FixtureRequest, narrow: str, file: str):
    page = request.getfixturevalue(narrow)
    page.goto(file)
    assert_fits(page)


def test_it_fetches_nothing(desk: Page, file: str):
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.goto(file)
    assert {address.split(":")[0] for address in asked} <= {"file", "data"}
    assert sum(address.startswith("file:") for address in asked) == 1


def test_a_mark_leads_to_its_source_by_keyboard(desk: Page, file: str):
    desk.goto(file)
    mark = desk.get_by_role("link", name=re.compile(r"source 1\b")).first
    mark.focus()
    desk.keyboard.press("Enter")
    expect(desk.locator("#source-1")).to_be_in_viewport()


def test_on_paper_nothing_is_cut_off(browsing: Callable[..., Page], file: str):
    page = browsing(width=690, paper=True)  # the text of A4 at 96 pixels an inch
    page.goto(file)
    assert_fits(page)
    expect(page.locator("table").first).to_be_visible()
    expect(page.get_by_role("link", name="Skip to the text")).to_be_hidden()
