import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.methods import oracles

from leveller.methods.measures import crude_rate, mean, proportion

COUNTS = st.lists(st.integers(0, 300), min_size=1, max_size=8)


@given(COUNTS, st.integers(1, 500))
def test_a_proportion_agrees_with_the_slow_one(counts: list[int], extra: int) -> None:
    bases = [count + extra for count in counts]
    found = proportion(counts, bases, confidence=(0.95, 0.998), multiplier=100)
    for i, (count, base) in enumerate(zip(counts, bases, strict=True)):
        assert found.value[i] == pytest.approx(100 * count / base)
        for interval in found.intervals:
            lower, upper = oracles.wilson(count, base, interval.level)
            assert interval.lower[i] == pytest.approx(100 * lower, rel=1e-7, abs=1e-10)
            assert interval.upper[i] == pytest.approx(100 * upper, rel=1e-7, abs=1e-10)


@given(COUNTS, st.integers(1, 100_000))
def test_a_rate_agrees_with_the_slow_one_and_scales_with_its_multiplier(
    counts: list[int], people: int
) -> None:
    found = crude_rate(counts, people, multiplier=1_000)
    tenfold = crude_rate(counts, people, multiplier=10_000)
    for i, count in enumerate(counts):
        lower, upper = oracles.poisson(count, 0.95)
        assert found.value[i] == pytest.approx(1_000 * count / people)
        assert found.interval().lower[i] == pytest.approx(1_000 * lower / people, abs=1e-9)
        assert found.interval().upper[i] == pytest.approx(1_000 * upper / people, rel=1e-8)
    np.testing.assert_allclose(tenfold.interval().upper, 10 * found.interval().upper)


def test_no_events_is_a_rate_of_zero_with_an_upper_limit() -> None:
    found = crude_rate([0], [12345])
    assert (found.value[0], found.interval().lower[0]) == (0, 0)
    assert found.interval().upper[0] == pytest.approx(29.8815670645114)


def test_groups_that_cannot_be_computed_come_back_empty_with_their_reason() -> None:
    found = proportion([1, -1, 5, np.nan, 2, np.inf], [10, 10, 4, 10, 0, 10])
    np.testing.assert_array_equal(found.is_empty, [False, True, True, True, True, True])
    assert np.isnan(found.value[1:]).all()
    assert np.isnan(found.interval().lower[1:]).all()
    words = list(found.reasons)
    assert words[0] == ""
    assert "below 0" in words[1]
    assert "above the denominator" in words[2]
    assert "missing" in words[3]
    assert "denominator is 0" in words[4]
    assert "infinite" in words[5]


def test_any_shape_comes_back_in_its_shape() -> None:
    found = crude_rate(np.ones((2, 3, 4)), 100)
    assert found.value.shape == found.interval().upper.shape == found.codes.shape == (2, 3, 4)
    assert proportion(3, 10).value.shape == ()


def test_the_result_says_what_it_is() -> None:
    found = crude_rate([9, 10], 100, confidence=(0.9, 0.95, 0.99, 0.998))
    assert found.measure == "rate"
    assert found.version
    assert [interval.level for interval in found.intervals] == [0.9, 0.95, 0.99, 0.998]
    assert list(found.exact) == [True, False]
    with pytest.raises(KeyError, match=r"no interval at 0\.97"):
        found.interval(0.97)


@given(st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=12), st.sampled_from([0.95, 0.99]))
def test_a_mean_agrees_with_the_slow_one(values: list[float], level: float) -> None:
    found = mean(values, confidence=level)
    middle, lower, upper = oracles.mean(values, level)
    width = max(1.0, abs(upper - lower))
    assert float(found.value) == pytest.approx(middle, abs=1e-9)
    assert float(found.interval(level).lower) == pytest.approx(lower, abs=1e-4 * width)
    assert float(found.interval(level).upper) == pytest.approx(upper, abs=1e-4 * width)


def test_a_mean_of_one_value_has_no_interval_and_says_so() -> None:
    found = mean([[3.0]])
    assert found.value[0] == 3.0
    assert np.isnan(found.interval().lower[0])
    assert "one value" in found.cautions[0]


def test_a_mean_with_a_missing_value_is_empty_and_one_without_spread_is_not() -> None:
    found = mean([[1.0, np.nan, 2.0], [4.0, 4.0, 4.0]])
    assert "missing" in found.reasons[0]
    assert (found.value[1], found.interval().lower[1], found.interval().upper[1]) == (4, 4, 4)
