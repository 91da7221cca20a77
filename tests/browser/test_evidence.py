"""The reading pages of the evidence, in every way that people read them."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from leveller.workbench.ground.accounts.models import Organisation
from tests.browser.kit import assert_accessible, assert_fits, assert_sound
from tests.systems.evidence.pages import world

pytestmark = pytest.mark.django_db(transaction=True)
SMOKING = f"/evidence/indicators/{world.SMOKING}/"
PAGES = [
    "/evidence/",
    f"{SMOKING}?place={world.BOLTON}",
    f"{SMOKING}?place={world.GM}&period=1066",
    f"/evidence/indicators/{world.LIFE}/?place={world.GM}",
    f"/evidence/spine/?place={world.BOLTON}",
    f"/evidence/heat/?place={world.GM}&theme=All+themes",
    f"/evidence/areas/?place={world.GM}",
]


@pytest.fixture(autouse=True)
def _country(
    live_server: object,
    north: Organisation,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = tmp_path / "home"
    monkeypatch.setattr(settings, "HOME", home)
    monkeypatch.setattr(settings, "RELEASES", home / "releases")
    world.build(north)


def test_no_page_has_a_fault_or_sticks_out(desk: Page) -> None:
    for address in PAGES:
        desk.goto(address)
        assert_sound(desk)


def test_pages_have_no_fault_without_our_scripts(unscripted: Page) -> None:
    for address in PAGES[:2]:
        unscripted.goto(address)
        assert_accessible(unscripted)


def test_one_finds_an_indicator_and_a_place_without_javascript(plain: Page) -> None:
    plain.goto("/evidence/")
    plain.get_by_label("Words", exact=True).fill("smoking")
    plain.get_by_role("button", name="Show").click()
    plain.get_by_role("link", name="Smoking in adults").click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Smoking: England")
    plain.get_by_label("Place", exact=True).fill("Bolton")
    plain.get_by_role("button", name="Show").click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Smoking: Bolton")
    expect(plain.get_by_text("Worse than England")).to_be_visible()
    plain.get_by_text("The figures of this chart").first.click()
    expect(plain.get_by_role("table").first).to_be_visible()


def test_a_page_that_is_not_there_has_no_fault(desk: Page, faults) -> None:
    faults.expected_statuses.add(404)
    desk.goto("/evidence/indicators/no-such-thing/")
    assert_accessible(desk)
    expect(desk.get_by_role("link", name="All indicators", exact=True)).to_be_visible()


def test_paper_has_the_figures_and_no_form(paper: Page) -> None:
    paper.goto(PAGES[1])
    expect(paper.locator(".evidence-filter")).to_be_hidden()
    expect(paper.get_by_text("Worse than England")).to_be_visible()
    assert_fits(paper)
