"""SVG of a map, with attributes only: no style, no script, nothing that the policy forbids."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from leveller.workbench.ground.pages.charts.theme import FONT
from leveller.workbench.ground.pages.maps.classes import MapClass
from leveller.workbench.ground.pages.maps.outlines import Outlines
from leveller.workbench.ground.pages.palette import INK

LEGEND_ROW = 34
STROKES = {
    "rising": '<path d="M-2 10L10-2M6 18L18 6M-2 2L2-2M10 18" stroke-width="{w}"/>',
    "thick": '<path d="M-2 10L10-2M-2 18L18-2M6 18L18 6" stroke-width="{w}"/>',
    "crossed": '<path d="M0 0L8 8M8 0L0 8" stroke-width="{w}"/>',
    "dotted": '<circle cx="2" cy="2" r="1.3" fill="{ink}" stroke="none"/>',
    "sparse": '<path d="M0 0L8 8" stroke-width="{w}"/>',
}


def patterns(classes: Iterable[MapClass], prefix: str) -> str:
    return "".join(_pattern(one, prefix) for one in classes if one.pattern)


def _pattern(one: MapClass, prefix: str) -> str:
    lines = STROKES[one.pattern].format(w=1.6 if one.pattern == "thick" else 0.9, ink=one.ink)
    return (
        f'<pattern id="{prefix}-{one.key}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{one.fill}"/><g stroke="{one.ink}">{lines}</g></pattern>'
    )


def fill(one: MapClass, prefix: str) -> str:
    return f"url(#{prefix}-{one.key})" if one.pattern else one.fill


def swatch(one: MapClass, prefix: str) -> str:
    """A small square of the class for a legend in HTML; decoration, since its label says it."""
    return (
        '<svg class="app-map__swatch" viewBox="0 0 24 24" width="24" height="24" '
        'aria-hidden="true">'
        f"<defs>{patterns([one], prefix)}</defs>"
        f'<rect x=".5" y=".5" width="23" height="23" fill="{fill(one, prefix)}" stroke="{INK}"/>'
        f"</svg>"
    )


def inline(
    shapes: Outlines,
    classes: Sequence[MapClass],
    members: Mapping[str, MapClass],
    names: Mapping[str, tuple[str, str]],
    prefix: str,
) -> str:
    """A drawing with a link for each area; `names` gives address and accessible name by code."""
    areas = "".join(
        _linked(shapes.paths[code], fill(members[code], prefix), *names[code]) for code in members
    )
    signs = "".join(_sign(members[code], shapes.centres[code]) for code in members)
    return (
        f'<svg class="app-map__drawing" viewBox="0 0 {shapes.width} {shapes.height}" '
        f'width="{shapes.width}" height="{shapes.height}" role="group" '
        f'aria-labelledby="{prefix}-title" aria-describedby="{prefix}-description">'
        f"<defs>{patterns(classes, prefix)}</defs>"
        f'<g stroke="{INK}" stroke-width="1" stroke-linejoin="round">{areas}</g>{_over(shapes)}'
        f'<g font-family="{FONT}" font-size="15" font-weight="bold" text-anchor="middle" '
        f'stroke-linejoin="round" paint-order="stroke" aria-hidden="true" pointer-events="none">'
        f"{signs}</g></svg>"
    )


def _linked(path: str, colour: str, address: str, name: str) -> str:
    drawn = f'<path d="{path}" fill="{colour}"/>'
    if not address:
        return drawn
    return f'<a href="{escape(address)}" aria-label="{escape(name)}">{drawn}</a>'


def _sign(one: MapClass, centre: Sequence[int]) -> str:
    return (
        f'<text x="{centre[0]}" y="{centre[1] + 5}" fill="{INK}" stroke="#fff" stroke-width="4">'
        f"{one.sign}</text>"
    )


def _over(shapes: Outlines) -> str:
    if not shapes.over:
        return ""
    return (
        f'<path d="{"".join(shapes.over)}" fill="none" stroke="{INK}" stroke-width="1.6" '
        'stroke-linejoin="round"/>'
    )


def picture(
    shapes: Outlines,
    classes: Sequence[MapClass],
    members: Mapping[str, MapClass],
    *,
    title: str,
    description: str,
    heading: Sequence[str] = (),
) -> str:
    """A drawing on its own, one path for each class; with `heading`, also a title and a legend."""
    top = 30 * len(heading) + 12 if heading else 0
    foot = LEGEND_ROW * len(classes) + 12 if heading else 0
    width, height = max(shapes.width, 640 if heading else 0), shapes.height + top + foot
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}"><title>{escape(title)}</title><desc>{escape(description)}</desc>'
        f'<defs>{patterns(classes, "c")}</defs><rect width="100%" height="100%" fill="#fff"/>'
        f'{_heading(heading)}<g transform="translate(0 {top})">{_merged(shapes, classes, members)}'
        f"{_over(shapes)}</g>{_legend(classes, shapes.height + top) if heading else ''}</svg>"
    )


def _merged(shapes: Outlines, classes: Sequence[MapClass], members: Mapping[str, MapClass]) -> str:
    by_class: dict[str, list[str]] = {one.key: [] for one in classes}
    for code, one in members.items():
        by_class[one.key].append(shapes.paths[code])
    return "".join(
        f'<path d="{"".join(by_class[one.key])}" fill="{fill(one, "c")}" fill-rule="evenodd" '
        'stroke="#fff" stroke-width=".5"/>'
        for one in classes
    )


def _heading(lines: Sequence[str]) -> str:
    return "".join(
        f'<text x="12" y="{30 * i + 30}" font-family="{FONT}" font-size="{22 if i == 0 else 18}" '
        f'font-weight="{"bold" if i == 0 else "normal"}" fill="{INK}">{escape(line)}</text>'
        for i, line in enumerate(lines)
    )


def _legend(classes: Sequence[MapClass], top: int) -> str:
    return "".join(
        f'<g transform="translate(12 {top + 8 + i * LEGEND_ROW})">'
        f'<rect width="26" height="26" fill="{fill(one, "c")}" stroke="{INK}"/>'
        f'<text x="38" y="20" font-family="{FONT}" font-size="18" fill="{INK}">'
        f"{escape(one.label)}</text></g>"
        for i, one in enumerate(classes)
    )
