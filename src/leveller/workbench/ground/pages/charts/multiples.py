"""Small multiples: the same small trend for each place, on one scale, beside a benchmark."""

import json
from collections.abc import Sequence

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.charts import theme, words
from leveller.workbench.ground.pages.charts.chart import Chart, Drawing, Size, drawn
from leveller.workbench.ground.pages.charts.points import Axis, Series
from leveller.workbench.ground.pages.palette import BRAND, MUTED
from leveller.workbench.ground.pages.tables import Cell, Column, Kind, Source, Table

PANEL_HEIGHT = 110


def small_multiples(
    *,
    key: str,
    title: str,
    axis: Axis,
    series: Sequence[Series],
    benchmark: Series | None = None,
    label: str = "Place",
    source: Source | None = None,
    notes: tuple[str, ...] = (),
) -> Chart:
    """All series have the periods of the first."""
    periods = [point.period for point in series[0].points] if series else []
    records = [record for one in series for record in _records(one, benchmark, periods)]

    def draw(size: Size) -> Drawing:
        return _drawing(axis, series, benchmark, periods, records, size)

    return Chart(
        key=key,
        kind="Small line charts",
        title=title,
        description=_description(axis, series, benchmark),
        table=_table(key, title, axis, series, benchmark, label, periods, source, notes),
        notes=("All have one vertical axis, which does not start at zero.", *notes),
        **drawn(draw),
    )


def _records(one: Series, benchmark: Series | None, periods: list[str]) -> list[theme.Record]:
    held = {p.period: p.estimate.value for p in benchmark.points} if benchmark else {}
    records = []
    for i, period in enumerate(periods):
        e = next((p.estimate for p in one.points if p.period == period), None)
        bounds = {"lower": e.lower, "upper": e.upper} if e and e.has_interval else {}
        value = e.value if e else None
        records.append(
            {"panel": one.label, "x": i, "value": value, "other": held.get(period), **bounds}
        )
    return records


def _drawing(
    axis: Axis,
    series: Sequence[Series],
    benchmark: Series | None,
    periods: list[str],
    records: list[theme.Record],
    size: Size,
) -> Drawing:
    columns = 2 if size.is_narrow else 4
    width = (size.width - 60 - 14 * columns) // columns
    rows = -(-len(series) // columns)
    line = f"Dashed line: {benchmark.label}" if benchmark else ""
    title = {"text": theme.wrapped(axis.heading, size), "subtitle": theme.wrapped(line, size)}
    header = {"title": None, "labelAnchor": "start", "labelLimit": width}
    facet = {
        "field": "panel",
        "type": "nominal",
        "sort": [s.label for s in series],
        "header": header,
    }
    spec = {
        "$schema": theme.SCHEMA,
        "data": {"values": records},
        "title": title,
        "facet": facet,
        "columns": columns,
        "spacing": {"row": 14, "column": 14},
        "spec": {"width": width, "height": PANEL_HEIGHT, "layer": _layers(periods)},
        "padding": theme.PADDING,
        "config": theme.config(size.font),
    }
    height = rows * (PANEL_HEIGHT + 50) + theme.head_room(size, axis.heading, line)
    return Drawing(spec, size.width, height)


def _layers(periods: list[str]) -> list[theme.Record]:
    last = max(len(periods) - 1, 0)
    labels = [figures.short_period(period) for period in periods]
    ends = {
        "values": [0, last],
        "labelExpr": f"{json.dumps(labels)}[datum.value]",
        "labelAlign": {
            "condition": {"test": "datum.value == 0", "value": "left"},
            "value": "right",
        },
        "ticks": False,
    }
    x = theme.quantitative("x", title=None, axis=ends, scale={"domain": [0, last], "nice": False})
    scale = {"zero": False, "nice": True}
    y = theme.quantitative("value", title=None, scale=scale, axis={"tickCount": 4})
    only = [{"filter": "isValid(datum.lower)"}]
    return [
        {"transform": only, "mark": {"type": "area", "opacity": 0.18, "color": BRAND},
         "encoding": {"x": x, "y": {**y, "field": "lower"}, "y2": {"field": "upper"}}},
        {"mark": {"type": "line", "color": MUTED, "strokeDash": [5, 3], "strokeWidth": 1.5},
         "encoding": {"x": x, "y": {**y, "field": "other"}}},
        {"mark": {"type": "line", "color": BRAND, "strokeWidth": 2.5},
         "encoding": {"x": x, "y": y}},
    ]  # fmt: skip


def _description(axis: Axis, series: Sequence[Series], benchmark: Series | None) -> str:
    last = [(one.label, one.points[-1].estimate) for one in series if one.points]
    when = figures.period(series[0].points[-1].period) if series and series[0].points else ""
    return words.paragraph(
        f"In {when}:" if when else "",
        words.ends(axis, last),
        words.missing([name for name, estimate in last if estimate.is_missing]),
        words.change(axis, benchmark) if benchmark else "",
    )


def _table(
    key: str,
    title: str,
    axis: Axis,
    series: Sequence[Series],
    benchmark: Series | None,
    label: str,
    periods: list[str],
    source: Source | None,
    notes: tuple[str, ...],
) -> Table:
    shown = [*series, benchmark] if benchmark else list(series)
    columns = [
        Column(f"period_{i}", figures.period(period), Kind.NUMBER, axis.unit, axis.decimals)
        for i, period in enumerate(periods)
    ]
    rows = [{"label": one.label, **_cells(one, periods)} for one in shown]
    return Table(key, title, (Column("label", label), *columns), rows, notes=notes, source=source)


def _cells(one: Series, periods: list[str]) -> dict[str, object]:
    at = {period: i for i, period in enumerate(periods)}
    return {
        f"period_{at[p.period]}": Cell(
            p.estimate.value, text=p.estimate.note if p.estimate.is_missing else ""
        )
        for p in one.points
        if p.period in at
    }
