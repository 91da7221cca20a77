"""Indicators: consistent, with the quirks that were meant, and the verdicts that were planted."""

import json
from pathlib import Path

import numpy as np
import pytest

from leveller.methods import measures
from leveller.workbench.front.demonstration import figures, vital_figures
from leveller.workbench.front.demonstration.figures import Block
from leveller.workbench.front.demonstration.files.metadata import WITHOUT_DATA
from leveller.workbench.front.demonstration.indicators import LONG, plans
from leveller.workbench.front.demonstration.parameters import REGION_CODE, YEARS
from leveller.workbench.front.demonstration.world import World
from tests.front.demonstration import oracles

PLANS = {plan.id: plan for plan in plans()}
HOUSE_WORDS = {"widening": "widened", "narrowing": "narrowed", "cannot tell": "cannot tell"}
TOLD_TREND = sorted(PLANS)
TOLD_GAP = sorted(number for number, plan in PLANS.items() if plan.planted_gap)


@pytest.fixture(scope="module")
def blocks(made: World) -> dict[int, list[Block]]:
    return {
        number: list(figures.blocks_of(plan, counted, made))
        for number, (plan, counted) in made.counted.items()
    }


@pytest.fixture(scope="module")
def region(made: World) -> int:
    return [place.code for place in made.sums.published].index(REGION_CODE)


def test_there_are_enough_indicators_of_every_kind(made: World) -> None:
    vital = {block.heading.id for block in vital_figures.blocks(made)}
    assert len(PLANS) + len(vital) >= 28
    assert {plan.kind for plan in PLANS.values()} >= {"proportion", "crude rate", "standardised"}
    assert {plan.planted_gap for plan in PLANS.values()} == {
        "",
        "widening",
        "narrowing",
        "cannot tell",
    }


@pytest.mark.parametrize("number", sorted(PLANS))
def test_parts_add_up_to_the_whole(blocks: dict[int, list[Block]], number: int) -> None:
    """Sexes, deciles, quintiles and ethnic groups each hold everybody once."""
    whole = blocks[number][0]
    kinds = {b.heading.category_type for b in blocks[number]} - {""}
    groups = [[b for b in blocks[number] if b.heading.category_type == kind] for kind in kinds]
    groups += [[b for b in blocks[number] if b.heading.sex != figures.PERSONS]]
    for parts in filter(None, groups):
        assert np.array_equal(sum(b.count for b in parts), whole.count, equal_nan=True)
        assert np.array_equal(sum(b.base for b in parts), whole.base)


@pytest.mark.parametrize("number", sorted(PLANS))
def test_councils_add_up_to_their_authority(
    made: World, blocks: dict[int, list[Block]], region: int, number: int
) -> None:
    whole = blocks[number][0]
    councils = made.sums.in_region & (np.arange(len(whole.places)) != region)
    assert np.array_equal(whole.base[councils].sum(axis=0), whole.base[region])
    summed = whole.count[councils].sum(axis=0)
    assert np.array_equal(summed, whole.count[region], equal_nan=True)


@pytest.mark.parametrize("number", sorted(PLANS))
def test_values_lie_within_their_limits(blocks: dict[int, list[Block]], number: int) -> None:
    for block in blocks[number]:
        m, kept = block.measured, block.kept & np.isfinite(block.measured.lower95)
        for low, high in (
            (m.lower998, m.lower95),
            (m.lower95, m.value),
            (m.value, m.upper95),
            (m.upper95, m.upper998),
        ):
            assert (low[kept] <= high[kept] + 1e-9).all()


@pytest.mark.parametrize("number", TOLD_TREND)
def test_the_recent_trend_is_the_planted_one(
    blocks: dict[int, list[Block]], region: int, number: int
) -> None:
    block, plan = blocks[number][0], PLANS[number]
    values = np.where(block.kept, block.measured.value, np.nan)[region]
    errors = (block.measured.upper95 - block.measured.lower95)[region] / 3.92
    errors = np.full(len(YEARS), np.nan) if plan.file == "long" else errors
    assert oracles.recent_trend(values.tolist(), errors.tolist()) == plan.planted_trend


@pytest.mark.parametrize("number", TOLD_GAP)
def test_the_gap_is_found_to_move_as_planted(
    blocks: dict[int, list[Block]], region: int, number: int
) -> None:
    """The slope index over the deciles, year by year."""
    rungs = [b for b in blocks[number] if b.heading.category_type == figures.DECILE_TYPE]
    gaps, errors, times = [], [], []
    for t in np.flatnonzero(blocks[number][0].kept[region]):
        people = [float(b.base[region, t]) for b in rungs]
        values = [float(b.measured.value[region, t]) for b in rungs]
        widths = [b.measured.upper95[region, t] - b.measured.lower95[region, t] for b in rungs]
        gaps.append(oracles.slope(values, people))
        errors.append(oracles.slope_error([float(w) / 3.92 for w in widths], people))
        times.append(int(t))
    assert oracles.gap_verdict(gaps, errors, times) == PLANS[number].planted_gap


@pytest.mark.parametrize("number", TOLD_GAP)
def test_the_house_says_the_same_of_the_gap(
    blocks: dict[int, list[Block]], region: int, number: int
) -> None:
    """Slope index and change in a gap as the product works them out, first year against last."""
    rungs = [b for b in blocks[number] if b.heading.category_type == figures.DECILE_TYPE]
    years = np.flatnonzero(blocks[number][0].kept[region])
    then, now = (slope_of(rungs, region, int(t)) for t in (years[0], years[-1]))
    verdict = str(measures.change_in_gap(then, now).verdict)
    assert verdict == HOUSE_WORDS[PLANS[number].planted_gap]


def slope_of(rungs: list[Block], region: int, t: int) -> measures.Uncertain:
    value, low, high, people = (
        np.array([array[region, t] for array in arrays])
        for arrays in (
            [b.measured.value for b in rungs],
            [b.measured.lower95 for b in rungs],
            [b.measured.upper95 for b in rungs],
            [b.base for b in rungs],
        )
    )
    slope = measures.slope_index(value, people, lower=low, upper=high)
    limits = slope.interval(0.95)
    return measures.Uncertain(slope.value, None, limits.lower, limits.upper)


@pytest.mark.parametrize(
    "number", [n for n, p in PLANS.items() if p.kind == "proportion" and p.file != "long"]
)
def test_the_house_says_the_same_of_the_recent_trend(
    blocks: dict[int, list[Block]], region: int, number: int
) -> None:
    block, plan = blocks[number][0], PLANS[number]
    kept = np.flatnonzero(block.kept[region])
    found = measures.recent_trend_of_proportions(
        block.count[region, kept], block.base[region, kept], years=YEARS[kept]
    )
    assert str(found.direction).lower() == plan.planted_trend


def test_one_indicator_was_discontinued(blocks: dict[int, list[Block]]) -> None:
    kept = blocks[99015][0].kept[0]
    assert YEARS[kept].tolist() == [2015, 2016, 2017, 2018]


def test_one_indicator_has_missing_years(blocks: dict[int, list[Block]]) -> None:
    kept = blocks[90634][0].kept[0]
    assert YEARS[~kept].tolist() == [2019, 2020]


def test_one_indicator_exists_for_the_region_only(
    made: World, blocks: dict[int, list[Block]]
) -> None:
    shown = blocks[99013][0].kept.any(axis=1)
    assert (shown == made.sums.in_region).all()


def test_one_indicator_is_described_and_has_no_data(folder: Path) -> None:
    described = json.loads((folder / "fingertips-metadata.json").read_text(encoding="utf-8"))
    entry = next(e for e in described if e["indicatorID"] == WITHOUT_DATA[0])
    assert entry["indicatorDefinition"]
    for path in folder.glob("*.csv"):
        assert WITHOUT_DATA[1] not in path.read_text(encoding="utf-8")


def test_some_counts_are_small_enough_to_be_hidden(blocks: dict[int, list[Block]]) -> None:
    alcohol = blocks[92904][1]
    small = (alcohol.count >= 1) & (alcohol.count <= 7) & alcohol.kept
    assert small.sum() > 50


def test_every_indicator_is_described(folder: Path) -> None:
    described = json.loads((folder / "fingertips-metadata.json").read_text(encoding="utf-8"))
    numbers = {entry["indicatorID"] for entry in described}
    planned = {number for number, plan in PLANS.items() if plan.file != LONG}
    assert planned | set(vital_figures.UNDER_75) <= numbers
    assert all(entry["indicatorDefinition"] and entry["rationale"] for entry in described)
