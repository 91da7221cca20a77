"""From a recipe to a picture, by Vega-Lite in this process: no network, no scripts, no fonts."""

import copy
import re
from collections.abc import Mapping
from html import escape

from leveller.workbench.ground.pages.charts.chart import Chart, Drawing

VEGA_LITE = "6.4"
PNG_SCALE = 2


def recipe(chart: Chart, drawing: Drawing) -> dict[str, object]:
    source = chart.table.source
    return {
        "kind": "chart",
        "spec": drawing.spec,
        "title": chart.title,
        "description": chart.description,
        "source": f"Source: {source.text}" if source else "",
    }


def draw(held: Mapping[str, object], form: str, *, is_titled: bool = False) -> bytes:
    """The page says the title beside the picture; one that is downloaded carries it within."""
    import vl_convert  # takes 150 MB once it has drawn, so only in processes that draw

    spec = _titled(held) if is_titled else held["spec"]
    fixed = {"vl_version": VEGA_LITE, "allowed_base_urls": []}
    if form == "png":
        return vl_convert.vegalite_to_png(spec, scale=PNG_SCALE, **fixed)
    svg = vl_convert.vegalite_to_svg(spec, **fixed)
    return _named(svg, str(held["title"]), str(held["description"])).encode()


def _titled(held: Mapping[str, object]) -> dict[str, object]:
    spec = copy.deepcopy(dict(held["spec"]))
    title = spec["title"]
    lines = [*title.get("text", []), *title.get("subtitle", []), held["source"]]
    spec["title"] = {
        "text": held["title"],
        "subtitle": [line for line in lines if line],
        "fontWeight": "bold",
        "limit": 0,
    }
    if "autosize" in spec:
        spec["height"] += 48
    return spec


def _named(svg: str, title: str, description: str) -> str:
    """A title and a description within, for whoever opens the picture on its own."""
    names = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
    return re.sub(r"(<svg\b[^>]*>)", lambda found: found[1] + names, svg, count=1)
