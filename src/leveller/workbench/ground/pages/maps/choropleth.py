"""A map of areas shaded by class, with its legend, its words and its table."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from django.utils.safestring import SafeString, mark_safe

from leveller.workbench.ground.pages import figures, store
from leveller.workbench.ground.pages.benchmarks import Benchmark
from leveller.workbench.ground.pages.charts import words
from leveller.workbench.ground.pages.charts.points import Axis, Estimate
from leveller.workbench.ground.pages.maps import classes as kinds
from leveller.workbench.ground.pages.maps import drawing
from leveller.workbench.ground.pages.maps.classes import NO_FIGURE, MapClass
from leveller.workbench.ground.pages.maps.outlines import (
    Outlines,
    Shapes,
    outlines,
    outlines_name,
    read,
)
from leveller.workbench.ground.pages.tables import Cell, Column, Interval, Kind, Row, Source, Table

LINKED_AT_MOST = 60  # areas that an inline drawing may have; more become a picture
LINKED = {"width": 480, "budget": 9_000}
PICTURE = {"width": 1000, "budget": 110_000}


@dataclass(frozen=True)
class Area:
    """One area with its figure. With a `benchmark` on any area, the classes are benchmarks."""

    code: str
    label: str
    estimate: Estimate
    benchmark: Benchmark | None = None
    link: str = ""


@dataclass(frozen=True)
class LegendEntry:
    label: str
    count: int
    swatch: SafeString
    sign: str


@dataclass(frozen=True)
class Map:
    """`svg` is empty when the map is a picture; `recipe` makes the picture and the downloads."""

    key: str
    title: str
    description: str
    heading: str
    table: Table
    legend: tuple[LegendEntry, ...]
    recipe: Mapping[str, object]
    width: int
    height: int
    svg: SafeString
    notes: tuple[str, ...] = ()


def choropleth(
    *,
    key: str,
    title: str,
    axis: Axis,
    areas: Sequence[Area],
    shapes: Shapes,
    over: Shapes | None = None,
    label: str = "Place",
    source: Source | None = None,
    notes: tuple[str, ...] = (),
    low_is_dark: bool = False,
) -> Map:
    """Areas without a shape are only in the table, and a note says how many they are.

    The highest values are the darkest, unless `low_is_dark`.
    """
    size = LINKED if len(areas) <= LINKED_AT_MOST else PICTURE
    drawn = outlines(shapes, over, **size)
    used, members = _classified(areas, axis, drawn, low_is_dark=low_is_dark)
    description = _description(axis, areas, used, members)
    recipe = {
        "kind": "map",
        "outlines": outlines_name(shapes, over, **size),
        "classes": [asdict(one) for one in used],
        "members": {code: one.key for code, one in members.items()},
        "title": title,
        "description": description,
        "heading": axis.heading,
        "source": f"Source: {source.text}" if source else "",
    }
    prefix = f"map-{key}"
    return Map(
        key=key,
        title=title,
        description=description,
        heading=axis.heading,
        table=_table(key, title, axis, areas, label, source, notes),
        legend=_legend(used, members, prefix),
        recipe=recipe,
        width=drawn.width,
        height=drawn.height,
        svg=_inline(areas, axis, drawn, used, members, prefix) if size is LINKED else SafeString(),
        notes=(*notes, *_unplaced(areas, drawn)),
    )


def _classified(
    areas: Sequence[Area], axis: Axis, drawn: Outlines, *, low_is_dark: bool
) -> tuple[list[MapClass], dict[str, MapClass]]:
    """The classes in use, and the class of every shape; a shape without a figure says so."""
    if any(area.benchmark for area in areas):
        held = [a.benchmark or Benchmark.NOT_COMPARED for a in areas if not a.estimate.is_missing]
        used = kinds.of_benchmarks(held)
        by_key = {one.key: one for one in used}
        found = {
            a.code: by_key[(a.benchmark or Benchmark.NOT_COMPARED).css]
            for a in areas
            if not a.estimate.is_missing
        }
    else:
        values = [a.estimate.value for a in areas if not a.estimate.is_missing]
        used = kinds.of_quantiles(values, axis, low_is_dark=low_is_dark)
        bounds = kinds.breaks(values, 5)
        found = {
            a.code: kinds.class_of(a.estimate.value, bounds, used)
            for a in areas
            if not a.estimate.is_missing
        }
    members = {code: found.get(code, NO_FIGURE) for code in drawn.paths}
    return [*used, *([NO_FIGURE] if NO_FIGURE in members.values() else [])], members


def _inline(
    areas: Sequence[Area],
    axis: Axis,
    drawn: Outlines,
    used: Sequence[MapClass],
    members: Mapping[str, MapClass],
    prefix: str,
) -> SafeString:
    named = {
        area.code: (area.link, f"{area.label}: {_said(area, axis, members.get(area.code))}")
        for area in areas
    }
    names = {code: named.get(code, ("", "")) for code in members}
    return mark_safe(drawing.inline(drawn, used, members, names, prefix))  # noqa: S308 escaped there


def _said(area: Area, axis: Axis, held: MapClass | None) -> str:
    if area.estimate.is_missing:
        return area.estimate.note or figures.NO_FIGURE
    judged = f", {held.label.lower()}" if area.benchmark and held else ""
    return f"{axis.words(area.estimate)}{judged}"


def _legend(
    used: Sequence[MapClass], members: Mapping[str, MapClass], prefix: str
) -> tuple[LegendEntry, ...]:
    counts = [sum(one is held for held in members.values()) for one in used]
    return tuple(
        LegendEntry(
            one.label,
            count,
            mark_safe(drawing.swatch(one, f"{prefix}-legend")),  # noqa: S308 made of constants
            one.sign,
        )
        for one, count in zip(used, counts, strict=True)
    )


def _unplaced(areas: Sequence[Area], drawn: Outlines) -> tuple[str, ...]:
    lost = [area.label for area in areas if area.code not in drawn.paths]
    return (f"Without a boundary, so only in the table: {words.few(lost)}.",) if lost else ()


def _description(
    axis: Axis,
    areas: Sequence[Area],
    used: Sequence[MapClass],
    members: Mapping[str, MapClass],
) -> str:
    pairs = [(area.label, area.estimate) for area in areas]
    counts = [(one.label, sum(held is one for held in members.values())) for one in used]
    sizes = figures.listed([f"{label} ({figures.number(n)})" for label, n in counts])
    return words.paragraph(words.ends(axis, pairs), f"Areas by class: {sizes}.")


def _table(
    key: str,
    title: str,
    axis: Axis,
    areas: Sequence[Area],
    label: str,
    source: Source | None,
    notes: tuple[str, ...],
) -> Table:
    columns = [
        Column("label", label),
        Column("code", "Code"),
        Column("value", axis.label, Kind.NUMBER, axis.unit, axis.decimals),
    ]
    if any(area.estimate.has_interval for area in areas):
        columns.append(Column("interval", "95% interval", Kind.INTERVAL, "", axis.decimals))
    if any(area.benchmark for area in areas):
        columns.append(Column("benchmark", "Compared with the benchmark", Kind.BENCHMARK))
    held = {column.key for column in columns}
    rows = [Row({k: v for k, v in _cells(area).items() if k in held}) for area in areas]
    return Table(key, title, tuple(columns), rows, notes=notes, source=source)


def _cells(area: Area) -> dict[str, object]:
    e = area.estimate
    return {
        "label": Cell(area.label, link=area.link),
        "code": area.code,
        "value": Cell(e.value, text=e.note if e.is_missing else ""),
        "interval": Interval(e.lower, e.upper) if e.has_interval else None,
        "benchmark": area.benchmark,
    }


def draw(recipe: Mapping[str, object], *, is_titled: bool) -> bytes:
    """The SVG of a recipe; FileNotFoundError when its outlines are no longer kept."""
    file = store.folder() / str(recipe["outlines"])
    used = [MapClass(**one) for one in recipe["classes"]]
    by_key = {one.key: one for one in used}
    members = {code: by_key[held] for code, held in recipe["members"].items()}
    lines = [recipe["title"], recipe["heading"], recipe["source"]] if is_titled else []
    drawn = drawing.picture(
        read(file.read_bytes()),
        used,
        members,
        title=str(recipe["title"]),
        description=str(recipe["description"]),
        heading=[str(line) for line in lines if line],
    )
    return drawn.encode()
