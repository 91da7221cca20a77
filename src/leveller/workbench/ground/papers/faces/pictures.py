"""Drawings on paper: how large they are, and their pixels for formats that hold no SVG."""

import re
from functools import lru_cache

import typst

from leveller.workbench.ground.papers.faces.fonts import FAMILIES, fonts, typed
from leveller.workbench.ground.papers.tree import MapBlock, Picture

WIDEST, HIGHEST = 16.4, 17.0  # centimetres of a page
CHART_UNITS, MAP_UNITS = 720, 1000  # of a drawing that fills the width
PIXELS_AN_INCH = 200
EXTENT = re.compile(r'<svg\b[^>]*?\bviewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
PAGE = """#set page(width: {width}cm, height: auto, margin: 0pt)
#set text(font: {families})
#image("/drawing.svg", width: 100%)"""


def width(picture: Picture) -> float:
    """Centimetres: so that its text is about as large as a note, and it leaves room on the page."""
    found = EXTENT.search(picture.svg)
    if found is None:
        return WIDEST
    across, down = float(found[1]), float(found[2])
    units = MAP_UNITS if isinstance(picture, MapBlock) else CHART_UNITS
    return round(min(WIDEST * min(1, across / units), HIGHEST * across / down), 2)


def png(picture: Picture) -> bytes:
    """Set by the typesetter, so that every machine draws the same letters."""
    return _png(picture.svg, width(picture))


@lru_cache(maxsize=64)
def _png(svg: str, across: float) -> bytes:
    page = PAGE.format(families=typed(FAMILIES), width=across)
    return typst.compile(
        {"main": page.encode(), "drawing.svg": svg.encode()},
        font_paths=fonts(),
        format="png",
        ppi=PIXELS_AN_INCH,
    )
