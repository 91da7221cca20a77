import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.methods import oracles

from leveller.methods.measures import intervals

LEVELS = st.sampled_from([0.9, 0.95, 0.99, 0.998])


def one(values: float) -> np.ndarray:
    return np.array([values], dtype=float)


@given(st.integers(0, 400), LEVELS)
def test_poisson_limits_agree_with_summed_probabilities_and_byars_formula(
    count: int, level: float
) -> None:
    lower, upper = intervals.poisson(one(count), level)
    expected = oracles.poisson(count, level)
    assert lower[0] == pytest.approx(expected[0], rel=1e-9, abs=1e-9)
    assert upper[0] == pytest.approx(expected[1], rel=1e-9)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), LEVELS)
def test_wilson_limits_are_the_roots_of_the_score_test(pair: tuple[int, int], level: float) -> None:
    count, base = pair
    lower, upper = intervals.wilson(one(count), one(base), level)
    expected = oracles.wilson(count, base, level)
    assert lower[0] == pytest.approx(expected[0], rel=1e-7, abs=1e-12)
    assert upper[0] == pytest.approx(expected[1], rel=1e-7, abs=1e-12)


def test_fractional_counts_under_ten_take_the_exact_limits_between_their_neighbours() -> None:
    lower, upper = intervals.poisson(np.array([3.0, 3.5, 4.0]), 0.95)
    assert np.all(np.diff(lower) > 0)
    assert np.all(np.diff(upper) > 0)


def test_byars_lower_limit_is_missing_where_the_formula_goes_below_zero() -> None:
    lower, upper = intervals.byar(one(1), 0.998)
    assert math.isnan(lower[0])
    assert upper[0] == pytest.approx(9.36218017990836)


def test_wider_levels_hold_narrower_ones() -> None:
    counts = np.arange(0, 200, dtype=float)
    inner, outer = intervals.poisson(counts, 0.95), intervals.poisson(counts, 0.998)
    assert np.all(outer[0] <= inner[0])
    assert np.all(outer[1] > inner[1])


def test_fiellers_limits_solve_the_equation_that_defines_them() -> None:
    top, bottom, top_var, bottom_var, cov = (one(v) for v in (80.0, 70.0, 0.8, 0.5, -0.2))
    z2 = intervals.z_score(0.95) ** 2
    for ratio in intervals.fieller(top, bottom, top_var, bottom_var, cov, 0.95):
        distance = (top - ratio * bottom) ** 2
        variance = top_var - 2 * ratio * cov + ratio**2 * bottom_var
        assert distance == pytest.approx(z2 * variance)


def test_fiellers_limits_are_missing_where_the_bottom_may_be_zero() -> None:
    limits = intervals.fieller(one(1.0), one(0.1), one(1.0), one(1.0), one(0.0), 0.95)
    assert np.isnan(limits).all()


def chance_that_it_covers(mean: float, level: float) -> float:
    """The exact chance that the Poisson limits hold the true mean."""
    counts = np.arange(0, int(mean + 12 * math.sqrt(mean) + 30), dtype=float)
    lower, upper = intervals.poisson(counts, level)
    log_chance = counts * math.log(mean) - mean - np.array([math.lgamma(c + 1) for c in counts])
    return float(np.exp(log_chance)[(lower <= mean) & (mean <= upper)].sum())


@pytest.mark.parametrize("level", [0.95, 0.998])
def test_poisson_limits_cover_the_truth_at_least_as_often_as_they_say(level: float) -> None:
    chances = [chance_that_it_covers(mean, level) for mean in np.linspace(0.2, 60, 300)]
    assert min(chances) > level - 0.003
    assert np.mean(chances) < level + (1 - level) * 0.6


def test_wilson_limits_cover_the_truth_at_their_nominal_rate_on_average() -> None:
    base = 40
    counts = np.arange(0, base + 1, dtype=float)
    lower, upper = intervals.wilson(counts, np.full(base + 1, float(base)), 0.95)
    ways = np.array([math.comb(base, int(c)) for c in counts], dtype=float)
    shares = np.linspace(0.02, 0.98, 200)
    chances = [
        (ways * p**counts * (1 - p) ** (base - counts))[(lower <= p) & (p <= upper)].sum()
        for p in shares
    ]
    assert np.mean(chances) == pytest.approx(0.95, abs=0.01)
    assert min(chances) > 0.88
