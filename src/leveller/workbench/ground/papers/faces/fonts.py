"""The typesetter and its fonts: only those that ship, so that every machine sets the same page.

Liberation Sans has the widths of Arial. What it lacks is taken from the typesetter's own fonts;
what none of them has is printed as an empty box, since a tagged PDF may not hold unknown signs.
"""

from functools import cache
from pathlib import Path

import typst

FOLDER = Path(__file__).resolve().parents[1] / "fonts"
FAMILIES = ("Liberation Sans", "DejaVu Sans Mono")
BOX = "\u25a1"
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
    return "".join(s if s.isascii() or can_show(s) else BOX for s in text)
