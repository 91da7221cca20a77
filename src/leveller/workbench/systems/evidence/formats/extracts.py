"""Long extracts of official indicators: one row a value, with the names of indicator and unit.

`inequality`, where it stands, holds a sex in some files and a quintile of deprivation in others.
"""

from leveller.workbench.systems.evidence.formats.matches import ObservationsMatch
from leveller.workbench.systems.evidence.normalising.headings import normal
from leveller.workbench.systems.evidence.observations.layout import Block, Layout, Part
from leveller.workbench.systems.evidence.reading.opening import Opened
from leveller.workbench.systems.evidence.reading.tables import Table

NEEDED = {"area_code", "period", "indicator", "measure", "unit", "value"}
COLUMNS = {
    "area_code": Part.PLACE,
    "area_name": Part.PLACE_NAME,
    "period": Part.PERIOD,
    "indicator": Part.INDICATOR,
    "measure": Part.UNIT,
    "inequality": Part.SEX_OR_CATEGORY,
    "sex": Part.SEX,
    "age_group": Part.AGE,
}
FIGURES = {
    "value": Part.VALUE,
    "lower_ci": Part.LOWER95,
    "upper_ci": Part.UPPER95,
    "count": Part.COUNT,
    "denominator": Part.DENOMINATOR,
}


def recognise(opened: Opened, table: Table) -> ObservationsMatch | None:
    names = {normal(h): i for i, h in enumerate(table.headings)}
    if not names.keys() >= NEEDED:
        return None
    census = "age_group" in names
    return ObservationsMatch(
        format="census-extract" if census else "extract",
        title="Census population by sex and age" if census else "Extract of official indicators",
        source="ons-census" if census else "official-extract",
        names_indicators=not census,
        table=table,
        layout=Layout(
            {part: names[name] for name, part in COLUMNS.items() if name in names},
            [Block({part: names[name] for name, part in FIGURES.items() if name in names})],
            says=_persons(names, table),
            scheme="extract",
        ),
    )


def _persons(names: dict[str, int], table: Table) -> dict[Part, str]:
    """The unit says whom the figures count where no column says the sex."""
    units = {row[names["unit"]] for row in table.sample if len(row) > names["unit"]}
    whom = {unit.strip().lower() for unit in units if unit}
    if "sex" in names or whom != {"persons"}:
        return {}
    return {Part.SEX: "Persons"}
