"""What the page on papers shows is what happens."""

import re
from pathlib import Path

import pytest

from leveller.workbench.ground.papers import sentences, tree
from leveller.workbench.ground.papers.faces import Face
from leveller.workbench.ground.papers.wording import LONGEST_ANNEX

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "papers.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def shown() -> dict[str, object]:
    """The names that the page's example makes."""
    [code] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    held: dict[str, object] = {}
    exec(compile(code, "docs/papers.md", "exec"), held)  # noqa: S102 our own page
    return held


def test_the_example_runs_and_says_what_the_page_says(shown):
    quoted = " ".join(
        line.removeprefix("> ") for line in PAGE.splitlines() if line.startswith("> ")
    )
    assert shown["said"].text == quoted
    assert shown["pdf"].content.startswith(b"%PDF")
    assert shown["word"].face is Face.WORD


def test_the_page_names_every_sentence_and_every_block():
    for name in sentences.__all__:
        if name.endswith("_sentence") and name != "substitute_sentence":
            assert f"`{name}`" in PAGE
    for block in tree.Block.__args__:
        assert f"`{block.__name__}`" in PAGE


def test_the_page_names_the_longest_table_of_the_annex():
    assert f"more than {LONGEST_ANNEX}\nrows" in PAGE
