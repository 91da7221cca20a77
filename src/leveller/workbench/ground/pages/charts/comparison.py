"""Places or groups compared: a dot or a bar each, with its interval, beside a benchmark."""

from collections.abc import Sequence
from dataclasses import dataclass

from leveller.workbench.ground.pages.benchmarks import Benchmark
from leveller.workbench.ground.pages.charts import theme, words
from leveller.workbench.ground.pages.charts.chart import Chart, Drawing, Size, drawn
from leveller.workbench.ground.pages.charts.points import Axis, Estimate
from leveller.workbench.ground.pages.figures import number
from leveller.workbench.ground.pages.palette import BRAND, INK, MUTED
from leveller.workbench.ground.pages.tables import (
    Cell,
    Column,
    Interval,
    Kind,
    Row,
    Source,
    Table,
)


@dataclass(frozen=True)
class Compared:
    """`link` leads from the table to the page of what is compared."""

    label: str
    estimate: Estimate
    benchmark: Benchmark | None = None
    link: str = ""
    is_emphasised: bool = False


def comparison(
    *,
    key: str,
    title: str,
    axis: Axis,
    compared: Sequence[Compared],
    benchmark: tuple[str, float] | None = None,
    as_bars: bool = False,
    in_order: bool = False,
    label: str = "Place",
    source: Source | None = None,
    notes: tuple[str, ...] = (),
) -> Chart:
    """Highest first unless `in_order`; those without a figure come last and are named.

    Bars start at zero and suit counts and shares; dots need not and suit the rest.
    """
    rows = list(compared) if in_order else _sorted(compared)
    known = [row for row in rows if not row.estimate.is_missing]
    records = [_record(row, axis) for row in known]

    def draw(size: Size) -> Drawing:
        line = f"Dashed line: {benchmark[0]}, {axis.figure(benchmark[1])}" if benchmark else ""
        held = [_class(row) for row in known] if any(row.benchmark for row in known) else []
        rows_of_legend = theme.legend_rows(held, size)
        room = theme.head_room(size, axis.heading, line, legend_rows=rows_of_legend)
        height = theme.row_height(size) * len(known) + room + 30
        layers = _layers(known, benchmark, size, as_bars=as_bars)
        return theme.drawing(size, height, layers, axis.heading, records, subheading=line)

    return Chart(
        key=key,
        kind="Bar chart" if as_bars else "Dot plot with intervals",
        title=title,
        description=_description(axis, rows, benchmark),
        table=_table(key, title, axis, rows, label, source, notes),
        notes=notes if as_bars else ("The axis does not start at zero.", *notes),
        **drawn(draw),
    )


def _sorted(compared: Sequence[Compared]) -> list[Compared]:
    return sorted(
        compared, key=lambda row: (row.estimate.is_missing, -(row.estimate.value or 0), row.label)
    )


def _record(row: Compared, axis: Axis) -> theme.Record:
    e = row.estimate
    shown = {"text": number(e.value, axis.decimals), "class": _class(row).look.label}
    bounds = {"lower": e.lower, "upper": e.upper} if e.has_interval else {}
    return {"label": row.label, "value": e.value, **bounds, **shown}


def _class(row: Compared) -> Benchmark:
    return row.benchmark or Benchmark.NOT_COMPARED


def _layers(
    known: Sequence[Compared],
    benchmark: tuple[str, float] | None,
    size: Size,
    *,
    as_bars: bool,
) -> list[theme.Record]:
    x = theme.across(size, from_zero=as_bars)
    y = theme.down([row.label for row in known], size)
    intervals = {
        "transform": [{"filter": "isValid(datum.lower)"}],
        "mark": {"type": "rule", "strokeWidth": 2, "color": INK if as_bars else MUTED},
        "encoding": {"y": y, "x": {**x, "field": "lower"}, "x2": {"field": "upper"}},
    }
    figures = {
        "mark": {"type": "text", "align": "right", "dx": 52},
        "encoding": {"y": y, "x": {"value": "width"}, "text": {"field": "text"}},
    }
    marks = _bars(x, y) if as_bars else _dots(known, x, y, size)
    line = [theme.benchmark_line(benchmark[1])] if benchmark else []
    order = [marks, intervals] if as_bars else [intervals, marks]
    return [*line, *order, figures]


def _dots(
    known: Sequence[Compared], x: theme.Encoding, y: theme.Encoding, size: Size
) -> theme.Record:
    has_classes = any(row.benchmark for row in known)
    look = theme.classes([_class(row) for row in known], size) if has_classes else {}
    mark = {**theme.dots(110), "color": BRAND}
    return {"mark": mark, "encoding": {"x": x, "y": y, **look}}


def _bars(x: theme.Encoding, y: theme.Encoding) -> theme.Record:
    mark = {"type": "bar", "color": BRAND, "opacity": 0.75, "height": {"band": 0.6}}
    return {"mark": mark, "encoding": {"x": x, "y": y}}


def _description(axis: Axis, rows: Sequence[Compared], benchmark: tuple[str, float] | None) -> str:
    pairs = [(row.label, row.estimate) for row in rows]
    return words.paragraph(
        words.ends(axis, pairs),
        f"{benchmark[0]}: {axis.figure(benchmark[1])}." if benchmark else "",
        *_counts(rows),
        words.missing([name for name, estimate in pairs if estimate.is_missing]),
    )


def _counts(rows: Sequence[Compared]) -> list[str]:
    held = [row.benchmark for row in rows if row.benchmark]
    counts = [(b, [r.label for r in rows if r.benchmark == b]) for b in Benchmark if b in held]
    return [f"{b.look.label}: {words.few(names)}." for b, names in counts]


def _table(
    key: str,
    title: str,
    axis: Axis,
    rows: Sequence[Compared],
    label: str,
    source: Source | None,
    notes: tuple[str, ...],
) -> Table:
    columns = [
        Column("label", label),
        Column("value", axis.label, Kind.NUMBER, axis.unit, axis.decimals),
    ]
    if any(row.estimate.has_interval for row in rows):
        columns.append(Column("interval", "95% interval", Kind.INTERVAL, "", axis.decimals))
    if any(row.benchmark for row in rows):
        columns.append(Column("benchmark", "Compared with the benchmark", Kind.BENCHMARK))
    held = {column.key for column in columns}
    cells = [Row(_cells(row, held), row.is_emphasised) for row in rows]
    return Table(key, title, tuple(columns), cells, notes=notes, source=source)


def _cells(row: Compared, held: set[str]) -> dict[str, object]:
    e = row.estimate
    text = e.note if e.is_missing else ""
    every = {
        "label": Cell(row.label, link=row.link),
        "value": Cell(e.value, text=text, note="" if text else e.note),
        "interval": Interval(e.lower, e.upper) if e.has_interval else None,
        "benchmark": row.benchmark,
    }
    return {key: value for key, value in every.items() if key in held}
