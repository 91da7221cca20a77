"""A spine chart: many indicators of one place, each against the country and all other places.

Every indicator is scaled to its own range, with the country in the middle. Where one end is the
good one it lies to the right; where neither is, right means higher.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.benchmarks import Benchmark
from leveller.workbench.ground.pages.charts import theme, words
from leveller.workbench.ground.pages.charts.chart import Chart, Drawing, Size, drawn
from leveller.workbench.ground.pages.charts.points import Estimate
from leveller.workbench.ground.pages.palette import INK, MUTED
from leveller.workbench.ground.pages.tables import Cell, Column, Interval, Kind, Source, Table

RANGE, MIDDLE = "#e4eaeb", "#b3c0c3"
MOST_LINES = 3


@dataclass(frozen=True)
class SpineRow:
    """`lowest` to `highest` and the quartiles are those of all places of the same kind."""

    indicator: str
    period: str
    unit: str
    decimals: int
    place: Estimate
    country: float
    lowest: float
    highest: float
    lower_quartile: float | None = None
    upper_quartile: float | None = None
    region: float | None = None
    benchmark: Benchmark = Benchmark.NOT_COMPARED
    higher_is_better: bool | None = None
    link: str = ""

    def position(self, value: float) -> float:
        """-1 to 1: the country at 0, the farther of the two extremes at -1 or 1."""
        reach = max(abs(self.highest - self.country), abs(self.country - self.lowest))
        direction = -1 if self.higher_is_better is False else 1
        return direction * (value - self.country) / reach if reach else 0.0


def spine(
    *,
    key: str,
    title: str,
    rows: Sequence[SpineRow],
    place: str,
    country: str = "England",
    region: str = "",
    others: str = "councils",
    source: Source | None = None,
    notes: tuple[str, ...] = (),
) -> Chart:
    known = [row for row in rows if not row.place.is_missing]
    records = [_record(row) for row in known]
    legend = (
        f"Middle line: {country}. Light bar: lowest to highest of the {others}; dark bar: the "
        f"middle half of them.{f' Cross: {region}.' if region else ''} "
        "To the right is better, or higher where neither end is better."
    )

    def draw(size: Size) -> Drawing:
        held = {row.benchmark for row in known}
        rows_of_legend = theme.legend_rows(list(held), size)
        room = theme.head_room(size, place, legend, legend_rows=rows_of_legend)
        height = theme.row_height(size, MOST_LINES) * len(known) + room
        return theme.drawing(size, height, _layers(known, size), place, records, subheading=legend)

    return Chart(
        key=key,
        kind="Spine chart",
        title=title,
        description=_description(rows, place, country),
        table=_table(key, title, rows, place, country, region, source, notes),
        notes=("Each indicator has a scale of its own.", *notes),
        **drawn(draw),
    )


def _record(row: SpineRow) -> theme.Record:
    at = {
        "place": row.place.value,
        "lowest": row.lowest,
        "highest": row.highest,
        "low": row.lower_quartile,
        "high": row.upper_quartile,
        "region": row.region,
    }
    positions = {k: row.position(v) for k, v in at.items() if v is not None}
    text = figures.quantity(row.place.value, row.unit if row.unit == "%" else "", row.decimals)
    return {"label": row.indicator, "class": row.benchmark.look.label, "text": text, **positions}


def _layers(known: Sequence[SpineRow], size: Size) -> list[theme.Record]:
    y = theme.down([row.indicator for row in known], size, MOST_LINES)
    scale = {"domain": [-1.05, 1.05], "nice": False}

    def x(field: str) -> theme.Encoding:
        return theme.quantitative(field, scale=scale, axis=None)

    look = theme.classes([row.benchmark for row in known], size)
    values = {"y": y, "x": {"value": "width"}, "text": {"field": "text"}}
    cross = {**theme.dots(70), "shape": "cross", "angle": 45, "color": INK}
    return [
        _bar("lowest", "highest", RANGE, y, x),
        _bar("low", "high", MIDDLE, y, x),
        {"data": {"values": [{"zero": 0}]}, "encoding": {"x": x("zero")},
         "mark": {"type": "rule", "color": INK, "strokeWidth": 1.5}},
        {"transform": [{"filter": "isValid(datum.region)"}], "mark": cross,
         "encoding": {"y": y, "x": x("region")}},
        {"mark": {**theme.dots(150), "stroke": "white", "strokeWidth": 1},
         "encoding": {"y": y, "x": x("place"), **look}},
        {"mark": {"type": "text", "align": "right", "dx": 60}, "encoding": values},
    ]  # fmt: skip


def _bar(start: str, end: str, colour: str, y: theme.Encoding, x: object) -> theme.Record:
    mark = {"type": "bar", "height": 14, "color": colour, "stroke": MUTED, "strokeWidth": 0.8}
    return {
        "transform": [{"filter": f"isValid(datum.{start})"}],
        "mark": mark,
        "encoding": {"y": y, "x": x(start), "x2": {"field": end}},
    }


def _description(rows: Sequence[SpineRow], place: str, country: str) -> str:
    held = [(b, [r.indicator for r in rows if r.benchmark == b]) for b in Benchmark]
    judged = [(b, names) for b, names in held if names and b != Benchmark.NOT_COMPARED]
    return words.paragraph(
        f"{figures.number(len(rows))} indicators of {place}, each against {country}.",
        *(f"{b.look.label}: {words.few(names, 8)}." for b, names in judged),
        words.missing([row.indicator for row in rows if row.place.is_missing]),
    )


def _table(
    key: str,
    title: str,
    rows: Sequence[SpineRow],
    place: str,
    country: str,
    region: str,
    source: Source | None,
    notes: tuple[str, ...],
) -> Table:
    columns = (
        Column("indicator", "Indicator"),
        Column("period", "Period"),
        Column("unit", "Unit"),
        Column("place", place, Kind.NUMBER),
        Column("interval", "95% interval", Kind.INTERVAL),
        Column("benchmark", f"Compared with {country}", Kind.BENCHMARK),
        *((Column("region", region, Kind.NUMBER),) if region else ()),
        Column("country", country, Kind.NUMBER),
        Column("lowest", "Lowest", Kind.NUMBER),
        Column("highest", "Highest", Kind.NUMBER),
    )
    held = {column.key for column in columns}
    cells = [{k: v for k, v in _cells(row).items() if k in held} for row in rows]
    return Table(key, title, columns, cells, notes=notes, source=source)


def _cells(row: SpineRow) -> dict[str, object]:
    def figure(value: float | None) -> Cell:
        return Cell(value, text=figures.number(value, row.decimals))

    e = row.place
    bounds = Cell(Interval(e.lower, e.upper), text=figures.interval(e.lower, e.upper, row.decimals))
    return {
        "indicator": Cell(row.indicator, link=row.link),
        "period": figures.period(row.period),
        "unit": row.unit,
        "place": Cell(e.value, text=e.note) if e.is_missing else figure(e.value),
        "interval": bounds if e.has_interval else None,
        "benchmark": row.benchmark,
        "region": figure(row.region),
        "country": figure(row.country),
        "lowest": figure(row.lowest),
        "highest": figure(row.highest),
    }
