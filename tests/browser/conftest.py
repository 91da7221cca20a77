"""Browsers to test with: an ordinary one, a phone, paper, and two without JavaScript.

Each is a page that fails its test when the browser complains of anything. Addresses start at the
live server, which shares the database with the test: `desk.goto("/pages/glossary/")`.
"""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.kit import LAUNCH, UNSCRIPTED, Faults, chromium

Browsing = Callable[..., Page]

# Playwright runs a loop in the thread of the test, which Django would take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    return {"executable_path": chromium(), "headless": True, "args": list(LAUNCH)}


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    return live_server.url


@pytest.fixture
def faults() -> Iterator[Faults]:
    """A test that means to meet an error page says so: `faults.expected_statuses.add(404)`."""
    held = Faults()
    yield held
    assert not held.found, "The browser complained:\n" + "\n".join(held.found)


@pytest.fixture
def browsing(new_context: Callable[..., object], faults: Faults) -> Browsing:
    """Opens a browser: `browsing(width=320, script=False, paper=True)`."""

    def open_page(
        *, width: int = 1280, height: int = 900, script: bool = True, paper: bool = False
    ) -> Page:
        context = new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=script,
            locale="en-GB",
            reduced_motion="reduce",
        )
        page = context.new_page()
        faults.watch(page)
        if not script:
            UNSCRIPTED.add(page)
        if paper:
            page.emulate_media(media="print")
        return page

    return open_page


@pytest.fixture
def desk(browsing: Browsing) -> Page:
    return browsing()


@pytest.fixture
def phone(browsing: Browsing) -> Page:
    """The narrowest window that a page must fit."""
    return browsing(width=320, height=640)


@pytest.fixture
def plain(browsing: Browsing) -> Page:
    """A browser whose JavaScript is off."""
    return browsing(script=False)


@pytest.fixture
def unscripted(browsing: Browsing) -> Page:
    """A browser that gets none of our scripts, but can run the accessibility checker's."""
    page = browsing()
    page.route("**/*.js", lambda route: route.abort())
    return page


@pytest.fixture
def paper(browsing: Browsing) -> Page:
    return browsing(paper=True)
