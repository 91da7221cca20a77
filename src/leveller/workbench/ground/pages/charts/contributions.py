"""What a gap is made of: a bar for each group of people, its parts the causes or the ages."""

from collections.abc import Sequence
from dataclasses import dataclass

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.charts import theme, words
from leveller.workbench.ground.pages.charts.chart import Chart, Drawing, Size, drawn
from leveller.workbench.ground.pages.charts.points import Axis
from leveller.workbench.ground.pages.palette import INK, MUTED, SERIES
from leveller.workbench.ground.pages.tables import Column, Kind, Source, Table

REST = "Other"


@dataclass(frozen=True)
class Contribution:
    """`parts` of one group add up to its whole; some may be negative, and narrow the gap."""

    label: str
    parts: dict[str, float]

    @property
    def total(self) -> float:
        return sum(self.parts.values())


def contributions(
    *,
    key: str,
    title: str,
    axis: Axis,
    groups: Sequence[Contribution],
    part: str = "Cause",
    source: Source | None = None,
    notes: tuple[str, ...] = (),
) -> Chart:
    """The six largest parts stand for themselves, the rest together; each carries a number."""
    kept = _largest(groups)
    numbered = {name: f"{i} {name}" for i, name in enumerate(kept, 1)}
    records = [record for group in groups for record in _segments(group, numbered)]
    totals = [{"label": g.label, "value": g.total, "text": _bare(axis, g)} for g in groups]

    def draw(size: Size) -> Drawing:
        legend_rows = len(kept) if size.is_narrow else (len(kept) + 1) // 2
        room = theme.head_room(size, axis.heading) + 22 * legend_rows
        layers = _layers(groups, list(numbered.values()), totals, size)
        height = 58 * len(groups) + room + 40
        return theme.drawing(size, height, layers, axis.heading, records)

    return Chart(
        key=key,
        kind="Stacked bar chart",
        title=title,
        description=_description(axis, groups),
        table=_table(key, title, axis, groups, part, source, notes),
        notes=notes,
        **drawn(draw),
    )


def _bare(axis: Axis, group: Contribution) -> str:
    """Without its unit, which stands at the head: the room beside a bar is short."""
    return figures.number(group.total, axis.decimals)


def _largest(groups: Sequence[Contribution]) -> list[str]:
    sizes: dict[str, float] = {}
    for group in groups:
        for name, value in group.parts.items():
            sizes[name] = sizes.get(name, 0) + abs(value)
    ordered = sorted((n for n in sizes if n != REST), key=lambda n: -sizes[n])
    room = len(SERIES)
    return ordered if len(ordered) <= room and REST not in sizes else [*ordered[:room], REST]


def _segments(group: Contribution, numbered: dict[str, str]) -> list[theme.Record]:
    """Positive parts are laid end to end to the right of zero, negative ones to its left."""
    values = dict.fromkeys(numbered, 0.0)
    for name, value in group.parts.items():
        values[name if name in values else REST] += value
    ends = {True: 0.0, False: 0.0}
    segments = []
    for name, value in values.items():
        start = ends[value >= 0]
        ends[value >= 0] = end = start + value
        middle, number = (start + end) / 2, numbered[name].partition(" ")[0]
        place = {"start": start, "end": end, "middle": middle, "width": abs(value)}
        segments.append({"label": group.label, "part": numbered[name], "text": number, **place})
    return segments


def _layers(
    groups: Sequence[Contribution], parts: list[str], totals: list[theme.Record], size: Size
) -> list[theme.Record]:
    y = theme.down([group.label for group in groups], size)
    x = theme.across(size, from_zero=True, field="start")
    colours = [*SERIES[: len(parts)], MUTED]
    legend = {"columns": 1 if size.is_narrow else 2, "symbolType": "square", "symbolOpacity": 1}
    scale = {"domain": parts, "range": colours[: len(parts)]}
    colour = {"field": "part", "type": "nominal", "scale": scale, "legend": legend}
    widest = sum(abs(v) for v in max(groups, key=lambda g: abs(g.total)).parts.values())
    least = 0.1 if size.is_narrow else 0.045  # of the widest bar, to hold its number
    mark = {"type": "bar", "height": 34, "stroke": "white", "strokeWidth": 1.5}
    text = {"type": "text", "color": "white", "fontWeight": "bold"}
    return [
        {"mark": mark, "encoding": {"y": y, "x": x, "x2": {"field": "end"}, "color": colour}},
        {"transform": [{"filter": f"datum.width > {widest * least}"}], "mark": text,
         "encoding": {"y": y, "x": {**x, "field": "middle"}, "text": {"field": "text"}}},
        {"data": {"values": totals}, "mark": {"type": "text", "align": "right", "dx": 76,
         "fontWeight": "bold", "color": INK},
         "encoding": {"y": y, "x": {"value": "width"}, "text": {"field": "text"}}},
    ]  # fmt: skip


def _description(axis: Axis, groups: Sequence[Contribution]) -> str:
    return words.paragraph(*(_sentence(axis, group) for group in groups))


def _sentence(axis: Axis, group: Contribution) -> str:
    named = [p for p in group.parts.items() if p[0] != REST and p[1] > 0]
    adding = sorted(named, key=lambda p: -p[1])[:3]
    narrowing = [p for p in group.parts.items() if p[1] < 0]
    total = f"{group.label}: {axis.figure(group.total)} in all."
    most, less = (
        figures.listed([f"{name} ({figures.number(value, axis.decimals)})" for name, value in some])
        for some in (adding, narrowing)
    )
    return words.paragraph(
        total,
        f"The largest named causes are {most}." if most else "",
        f"It is narrowed by {less}." if less else "",
    )


def _table(
    key: str,
    title: str,
    axis: Axis,
    groups: Sequence[Contribution],
    part: str,
    source: Source | None,
    notes: tuple[str, ...],
) -> Table:
    names = list(dict.fromkeys(name for group in groups for name in group.parts))
    columns = [
        Column(f"group_{i}", group.label, Kind.NUMBER, axis.unit, axis.decimals)
        for i, group in enumerate(groups)
    ]
    rows: list[dict[str, object]] = [
        {"part": name, **{f"group_{i}": g.parts.get(name) for i, g in enumerate(groups)}}
        for name in names
    ]
    rows.append({"part": "All", **{f"group_{i}": g.total for i, g in enumerate(groups)}})
    return Table(key, title, (Column("part", part), *columns), rows, notes=notes, source=source)
