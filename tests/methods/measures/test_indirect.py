import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.methods import oracles

from leveller.methods.measures import (
    comparative_mortality_figure,
    directly_standardised_rate,
    indirectly_standardised_rate,
    indirectly_standardised_ratio,
)

GROUP = st.lists(
    st.tuples(
        st.integers(0, 60), st.integers(100, 9_000), st.integers(1, 900), st.integers(9_000, 90_000)
    ),
    min_size=3,
    max_size=8,
)


@given(GROUP)
def test_ratio_and_rate_agree_with_the_slow_ones(bands: list[tuple[int, int, int, int]]) -> None:
    counts, people, events, reference = (list(part) for part in zip(*bands, strict=True))
    observed = sum(counts)
    expected = sum(n * x / r for n, x, r in zip(people, events, reference, strict=True))
    low, high = oracles.poisson(observed, 0.95)
    ratio = indirectly_standardised_ratio(counts, people, events, reference, refvalue=100)
    assert float(ratio.value) == pytest.approx(100 * observed / expected)
    assert float(ratio.interval().lower) == pytest.approx(100 * low / expected, abs=1e-9)
    assert float(ratio.interval().upper) == pytest.approx(100 * high / expected)
    rate = indirectly_standardised_rate(counts, people, events, reference)
    crude = 1e5 * sum(events) / sum(reference)
    assert float(rate.reference_rate) == pytest.approx(crude)
    assert float(rate.value) == pytest.approx(crude * observed / expected)


def test_the_reference_itself_has_100() -> None:
    events, people = np.array([30.0, 400, 900]), np.array([90_000.0, 300_000, 60_000])
    assert indirectly_standardised_ratio(events, people, events, people, refvalue=100).value == 100
    assert comparative_mortality_figure(events, people, events, people).value == pytest.approx(100)


def test_no_events_is_a_ratio_of_zero_with_an_upper_limit() -> None:
    """PHStatsMethods stops with an error as soon as any count is 0."""
    found = indirectly_standardised_ratio([[0, 0], [3, 4]], [500, 500], [10, 20], [9_000, 9_000])
    assert found.value[0] == 0
    assert found.interval().lower[0] == 0
    assert found.interval().upper[0] == pytest.approx(3.6888794541 / found.expected[0])
    assert np.isfinite(found.value[1])


def test_totals_without_ages_serve_as_well_as_counts_by_age() -> None:
    counts = np.array([[3.0, 9, 20], [0, 1, 2]])
    people, events, reference = [400.0, 900, 300], [30.0, 400, 900], [9e4, 3e5, 6e4]
    by_age = indirectly_standardised_ratio(counts, np.tile(people, (2, 1)), events, reference)
    totals = indirectly_standardised_ratio(
        counts.sum(1), np.tile(people, (2, 1)), events, reference
    )
    np.testing.assert_array_equal(by_age.value, totals.value)


def test_the_comparative_figure_is_the_rate_standardised_to_the_reference() -> None:
    counts, people = np.array([3.0, 19, 40]), np.array([900.0, 2_000, 700])
    events, reference = np.array([30.0, 400, 900]), np.array([9e4, 3e5, 6e4])
    figure = comparative_mortality_figure(counts, people, events, reference)
    rate = directly_standardised_rate(counts, people, reference, multiplier=1)
    crude = events.sum() / reference.sum()
    assert float(figure.value) == pytest.approx(100 * float(rate.value) / crude)
    assert float(figure.interval().lower) == pytest.approx(
        100 * float(rate.interval().lower) / crude
    )


@pytest.mark.parametrize(
    ("part", "to", "words"),
    [
        (0, -1.0, "a count is below 0"),
        (0, np.nan, "count of an age band is missing"),
        (1, -5.0, "a population is below 0"),
        (1, np.nan, "population of an age band is missing"),
        (2, -1.0, "reference count is below 0"),
        (2, np.nan, "reference count or population"),
        (3, 0.0, "reference population is 0"),
        (3, np.inf, "infinite"),
    ],
)
def test_a_bad_band_empties_its_group_alone(part: int, to: float, words: str) -> None:
    parts = [np.full((2, 3), v) for v in (20.0, 500.0, 30.0, 9_000.0)]
    parts[part][1, 1] = to
    for function in (indirectly_standardised_ratio, indirectly_standardised_rate):
        found = function(*parts)
        assert np.isfinite(found.value[0])
        assert np.isnan(found.value[1])
        assert words in found.reasons[1]


def test_where_nothing_is_expected_there_is_no_ratio() -> None:
    found = indirectly_standardised_ratio([1, 2], [0, 0], [5, 5], [100, 100])
    assert "no events are expected" in str(found.reasons)


def test_a_missing_count_may_mean_none() -> None:
    counts = [[np.nan, 12.0]]
    found = indirectly_standardised_ratio(
        counts, [[500, 500]], [10, 20], [9_000, 9_000], missing_count_is_zero=True
    )
    assert found.observed[0] == 12
