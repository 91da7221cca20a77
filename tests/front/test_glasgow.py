"""Glasgow City Region out of the published files: it stands, and says what it can't say."""

from pathlib import Path

import pytest
from django.test import Client

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.systems.evidence import actions, gaps, importing
from leveller.workbench.systems.evidence.checking import row_lists
from leveller.workbench.systems.evidence.choices import Choices
from leveller.workbench.systems.evidence.gaps import Measure

pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.usefixtures("store", "shipped"),
]
GCR = "GCR"
FILES = (
    "geography/scotland_dz11_lookup.parquet",
    "deprivation/simd2020_dz11.parquet",
    "deprivation/simd2020_dz11_indicators.parquet",
)
ONS = "ons_subnational/subnational_indicators_machine_readable.csv.gz"
AT_FAULT = (
    "367,1525-1538,1545-1548,1558-1571,1578-1581,1959-1960,2330-2331,2701-2702,4666-4667,"
    "4762,5106,5450,10619-10620,10630-10631"
)


def take(file: Path, organisation: Organisation, choices: Choices | None = None) -> None:
    by = Actor.of_system("test", organisation)
    with importing.examine(file, organisation=organisation, choices=choices) as found:
        actions.publish(by=by, examination=found)


def test_it_stands_with_its_members_its_figures_and_its_open_questions(
    north: Organisation, shared: Path, client: Client
) -> None:
    for name in FILES:
        take(shared / "data" / name, north)
    found = gaps.for_place(Actor.public(), GCR)
    assert {gap.measure for gap in found} == {Measure.SMALL_AREAS}
    illness = next(gap for gap in found if "illness" in gap.indicator.key)
    assert illness.ends[0].value > 4 * illness.ends[1].value
    asked = {one.indicator: one for one in found.unanswerable}
    assert set(asked) == {"fingertips-90366", "fingertips-90362"}
    assert "Public Health Scotland" in asked["fingertips-90362"].supplier

    left_out = Choices(leave_out=row_lists.parse(AT_FAULT), reason="Two figures, or no code")
    take(shared / "data" / ONS, north, left_out)
    healthy = gaps.for_place(Actor.public(), GCR).of("fingertips-90362", Measure.RANGE)
    assert {gap.sex: gap.ends[0].name for gap in healthy} == {
        "female": "North Lanarkshire",
        "male": "Inverclyde",
    }
    shown = client.get("/places/GCR/").content.decode()
    for council in ("East Dunbartonshire", "Glasgow City", "West Dunbartonshire"):
        assert council in shown
    assert "14.3 years" in shown
    assert "Raise this as a data need" in shown
