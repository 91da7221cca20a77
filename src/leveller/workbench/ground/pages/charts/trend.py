"""A trend: lines through the periods with their intervals as ribbons, a benchmark, and breaks."""

import json
from collections.abc import Sequence

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.charts import theme, words
from leveller.workbench.ground.pages.charts.chart import Chart, Drawing, Size, drawn
from leveller.workbench.ground.pages.charts.points import Axis, Break, Series
from leveller.workbench.ground.pages.palette import MUTED
from leveller.workbench.ground.pages.tables import Cell, Column, Interval, Kind, Source, Table


def trend(
    *,
    key: str,
    title: str,
    axis: Axis,
    series: Sequence[Series],
    benchmark: Series | None = None,
    breaks: Sequence[Break] = (),
    source: Source | None = None,
    notes: tuple[str, ...] = (),
) -> Chart:
    """Periods come in the order given; a line is never drawn across a gap or a break."""
    shown = [*series, benchmark] if benchmark else list(series)
    periods = _periods(shown)
    records = _records(shown, periods, breaks)
    rules = [{"at": periods.index(b.period) - 0.5} for b in breaks if b.period in periods]

    def draw(size: Size) -> Drawing:
        layers = _layers(shown, benchmark, periods, rules, size)
        return theme.drawing(size, 300 if size.is_narrow else 360, layers, axis.heading, records)

    return Chart(
        key=key,
        kind="Line chart",
        title=title,
        description=_description(axis, shown, breaks),
        table=_table(key, title, axis, shown, periods, source, notes),
        notes=_notes(breaks, notes),
        **drawn(draw),
    )


def _periods(shown: Sequence[Series]) -> list[str]:
    """Those of the longest series, and any others after them, in the order given."""
    longest = max(shown, key=lambda s: len(s.points), default=Series("", ()))
    order = dict.fromkeys(p.period for s in (longest, *shown) for p in s.points)
    return list(order)


def _records(
    shown: Sequence[Series], periods: list[str], breaks: Sequence[Break]
) -> list[theme.Record]:
    at = {period: i for i, period in enumerate(periods)}
    starts = sorted(at[b.period] for b in breaks if b.period in at)
    records: list[theme.Record] = []
    for one in shown:
        segment, before = 0, -1
        for point in one.known:
            index, e = at[point.period], point.estimate
            is_broken = any(before < start <= index for start in starts)
            if before >= 0 and (index != before + 1 or is_broken):
                segment += 1
            before = index
            bounds = {"lower": e.lower, "upper": e.upper} if e.has_interval else {}
            part = {"series": one.label, "segment": f"{one.label} {segment}"}
            records.append({"x": index, "value": e.value, **bounds, **part})
    return records


def _layers(
    shown: Sequence[Series],
    benchmark: Series | None,
    periods: list[str],
    rules: list[theme.Record],
    size: Size,
) -> list[theme.Record]:
    y = theme.quantitative("value", title=None, scale={"zero": False, "nice": True})
    x = theme.quantitative("x", title=None, axis=_period_axis(periods), scale=_padded(len(periods)))
    look = theme.names([one.label for one in shown], benchmark=benchmark.label if benchmark else "")
    detail = {"detail": {"field": "segment"}}
    ribbon = {
        "transform": [{"filter": "isValid(datum.lower)"}],
        "mark": {"type": "area", "opacity": 0.16},
        "encoding": {
            "x": x,
            "y": {**y, "field": "lower"},
            "y2": {"field": "upper"},
            "color": look["color"],
            **detail,
        },
    }
    line = {
        "mark": {"type": "line", "strokeWidth": 2.5},
        "encoding": {"x": x, "y": y, **{k: look[k] for k in ("color", "strokeDash")}, **detail},
    }
    points = {
        "mark": theme.dots(50 if size.is_narrow else 70),
        "encoding": {"x": x, "y": y, **{k: look[k] for k in ("color", "shape")}},
    }
    return [ribbon, line, points, *_break_rules(rules, x)]


def _period_axis(periods: list[str]) -> theme.Encoding:
    labels = [figures.short_period(period) for period in periods]
    return {
        "values": list(range(len(periods))),
        "labelExpr": f"{json.dumps(labels)}[datum.value]",
        "labelOverlap": "greedy",
        "labelSeparation": 12,
        "labelFlush": False,
        "grid": False,
    }


def _padded(count: int) -> theme.Encoding:
    return {"domain": [-0.3, max(count - 1, 0) + 0.3], "nice": False}


def _break_rules(rules: list[theme.Record], x: theme.Encoding) -> list[theme.Record]:
    if not rules:
        return []
    mark = {"type": "rule", "strokeDash": [4, 4], "color": MUTED, "strokeWidth": 1.5}
    return [{"data": {"values": rules}, "mark": mark, "encoding": {"x": {**x, "field": "at"}}}]


def _description(axis: Axis, shown: Sequence[Series], breaks: Sequence[Break]) -> str:
    last_break = breaks[-1] if breaks else None
    sentences = []
    for one in shown:
        labels = [point.period for point in one.points]
        start = labels.index(last_break.period) if last_break and last_break.period in labels else 0
        sentences.append(words.change(axis, one, start=start))
    return words.paragraph(*sentences, _warning(last_break))


def _warning(last_break: Break | None) -> str:
    if last_break is None:
        return ""
    return f"Figures before {figures.period(last_break.period)} can't be compared with later ones."


def _notes(breaks: Sequence[Break], notes: tuple[str, ...]) -> tuple[str, ...]:
    said = (f"Break before {figures.period(b.period)} (dashed line): {b.reason}" for b in breaks)
    return ("The vertical axis does not start at zero.", *said, *notes)


def _table(
    key: str,
    title: str,
    axis: Axis,
    shown: Sequence[Series],
    periods: list[str],
    source: Source | None,
    notes: tuple[str, ...],
) -> Table:
    many = len(shown) > 1
    columns = [Column("period", "Period")]
    for i, one in enumerate(shown):
        columns += _columns(axis, i, one, many)
    rows = [{"period": figures.period(period)} for period in periods]
    for i, one in enumerate(shown):
        held = {point.period: point.estimate for point in one.points}
        for period, row in zip(periods, rows, strict=True):
            if e := held.get(period):
                text = e.note if e.is_missing else ""
                row[f"value_{i}"] = Cell(e.value, text=text, note="" if text else e.note)
                if e.has_interval:
                    row[f"interval_{i}"] = Interval(e.lower, e.upper)
    return Table(key, title, tuple(columns), rows, notes=notes, source=source)


def _columns(axis: Axis, index: int, one: Series, many: bool) -> list[Column]:
    name = one.label if many else axis.label
    columns = [Column(f"value_{index}", name, Kind.NUMBER, axis.unit, axis.decimals)]
    if any(point.estimate.has_interval for point in one.points):
        label = f"{one.label}: 95% interval" if many else "95% interval"
        columns.append(Column(f"interval_{index}", label, Kind.INTERVAL, "", axis.decimals))
    return columns
