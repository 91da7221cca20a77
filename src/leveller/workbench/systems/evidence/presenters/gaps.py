"""Charts and tables of gaps."""

from collections.abc import Sequence
from dataclasses import replace

from leveller.workbench.ground.pages import charts, figures
from leveller.workbench.ground.pages.charts.contributions import REST
from leveller.workbench.ground.pages.tables import Cell, Column, Interval, Kind, Row, Table
from leveller.workbench.systems.evidence.gaps import Causes, Gap, Measure
from leveller.workbench.systems.evidence.presenters import claims, sources, words

MOST_OTHERS = 30


def axis(gap: Gap) -> charts.Axis:
    return charts.Axis(
        gap.indicator.short_name or gap.indicator.name, gap.indicator.unit, gap.indicator.decimals
    )


def size_axis(gap: Gap) -> charts.Axis:
    unit = claims.claim(gap).size.unit
    return charts.Axis(words.measure(gap), unit, gap.indicator.decimals)


def history(gap: Gap) -> charts.Chart | None:
    """Both ends over time for a range, the gap itself for a slope."""
    if len(gap.history) < 2:
        return None
    return _ends(gap) if gap.measure is Measure.RANGE else _sizes(gap)


def _ends(gap: Gap) -> charts.Chart:
    lines = []
    for number, label in ((1, "Best-placed council"), (0, "Worst-placed council")):
        points = tuple(
            charts.Point(
                point.period.label,
                sources.estimate(
                    point.ends[number].value, point.ends[number].interval, point.ends[number].name
                ),
            )
            for point in gap.history
        )
        lines.append(charts.Series(label, points))
    return charts.trend(
        key=f"history-{gap.sex or 'all'}",
        title=f"{words.whom(gap)}: the councils at the two ends, over time",
        axis=axis(gap),
        series=lines,
        source=sources.source(gap.release),
        notes=("The council at each end may change from period to period; the table names it.",),
    )


def _sizes(gap: Gap) -> charts.Chart:
    points = tuple(
        charts.Point(point.period.label, sources.estimate(abs(point.value), _sizes_interval(point)))
        for point in gap.history
    )
    chart = charts.trend(
        key=f"history-{gap.sex or 'all'}",
        title=f"{words.whom(gap)}: the gap over time",
        axis=size_axis(gap),
        series=[charts.Series(words.measure(gap), points)],
        source=sources.source(gap.release),
    )
    return replace(chart, description=words.course(gap))


def _sizes_interval(point: object) -> object:
    interval = point.interval  # type: ignore[attr-defined]
    if interval is None or point.value >= 0:  # type: ignore[attr-defined]
        return interval
    return type(interval)(-interval.upper, -interval.lower, interval.level)


def within_councils(gaps: Sequence[Gap], national: Sequence[Gap]) -> list[charts.Chart]:
    """The slope within each council, with the country's as a line; one chart for each sex."""
    found = []
    for sex in dict.fromkeys(gap.sex for gap in gaps):
        own = [gap for gap in gaps if gap.sex == sex]
        country = next((gap for gap in national if gap.sex == sex), None)
        compared = [
            charts.Compared(
                gap.place.name,
                sources.estimate(gap.value, gap.interval),
                link=f"/places/{gap.place.code}/",
            )
            for gap in own
        ]
        found.append(
            charts.comparison(
                key=f"within-{sex or 'all'}",
                title=f"{words.whom(own[0])}: gap by deprivation within each council, "
                f"{figures.period(own[0].period.label)}",
                axis=size_axis(own[0]),
                compared=compared,
                benchmark=(country.place.name, country.value) if country else None,
                label="Council",
                source=sources.source(own[0].release),
                notes=own[0].cautions,
            )
        )
    return found


def others(gap: Gap) -> charts.Chart | None:
    """The same gap in the other authorities of the same release and period."""
    if not gap.others:
        return None
    rows = [
        (gap.place, gap.value, gap.interval),
        *((o.place, o.value, o.interval) for o in gap.others),
    ]
    compared = [
        charts.Compared(
            place.name,
            sources.estimate(abs(value), interval),
            link=f"/places/{place.code}/",
            is_emphasised=place.code == gap.place.code,
        )
        for place, value, interval in rows[:MOST_OTHERS]
    ]
    return charts.comparison(
        key=f"others-{gap.sex or 'all'}",
        title=f"{words.whom(gap)}: {words.measure(gap).lower()} in each authority, "
        f"{figures.period(gap.period.label)}",
        axis=size_axis(gap),
        compared=compared,
        as_bars=True,
        label="Authority",
        source=sources.source(gap.release),
        notes=("Authorities where a council has no figure are left out.",),
    )


def causes(found: Sequence[Causes]) -> charts.Chart | None:
    """How much of the gap each cause of death makes up."""
    shown = [each for each in found if any(part.gap for part in each.parts)]
    if not shown:
        return None
    groups = [
        charts.Contribution(
            {"male": "Men", "female": "Women"}.get(each.sex, "Everyone"),
            {_cause(part.indicator): part.gap.value for part in each.parts if part.gap},
        )
        for each in shown
    ]
    first = shown[0]
    label = f" ({first.substitute})" if first.substitute else ""
    return charts.contributions(
        key="causes",
        title="Causes of death in the gap between the most and the least deprived tenth, "
        f"{first.place.name}, {figures.period(first.period.label)}{label}",
        axis=charts.Axis("Difference in death rates", first.total.unit, 0),
        groups=groups,
        source=sources.source(first.total.release),
        notes=("Rates are directly standardised to the European Standard Population of 2013.",),
    )


def _cause(card: object) -> str:
    name = card.short_name or card.name  # type: ignore[attr-defined]
    plain = name.partition(": ")[2] or name
    if "other causes" in plain.lower():
        return REST
    return plain[:1].upper() + plain[1:]


COLUMNS = (
    Column("indicator", "Indicator"),
    Column("whom", "Who"),
    Column("measure", "Measure"),
    Column("value", "Gap", Kind.NUMBER),
    Column("interval", "95% interval", Kind.INTERVAL),
    Column("unit", "Unit"),
    Column("between", "Between"),
    Column("period", "Period"),
    Column("change", "Change"),
)


def table(gaps: Sequence[Gap], key: str, caption: str) -> Table:
    """Gaps of any kind, a row each; the JSON carries their traces."""
    return Table(
        key,
        caption,
        COLUMNS,
        tuple(_row(gap) for gap in gaps),
        traces=sources.traces(gaps),
        notes=(
            "Each gap is of one release. Where no interval was published, no change is judged.",
        ),
        empty="There are no figures yet from which a gap follows.",
    )


def _row(gap: Gap) -> Row:
    cells = {
        "indicator": Cell(
            gap.indicator.short_name or gap.indicator.name,
            link=f"/evidence/indicators/{gap.indicator.key}/?place={gap.place.code}",
        ),
        "whom": words.whom(gap),
        "measure": words.measure(gap),
        "value": Cell(gap.value, text=words.magnitude(gap), link=gap.trace.url),
        "interval": _shown(gap),
        "unit": claims.claim(gap).size.unit or "times",
        "between": words.between(gap),
        "period": figures.period(gap.period.label),
        "change": words.verdict(gap),
    }
    return Row(cells)


SLOPE_COLUMNS = (
    Column("place", "Place"),
    Column("whom", "Who"),
    Column("value", "Slope index", Kind.NUMBER),
    Column("interval", "95% interval", Kind.INTERVAL),
    Column("most", "Most deprived tenth", Kind.NUMBER),
    Column("least", "Least deprived tenth", Kind.NUMBER),
    Column("unit", "Unit"),
    Column("period", "Period"),
    Column("change", "Change"),
)


def slopes(gaps: Sequence[Gap], key: str, caption: str) -> Table:
    """Gaps by deprivation: the slope, and the figures at the two ends of the ranking."""
    return Table(
        key,
        caption,
        SLOPE_COLUMNS,
        tuple(_slope_row(gap) for gap in gaps),
        traces=sources.traces(gaps),
        notes=tuple(dict.fromkeys(caution for gap in gaps for caution in gap.cautions)),
        source=sources.source(gaps[0].release) if gaps else None,
        empty="No release has figures by deprivation for these places.",
    )


def _slope_row(gap: Gap) -> Row:
    decimals = gap.indicator.decimals
    most, least = gap.ends
    cells = {
        "place": Cell(gap.place.name, link=f"/places/{gap.place.code}/", note=gap.substitute),
        "whom": words.whom(gap),
        "value": Cell(gap.value, text=words.magnitude(gap), link=gap.trace.url),
        "interval": _shown(gap),
        "most": Cell(most.value, text=figures.number(most.value, decimals)),
        "least": Cell(least.value, text=figures.number(least.value, decimals)),
        "unit": gap.indicator.unit,
        "period": figures.period(gap.period.label),
        "change": words.verdict(gap),
    }
    return Row(cells)


def _shown(gap: Gap) -> Cell:
    if gap.interval is None:
        return Cell(None, text=words.NO_INTERVAL)
    return Cell(Interval(gap.interval.lower, gap.interval.upper), text=words.interval(gap))
