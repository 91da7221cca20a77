import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.methods import oracles

from leveller.methods.measures import (
    GapError,
    Uncertain,
    Verdict,
    absolute_gap,
    change_in_gap,
    crude_rate,
    proportion,
    range_between,
    relative_gap,
)

VALUE = st.floats(0.5, 500)
ERROR = st.floats(0.01, 5)


@given(VALUE, ERROR, VALUE, ERROR, st.sampled_from([0.95, 0.998]))
def test_a_difference_of_normal_values_has_the_root_of_the_summed_variances(
    a: float, a_se: float, b: float, b_se: float, level: float
) -> None:
    found = absolute_gap(Uncertain(a, se=a_se), Uncertain(b, se=b_se), confidence=level)
    reach = oracles.z(level) * (a_se**2 + b_se**2) ** 0.5
    assert float(found.value) == pytest.approx(a - b)
    assert float(found.interval(level).lower) == pytest.approx(a - b - reach)
    assert float(found.interval(level).upper) == pytest.approx(a - b + reach)
    assert float(found.standard_error) == pytest.approx((a_se**2 + b_se**2) ** 0.5)


@given(VALUE, ERROR, VALUE, ERROR)
def test_a_ratio_has_the_delta_methods_limits_on_the_logarithmic_scale(
    a: float, a_se: float, b: float, b_se: float
) -> None:
    found = relative_gap(Uncertain(a, se=a_se), Uncertain(b, se=b_se))
    spread = ((a_se / a) ** 2 + (b_se / b) ** 2) ** 0.5
    assert float(found.value) == pytest.approx(a / b)
    assert float(found.interval().upper) == pytest.approx(a / b * np.exp(oracles.z(0.95) * spread))


@given(VALUE, VALUE, st.floats(0.5, 0.99), st.floats(1.01, 2))
def test_turning_a_gap_round_turns_its_limits(a: float, b: float, down: float, up: float) -> None:
    one = Uncertain(a, lower=a * down, upper=a * up)
    two = Uncertain(b, lower=b * down, upper=b * up)
    there, back = absolute_gap(one, two).interval(), absolute_gap(two, one).interval()
    assert float(back.lower) == pytest.approx(-float(there.upper))
    ratio, inverse = relative_gap(one, two).interval(), relative_gap(two, one).interval()
    assert float(inverse.lower) == pytest.approx(1 / float(ratio.upper))


def test_limits_of_any_level_serve_and_give_any_level() -> None:
    wide = oracles.z(0.998)
    found = absolute_gap(
        Uncertain(10.0, lower=10 - wide, upper=10 + wide, limits_confidence=0.998),
        Uncertain(4.0, se=1.0),
    )
    assert float(found.interval().upper) == pytest.approx(6 + oracles.z(0.95) * 2**0.5)


def test_no_events_in_a_group_still_gives_a_difference_but_no_ratio() -> None:
    rates = crude_rate([0, 12], [5_000, 5_000])
    limits = rates.interval()
    none, some = (
        Uncertain(rates.value[i], lower=limits.lower[i], upper=limits.upper[i]) for i in (0, 1)
    )
    assert np.isfinite(absolute_gap(some, none).interval().lower)
    assert "0, so there is no ratio" in str(relative_gap(some, none).reasons)
    assert "above 0" in str(relative_gap(none, some).reasons)


def test_differences_of_small_proportions_cover_the_truth() -> None:
    """Newcombe's hybrid interval, which recovery from Wilson's limits is."""
    draw = np.random.default_rng(2)
    one, two = (proportion(draw.binomial(60, p, 5_000), 60) for p in (0.1, 0.03))
    sides = [
        Uncertain(each.value, lower=each.interval().lower, upper=each.interval().upper)
        for each in (one, two)
    ]
    limits = absolute_gap(*sides).interval()
    inside = (limits.lower <= 0.07) & (limits.upper >= 0.07)
    assert inside.mean() == pytest.approx(0.95, abs=0.02)


def test_gaps_that_cannot_be_computed_are_empty_with_their_reason() -> None:
    values = np.array([1.0, np.nan, np.inf, 1.0, 1.0])
    errors = np.array([0.1, 0.1, 0.1, np.nan, -1.0])
    found = absolute_gap(Uncertain(values, se=errors), Uncertain(2.0, se=0.1))
    assert list(found.is_empty) == [False, True, True, True, True]
    crossed = absolute_gap(Uncertain(5.0, lower=6.0, upper=7.0), Uncertain(2.0))
    assert "outside its own limits" in str(crossed.reasons)


def test_the_range_says_who_is_at_each_end_and_leaves_out_the_missing() -> None:
    values = np.array([[63.0, np.nan, 57.0, 70.0], [np.nan, np.nan, np.nan, 60.0]])
    found = range_between(Uncertain(values, se=np.full((2, 4), 0.5)))
    assert (found.value[0], found.highest[0], found.lowest[0]) == (13.0, 3, 2)
    assert "picked for being highest and lowest" in found.cautions[0]
    assert "at least two groups" in found.reasons[1]
    assert (found.highest[1], found.lowest[1]) == (-1, -1)
    ratio = range_between(Uncertain(values[:1], se=np.full((1, 4), 0.5)), relative=True)
    assert ratio.value[0] == pytest.approx(70 / 57)
    with pytest.raises(GapError, match="axis of groups"):
        range_between(Uncertain(3.0))


@pytest.mark.parametrize(
    ("then", "now", "verdict"),
    [
        ((9.0, 0.2), (10.0, 0.2), Verdict.WIDENED),
        ((10.0, 0.2), (9.0, 0.2), Verdict.NARROWED),
        ((9.0, 0.5), (10.0, 0.5), Verdict.CANNOT_TELL),
        ((-9.0, 0.2), (-10.0, 0.2), Verdict.WIDENED),
        ((-10.0, 0.2), (-9.0, 0.2), Verdict.NARROWED),
        ((2.0, 0.1), (-5.0, 0.1), Verdict.WIDENED),
        ((9.0, 0.2), (np.nan, 0.2), Verdict.CANNOT_TELL),
    ],
)
def test_a_verdict_needs_the_interval_to_exclude_no_change(
    then: tuple[float, float], now: tuple[float, float], verdict: Verdict
) -> None:
    found = change_in_gap(Uncertain(then[0], se=then[1]), Uncertain(now[0], se=now[1]))
    assert found.verdict == verdict


def test_a_gap_that_turns_round_is_measured_by_its_size_and_marked() -> None:
    found = change_in_gap(Uncertain(2.0, se=0.1), Uncertain(-5.0, se=0.1))
    assert float(found.value) == pytest.approx(3.0)
    assert "turned round" in str(found.cautions)


def test_ratios_are_compared_by_how_far_they_are_from_1() -> None:
    then, now = Uncertain(0.5, se=0.02), Uncertain(3.0, se=0.1)
    found = change_in_gap(then, now, relative=True)
    assert float(found.value) == pytest.approx(np.log(3) - np.log(2))
    assert found.verdict == Verdict.WIDENED


@given(ERROR, ERROR, st.floats(0, 1))
def test_shared_data_narrows_the_interval_of_a_change(a: float, b: float, shared: float) -> None:
    then, now = Uncertain(9.0, se=a), Uncertain(10.0, se=b)
    found = change_in_gap(then, now, correlation=shared)
    assert float(found.standard_error) == pytest.approx(
        max(a * a + b * b - 2 * shared * a * b, 0) ** 0.5, abs=1e-6
    )


def test_a_change_is_called_by_chance_no_more_often_than_the_level_says() -> None:
    draw = np.random.default_rng(4)
    then, now = (Uncertain(draw.normal(9, 0.5, 8_000), se=0.5) for _ in range(2))
    called = change_in_gap(then, now).verdict != Verdict.CANNOT_TELL
    assert called.mean() == pytest.approx(0.05, abs=0.01)
