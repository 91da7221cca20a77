"""A deprivation gradient: a figure with its interval for each tenth, and the line through them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from leveller.workbench.ground.pages.charts import theme, words
from leveller.workbench.ground.pages.charts.chart import Chart, Drawing, Size, drawn
from leveller.workbench.ground.pages.charts.points import Axis, Estimate
from leveller.workbench.ground.pages.palette import MUTED
from leveller.workbench.ground.pages.tables import Cell, Column, Interval, Kind, Source, Table


@dataclass(frozen=True)
class Gradient:
    """`estimates` from the most to the least deprived group.

    `fitted` holds the fitted line at the most and at the least deprived end of the whole
    population, `slope` the difference between these ends with its interval.
    """

    label: str
    estimates: tuple[Estimate, ...]
    fitted: tuple[float, float] | None = None
    slope: Estimate | None = None


def gradient(
    *,
    key: str,
    title: str,
    axis: Axis,
    gradients: Sequence[Gradient],
    group: str = "decile",
    source: Source | None = None,
    notes: tuple[str, ...] = (),
) -> Chart:
    count = max((len(one.estimates) for one in gradients), default=0)
    records = [record for one in gradients for record in _records(one)]
    lines = [record for one in gradients for record in _line(one, count)]

    def draw(size: Size) -> Drawing:
        layers = _layers([one.label for one in gradients], lines, count, size)
        foot = f"Deprivation {group} (1 is the most deprived). Lines: fitted to the points."
        height = 330 if size.is_narrow else 380
        return theme.drawing(size, height, layers, axis.heading, records, subheading=foot)

    return Chart(
        key=key,
        kind="Dot plot with a fitted line",
        title=title,
        description=_description(axis, gradients, group),
        table=_table(key, title, axis, gradients, group, count, source, notes),
        notes=("The vertical axis does not start at zero.", *notes),
        **drawn(draw),
    )


def _records(one: Gradient) -> list[theme.Record]:
    records = []
    for i, e in enumerate(one.estimates, 1):
        bounds = {"lower": e.lower, "upper": e.upper} if e.has_interval else {}
        records.append({"series": one.label, "group": i, "value": e.value, **bounds})
    return [record for record in records if record["value"] is not None]


def _line(one: Gradient, count: int) -> list[theme.Record]:
    """The ends of the population lie half a group beyond the middle of the outer groups."""
    if one.fitted is None:
        return []
    ends = zip((0.5, count + 0.5), one.fitted, strict=True)
    return [{"series": one.label, "group": at, "value": value} for at, value in ends]


def _layers(
    labels: list[str], lines: list[theme.Record], count: int, size: Size
) -> list[theme.Record]:
    look = theme.names(labels)
    y = theme.quantitative("value", title=None, scale={"zero": False, "nice": True})
    axis = {"values": list(range(1, count + 1)), "format": "d"}
    scale = {"domain": [0.5, count + 0.5], "nice": False}
    x = theme.quantitative("group", title=None, axis=axis, scale=scale)
    fitted = {
        "data": {"values": lines},
        "mark": {"type": "line", "strokeWidth": 2.5, "opacity": 0.8},
        "encoding": {"x": x, "y": y, "color": look["color"], "strokeDash": look["strokeDash"]},
    }
    intervals = {
        "transform": [{"filter": "isValid(datum.lower)"}],
        "mark": {"type": "rule", "strokeWidth": 1.5, "color": MUTED},
        "encoding": {"x": x, "y": {**y, "field": "lower"}, "y2": {"field": "upper"}},
    }
    points = {
        "mark": theme.dots(70 if size.is_narrow else 90),
        "encoding": {"x": x, "y": y, "color": look["color"], "shape": look["shape"]},
    }
    return [*([fitted] if lines else []), intervals, points]


def _description(axis: Axis, gradients: Sequence[Gradient], group: str) -> str:
    return words.paragraph(*(_sentence(axis, one, group) for one in gradients))


def _sentence(axis: Axis, one: Gradient, group: str) -> str:
    known = [(i, e) for i, e in enumerate(one.estimates, 1) if not e.is_missing]
    if not known:
        return f"{one.label}: no figure is known."
    (first, most), (last, least) = known[0], known[-1]
    said = (
        f"{one.label}: {axis.words(most)} in {group} {first}, the most deprived with a figure, and "
        f"{axis.words(least)} in {group} {last}."
    )
    return words.paragraph(said, _slope(axis, one.slope))


def _slope(axis: Axis, slope: Estimate | None) -> str:
    if slope is None or slope.is_missing:
        return ""
    size = Estimate(abs(slope.value), *_bounds(slope))
    if slope.has_interval and slope.lower <= 0 <= slope.upper:
        return "The interval of the slope includes no difference, so a gradient can't be told."
    direction = "higher" if slope.value > 0 else "lower"
    apart = replace(axis, unit="percentage points") if axis.unit == "%" else axis
    return (
        f"Along the fitted line the least deprived end is {apart.words(size)} {direction} than the "
        "most deprived end."
    )


def _bounds(slope: Estimate) -> tuple[float | None, float | None]:
    if not slope.has_interval:
        return None, None
    lower, upper = sorted((abs(slope.lower), abs(slope.upper)))
    return lower, upper


def _table(
    key: str,
    title: str,
    axis: Axis,
    gradients: Sequence[Gradient],
    group: str,
    count: int,
    source: Source | None,
    notes: tuple[str, ...],
) -> Table:
    columns = [Column("group", f"Deprivation {group} (1 is the most deprived)", Kind.NUMBER)]
    rows: list[dict[str, object]] = [{"group": i} for i in range(1, count + 1)]
    for n, one in enumerate(gradients):
        label = one.label or axis.label
        columns.append(Column(f"value_{n}", label, Kind.NUMBER, axis.unit, axis.decimals))
        bounds = f"{label}: 95% interval"
        columns.append(Column(f"interval_{n}", bounds, Kind.INTERVAL, "", axis.decimals))
        for row, e in zip(rows, one.estimates, strict=False):
            row[f"value_{n}"] = Cell(e.value, text=e.note if e.is_missing else "")
            row[f"interval_{n}"] = Interval(e.lower, e.upper) if e.has_interval else None
    return Table(key, title, tuple(columns), rows, notes=notes, source=source)
