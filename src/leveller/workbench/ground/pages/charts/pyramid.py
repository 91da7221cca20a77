"""A population pyramid: the share of each age band, males to the left and females to the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.charts import theme, words
from leveller.workbench.ground.pages.charts.chart import Chart, Drawing, Size, drawn
from leveller.workbench.ground.pages.palette import INK, SERIES
from leveller.workbench.ground.pages.tables import Column, Kind, Source, Table


@dataclass(frozen=True)
class AgeBand:
    label: str
    males: float
    females: float


def pyramid(
    *,
    key: str,
    title: str,
    period: str,
    bands: Sequence[AgeBand],
    comparator: tuple[str, Sequence[AgeBand]] | None = None,
    source: Source | None = None,
    notes: tuple[str, ...] = (),
) -> Chart:
    """Bands from the youngest to the oldest; `comparator` is drawn as a mark on each bar."""
    shares = _shares(bands)
    compared = _shares(comparator[1]) if comparator else []
    heading = f"Share of all people in {figures.period(period)} (%)"
    line = f"Dark mark: {comparator[0]}" if comparator else ""

    def draw(size: Size) -> Drawing:
        room = theme.head_room(size, heading, line, legend_rows=1)
        height = (17 if size.is_narrow else 19) * len(bands) + room + 30
        layers = _layers(shares, compared, size)
        return theme.drawing(size, height, layers, heading, subheading=line)

    return Chart(
        key=key,
        kind="Population pyramid",
        title=title,
        description=_description(bands, period),
        table=_table(key, title, bands, source, notes),
        notes=notes,
        **drawn(draw),
    )


def _shares(bands: Sequence[AgeBand]) -> list[theme.Record]:
    total = sum(band.males + band.females for band in bands) or 1
    return [
        {"label": band.label, "sex": sex, "share": sign * 100 * count / total}
        for band in bands
        for sex, sign, count in (("Males", -1, band.males), ("Females", 1, band.females))
    ]


def _layers(
    shares: list[theme.Record], compared: list[theme.Record], size: Size
) -> list[theme.Record]:
    order = list(dict.fromkeys(str(record["label"]) for record in reversed(shares)))
    y = {"field": "label", "type": "nominal", "sort": order, "axis": {"title": None}}
    across = theme.across(size, from_zero=True, field="share")
    across["axis"] = {**across["axis"], "labelExpr": "format(abs(datum.value), '~g')"}
    scale = {"domain": ["Males", "Females"], "range": [SERIES[0], SERIES[1]]}
    legend = {"symbolType": "square", "symbolOpacity": 1}
    colour = {"field": "sex", "type": "nominal", "scale": scale, "legend": legend}
    bars = {
        "data": {"values": shares},
        "mark": {"type": "bar", "height": {"band": 0.85}, "opacity": 0.85},
        "encoding": {"y": y, "x": {**across, "stack": None}, "color": colour},
    }
    marks = {
        "data": {"values": compared},
        "mark": {"type": "tick", "thickness": 3, "color": INK, "height": {"band": 0.85}},
        "encoding": {"y": y, "x": across},
    }
    return [bars, marks] if compared else [bars]


def _description(bands: Sequence[AgeBand], period: str) -> str:
    total = sum(band.males + band.females for band in bands)
    if not total:
        return "No population is known."
    largest = max(bands, key=lambda band: band.males + band.females)
    share = 100 * (largest.males + largest.females) / total
    females = 100 * sum(band.females for band in bands) / total
    return words.paragraph(
        f"{figures.number(total, 0)} people in {figures.period(period)}, "
        f"{figures.number(females, 0)}% of them female.",
        f"The largest band is {largest.label}, with {figures.number(share, 1)}% of all people.",
    )


def _table(
    key: str, title: str, bands: Sequence[AgeBand], source: Source | None, notes: tuple[str, ...]
) -> Table:
    columns = (
        Column("age", "Age"),
        Column("males", "Males", Kind.NUMBER, decimals=0),
        Column("females", "Females", Kind.NUMBER, decimals=0),
    )
    rows = [{"age": b.label, "males": b.males, "females": b.females} for b in bands]
    return Table(key, title, columns, rows, notes=notes, source=source)
