"""Life expectancy by decile within an area, quality-adjusted life expectancy, and life tables.

None of these files says everything; the reference data fills in what they leave out, and each
release says so.
"""

from leveller.workbench.systems.evidence import unsaid
from leveller.workbench.systems.evidence.formats.matches import ObservationsMatch
from leveller.workbench.systems.evidence.normalising.categories import Direction
from leveller.workbench.systems.evidence.normalising.headings import normal
from leveller.workbench.systems.evidence.observations.layout import Block, Layout, Part
from leveller.workbench.systems.evidence.reading.opening import Opened
from leveller.workbench.systems.evidence.reading.tables import Table

EXPECTANCY = {"area_code", "sex", "imd_decile", "population", "deaths", "life_expectancy", "se"}
QUALITY = {"imd", "qale", "pop"}
LIFE_TABLE = {"age", "mx", "qx", "lx", "dx", "ex", "year", "sex"}
DERIVED = (
    "The file gives standard errors. The 95% limits are the value plus and minus 1.96 of them, "
    "worked out here; the standard errors themselves stand as an indicator of their own."
)


def recognise_expectancy(opened: Opened, table: Table) -> ObservationsMatch | None:
    names = {normal(h): i for i, h in enumerate(table.headings)}
    if not names.keys() >= EXPECTANCY:
        return None
    columns = {
        Part.PLACE: names["area_code"],
        Part.SEX: names["sex"],
        Part.CATEGORY: names["imd_decile"],
        **({Part.PERIOD: names["period"]} if "period" in names else {}),
    }
    missing, notes = unsaid.facts()["le-by-imd-decile"].beside(columns)
    value = {
        Part.VALUE: names["life_expectancy"],
        Part.STANDARD_ERROR: names["se"],
        Part.COUNT: names["deaths"],
        Part.DENOMINATOR: names["population"],
    }
    return ObservationsMatch(
        format="le-by-imd-decile",
        title="Life expectancy at birth by deprivation decile within areas",
        source="ohid-life-expectancy",
        table=table,
        layout=Layout(
            columns,
            [
                Block(value, {Part.INDICATOR: "fingertips-90366"}),
                Block(
                    {Part.VALUE: names["se"]},
                    {Part.INDICATOR: "life-expectancy-at-birth-standard-error"},
                ),
            ],
            says={
                Part.BREAKDOWN: "Deprivation decile within area (IMD)",
                Part.AGE: "All ages",
                **missing,
            },
            direction=Direction.FIRST,
        ),
        notes=[*notes, DERIVED],
    )


def recognise_quality(opened: Opened, table: Table) -> ObservationsMatch | None:
    names = {normal(h): i for i, h in enumerate(table.headings)}
    if names.keys() != QUALITY:
        return None
    columns = {Part.CATEGORY: names["imd"]}
    missing, notes = unsaid.facts()["qale-by-imd-quintile"].beside(columns)
    return ObservationsMatch(
        format="qale-by-imd-quintile",
        title="Quality-adjusted life expectancy by deprivation quintile",
        source="york-dcea",
        table=table,
        layout=Layout(
            columns,
            [Block({Part.VALUE: names["qale"], Part.DENOMINATOR: names["pop"]})],
            says={
                Part.INDICATOR: "quality-adjusted-life-expectancy-at-birth",
                Part.BREAKDOWN: "Deprivation quintile (IMD)",
                Part.SEX: "persons",
                Part.AGE: "All ages",
                **missing,
            },
            direction=Direction.FIRST,
        ),
        notes=notes,
    )


def recognise_life_table(opened: Opened, table: Table) -> ObservationsMatch | None:
    names = {normal(h): i for i, h in enumerate(table.headings)}
    if not names.keys() >= LIFE_TABLE:
        return None
    columns = {Part.AGE: names["age"], Part.PERIOD: names["year"], Part.SEX: names["sex"]}
    missing, notes = unsaid.facts()["national-life-table"].beside(columns)
    return ObservationsMatch(
        format="national-life-table",
        title="National life table by single year of age",
        source="ons-life-tables",
        table=table,
        layout=Layout(
            columns,
            [
                Block({Part.VALUE: names[n]}, {Part.INDICATOR: f"life-table-{n}"})
                for n in ("mx", "qx", "lx", "dx", "ex")
            ],
            says=missing,
        ),
        notes=notes,
    )
