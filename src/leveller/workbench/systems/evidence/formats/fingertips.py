"""Fingertips of the Office for Health Improvement and Disparities: the CSV that it downloads.

Columns have come and gone over the years, and the 23rd is named after the kind of parent area, so
columns are found by name and those that say nothing of a measurement are passed over.
"""

from leveller.workbench.systems.evidence.formats.matches import ObservationsMatch
from leveller.workbench.systems.evidence.normalising.headings import find
from leveller.workbench.systems.evidence.observations.layout import Block, Layout, Part
from leveller.workbench.systems.evidence.reading.opening import Opened
from leveller.workbench.systems.evidence.reading.tables import Table

NAMES = {
    Part.INDICATOR_ID: ("indicator_id", "indicatorid"),
    Part.INDICATOR: ("indicator_name", "indicatorname"),
    Part.PLACE: ("area_code", "areacode"),
    Part.PLACE_NAME: ("area_name", "areaname"),
    Part.SEX: ("sex", "gender"),
    Part.AGE: ("age",),
    Part.BREAKDOWN: ("category_type", "categorytype"),
    Part.CATEGORY: ("category",),
    Part.PERIOD: ("time_period", "timeperiod"),
    Part.NOTE: ("value_note", "valuenote"),
}
FIGURES = {
    Part.VALUE: ("value",),
    Part.LOWER95: (
        *("lower_ci_95_0_limit", "lower_ci_95_limit", "lower_ci_limit", "lower_ci"),
        "lowerci95_0limit",
    ),
    Part.UPPER95: (
        *("upper_ci_95_0_limit", "upper_ci_95_limit", "upper_ci_limit", "upper_ci"),
        "upperci95_0limit",
    ),
    Part.LOWER998: ("lower_ci_99_8_limit", "lowerci99_8limit"),
    Part.UPPER998: ("upper_ci_99_8_limit", "upperci99_8limit"),
    Part.COUNT: ("count",),
    Part.DENOMINATOR: ("denominator",),
}
NEEDED = {Part.INDICATOR_ID, Part.INDICATOR, Part.PLACE, Part.SEX, Part.AGE, Part.PERIOD}


def recognise(opened: Opened, table: Table) -> ObservationsMatch | None:
    columns = {p: i for p, names in NAMES.items() if (i := _index(table, names)) is not None}
    figures = {p: i for p, names in FIGURES.items() if (i := _index(table, names)) is not None}
    if not columns.keys() >= NEEDED or Part.VALUE not in figures:
        return None
    return ObservationsMatch(
        format="fingertips",
        title="Fingertips data download",
        source="ohid-fingertips",
        names_indicators=True,
        table=table,
        layout=Layout(columns, [Block(figures)], scheme="fingertips"),
    )


def _index(table: Table, names: tuple[str, ...]) -> int | None:
    heading = find(table.headings, *names)
    return None if heading is None else table.headings.index(heading)
