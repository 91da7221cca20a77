"""What tests say of a page in a real browser."""

import shutil
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from weakref import WeakSet

import pytest
from playwright.sync_api import ConsoleMessage, Page, Response

AXE = Path(__file__).parent / "vendor" / "axe.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
LAUNCH = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
UNSCRIPTED: WeakSet[Page] = WeakSet()  # pages whose JavaScript is off
PICTURES = Path("test-results") / "pictures"
WINDOWS = ((1280, 900), (320, 640))  # a desk and the narrowest window that a page must fit
# Only violations come back. The marks of everything that passed cost more than finding the faults.
RUN = """rules => axe.run(document, {
    runOnly: {type: 'tag', values: rules}, resultTypes: ['violations'],
}).then(result => result.violations)"""
# Two frames on, queries of the width have been answered and scripts have heard of it.
SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@cache
def chromium() -> str:
    """Where the browser is. Its absence is a failure: a skipped test would look like a pass."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("Tests in a browser need chromium: apt-get install chromium", pytrace=False)
    return path


@dataclass
class Faults:
    """What the browser complained of: scripts that failed, what the policy refused, lost files."""

    found: list[str] = field(default_factory=list)
    expected_statuses: set[int] = field(default_factory=set)

    def watch(self, page: Page) -> None:
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.found.append(f"script failed: {error}"))
        page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        lost_file = "Failed to load resource" in message.text  # told by _answered, with its status
        if message.type == "error" and not lost_file:
            self.found.append(f"console: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected_statuses:
            self.found.append(f"{response.status}: {response.url}")


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """Every violation that axe finds, in words: which rule, where, and what would mend it."""
    assert page not in UNSCRIPTED, "axe would wait for ever without scripts; use `unscripted`"
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found = page.evaluate(RUN, list(RULES))
    return [_told(rule, node) for rule in found for node in rule["nodes"]]


def _told(found: dict[str, str], node: dict[str, str]) -> str:
    lines = [
        f"{found['id']} ({found['impact']}): {found['help']}",
        f"at {' '.join(map(str, node['target']))}",
        node["html"][:200],
        node["failureSummary"],
    ]
    return "\n    ".join(lines)


def assert_accessible(page: Page) -> None:
    found = violations(page)
    width = page.viewport_size["width"] if page.viewport_size else "any"
    assert not found, f"{page.url} has {len(found)} faults at {width}:\n" + "\n".join(found)


def assert_fits(page: Page) -> None:
    """Nothing sticks out sideways, so that nobody scrolls in two directions to read."""
    width = page.evaluate("document.documentElement.clientWidth")
    needed = page.evaluate("document.documentElement.scrollWidth")
    assert needed <= width, f"{page.url} is {needed} pixels wide in a window of {width}"


def assert_sound(page: Page) -> None:
    """In a wide window and a narrow one nothing sticks out and axe finds nothing, by one load."""
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(SETTLED)
        assert_fits(page)
        assert_accessible(page)
    page.set_viewport_size({"width": WINDOWS[0][0], "height": WINDOWS[0][1]})


def picture(page: Page, name: str) -> Path:
    """The whole page as a PNG, for people to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    file = PICTURES / f"{name}.png"
    page.screenshot(path=file, full_page=True)
    return file
