"""A trace as a page shows it: release, selection, rows, and the figure worked out again."""

from collections.abc import Iterable, Mapping

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.parts import SummaryRow
from leveller.workbench.ground.pages.tables import Cell, Column, Interval, Kind, Row, Table
from leveller.workbench.systems.evidence.answers.recomputing import Recomputed
from leveller.workbench.systems.evidence.answers.resolving import Resolved
from leveller.workbench.systems.evidence.presenters.sources import source
from leveller.workbench.systems.evidence.store.figures import Observation
from leveller.workbench.systems.evidence.traces import Selection

MOST_VALUES = 8


def facts(resolved: Resolved) -> list[SummaryRow]:
    trace = resolved.trace
    rows = [("Measure", trace.measure[:1].upper() + trace.measure[1:])]
    if trace.figure is not None:
        rows.append(("Figure that was shown", plain(trace.figure)))
    rows.append(("Worked out by", f"Leveller {trace.version}"))
    return [SummaryRow(key, value) for key, value in rows]


def plain(figure: float) -> str:
    """As many digits as tell it from its neighbours on a page."""
    return (
        figures.number(figure, 4).rstrip("0").rstrip(".") if figure % 1 else figures.number(figure)
    )


def verdict(found: Recomputed) -> tuple[str, str]:
    """In words, and the colour of the tag."""
    if found.figure is None:
        return "Not worked out here", "grey"
    if found.agrees is None:
        return "Read again from the release", "teal"
    return ("The same figure", "teal") if found.agrees else ("Another figure", "red")


def selection_facts(selection: Selection, names: Mapping[str, str]) -> list[SummaryRow]:
    rows = [SummaryRow("File", selection.release.filename)]
    for name, values in selection.where:
        shown = [names.get(value, value) or "none given" for value in values[:MOST_VALUES]]
        more = f" and {len(values) - MOST_VALUES} more" if len(values) > MOST_VALUES else ""
        rows.append(SummaryRow(name.capitalize(), ", ".join(shown) + more))
    return rows


def rows_table(
    number: int, selection: Selection, rows: Iterable[Observation], names: Mapping[str, str]
) -> Table:
    """In the order of the file, in which groups stand as their publisher orders them."""
    columns = (
        Column("row", "Row of the file", Kind.NUMBER, decimals=0),
        Column("place", "Place"),
        Column("period", "Period"),
        Column("sex", "Sex"),
        Column("age", "Age"),
        Column("category", "Category"),
        Column("value", "Value", Kind.NUMBER),
        Column("interval", "95% interval", Kind.INTERVAL),
        Column("count", "Count", Kind.NUMBER),
        Column("denominator", "Denominator", Kind.NUMBER),
        Column("note", "Note"),
    )
    held = sorted(rows, key=lambda o: (o.row is None, o.row))
    used = tuple(
        c for c in columns if c.key in ("row", "value") or any(_has(o, c.key) for o in held)
    )
    return Table(
        f"rows-{number}",
        f"Rows of {selection.release.title}",
        used,
        [Row({c.key: cells[c.key] for c in used}) for o in held if (cells := _row(o, names))],
        source=source(selection.release),
        empty="The release has no such row.",
    )


def _has(o: Observation, key: str) -> bool:
    return getattr(o, key) not in (None, "")


def _row(o: Observation, names: Mapping[str, str]) -> dict[str, object]:
    hidden = "suppressed" if o.is_suppressed else ""
    return {
        "row": o.row,
        "place": names.get(o.place, o.place),
        "period": Cell(o.period.label, figures.period(o.period.label)),
        "sex": o.sex,
        "age": o.age,
        "category": o.category,
        "value": Cell(o.value, hidden),
        "interval": Cell(Interval(o.interval.lower, o.interval.upper) if o.interval else None),
        "count": Cell(o.count, hidden if o.count is None else ""),
        "denominator": Cell(o.denominator, "" if o.denominator is not None else "none given"),
        "note": o.note,
    }
