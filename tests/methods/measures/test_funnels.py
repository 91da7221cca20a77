import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.methods import oracles

from leveller.methods.measures import (
    ByCode,
    FunnelError,
    funnel_limits,
    funnel_points,
    overdispersed_funnel,
    proportion_records,
    rate_records,
    ratio_records,
    significance,
)
from leveller.methods.measures.funnel_lines import _rounded_down, _rounded_up

CELLS = st.lists(
    st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=2,
    max_size=12,
)


def alone(*columns: list[float]) -> tuple[list[np.ndarray], ByCode]:
    arrays = [np.array(column, dtype=float) for column in columns]
    return arrays, ByCode(np.zeros(len(arrays[0]), np.intp), 1)


@given(CELLS)
def test_a_proportion_is_outside_when_the_average_is_outside_its_wilson_limits(
    cells: list[tuple[int, int]],
) -> None:
    (counts, bases), by = alone(*zip(*cells, strict=True))
    found = significance(proportion_records(counts, bases, by)).significance
    average = counts.sum() / bases.sum()
    for word, count, base in zip(found, counts, bases, strict=True):
        low, high = oracles.wilson(count, base, 0.95)
        if min(abs(average - low), abs(average - high)) > 1e-7:
            outside = not low <= average <= high
            assert (str(word) != "Not significant") == outside


@given(st.lists(st.tuples(st.integers(0, 300), st.floats(1, 300)), min_size=1, max_size=10))
def test_a_ratio_is_outside_when_1_is_outside_its_poisson_limits(
    cells: list[tuple[int, float]],
) -> None:
    (observed, expected), by = alone(*zip(*cells, strict=True))
    found = significance(ratio_records(observed, expected, by)).significance
    for word, count, due in zip(found, observed, expected, strict=True):
        low, high = (limit / due for limit in oracles.poisson(int(count), 0.998))
        if min(abs(1 - low), abs(1 - high)) > 1e-7:
            assert (str(word) in ("High (0.001)", "Low (0.001)")) == (not low <= 1 <= high)


def test_lines_touch_the_average_where_a_point_on_them_would_just_be_significant() -> None:
    (counts, bases), by = alone([30, 60, 12], [100, 150, 90])
    records = proportion_records(counts, bases, by)
    lines = funnel_limits(records, multiplier=1)
    average = counts.sum() / bases.sum()
    for name, level in (("2s", 0.95), ("3s", 0.998)):
        for place in (20, 50, 99):
            size = float(lines.at[0, place])
            value = float(lines.limits[f"lower_{name}_limit"][0, place])
            if value > 0:
                assert oracles.wilson(value * size, size, level)[1] == pytest.approx(average)


def test_lines_rise_in_size_and_hold_all_the_data() -> None:
    (observed, expected), by = alone([8, 151, 159, 900], [6.2, 106.4, 232.9, 700.0])
    lines = funnel_limits(ratio_records(observed, expected, by))
    assert np.all(np.diff(lines.at[0]) >= 1)
    assert lines.at[0, -1] >= expected.max()
    assert lines.at.shape == (1, 100)
    for name in ("2s", "3s"):
        assert np.all(lines.limits[f"lower_{name}_limit"] < 100)
        assert np.all(lines.limits[f"upper_{name}_limit"] > 100)


def test_axes_end_at_round_figures_beyond_the_data() -> None:
    assert list(_rounded_up(np.array([700.0, 41_980.0]))) == [740.0, 45_000.0]
    assert list(_rounded_down(np.array([700.0, 0.0]))) == [600.0, 0.0]


def test_rates_find_their_population_and_need_it_only_where_there_are_no_events() -> None:
    (events, rate, people), by = alone([40, 0, 0], [80, 0, 0], [np.nan, 9_000, np.nan])
    records = rate_records(events, rate, people, by, rate_type="crude", multiplier=1e5)
    assert records.denominator[0] == pytest.approx(50_000)
    assert records.denominator[1] == 9_000
    points = funnel_points(records, rate, years_of_data=2)
    assert points.denominator[0] == pytest.approx(25_000)
    assert "give the denominator" in points.reasons[2]


def test_standardised_rates_of_few_events_are_not_judged_and_not_drawn() -> None:
    (events, rate, people), by = alone([40, 6], [80, 30], [np.nan, np.nan])
    records = rate_records(events, rate, people, by, rate_type="dsr", multiplier=1e5)
    assert "less than 10" in significance(records).significance[1]
    assert np.isnan(funnel_points(records, rate, years_of_data=1).rate[1])


@pytest.mark.parametrize(
    ("events", "rate", "words"),
    [
        (-1.0, 5.0, "below 0"),
        (4.0, -5.0, "rate is below 0"),
        (4.0, 0.0, "although there are events"),
    ],
)
def test_impossible_rates_say_why(events: float, rate: float, words: str) -> None:
    (x, y, n), by = alone([40, events], [80, rate], [np.nan, np.nan])
    records = rate_records(x, y, n, by, rate_type="crude", multiplier=1e5)
    found = significance(records)
    assert words in found.reasons[1]
    assert found.significance[1] is None


def test_groups_have_averages_of_their_own() -> None:
    counts, bases = np.array([50.0, 52, 5, 6]), np.full(4, 100.0)
    by = ByCode(np.array([0, 0, 1, 1]), 2)
    found = significance(proportion_records(counts, bases, by))
    assert set(map(str, found.significance)) == {"Not significant"}
    np.testing.assert_allclose(found.baseline, [0.51, 0.51, 0.055, 0.055])
    assert funnel_limits(proportion_records(counts, bases, by)).at.shape == (2, 100)


def test_settings_that_make_no_funnel_are_refused() -> None:
    (counts, bases), by = alone([1], [2])
    with pytest.raises(FunnelError, match="at least 2 points"):
        funnel_limits(proportion_records(counts, bases, by), points=1)


def test_without_usual_differences_the_wider_funnel_is_the_plain_one() -> None:
    draw = np.random.default_rng(6)
    expected = draw.uniform(20, 400, 4_000)
    records = ratio_records(
        draw.poisson(expected).astype(float), expected, ByCode(np.zeros(4_000, np.intp), 1)
    )
    found = overdispersed_funnel(records)
    cut = 1.2815515655446004  # normal scores drawn in at the tenth and the ninetieth percentile
    inside = 0.8 - 2 * cut * np.exp(-cut * cut / 2) / np.sqrt(2 * np.pi)
    assert found.dispersion[0] == pytest.approx(inside + 0.2 * cut * cut, abs=0.04)
    assert found.between[0] == 0
    np.testing.assert_array_equal(found.score, found.adjusted_score)


def test_usual_differences_between_areas_are_found_and_allowed_for() -> None:
    draw = np.random.default_rng(9)
    expected = draw.uniform(200, 900, 600)
    truth = np.maximum(draw.normal(1.0, 0.06, 600), 0.1) ** 2  # sd 0.06 on the scale of the root
    records = ratio_records(
        draw.poisson(expected * truth).astype(float), expected, ByCode(np.zeros(600, np.intp), 1)
    )
    found = overdispersed_funnel(records)
    assert 0.04 < found.between[0] ** 0.5 < 0.065  # drawing in makes it a little small
    plain = np.mean([str(w) != "Not significant" for w in significance(records).significance])
    wider = np.mean([str(w) != "Not significant" for w in found.significance])
    assert plain > 0.4
    assert wider < 0.15
