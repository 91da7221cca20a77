"""Commands that the documents show exist, with the options that they show; links lead somewhere."""

import re
import shlex
from pathlib import Path

import click
import pytest

from leveller.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    *(ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "GLOSSARY.md"),
    *sorted((ROOT / "docs").rglob("*.md")),
]
COMMAND = re.compile(r"(?:^ {4}|`)(?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?leveller ([a-z][^`\n]*)", re.M)
TARGET = re.compile(r"(?:^ {4}|`)(?:[A-Z_]+=\S+ )*make ([a-z-]+)", re.M)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")
IMAGE_BYTES = 200_000


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def shown(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    return [
        (name(page), found)
        for page in PAGES
        for found in pattern.findall(page.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(("page", "line"), shown(COMMAND))
def test_a_command_that_a_page_shows_is_one_of_ours(page: str, line: str) -> None:
    words = shlex.split(line, comments=True)
    command: click.Command = main
    while isinstance(command, click.Group) and words:
        found = command.get_command(click.Context(command), words.pop(0))
        assert found is not None, f"{page}: leveller {line}"
        command = found
    known = {option for each in command.params for option in (*each.opts, *each.secondary_opts)}
    options = {word.partition("=")[0] for word in words if word.startswith("-")}
    assert options <= known | {"--help"}, f"{page}: leveller {line}"


@pytest.mark.parametrize(("page", "target"), sorted(set(shown(TARGET))))
def test_a_target_that_a_page_shows_is_in_the_makefile(page: str, target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"{page}: make {target}"


@pytest.mark.parametrize(("page", "link"), shown(LINK))
def test_a_link_leads_to_a_file(page: str, link: str) -> None:
    assert ((ROOT / page).parent / link).exists(), f"{page}: {link}"


def test_the_readme_is_one_screen_with_a_light_picture() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 50
    for words in ("make demo", "make test", "leveller import", "leveller brief"):
        assert words in text
    [picture] = re.findall(r"!\[[^\]]{20,}\]\(([^)]+\.png)\)", text)
    assert (ROOT / picture).stat().st_size < IMAGE_BYTES
