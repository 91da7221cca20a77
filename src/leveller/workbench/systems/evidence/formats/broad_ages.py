"""Populations in broad age groups by sex, one column a group: `working_age_females`."""

import re

from leveller.workbench.systems.evidence import unsaid
from leveller.workbench.systems.evidence.formats.matches import ObservationsMatch
from leveller.workbench.systems.evidence.normalising.headings import normal
from leveller.workbench.systems.evidence.observations.layout import Block, Layout, Part
from leveller.workbench.systems.evidence.reading.opening import Opened
from leveller.workbench.systems.evidence.reading.tables import Table

GROUP = re.compile(
    r"(?P<group>total|younger|working_age|older)_(?P<sex>females|males|persons|population)"
)
FEWEST = 6


def recognise(opened: Opened, table: Table) -> ObservationsMatch | None:
    names = [normal(h) for h in table.headings]
    groups = {i: m for i, name in enumerate(names) if (m := GROUP.fullmatch(name))}
    place = next((i for i, name in enumerate(names) if name.endswith("_code")), None)
    if place is None or len(groups) < FEWEST:
        return None
    says = {Part.INDICATOR: "population-census"}
    notes = ["The file does not say which ages its broad groups cover, so they carry no ages."]
    period = unsaid.period_of(opened.filename)
    if period:
        says[Part.PERIOD] = period
        notes.append(f"The period {period} was taken from the name of the file.")
    return ObservationsMatch(
        format="census-broad-ages",
        title="Census population by sex in broad age groups",
        source="ons-census",
        table=table,
        layout=Layout(
            {Part.PLACE: place},
            [Block({Part.VALUE: i}, _said(m)) for i, m in groups.items()],
            says=says,
            scheme="population",
        ),
        notes=notes,
    )


def _said(match: re.Match[str]) -> dict[Part, str]:
    sex = "persons" if match["sex"] == "population" else match["sex"]
    group = match["group"].replace("_", " ").capitalize()
    return {Part.SEX: sex, Part.AGE: "All ages" if group == "Total" else group}
