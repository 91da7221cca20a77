"""How parts behave under the hands of people: keyboards, mistakes, no scripts."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.kit.processes import wait_until


@pytest.fixture
def wrong_form(desk):
    desk.goto("/pages/gallery/forms/")
    desk.get_by_label("Name of the need").fill("SHORTER LIVES")
    desk.get_by_label("Day").fill("31")
    desk.get_by_label("Month").fill("feb")
    desk.get_by_label("Year").fill("2027")
    desk.get_by_role("button", name="Save and continue").click()
    return desk


def test_a_form_with_faults_moves_the_reader_to_the_summary(wrong_form):
    summary = wrong_form.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(wrong_form).to_have_title(re.compile("^Error: "))
    summary.get_by_role("link", name="must be a real date").click()
    expect(wrong_form.get_by_label("Day")).to_be_focused()


def test_a_fault_is_told_with_its_field(wrong_form):
    title = wrong_form.get_by_label("Name of the need")
    expect(title).to_have_attribute("aria-invalid", "true")
    expect(title).to_have_accessible_description(
        "Short, as you would say it. Error: Write the name in ordinary letters, not in capitals."
    )
    expect(title).to_have_value("SHORTER LIVES")


@pytest.mark.parametrize("browser_fixture", ["desk", "plain"])
def test_a_form_can_be_filled_and_its_answers_checked(request, browser_fixture):
    page = request.getfixturevalue(browser_fixture)
    page.goto("/pages/gallery/forms/")
    page.get_by_label("Name of the need").fill("Shorter lives")
    page.get_by_label("Why it matters here").fill("Nine years.")
    page.get_by_label("A cause of a gap").check()
    page.get_by_label("Older people").check()
    page.get_by_label("Day").fill("27")
    page.get_by_label("Month").fill("3")
    page.get_by_label("Year").fill("2027")
    page.get_by_label("Cost in pounds").fill("1200")
    page.get_by_label("How many councils").fill("3")
    page.get_by_label("Council that leads").select_option("Ashcombe")
    page.get_by_role("textbox", name="Password").fill("not a real one")
    page.get_by_label("I have the agreement").check()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    change = page.get_by_role("link", name="Change the date of the decision")
    expect(change).to_have_attribute("href", "/pages/gallery/forms/#id_due_day")


def test_the_skip_link_is_first_and_leads_to_the_content(desk):
    desk.goto("/pages/gallery/tables/")
    desk.keyboard.press("Tab")
    expect(desk.locator(".govuk-skip-link")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator("main")).to_be_focused()


def test_a_wide_table_is_reached_and_moved_by_keyboard(phone):
    phone.goto("/pages/gallery/tables/")
    region = phone.get_by_role("region", name="Deaths under 75")
    region.focus()
    phone.keyboard.press("ArrowRight")
    phone.keyboard.press("ArrowRight")
    wait_until(lambda: phone.evaluate("document.activeElement.scrollLeft > 0"), seconds=10)
    name = phone.get_by_role("link", name="Ashcombe").bounding_box()
    assert name["x"] >= 0, "the name of the row is lost when the table is moved"


def test_tabs_show_one_panel_and_all_of_them_without_scripts(desk, plain):
    for page, is_hidden in ((desk, True), (plain, False)):
        page.goto("/pages/gallery/parts/")
        assert page.locator("#councils").is_hidden() == is_hidden
    desk.get_by_role("tab", name="Councils").click()
    expect(desk.locator("#councils")).to_be_visible()


def test_the_navigation_needs_no_script_on_a_phone(browsing):
    page = browsing(width=320, script=False)
    page.goto("/pages/gallery/")
    expect(page.get_by_role("navigation", name="Menu").get_by_role("link").first).to_be_visible()


def test_an_area_of_a_map_is_a_link_with_its_figure(desk):
    desk.goto("/pages/gallery/maps/")
    link = desk.locator("#map-classes svg").get_by_role("link", name="Ashcombe")
    expect(link).to_have_accessible_name("Ashcombe: 58.0 years (57.1 to 58.9), worse")
    link.focus()
    expect(link).to_be_focused()


def test_a_phone_gets_the_narrow_drawing(phone, desk):
    for page, width in ((phone, 330), (desk, 720)):
        page.goto("/pages/gallery/charts/")
        picture = page.locator("#chart-trend img")
        picture.scroll_into_view_if_needed()
        assert drawn_width(picture) == width


def drawn_width(picture: Locator) -> int:
    """Asked again from here: the policy refuses what Playwright would evaluate in the page."""
    wait_until(lambda: picture.evaluate("image => image.naturalWidth > 0"), seconds=10)
    return picture.evaluate("image => image.naturalWidth")


def test_nothing_is_asked_of_other_hosts(desk, base_url):
    asked = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.goto("/pages/gallery/charts/")
    desk.wait_for_load_state("networkidle")
    assert len(asked) > 4
    assert [url for url in asked if not url.startswith(base_url)] == []


def test_a_missing_page_says_what_to_do(desk, faults):
    faults.expected_statuses.add(404)
    desk.goto("/pages/methods/nothing-of-the-kind/")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Page not found")
    expect(desk.locator("main")).to_contain_text("The list of methods names them all.")


def test_a_part_is_fetched_where_there_are_scripts_and_is_a_link_where_there_are_none(desk, plain):
    for page in (desk, plain):
        page.goto("/pages/gallery/parts/")
        page.get_by_role("link", name="The decisions of the board").click()
        expect(page.get_by_text("No decision is recorded yet.")).to_be_visible()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Smaller parts")
    expect(plain.get_by_role("heading", level=1)).to_have_text("Tables")
