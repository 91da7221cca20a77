"""People, deaths and survey: whole, consistent, and true to what was planted."""

import csv
from pathlib import Path

import numpy as np
import pytest

from leveller.workbench.front.demonstration import vital_figures
from leveller.workbench.front.demonstration.figures import Block
from leveller.workbench.front.demonstration.parameters import REGION_CODE, YEARS
from leveller.workbench.front.demonstration.world import World
from tests.front.demonstration import oracles

LIFE, HEALTHY = vital_figures.LIFE[0], vital_figures.HEALTHY_LIFE[0]
SEX = {"Male": 0, "Female": 1}


@pytest.fixture(scope="module")
def lives(made: World) -> list[Block]:
    return list(vital_figures.life_expectancy(made))


def test_nobody_dies_who_did_not_live(made: World) -> None:
    assert (made.deaths <= made.people).all()
    assert (made.said_good <= made.asked).all()
    assert (made.asked <= made.people).all()
    assert made.people.min() >= 0


def test_every_death_has_one_cause(made: World) -> None:
    assert (made.died_of.sum(axis=-1) == made.deaths).all()
    assert made.died_of[..., 1:, -1].sum() == 0  # nobody past a first birthday dies newborn


def test_the_pandemic_shows(made: World) -> None:
    total = made.deaths.sum(axis=(0, 2, 3))
    assert total[YEARS == 2020] > 1.1 * total[YEARS == 2019]
    assert total[YEARS == 2024] < total[YEARS == 2020]


def test_small_areas_add_up_to_councils_authorities_and_country(made: World) -> None:
    summed = made.sums.of(made.deaths)
    codes = [place.code for place in made.sums.published]
    for code, own, layer in (
        ("X08000005", made.places.council, made.places.councils),
        (REGION_CODE, made.places.authority, made.places.authorities),
    ):
        expected = made.deaths[own == layer.codes.index(code)].sum(axis=0)
        assert (summed[codes.index(code)] == expected).all()
    assert (summed[0] == made.deaths.sum(axis=0)).all()


@pytest.mark.parametrize("code", ["X92000001", REGION_CODE, "X08000002"])
@pytest.mark.parametrize("sex", ["Male", "Female"])
def test_published_life_expectancy_follows_from_deaths_and_people(
    made: World, lives: list[Block], code: str, sex: str
) -> None:
    block, place = block_of(lives, LIFE, sex), index_of(made, code)
    member = members(made, code)
    for t, period in enumerate(block.periods):
        years = slice(period.first_year - YEARS[0], period.first_year - YEARS[0] + 3)
        died = made.deaths[member, years, SEX[sex]].sum(axis=(0, 1))
        lived = made.people[member, years, SEX[sex]].sum(axis=(0, 1))
        again = oracles.life_expectancy(died.tolist(), lived.tolist())
        assert block.measured.value[place, t] == pytest.approx(again, abs=1e-9)


def test_published_healthy_life_expectancy_follows_from_the_survey(
    made: World, lives: list[Block]
) -> None:
    block, member = block_of(lives, HEALTHY, "Female"), members(made, REGION_CODE)
    last = slice(7, 10)
    died, lived, good, asked = (
        array[member, last, 1].sum(axis=(0, 1))
        for array in (made.deaths, made.people, made.said_good, made.asked)
    )
    again = oracles.healthy_life_expectancy(died.tolist(), lived.tolist(), (good / asked).tolist())
    assert block.measured.value[index_of(made, REGION_CODE), -1] == pytest.approx(again, abs=1e-9)


def test_levels_are_like_those_of_a_real_country(made: World, lives: list[Block]) -> None:
    life = {sex: block_of(lives, LIFE, sex).measured.value[0, -1] for sex in SEX}
    healthy = {sex: block_of(lives, HEALTHY, sex).measured.value[0, -1] for sex in SEX}
    assert 78 < life["Male"] < 80
    assert 82 < life["Female"] < 84
    assert 60 < healthy["Male"] < healthy["Female"] < 65


@pytest.mark.parametrize("number", [LIFE, HEALTHY])
@pytest.mark.parametrize("sex", ["Male", "Female"])
@pytest.mark.parametrize("code", ["X92000001", REGION_CODE])
def test_the_planted_slope_is_found_again(
    made: World, lives: list[Block], number: int, sex: str, code: str
) -> None:
    """The 95% interval of the slope of the first three years holds the slope that was planted."""
    values, errors, people = ladder(made, lives, number, sex, code, 0)
    found, error = oracles.slope(values, people), oracles.slope_error(errors, people)
    planted = oracles.slope(truth(made, number, SEX[sex], code), people)
    assert abs(found - planted) < 1.96 * error
    assert planted > 6  # and it is no small one


def test_the_slope_of_men_is_as_documented(made: World) -> None:
    people = decile_people(made, "X92000001", 0, 0)
    planted = oracles.slope(truth(made, LIFE, 0, "X92000001"), people)
    assert planted == pytest.approx(9.5, abs=0.15)


@pytest.mark.parametrize(
    ("number", "sex", "code", "expected"),
    [
        (LIFE, "Male", "X92000001", "widening"),
        (LIFE, "Male", REGION_CODE, "widening"),
        (LIFE, "Female", "X92000001", "cannot tell"),
        (LIFE, "Female", REGION_CODE, "cannot tell"),
        (HEALTHY, "Male", REGION_CODE, "widening"),
        (HEALTHY, "Female", REGION_CODE, "widening"),
    ],
)
def test_the_gap_moved_as_planted(
    made: World, lives: list[Block], number: int, sex: str, code: str, expected: str
) -> None:
    """From the first three years to the last three, which share no year."""
    gaps = []
    for t in (0, 7):
        values, errors, people = ladder(made, lives, number, sex, code, t)
        gaps.append((abs(oracles.slope(values, people)), oracles.slope_error(errors, people)))
    (first, first_error), (last, last_error) = gaps
    assert oracles.verdict(last - first, float(np.hypot(first_error, last_error))) == expected


def test_deaths_and_people_by_decile_stand_in_the_file(made: World, folder: Path) -> None:
    with (folder / "deaths-by-cause-and-decile.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    for place, inside in (("X92000001", True), (REGION_CODE, made.places.in_region)):
        key = (place, "2020", "1", "Female")
        chosen = [r for r in rows if tuple(r.values())[:4] == key]
        expected = made.deaths[(made.index.decile == 1) & inside, 5, 1].sum()
        assert sum(int(r["All Ages"]) for r in chosen) == expected
    assert len(rows) == 2 * 10 * 10 * 2 * 10


def block_of(blocks: list[Block], number: int, sex: str, category: str = "") -> Block:
    (found,) = (
        b
        for b in blocks
        if (b.heading.id, b.heading.sex, b.heading.category) == (number, sex, category)
    )
    return found


def index_of(made: World, code: str) -> int:
    return [place.code for place in made.sums.published].index(code)


def members(made: World, code: str) -> np.ndarray:
    places = made.places
    for layer, own in ((places.authorities, places.authority), (places.councils, places.council)):
        if code in layer.codes:
            return own == layer.codes.index(code)
    return np.ones(len(places.points), bool)


def ladder(
    made: World, blocks: list[Block], number: int, sex: str, code: str, t: int
) -> tuple[list[float], list[float], list[float]]:
    """Published values of the ten deciles, their errors, and the people behind them."""
    place = index_of(made, code)
    rungs = [b for b in blocks if b.heading.id == number and b.heading.sex == sex][1:]
    assert len(rungs) == 10
    values = [float(b.measured.value[place, t]) for b in rungs]
    errors = [
        float(b.measured.upper95[place, t] - b.measured.lower95[place, t]) / 3.92 for b in rungs
    ]
    return values, errors, decile_people(made, code, SEX[sex], t)


def decile_people(made: World, code: str, sex: int, t: int) -> list[float]:
    member = members(made, code)
    return [
        float(made.people[member & (made.index.decile == d), t : t + 3, sex].sum())
        for d in range(1, 11)
    ]


def truth(made: World, number: int, sex: int, code: str) -> list[float]:
    """What the deciles' values would be without chance: expected deaths, true prevalence."""
    values = []
    for decile in range(1, 11):
        member = members(made, code) & (made.index.decile == decile)
        lived = made.people[member, :3, sex]
        died = (lived * made.hazard[member, :3, sex]).sum(axis=(0, 1)).tolist()
        people = lived.sum(axis=(0, 1)).tolist()
        if number == LIFE:
            values.append(oracles.life_expectancy(died, people))
        else:
            good = (lived * made.in_good_health[member, :3, sex]).sum(axis=(0, 1))
            shares = (good / lived.sum(axis=(0, 1))).tolist()
            values.append(oracles.healthy_life_expectancy(died, people, shares))
    return values
