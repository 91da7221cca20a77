"""Greater Manchester out of the published files: what its page says is what they say."""

import re
from pathlib import Path

import pytest
from django.test import Client

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.systems.evidence import actions, gaps, importing
from leveller.workbench.systems.evidence.gaps import Measure, Verdict

pytestmark = [
    pytest.mark.shared,
    pytest.mark.django_db,
    pytest.mark.usefixtures("store", "shipped"),
]
GM = "E47000001"
FILES = (
    "life_expectancy/life_expectancy_at_birth_lad.csv.gz",
    "life_expectancy/healthy_life_expectancy_ua.csv.gz",
    "mortality/le_by_imd_decile_la_2014_16.csv.gz",
    "fingertips/long/child_poverty_gm_cipfa.csv.gz",
)


@pytest.fixture
def imported(store: Path, shipped: None, north: Organisation, shared: Path) -> None:
    by = Actor.of_system("test", north)
    for name in FILES:
        with importing.examine(shared / "data" / name, organisation=north) as found:
            actions.publish(by=by, examination=found)


@pytest.mark.usefixtures("imported")
def test_the_region_says_what_the_files_say(client: Client) -> None:
    found = gaps.for_place(Actor.public(), GM)
    life = {(g.measure, g.sex): g for g in found if g.indicator.key == "fingertips-90366"}
    ranges = {sex: life[Measure.RANGE, sex] for sex in ("male", "female")}
    assert {sex: gap.value for sex, gap in ranges.items()} == {"male": 4.6, "female": 4.1}
    assert ranges["male"].ends[0].name == "Manchester"
    assert ranges["male"].change.verdict is Verdict.CANNOT_TELL

    national = {g.sex: g for g in found.of("fingertips-90366", Measure.SLOPE) if g.substitute}
    assert national["male"].value == pytest.approx(9.345, abs=0.003)
    assert national["female"].value == pytest.approx(7.268, abs=0.003)

    asked = " ".join(one.question for one in found.unanswerable)
    assert "poverty" in asked.lower(), "only some councils have figures, so there is no range"

    shown = client.get(f"/places/{GM}/").content.decode()
    assert "4.6 years" in shown
    assert "4.1 years" in shown
    assert "Figures for England" in shown
    assert not re.search(r"(?i)\b(widened|narrowed)\b", re.sub(r"(?s)<nav.*?</nav>", "", shown))
