import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.methods.measures import Direction, recent_trend, recent_trend_of_proportions
from leveller.methods.measures.trend import CRITICAL_CHI_SQUARED, TrendError


def slow_slope(values: list[float], weights: list[float], times: list[int]) -> tuple[float, float]:
    """By the normal equations; slope and its variance."""
    w = sum(weights)
    wt = sum(a * t for a, t in zip(weights, times, strict=True))
    wtt = sum(a * t * t for a, t in zip(weights, times, strict=True))
    wv = sum(a * v for a, v in zip(weights, values, strict=True))
    wtv = sum(a * t * v for a, t, v in zip(weights, times, values, strict=True))
    base = w * wtt - wt * wt
    return (w * wtv - wt * wv) / base, w / base


def without(values: list[float], weights: list[float], out: int) -> float:
    keep = [i for i in range(5) if i != out]
    left = [values[i] for i in keep], [weights[i] for i in keep], [i + 1 for i in keep]
    return slow_slope(*left)[0]


def slow_trend(values: list[float], weights: list[float]) -> str:
    slope, variance = slow_slope(values, weights, [1, 2, 3, 4, 5])
    turned = any((without(values, weights, out) > 0) != (slope > 0) for out in range(5))
    if slope * slope / variance <= CRITICAL_CHI_SQUARED or turned:
        return "No significant change"
    return "Increasing" if slope > 0 else "Decreasing"


POINTS = st.lists(st.tuples(st.floats(10, 100), st.floats(0.5, 10)), min_size=5, max_size=5)


@given(POINTS)
def test_the_direction_is_that_of_the_slow_one(points: list[tuple[float, float]]) -> None:
    values, reach = (list(column) for column in zip(*points, strict=True))
    found = recent_trend(values, np.subtract(values, reach), np.add(values, reach))
    weights = [1 / (2 * r / 3.919927969080109) ** 2 for r in reach]
    slope, variance = slow_slope(values, weights, [1, 2, 3, 4, 5])
    assert float(found.slope) == pytest.approx(slope, abs=1e-9)
    flat = any(abs(without(values, weights, out)) < 1e-9 for out in range(5))
    if abs(slope**2 / variance - CRITICAL_CHI_SQUARED) > 1e-6 and not flat:
        assert str(found.direction) == slow_trend(values, weights)


@given(POINTS, st.floats(-500, 500), st.floats(0.1, 20))
def test_moving_or_scaling_every_value_changes_no_direction(
    points: list[tuple[float, float]], shift: float, scale: float
) -> None:
    values, reach = (np.array(column) for column in zip(*points, strict=True))
    plain = recent_trend(values, values - reach, values + reach)
    moved = values * scale + shift
    other = recent_trend(moved, moved - reach * scale, moved + reach * scale)
    assert float(other.chi_squared) == pytest.approx(float(plain.chi_squared), rel=1e-5, abs=1e-6)


def steady(step: float = 2.0, reach: float = 0.5) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    values = 50 + step * np.arange(5.0)
    return values, values - reach, values + reach


@pytest.mark.parametrize(
    ("step", "polarity", "direction", "judgement"),
    [
        (2.0, "high-is-good", "Increasing", "getting better"),
        (2.0, "low-is-good", "Increasing", "getting worse"),
        (-2.0, "low-is-good", "Decreasing", "getting better"),
        (-2.0, "no-judgement", "Decreasing", ""),
        (0.05, "low-is-good", "No significant change", ""),
    ],
)
def test_a_direction_is_judged_by_polarity(
    step: float, polarity: str, direction: str, judgement: str
) -> None:
    found = recent_trend(*steady(step), polarity=polarity)
    assert (str(found.direction), str(found.judgement)) == (direction, judgement)


def test_one_point_that_carries_the_trend_alone_makes_none() -> None:
    values = np.array([50.0, 50.4, 50.2, 49.9, 70.0])
    found = recent_trend(values, values - 1, values + 1)
    assert found.chi_squared > CRITICAL_CHI_SQUARED
    assert found.direction == Direction.NO_SIGNIFICANT_CHANGE
    assert bool(found.outlier)


def test_only_the_last_five_points_count() -> None:
    values, lower, upper = (np.concatenate([[np.nan, 900.0], part]) for part in steady())
    found = recent_trend(values, lower, upper)
    assert found.slope == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("break_it", "words"),
    [
        (lambda v, lo, hi: (v[1:], lo[1:], hi[1:], {}), "five years without a break"),
        (lambda v, lo, hi: (np.where(v == 54, np.nan, v), lo, hi, {}), "without a break"),
        (lambda v, lo, hi: (v, np.where(v == 54, np.nan, lo), hi, {}), "no interval"),
        (lambda v, lo, hi: (v, v, v, {}), "no width"),
        (lambda v, lo, hi: (v, lo, hi, {"years": [2015, 2016, 2018, 2019, 2020]}), "in a row"),
        (lambda v, lo, hi: (v, lo, hi, {"years_in_period": 3}), "several years overlap"),
        (lambda v, lo, hi: (np.where(v == 54, np.inf, v), lo, hi, {}), "infinite"),
    ],
)
def test_a_series_that_cannot_be_tested_says_why(break_it, words: str) -> None:  # type: ignore[no-untyped-def]
    value, lower, upper, options = break_it(*steady())
    found = recent_trend(value, lower, upper, **options)
    assert found.direction == Direction.CANNOT_BE_CALCULATED
    assert words in str(found.reasons)
    assert np.isnan(found.slope)


def test_a_trend_without_an_axis_of_periods_is_refused() -> None:
    with pytest.raises(TrendError, match="axis of periods"):
        recent_trend(1.0, 0.5, 1.5)


@given(st.lists(st.tuples(st.integers(1, 400), st.integers(1, 400)), min_size=5, max_size=5))
def test_proportions_are_tested_on_their_counts(cells: list[tuple[int, int]]) -> None:
    """Against the Cochran-Armitage statistic from expected counts under no trend."""
    counted = [a for a, _ in cells]
    base = [a + b for a, b in cells]
    found = recent_trend_of_proportions(counted, base)
    share = sum(counted) / sum(base)
    middle = sum(n * t for n, t in zip(base, range(1, 6), strict=True)) / sum(base)
    score = sum(
        (t - middle) * (x - n * share) for x, n, t in zip(counted, base, range(1, 6), strict=True)
    )
    variance = (
        share
        * (1 - share)
        * sum(n * (t - middle) ** 2 for n, t in zip(base, range(1, 6), strict=True))
    )
    assert float(found.chi_squared) == pytest.approx(score**2 / variance, abs=1e-8)


def test_rising_and_falling_proportions_are_told_apart() -> None:
    """Fingertips' published calculator never sets the slope here and calls every one decreasing."""
    rising = np.array([100, 150, 200, 250, 300])
    found = recent_trend_of_proportions(
        [rising, rising[::-1], np.full(5, 200)], 1_000, polarity="low-is-good"
    )
    assert [str(d) for d in found.direction] == [
        "Increasing",
        "Decreasing",
        "No significant change",
    ]
    assert found.judgement[0] == "getting worse"


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        ([0, 5, 6, 7, 8], "logit doesn't exist"),
        ([50, 5, 6, 7, 8], "logit doesn't exist"),
        ([60, 5, 6, 7, 8], "above the denominator"),
        ([-1, 5, 6, 7, 8], "below 0"),
        ([np.nan, 5, 6, 7, 8], "without a break"),
        ([5, 6, 7, 8], "without a break"),
    ],
)
def test_counts_that_cannot_be_tested_say_why(counted: list[float], words: str) -> None:
    found = recent_trend_of_proportions(counted, np.full(len(counted), 50.0))
    assert found.direction == Direction.CANNOT_BE_CALCULATED
    assert words in str(found.reasons)


def test_a_trend_is_called_by_chance_about_twice_in_a_thousand() -> None:
    values = np.random.default_rng(8).normal(50, 2, (40_000, 5))
    reach = 2 * 1.959963984540054
    found = recent_trend(values, values - reach, values + reach)
    called = np.isin(found.direction, [Direction.INCREASING, Direction.DECREASING])
    assert called.mean() == pytest.approx(0.002, abs=0.0008)
