"""The upload format of the new Fingertips service: one indicator a file, dates in two columns.

The file names no indicator, and it numbers deciles without saying from which end; both must be
stated.
"""

from leveller.workbench.systems.evidence.formats.matches import ObservationsMatch
from leveller.workbench.systems.evidence.normalising.headings import normal
from leveller.workbench.systems.evidence.observations.layout import Block, Layout, Part
from leveller.workbench.systems.evidence.reading.opening import Opened
from leveller.workbench.systems.evidence.reading.tables import Table, sample_of

COLUMNS = {
    "area_code": Part.PLACE,
    "date_from": Part.DATE_FROM,
    "date_to": Part.DATE_TO,
    "sex": Part.SEX,
    "age_from_years_inclusive": Part.AGE_FROM,
    "age_to_years_inclusive": Part.AGE_TO,
}
FIGURES = {
    "count": Part.COUNT,
    "value": Part.VALUE,
    "denominator": Part.DENOMINATOR,
    "lower_ci_95": Part.LOWER95,
    "upper_ci_95": Part.UPPER95,
    "lower_ci_99_8": Part.LOWER998,
    "upper_ci_99_8": Part.UPPER998,
}
DECILE, CATEGORY = "deprivation_decile", "deprivation_category"


def recognise(opened: Opened, table: Table) -> ObservationsMatch | None:
    names = {normal(h): i for i, h in enumerate(table.headings)}
    if not {*COLUMNS, *FIGURES, DECILE, "period_type"} <= names.keys():
        return None
    columns = {part: names[name] for name, part in COLUMNS.items()}
    columns[Part.CATEGORY] = names[DECILE]
    says = {Part.BREAKDOWN: "Deprivation decile"}
    if CATEGORY in names and sample_of(table, names[CATEGORY]):
        columns[Part.BREAKDOWN] = names[CATEGORY]
        says = {}
    return ObservationsMatch(
        format="fingertips-upload",
        title="Fingertips upload file",
        source="ohid-fingertips",
        names_indicators=True,
        table=table,
        layout=Layout(
            columns,
            [Block({part: names[name] for name, part in FIGURES.items()})],
            says=says,
            scheme="fingertips",
        ),
    )
