"""Two points in time, a line for each place: who moved, and in which direction."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.charts import theme, words
from leveller.workbench.ground.pages.charts.chart import Chart, Drawing, Size, drawn
from leveller.workbench.ground.pages.charts.points import Axis, Estimate
from leveller.workbench.ground.pages.palette import BRAND, MUTED
from leveller.workbench.ground.pages.tables import Cell, Column, Interval, Kind, Source, Table

MOST_LABELS = 14


@dataclass(frozen=True)
class Change:
    label: str
    before: Estimate
    after: Estimate
    is_emphasised: bool = False

    @property
    def is_known(self) -> bool:
        return not (self.before.is_missing or self.after.is_missing)


def slopes(
    *,
    key: str,
    title: str,
    axis: Axis,
    periods: tuple[str, str],
    changes: Sequence[Change],
    label: str = "Place",
    source: Source | None = None,
    notes: tuple[str, ...] = (),
) -> Chart:
    """Every place is named when there are at most fourteen, else those that are emphasised."""
    known = [one for one in changes if one.is_known]
    records = [record for one in known for record in _records(one)]
    named = known if len(known) <= MOST_LABELS else [c for c in known if c.is_emphasised]

    def draw(size: Size) -> Drawing:
        height = max(300, 24 * len(named) + 80)
        layers = [*_lines(periods, size), *_labels(named, axis, height - 80, size)]
        return theme.drawing(size, height, layers, axis.heading, records)

    return Chart(
        key=key,
        kind="Slope chart",
        title=title,
        description=_description(axis, changes, periods),
        table=_table(key, title, axis, periods, changes, label, source, notes),
        notes=("The vertical axis does not start at zero.", *notes),
        **drawn(draw),
    )


def _records(one: Change) -> list[theme.Record]:
    ends = ((0, one.before), (1, one.after))
    return [
        {"label": one.label, "x": x, "value": e.value, "main": one.is_emphasised} for x, e in ends
    ]


def _lines(periods: tuple[str, str], size: Size) -> list[theme.Record]:
    shown = figures.short_period if size.is_narrow else figures.period
    names = [shown(period) for period in periods]
    x = theme.quantitative(
        "x",
        title=None,
        scale={"domain": [0, 1], "nice": False},
        axis={
            "values": [0, 1],
            "labelExpr": f"{json.dumps(names)}[datum.value]",
            "orient": "top",
            "grid": True,
            "domain": False,
            "ticks": False,
        },
    )
    y = theme.quantitative("value", axis=None, scale={"zero": False, "nice": False})
    main = {"condition": {"test": "datum.main", "value": BRAND}, "value": MUTED}
    width = {"condition": {"test": "datum.main", "value": 4}, "value": 1.5}
    shared = {"x": x, "y": y, "color": main}
    line = {"mark": "line", "encoding": {**shared, "size": width, "detail": {"field": "label"}}}
    return [line, {"mark": theme.dots(70), "encoding": shared}]


def _labels(named: Sequence[Change], axis: Axis, height: int, size: Size) -> list[theme.Record]:
    values = [e.value for one in named for e in (one.before, one.after)]
    reach = (max(values) - min(values)) if values else 0
    gap = reach * (size.font + 3) / height
    left = spread([one.before.value for one in named], gap)
    right = spread([one.after.value for one in named], gap)
    length = 16 if size.is_narrow else 40
    before = [_label(at, one, one.before, axis) for at, one in zip(left, named, strict=True)]
    after = [
        _label(at, one, one.after, axis, _short(one.label, length))
        for at, one in zip(right, named, strict=True)
    ]
    return [_texts(before, 0, "right", -10), _texts(after, 1, "left", 10)]


def _label(at: float, one: Change, e: Estimate, axis: Axis, name: str = "") -> theme.Record:
    text = f"{figures.number(e.value, axis.decimals)}  {name}".rstrip()
    return {"y": at, "text": text, "main": one.is_emphasised}


def _short(label: str, length: int) -> str:
    return label if len(label) <= length else f"{label[: length - 1].rstrip()}…"


def _texts(data: list[theme.Record], x: int, align: str, dx: int) -> theme.Record:
    weight = {"expr": "datum.main ? 'bold' : 'normal'"}
    return {
        "data": {"values": data},
        "mark": {"type": "text", "align": align, "dx": dx, "fontWeight": weight},
        "encoding": {
            "x": {"datum": x, "type": "quantitative"},
            "y": theme.quantitative("y"),
            "text": {"field": "text"},
        },
    }


def spread(values: Sequence[float], gap: float) -> list[float]:
    """Positions near the values, in their order, none closer to the next than `gap`.

    Labels that would overlap form a group that is centred on the mean of its values.
    """
    order = sorted(range(len(values)), key=values.__getitem__)
    groups: list[list[int]] = []
    for index in order:
        groups.append([index])
        while len(groups) > 1 and _foot(groups[-1], values, gap) < _head(groups[-2], values, gap):
            groups[-2:] = [groups[-2] + groups[-1]]
    placed = [0.0] * len(values)
    for group in groups:
        middle, half = _mean(group, values), (len(group) - 1) * gap / 2
        for step, index in enumerate(group):
            placed[index] = middle - half + step * gap
    return placed


def _mean(group: list[int], values: Sequence[float]) -> float:
    return sum(values[i] for i in group) / len(group)


def _foot(group: list[int], values: Sequence[float], gap: float) -> float:
    return _mean(group, values) - (len(group) - 1) * gap / 2


def _head(group: list[int], values: Sequence[float], gap: float) -> float:
    """The lowest place that is free above the group."""
    return _mean(group, values) + (len(group) + 1) * gap / 2


def _description(axis: Axis, changes: Sequence[Change], periods: tuple[str, str]) -> str:
    by = {verdict: [] for verdict in words.Verdict}
    for one in changes:
        if one.is_known:
            by[words.against(one.after, one.before)].append(one.label)
    said = {
        words.Verdict.HIGHER: "Higher in the later period",
        words.Verdict.LOWER: "Lower in the later period",
        words.Verdict.CANNOT_TELL: "No change can be told, since the intervals overlap",
        words.Verdict.NO_INTERVAL: "Without intervals to judge by",
    }
    return words.paragraph(
        f"From {figures.period(periods[0])} to {figures.period(periods[1])}.",
        *(f"{said[verdict]}: {words.few(names)}." for verdict, names in by.items() if names),
        words.missing([one.label for one in changes if not one.is_known]),
    )


def _table(
    key: str,
    title: str,
    axis: Axis,
    periods: tuple[str, str],
    changes: Sequence[Change],
    label: str,
    source: Source | None,
    notes: tuple[str, ...],
) -> Table:
    columns = [Column("label", label)]
    for name, one in zip(("before", "after"), periods, strict=True):
        shown = figures.period(one)
        columns.append(Column(name, shown, Kind.NUMBER, axis.unit, axis.decimals))
        columns.append(
            Column(f"{name}_interval", f"{shown}: 95% interval", Kind.INTERVAL, "", axis.decimals)
        )
    rows = [
        {"label": one.label, **_cells("before", one.before), **_cells("after", one.after)}
        for one in changes
    ]
    return Table(key, title, tuple(columns), rows, notes=notes, source=source)


def _cells(name: str, e: Estimate) -> dict[str, object]:
    bounds = Interval(e.lower, e.upper) if e.has_interval else None
    return {name: Cell(e.value, text=e.note if e.is_missing else ""), f"{name}_interval": bounds}
