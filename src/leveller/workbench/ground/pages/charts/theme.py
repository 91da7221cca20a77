"""How every chart looks: quiet axes, type that can be read, colours from the palette."""

import json
import textwrap
from collections.abc import Mapping, Sequence
from functools import cache

from leveller.workbench.ground.pages.benchmarks import Benchmark
from leveller.workbench.ground.pages.charts.chart import Drawing, Size
from leveller.workbench.ground.pages.palette import DASHES, INK, MUTED, PAPER, RULE, SERIES, SHAPES

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "Arial, Liberation Sans, Helvetica, sans-serif"
PADDING = {"left": 4, "right": 10, "top": 4, "bottom": 4}

Encoding = dict[str, object]
Record = dict[str, object]


@cache
def config(font: int) -> Mapping[str, object]:
    axis = {
        "labelFontSize": font,
        "titleFontSize": font,
        "titleFontWeight": "normal",
        "titlePadding": 8,
        "labelColor": INK,
        "titleColor": MUTED,
        "gridColor": RULE,
        "domainColor": MUTED,
        "tickColor": MUTED,
        "labelPadding": 5,
        "tickSize": 4,
    }
    legend = {
        "labelFontSize": font,
        "titleFontSize": font,
        "labelColor": INK,
        "orient": "top",
        "title": None,
        "symbolSize": 90,
        "labelLimit": 320,
        "columnPadding": 16,
        "offset": 8,
    }
    return {
        "font": FONT,
        "background": PAPER,
        "view": {"stroke": None},
        "axis": axis,
        "axisY": {"domain": False, "ticks": False},
        "axisX": {"grid": False},
        "legend": legend,
        "text": {"fontSize": font, "color": INK},
        "title": {
            "anchor": "start",
            "frame": "bounds",
            "fontSize": font,
            "fontWeight": "normal",
            "color": INK,
            "subtitleFontSize": font,
            "subtitleColor": MUTED,
            "subtitleLineHeight": font + 4,
            "subtitlePadding": 4,
            "lineHeight": font + 4,
            "offset": 10,
        },
        "header": {"labelFontSize": font, "labelColor": INK, "labelFontWeight": "bold"},
        "range": {"category": list(SERIES), "symbol": list(SHAPES)},
    }


def drawing(
    size: Size,
    height: int,
    layers: Sequence[Record],
    heading: str,
    data: Sequence[Record] = (),
    *,
    subheading: str = "",
) -> Drawing:
    """Layers over one another, fitted into exactly the size that is named.

    `heading` says what is measured, level and above the figures, where nobody tilts their head;
    `subheading` what a dashed line or an outline means.
    """
    spec = {
        "$schema": SCHEMA,
        "width": size.width,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": PADDING,
        "data": {"values": list(data)},
        "layer": list(layers),
        "title": titles(heading, subheading, size),
        "config": config(size.font),
    }
    return Drawing(spec, size.width, height)


def wrapped(text: str, size: Size) -> list[str]:
    """Lines that fit the width, at about half a font's height for a letter."""
    return textwrap.wrap(text, int(size.width / (0.52 * size.font)))


def titles(heading: str, subheading: str, size: Size) -> Record:
    """An empty second line would still take its room, so there is none."""
    second = {"subtitle": wrapped(subheading, size)} if subheading else {}
    return {"text": wrapped(heading, size), **second}


def head_room(size: Size, *texts: str, legend_rows: int = 0) -> int:
    """Pixels above the figures: the lines of headings, and the rows of a legend."""
    lines = sum(len(wrapped(text, size)) for text in texts)
    return (size.font + 5) * lines + 28 * legend_rows + 16


def names(labels: Sequence[str], *, benchmark: str = "", field: str = "series") -> Encoding:
    """Series told apart by colour, dash and shape at once, in one legend; the benchmark is grey."""
    many = len(labels) > 1
    legend = {"symbolStrokeWidth": 2, "symbolOpacity": 1, "symbolSize": 80} if many else None

    def channel(values: Sequence[object], of_benchmark: object) -> Encoding:
        given = iter(values * len(labels))
        held = [of_benchmark if label == benchmark else next(given) for label in labels]
        scale = {"domain": list(labels), "range": held}
        return {"field": field, "type": "nominal", "scale": scale, "legend": legend}

    dashes = channel(tuple(list(dash) for dash in DASHES), [6, 4])
    return {
        "color": channel(SERIES, MUTED),
        "strokeDash": {**dashes, "legend": None},
        "shape": channel(SHAPES, "diamond"),
    }


def legend_rows(held: Sequence[Benchmark], size: Size) -> int:
    """How many rows the classes that occur take: two where their words don't fit side by side."""
    present = {b for b in Benchmark if b in held}
    across = sum(len(b.look.label) + 5 for b in present) * 0.6 * size.font
    return 2 if across > size.width else min(len(present), 1)


def classes(held: Sequence[Benchmark], size: Size, field: str = "class") -> Encoding:
    """Classes told apart by shape and colour, with only those that occur in the legend."""
    present = [b for b in Benchmark if b in held]
    columns = {"columns": 2} if legend_rows(present, size) > 1 else {}
    legend = {"symbolSize": 110, "symbolStrokeWidth": 2, **columns} if present else None

    def channel(values: list[str]) -> Encoding:
        scale = {"domain": [b.look.label for b in present], "range": values}
        return {"field": field, "type": "nominal", "scale": scale, "legend": legend}

    return {
        "color": channel([b.look.colour for b in present]),
        "shape": channel([b.look.shape for b in present]),
    }


def quantitative(field: str, **more: object) -> Encoding:
    return {"field": field, "type": "quantitative", **more}


def dots(area: int) -> Record:
    """Marks of the named area in square pixels, filled unless their shape is hollow."""
    return {"type": "point", "filled": True, "size": area, "opacity": 1}


def row_height(size: Size, most_lines: int = 2) -> int:
    """Room for as many lines as a label may have."""
    return max(30, most_lines * (size.font + 1) + 6) if size.is_narrow else 30


def benchmark_line(value: float, *, channel: str = "x") -> Record:
    """A dashed line across the chart; the heading says whose it is."""
    at = {channel: {"datum": value, "type": "quantitative"}}
    rule = {"type": "rule", "strokeDash": [6, 4], "strokeWidth": 2, "color": MUTED}
    return {"data": {"values": [{}]}, "mark": rule, "encoding": at}


def across(size: Size, *, from_zero: bool = False, field: str = "value") -> Encoding:
    """A level scale of figures, with grid lines to follow upwards."""
    axis = {
        "grid": True,
        "domain": False,
        "ticks": False,
        "tickCount": 4 if size.is_narrow else 6,
        "labelFlush": False,
        "labelSeparation": 8,
    }
    return quantitative(field, title=None, scale={"zero": from_zero, "nice": True}, axis=axis)


def down(labels: Sequence[str], size: Size, most_lines: int = 2) -> Encoding:
    """One row for each label, in their order, long ones on several lines."""
    length = 17 if size.is_narrow else 34
    lines = [textwrap.wrap(one, length, max_lines=most_lines, placeholder=" …") for one in labels]
    held = f"{json.dumps(lines)}[indexof({json.dumps(list(labels))}, datum.value)]"
    axis = {
        "title": None,
        "labelLimit": 0,
        "labelPadding": 8,
        "labelExpr": held,
        "labelLineHeight": size.font + 1,
        "labelOffset": {
            "condition": [
                {"test": f"length({held}) == {n}", "value": (1 - n) * (size.font + 1) / 2}
                for n in range(2, most_lines + 1)
            ],
            "value": 0,
        },
    }
    return {"field": "label", "type": "nominal", "sort": list(labels), "axis": axis}
