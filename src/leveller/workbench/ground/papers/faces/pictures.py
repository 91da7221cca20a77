"""Drawings as pixels, for the formats that hold no SVG; set by the typesetter with its own fonts."""

from functools import lru_cache

import typst

from leveller.workbench.ground.papers.faces.fonts import FAMILIES, fonts, typed

PIXELS_AN_INCH = 200
PAGE = """#set page(width: 16.4cm, height: auto, margin: 0pt)
#set text(font: {families})
#image("/drawing.svg", width: 100%)"""


@lru_cache(maxsize=64)
def png(svg: str) -> bytes:
    """As wide as a page's text."""
    page = PAGE.format(families=typed(FAMILIES))
    return typst.compile(
        {"main": page.encode(), "drawing.svg": svg.encode()},
        font_paths=fonts(),
        format="png",
        ppi=PIXELS_AN_INCH,
    )
