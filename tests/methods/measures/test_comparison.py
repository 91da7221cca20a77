import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.methods import oracles

from leveller.methods.measures import (
    Outcome,
    compare_at_two_levels,
    compare_by_quintile,
    compare_intervals,
    compare_proportion_with_control_limits,
    compare_rate_with_control_limits,
    compare_with_reference,
)

GOOD, BAD, NEITHER = "high-is-good", "low-is-good", "no-judgement"


@pytest.mark.parametrize(
    ("reference", "polarity", "outcome"),
    [
        (2.0, GOOD, Outcome.BETTER),
        (2.0, BAD, Outcome.WORSE),
        (2.0, NEITHER, Outcome.HIGHER),
        (3.5, GOOD, Outcome.SIMILAR),
        (3.0, GOOD, Outcome.SIMILAR),
        (4.0, BAD, Outcome.SIMILAR),
        (9.0, GOOD, Outcome.WORSE),
        (9.0, BAD, Outcome.BETTER),
        (9.0, NEITHER, Outcome.LOWER),
    ],
)
def test_a_reference_within_the_interval_is_similar_and_outside_goes_by_polarity(
    reference: float, polarity: str, outcome: Outcome
) -> None:
    found = compare_with_reference(3.5, 3.0, 4.0, reference, polarity=polarity)
    assert found.outcome == outcome


@pytest.mark.parametrize(
    ("reference", "polarity", "outcome"),
    [
        (5.0, GOOD, Outcome.SIMILAR),
        (3.5, GOOD, Outcome.BETTER),
        (2.0, GOOD, Outcome.BEST),
        (6.5, GOOD, Outcome.WORSE),
        (9.0, GOOD, Outcome.WORST),
        (2.0, BAD, Outcome.WORST),
        (9.0, NEITHER, Outcome.LOWEST),
        (2.0, NEITHER, Outcome.HIGHEST),
    ],
)
def test_two_levels_tell_better_from_best(
    reference: float, polarity: str, outcome: Outcome
) -> None:
    found = compare_at_two_levels(5.0, (4.0, 6.0), (3.0, 7.0), reference, polarity=polarity)
    assert found.outcome == outcome


@given(st.floats(0, 10), st.floats(0, 3), st.floats(0, 10), st.floats(0, 3))
def test_overlapping_intervals_are_similar_whichever_way_round(
    a: float, a_reach: float, b: float, b_reach: float
) -> None:
    one, two = (a - a_reach, a + a_reach), (b - b_reach, b + b_reach)
    there = compare_intervals(a, one, b, two, polarity=GOOD).position
    back = compare_intervals(b, two, a, one, polarity=GOOD).position
    assert there == -back
    assert (there == 0) == (max(one[0], two[0]) <= min(one[1], two[1]))


def test_nothing_to_compare_is_not_compared_with_the_reason() -> None:
    value = np.array([1.0, np.nan, 1.0, 1.0, 1.0])
    lower = np.array([0.5, 0.5, np.nan, 0.5, 0.5])
    reference = np.array([9.0, 9.0, 9.0, np.nan, 9.0])
    found = compare_with_reference(
        value, lower, 2.0, reference, polarity=GOOD, same=[False] * 4 + [True]
    )
    assert list(found.outcome) == [Outcome.WORSE, *[Outcome.NOT_COMPARED] * 4]
    assert "no interval" in found.reasons[2]
    assert "nothing to compare" in found.reasons[3]
    assert "not compared with itself" in found.reasons[4]


@given(st.integers(5, 400), st.floats(0.05, 0.95), st.floats(0, 1))
def test_control_limits_of_proportions_are_wilsons_around_the_reference(
    base: int, reference: float, share: float
) -> None:
    lower, upper = oracles.wilson(base * reference, base, 0.998)
    found = compare_proportion_with_control_limits(
        share * 100, base, reference * 100, polarity=NEITHER, level=0.998, multiplier=100
    )
    if min(abs(share - lower), abs(share - upper)) > 1e-9:
        assert found.position == (share > upper) - (share < lower)


def test_control_limits_of_rates_are_poissons_around_the_expected_events() -> None:
    # 50 events at 100 per 100,000 come from 50,000 people, of whom 30 are expected at 60
    lower, upper = oracles.exact_poisson(30, 0.95)
    assert lower < 30 < upper < 50
    found = compare_rate_with_control_limits(100.0, 50, 60.0, polarity=BAD)
    assert found.outcome == Outcome.WORSE
    assert compare_rate_with_control_limits(70.0, 35, 60.0, polarity=BAD).outcome == "Similar"
    none = compare_rate_with_control_limits([0.0, 70.0], [0, 35], 60.0, polarity=BAD)
    assert none.outcome[0] == Outcome.NOT_COMPARED


def test_quintiles_put_a_fifth_in_each_group_and_name_the_middle() -> None:
    found = compare_by_quintile(np.arange(1, 51), polarity=NEITHER)
    names = [Outcome.LOWEST, Outcome.LOW, Outcome.MIDDLE, Outcome.HIGH, Outcome.HIGHEST]
    assert list(found.outcome) == [name for name in names for _ in range(10)]
    judged = compare_by_quintile(np.arange(1, 6), polarity=BAD)
    assert list(judged.outcome) == ["Best", "Better", "Middle", "Worse", "Worst"]


def test_values_on_an_edge_belong_below_it_and_missing_ones_nowhere() -> None:
    found = compare_by_quintile([1, 2, 3, 4, 5, 6, np.nan], polarity=NEITHER)
    assert list(found.outcome[:3]) == ["Lowest", "Lowest", "Low"]  # the first edge is exactly 2
    assert found.outcome[6] == Outcome.NOT_COMPARED
    few = compare_by_quintile([[1, 2, 3, 4, np.nan], [1, 2, 3, 4, 5]], polarity=NEITHER)
    assert set(few.outcome[0]) == {Outcome.NOT_COMPARED}
    assert "fewer values than groups" in few.reasons[0, 0]
    assert few.outcome[1, 4] == Outcome.HIGHEST
