"""What the people of the demonstration write about figures agrees with the figures."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from leveller.workbench.front.demonstration import figures
from leveller.workbench.front.demonstration.parameters import REGION_CODE
from leveller.workbench.front.demonstration.work import thread
from leveller.workbench.front.demonstration.world import World
from tests.front.demonstration import oracles
from tests.front.demonstration.test_people_and_deaths import ladder, vital_figures

Value = Callable[..., float]


@pytest.fixture(scope="module")
def value(made: World) -> Value:
    """A published value of the region, by indicator, year and category."""
    place = [p.code for p in made.sums.published].index(REGION_CODE)

    def find(number: int, year: int, category: str = "") -> float:
        plan, counted = made.counted[number]
        blocks = figures.blocks_of(plan, counted, made)
        block = next(b for b in blocks if b.heading.category == category)
        return float(block.measured.value[place, year])

    return find


def statement(key: str) -> str:
    needs = yaml.safe_load(Path(thread.FILE).read_text(encoding="utf-8"))["needs"]
    return next(f"{n['title']} {n['statement']}" for n in needs if n["key"] == key)


def test_men_of_the_poorest_tenth_live_about_eleven_years_less(made: World) -> None:
    assert "about eleven" in statement("men-of-the-estuary")
    blocks = list(vital_figures.life_expectancy(made))
    values, _, people = ladder(made, blocks, vital_figures.LIFE[0], "Male", REGION_CODE, 7)
    assert oracles.slope(values, people) == pytest.approx(11, abs=0.7)


def test_half_and_three_quarters_start_school_ready(value: Value) -> None:
    assert "Little more than half" in statement("children-before-school")
    assert "three quarters" in statement("children-before-school")
    assert value(90634, 9, figures.DECILES[0]) == pytest.approx(55, abs=3)
    assert value(90634, 9, figures.DECILES[-1]) == pytest.approx(75, abs=4)


def test_seven_in_a_thousand_households_are_in_temporary_accommodation(value: Value) -> None:
    assert "Nearly three times" in statement("homes")
    assert "Seven in 1,000" in statement("homes")
    assert value(99012, 9) == pytest.approx(7, abs=0.3)
    assert 2.5 < value(99012, 9) / value(99012, 0) < 3


def test_waiting_has_grown_fourfold(value: Value) -> None:
    assert "More than two in five" in statement("waiting")
    assert "fourfold" in statement("waiting")
    assert value(99005, 9) > 40
    assert value(99005, 9) / value(99005, 0) == pytest.approx(4.5, abs=0.5)
