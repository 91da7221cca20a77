"""Every part of a page, in every way that people read it."""

import pytest

from tests.browser.kit import assert_accessible, assert_fits, assert_sound

PAGES = [
    "/pages/gallery/",
    "/pages/gallery/tables/",
    "/pages/gallery/charts/",
    "/pages/gallery/maps/",
    "/pages/gallery/forms/",
    "/pages/gallery/parts/?done=1&page=7",
    "/pages/glossary/",
    "/pages/methods/",
    "/pages/accessibility/",
    "/pages/licences/",
]
WITH_FIGURES = PAGES[1:4]
WITH_SCRIPTS = PAGES[4:6]


@pytest.mark.parametrize("address", PAGES)
def test_has_no_fault_and_fits_wide_and_narrow(desk, address):
    desk.goto(address)
    assert_sound(desk)


@pytest.mark.parametrize("address", WITH_SCRIPTS)
def test_has_no_fault_without_our_scripts(unscripted, address):
    unscripted.goto(address)
    assert_accessible(unscripted)


@pytest.mark.parametrize("address", WITH_FIGURES)
def test_prints_without_navigation(paper, address):
    paper.goto(address)
    for part in (".govuk-service-navigation", ".govuk-breadcrumbs", ".app-footer__links"):
        for found in paper.locator(part).all():
            assert not found.is_visible(), f"{part} stands on paper"
    assert paper.locator("h1").is_visible()
    assert_fits(paper)
