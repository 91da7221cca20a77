"""Populations and deaths with one column an age: by small area, council, or decile."""

import re
from dataclasses import dataclass

from leveller.workbench.systems.evidence import unsaid
from leveller.workbench.systems.evidence.formats.matches import ObservationsMatch
from leveller.workbench.systems.evidence.normalising import ages, codes
from leveller.workbench.systems.evidence.normalising.categories import Direction
from leveller.workbench.systems.evidence.normalising.headings import normal
from leveller.workbench.systems.evidence.observations.layout import Block, Layout, Part
from leveller.workbench.systems.evidence.reading.opening import Opened
from leveller.workbench.systems.evidence.reading.tables import Table, sample_of

FEWEST_AGES = 5
DECILES = {"imd", "imd_decile", "decile", "deprivation_decile"}
CODE = re.compile(r"(?:.*_)?(?:code|cd)|lsoa|geography_code|areacd")
NAME = re.compile(r"(?:.*_)?(?:name|nm)|areanm")
TOTALS = {"pop", "population", "total_population", "all_ages", "persons", "total"}


@dataclass(frozen=True)
class _Columns:
    """Indexes of what a table of ages has beside its ages."""

    place: int | None
    name: int | None
    sex: int | None
    year: int | None
    decile: int | None
    cause: int | None

    @property
    def parts(self) -> dict[Part, int]:
        found = {
            Part.PLACE: self.place,
            Part.PLACE_NAME: self.name,
            Part.SEX: self.sex,
            Part.PERIOD: self.year,
            Part.CATEGORY: self.decile,
            Part.INDICATOR: self.cause,
        }
        return {part: index for part, index in found.items() if index is not None}


def recognise(opened: Opened, table: Table) -> ObservationsMatch | None:
    found = {i: age for i, h in enumerate(table.headings) if (age := ages.heading(h))}
    if sum(not _is_total(age) for age in found.values()) < FEWEST_AGES:
        return None
    columns = _columns(table, set(found))
    if columns.decile is not None and columns.year is not None:
        return _by_decile(opened, table, columns, found)
    return _by_place(opened, table, columns, found) if columns.place is not None else None


def recognise_totals(opened: Opened, table: Table) -> ObservationsMatch | None:
    """Two columns: the code of an area and its population."""
    if len(table.headings) != 2:
        return None
    names = [normal(h) for h in table.headings]
    places = [i for i in (0, 1) if _holds_codes(table, i)]
    if len(places) != 1 or names[1 - places[0]] not in TOTALS:
        return None
    columns = _Columns(places[0], None, None, None, None, None)
    return _by_place(opened, table, columns, {1 - places[0]: ages.Age(ages.ALL_AGES, 0, None)})


def _is_total(age: ages.Age) -> bool:
    return age.start == 0 and age.end is None


def _columns(table: Table, taken: set[int]) -> _Columns:
    names = {i: normal(h) for i, h in enumerate(table.headings) if i not in taken}

    def one(*wanted: str) -> int | None:
        return next((i for i, name in names.items() if name in wanted), None)

    place = next(
        (i for i, n in names.items() if CODE.fullmatch(n) and _holds_codes(table, i)), None
    )
    return _Columns(
        place=place,
        name=next((i for i, n in names.items() if NAME.fullmatch(n)), None),
        sex=one("sex", "gender"),
        year=one("year", "period", "date"),
        decile=one(*DECILES),
        cause=one("cause"),
    )


def _holds_codes(table: Table, index: int) -> bool:
    cells = sample_of(table, index)
    return bool(cells) and all(codes.is_well_formed(cell.strip()) for cell in cells)


def _blocks(found: dict[int, ages.Age], says: dict[Part, str]) -> list[Block]:
    return [Block({Part.VALUE: i}, {Part.AGE: age.label, **says}) for i, age in found.items()]


def _by_place(
    opened: Opened, table: Table, columns: _Columns, found: dict[int, ages.Age]
) -> ObservationsMatch:
    says, notes = {Part.INDICATOR: "population"}, []
    period = unsaid.period_of(opened.filename)
    if columns.year is None and period:
        says[Part.PERIOD] = period
        notes.append(f"The period {period} was taken from the name of the file.")
    if columns.sex is None:
        says[Part.SEX] = "persons"
        notes.append("The table names no sex; a population without one is of all persons.")
    return ObservationsMatch(
        format="population-by-age",
        title="Population by age" if len(found) > 1 else "Population",
        source=_source(table, columns),
        table=table,
        layout=Layout(columns.parts, _blocks(found, {}), says=says, scheme="population"),
        notes=notes,
    )


def _source(table: Table, columns: _Columns) -> str:
    codes_found = sample_of(table, columns.place) if columns.place is not None else []
    scottish = codes_found and all(code.startswith("S") for code in codes_found)
    return "nrs-population" if scottish else "ons-population"


def _by_decile(
    opened: Opened, table: Table, columns: _Columns, found: dict[int, ages.Age]
) -> ObservationsMatch:
    deaths = columns.cause is not None
    key = "deaths-by-imd-decile" if deaths else "population-by-imd-decile"
    missing, notes = unsaid.facts()[key].beside(columns.parts)
    says = {Part.BREAKDOWN: "Deprivation decile (IMD)", **missing}
    if not deaths:
        says[Part.INDICATOR] = "population"
    return ObservationsMatch(
        format=key,
        title=f"{'Deaths by cause' if deaths else 'Population'} by deprivation decile, sex and age",
        source="ons-adhoc-006925",
        table=table,
        layout=Layout(
            columns.parts,
            _blocks(found, {}),
            says=says,
            scheme="ons-adhoc-006925",
            direction=Direction.FIRST,
        ),
        notes=notes,
    )
