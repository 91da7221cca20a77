"""The home of an authority, a place and the brief: by axe, by keyboard, narrow, on paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.kit import assert_fits, assert_sound
from tests.front.conftest import region, store
from tests.front.region import GM, TEN, WM

__all__ = ["region", "store"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("region")]
HOME = f"/places/{GM}/"
PAGES = (
    "/",
    "/authorities/",
    f"/authorities/compare/?place={GM}&place={WM}",
    "/places/?q=Manchester",
    HOME,
    f"/places/{TEN[0]}/",
    f"{HOME}brief/",
)


def test_axe_finds_nothing_and_every_page_fits(desk: Page) -> None:
    for address in PAGES:
        desk.goto(address)
        assert_sound(desk)


def test_everything_is_there_without_scripts(plain: Page) -> None:
    plain.goto(HOME)
    expect(plain.get_by_role("heading", name="Is it closing?")).to_be_visible()
    expect(plain.get_by_role("img").first).to_be_visible()
    plain.goto("/")
    plain.get_by_label("Find a place or an indicator").fill("West Midlands")
    plain.get_by_role("button", name="Search").click()
    plain.get_by_role("link", name="West Midlands").first.click()
    expect(plain).to_have_url(re.compile(f"/places/{WM}/"))


def test_from_the_gap_to_its_need_by_keyboard(desk: Page) -> None:
    desk.goto(HOME)
    link = desk.get_by_role("link", name=re.compile("Write this down as a need")).first
    link.focus()
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("/accounts/login/|/thread/needs/"))


def test_the_answers_stand_on_the_first_screen(desk: Page) -> None:
    """A director sees them without scrolling."""
    desk.goto(HOME)
    last = desk.get_by_role("heading", name="What is being done?").first
    box = last.bounding_box()
    assert box is not None
    assert box["y"] < 900


def test_on_paper_nothing_is_cut(browsing: Callable[..., Page]) -> None:
    sheet = browsing(width=760, paper=True)
    sheet.goto(HOME)
    assert_fits(sheet)
    expect(sheet.get_by_role("navigation").first).to_be_hidden()
