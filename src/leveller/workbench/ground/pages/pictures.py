"""Pictures of charts and maps: where they stand, and how they come to be when one asks for them."""

import re
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import slugify

from leveller.workbench.ground.pages import maps, store
from leveller.workbench.ground.pages.charts import Chart, render
from leveller.workbench.ground.pages.maps.choropleth import draw as draw_map

NAME = re.compile(r"(?P<key>[0-9a-f]{40})(?P<titled>-titled)?\.(?P<form>svg|png)")
MEDIA_TYPES = {"svg": "image/svg+xml; charset=utf-8", "png": "image/png"}


@dataclass(frozen=True)
class Picture:
    """`filename` when it is meant to be kept rather than shown."""

    content: bytes
    media_type: str
    filename: str = ""


@dataclass(frozen=True)
class Addresses:
    """Where a picture stands: as a page shows it, and with its title within, to be kept."""

    shown: str
    svg: str
    png: str


def addresses(recipe: object) -> Addresses:
    """Leaves the recipe; nothing is drawn before someone goes there."""
    key = store.put(recipe)
    names = (f"{key}.svg", f"{key}-titled.svg", f"{key}-titled.png")
    return Addresses(*(reverse("pages:picture", args=[name]) for name in names))


def of_chart(chart: Chart) -> tuple[Addresses, Addresses]:
    """Those of the wide and of the narrow drawing."""
    wide, narrow = (render.recipe(chart, drawing) for drawing in (chart.wide, chart.narrow))
    return addresses(wide), addresses(narrow)


def png(shown: Chart | maps.Map) -> bytes:
    """For a document, without the title, which the document's caption gives."""
    is_chart = isinstance(shown, Chart)
    recipe = render.recipe(shown, shown.wide) if is_chart else shown.recipe
    found = picture(f"{store.put(recipe)}.png")
    if found is None:
        raise FileNotFoundError(f"What {shown.title!r} is drawn from is no longer there.")
    return found.content


def picture(name: str) -> Picture | None:
    """The picture of that name, drawn at the first request; None when no page left its recipe."""
    found = NAME.fullmatch(name)
    held = store.get(found["key"]) if found else None
    if found is None or held is None:
        return None
    try:
        content = store.made_once(name, lambda: _draw(held, found["form"], bool(found["titled"])))
    except FileNotFoundError:
        return None
    filename = f"{slugify(str(held['title']))[:80]}.{found['form']}" if found["titled"] else ""
    return Picture(content, MEDIA_TYPES[found["form"]], filename)


def _draw(held: dict[str, object], form: str, is_titled: bool) -> bytes:
    if held["kind"] == "chart":
        return render.draw(held, form, is_titled=is_titled)
    svg = draw_map(held, is_titled=is_titled)
    if form == "svg":
        return svg
    import vl_convert

    return vl_convert.svg_to_png(svg.decode(), scale=render.PNG_SCALE)
