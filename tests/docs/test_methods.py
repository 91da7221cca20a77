"""Each page of a method: its worked example runs, and its parts are there."""

import doctest
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = sorted((DOCS / "methods").glob("*.md"))
NEEDED = {
    "change-in-gap",
    "comparison",
    "directly-standardised-rate",
    "disclosure-control",
    "gap",
    "healthy-life-expectancy",
    "life-expectancy",
    "mean",
    "proportion",
    "rate",
    "recent-trend",
    "slope-index",
}


def test_every_method_of_the_pages_has_its_own() -> None:
    assert {page.stem for page in PAGES} >= NEEDED


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_worked_example_gives_what_the_page_says(page: Path) -> None:
    failed, tried = doctest.testfile(str(page), module_relative=False)
    assert tried >= 3
    assert failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_its_formula_its_example_and_its_source(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "## Formula" in text or "## Rule" in text
    assert "## Worked example" in text
    source = text.split("## Source")[1]
    code = [name for name in source.split("`") if name.endswith(".py")]
    assert code
    first = code[0]
    root = DOCS.parent / "src" / "leveller"
    assert (root / first).is_file()
