"""The typesetter and its fonts: only those that ship, so that every machine sets the same page.

Liberation Sans has the widths of Arial. What it lacks is taken from the typesetter's own fonts;
what none of them has is printed as an empty box, since a tagged PDF may not hold unknown signs.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

import typst

from leveller.workbench.ground.papers.texts import printable

FOLDER = Path(__file__).resolve().parents[1] / "fonts"
FAMILIES = ("Liberation Sans", "DejaVu Sans Mono")
BOX = "\u25a1"
COMBINING = {"Mn", "Mc", "Me", "Cf"}
BREAKS = re.compile("[\t\n\r\u2028\u2029]+")
STANDARDS = ["a-2a", "ua-1"]


@cache
def fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FOLDER)]
    )


@cache
def can_show(sign: str) -> bool:
    """Whether some font has the sign: asked of the typesetter itself, once for each sign."""
    page = f'#set document(title: "a")\n#set text(font: {typed(FAMILIES)})\n= a#{typed(sign)}'
    try:
        typst.compile(page.encode(), font_paths=fonts(), format="pdf", pdf_standards=STANDARDS)
    except typst.TypstError:
        return False
    return True


def typed(value: str | tuple[str, ...]) -> str:
    """A string, or several, as the typesetter's language writes them."""
    if isinstance(value, tuple):
        return f"({''.join(f'{typed(one)}, ' for one in value)})"
    return '"' + "".join(f"\\u{{{ord(sign):x}}}" for sign in value) + '"'


def showable(text: str) -> str:
    """The text with its signs put together where they can be, and nothing that can't be set."""
    whole = unicodedata.normalize("NFC", BREAKS.sub(" ", printable(text)))
    return "".join(s if s.isascii() or can_show(s) else BOX for s in whole)


def uncombined(text: str) -> str:
    """The same without marks that join the sign before them: fonts know some pairs only."""
    return "".join(s for s in showable(text) if unicodedata.category(s) not in COMBINING)
