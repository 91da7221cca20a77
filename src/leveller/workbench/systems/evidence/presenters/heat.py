"""Councils side by side in many indicators: a row for each indicator, a column for each council."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.benchmarks import Benchmark
from leveller.workbench.ground.pages.tables import Cell, Column, Kind, Row, Table
from leveller.workbench.systems.evidence.presenters import profile
from leveller.workbench.systems.evidence.queries import Profile, Standing, Trace

NEVER_SHOWN = profile.NOT_IN_A_SPINE
NOTES = (
    "Each figure stands with its class against the country’s figure of the same period. "
    "A class needs an interval; where none was published there is none.",
)
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Line:
    """One indicator of one population: its figure at each council, by code."""

    shown: Standing
    held: Mapping[str, Standing]

    @property
    def period(self) -> str:
        """The period that most councils have their latest figure of."""
        periods = Counter(s.latest.period.label for s in self.held.values())
        return periods.most_common(1)[0][0]


def lines(found: Sequence[Profile]) -> list[Line]:
    """In the house's order; those that rank or sort small areas are left out."""
    held: dict[Key, dict[str, Standing]] = {}
    for one in found:
        for standing in one.standings:
            if standing.indicator.value_type not in NEVER_SHOWN:
                held.setdefault(_key(standing), {})[one.place.code] = standing
    made = [Line(next(iter(own.values())), own) for own in held.values()]
    return sorted(made, key=lambda line: _order(line.shown))


def _key(standing: Standing) -> Key:
    return standing.indicator.key, standing.latest.sex, standing.latest.age


def _order(standing: Standing) -> tuple[int, str, str, str]:
    card, latest = standing.indicator, standing.latest
    return card.order, card.name, latest.sex, latest.age


def table(
    found: Sequence[Line], places: Sequence[Profile], caption: str, *, is_for_page: bool = False
) -> Table:
    """On the page the unit stands below the indicator, to leave room for the councils."""
    country = next((one.country for one in places if one.country), None)
    columns = [
        Column("indicator", "Indicator"),
        Column("period", "Period"),
        *(() if is_for_page else (Column("unit", "Unit"),)),
        Column("country", country.name if country else "Country", Kind.NUMBER),
        *(Column(one.place.code, one.place.name, Kind.NUMBER) for one in places),
    ]
    return Table(
        "heat",
        caption,
        tuple(columns),
        tuple(_row(line, places, is_for_page=is_for_page) for line in found),
        notes=NOTES,
        traces=tuple(_trace(line).as_dict() for line in found),
        empty="None of these councils has a figure of this theme.",
    )


def _row(line: Line, places: Sequence[Profile], *, is_for_page: bool) -> Row:
    card, latest = line.shown.indicator, line.shown.latest
    people = profile.people(latest)
    below = [card.unit] if is_for_page else []
    below += [people] if people != "Everyone" else []
    cells: dict[str, Cell | str] = {
        "indicator": Cell(
            str(card),
            link=f"/evidence/indicators/{card.key}/?sex={latest.sex}",
            note=", ".join(filter(None, below)),
        ),
        "period": Cell(figures.period(line.period), link=_trace(line).url),
        "country": _country(line),
    }
    if not is_for_page:
        cells["unit"] = card.unit
    for one in places:
        cells[one.place.code] = _cell(line, line.held.get(one.place.code))
    return Row(cells)


def _country(line: Line) -> Cell:
    held = [s.country for s in line.held.values() if s.country]
    same = next((o for o in held if o.period.label == line.period), None)
    decimals = line.shown.indicator.decimals
    if same is None or same.value is None:
        return Cell(None)
    return Cell(same.value, text=figures.number(same.value, decimals))


def _cell(line: Line, standing: Standing | None) -> Cell:
    if standing is None:
        return Cell(None, text=figures.NO_FIGURE)
    latest, decimals = standing.latest, standing.indicator.decimals
    if latest.value is None:
        return Cell(None, text="suppressed" if latest.is_suppressed else figures.NO_FIGURE)
    other = latest.period.label != line.period
    held = Benchmark.of(standing.compared.outcome)
    return Cell(
        latest.value,
        text=figures.number(latest.value, decimals),
        note=figures.period(latest.period.label) if other else "",
        benchmark=None if held is Benchmark.NOT_COMPARED else held,
    )


def _trace(line: Line) -> Trace:
    """All figures of the row that come from its first release."""
    one = line.shown
    held = [s for s in line.held.values() if s.release == one.release]
    return Trace.to(
        one.release,
        indicator=one.indicator.key,
        place=[s.latest.place for s in held],
        period=list(dict.fromkeys(s.latest.period.label for s in held)),
        sex=one.latest.sex,
        age=one.latest.age,
        breakdown="",
    )


def counts(found: Sequence[Line]) -> list[tuple[Benchmark, int]]:
    """How many figures are in each class: what the eye would gather from the colours."""
    held = Counter(Benchmark.of(s.compared.outcome) for line in found for s in line.held.values())
    return [(b, held[b]) for b in Benchmark if held[b]]


def attributions(found: Sequence[Line]) -> list[str]:
    releases = [s.release for line in found for s in line.held.values()]
    return list(dict.fromkeys(r.attribution for r in releases if r.attribution))
