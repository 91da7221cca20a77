"""Long and wide tables of the Office for National Statistics."""

from leveller.workbench.systems.evidence.formats.matches import ObservationsMatch
from leveller.workbench.systems.evidence.normalising.headings import normal
from leveller.workbench.systems.evidence.normalising.periods import Years
from leveller.workbench.systems.evidence.observations.layout import Block, Layout, Part
from leveller.workbench.systems.evidence.reading.opening import Opened
from leveller.workbench.systems.evidence.reading.tables import Table

SUBNATIONAL = {
    "areacd": Part.PLACE,
    "areanm": Part.PLACE_NAME,
    "indicator": Part.INDICATOR,
    "period": Part.PERIOD,
    "unit": Part.UNIT,
}
HEALTH_INDEX = {
    "overall_score",
    "healthy_people_domain_score",
    "healthy_lives_domain_score",
    "healthy_places_domain_score",
}


def recognise_subnational(opened: Opened, table: Table) -> ObservationsMatch | None:
    names = {normal(h): i for i, h in enumerate(table.headings)}
    if not {*SUBNATIONAL, "measure", "value"} <= names.keys():
        return None
    notes = [" ".join(c for c in row if c) for row in table.above if any(row)]
    if "mad" in names:
        notes.append(
            "The column MAD says how far a value lies from the median of its kind of area. "
            "It follows from the values and was not taken."
        )
    return ObservationsMatch(
        format="ons-subnational",
        title="ONS subnational indicators",
        source="ons-subnational",
        table=table,
        layout=Layout(
            {part: names[name] for name, part in SUBNATIONAL.items()},
            [Block({Part.VALUE: names["value"]})],
            scheme="ons-subnational",
            years=Years.FINANCIAL,
        ),
        notes=notes,
    )


def recognise_health_index(opened: Opened, table: Table) -> ObservationsMatch | None:
    names = {normal(h): i for i, h in enumerate(table.headings)}
    place = next((i for n, i in names.items() if n.endswith("_code")), None)
    scores = {n: i for n, i in names.items() if n.endswith("_score")}
    if place is None or "year" not in names or not scores.keys() >= HEALTH_INDEX:
        return None
    return ObservationsMatch(
        format="ons-health-index",
        title="ONS Health Index for England",
        source="ons-health-index",
        table=table,
        layout=Layout(
            {Part.PLACE: place, Part.PERIOD: names["year"]},
            [Block({Part.VALUE: i}, {Part.INDICATOR: n}) for n, i in scores.items()],
            scheme="ons-health-index",
        ),
    )
