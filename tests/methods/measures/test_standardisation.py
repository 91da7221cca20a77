import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.methods import oracles

from leveller.methods.measures import directly_standardised_rate as dsr
from leveller.methods.measures import weights_for
from leveller.methods.measures.age_bands import read_age_bands

WEIGHTS = weights_for(read_age_bands(range(0, 95, 5)), "ESP2013")
GROUP = st.lists(
    st.tuples(st.integers(0, 60), st.integers(100, 9_000)), min_size=19, max_size=19
).filter(lambda bands: sum(count for count, _ in bands) >= 10)


@given(st.lists(GROUP, min_size=1, max_size=3))
def test_it_agrees_with_the_slow_one(groups: list[list[tuple[int, int]]]) -> None:
    table = np.array(groups, dtype=float)
    found = dsr(table[..., 0], table[..., 1], WEIGHTS, multiplier=1, confidence=(0.95, 0.998))
    for i, group in enumerate(groups):
        counts, people = (list(column) for column in zip(*group, strict=True))
        for interval in found.intervals:
            rate, lower, upper = oracles.standardised_rate(
                counts, people, list(WEIGHTS), interval.level
            )
            assert found.value[i] == pytest.approx(rate)
            assert interval.lower[i] == pytest.approx(lower)
            assert interval.upper[i] == pytest.approx(upper)


@given(GROUP, st.permutations(range(19)), st.floats(0.1, 50))
def test_neither_the_order_of_bands_nor_the_size_of_the_standard_matters(
    group: list[tuple[int, int]], order: list[int], scale: float
) -> None:
    counts, people = np.array(group, dtype=float).T
    plain = dsr(counts, people, WEIGHTS)
    mixed = dsr(counts[order], people[order], WEIGHTS[order] * scale)
    assert float(mixed.value) == pytest.approx(float(plain.value))
    assert float(mixed.interval().upper) == pytest.approx(float(plain.interval().upper))


def test_a_population_like_the_standard_has_its_crude_rate() -> None:
    counts = np.linspace(1, 40, 19)
    found = dsr(counts, WEIGHTS * 3, WEIGHTS, multiplier=1)
    assert float(found.value) == pytest.approx(counts.sum() / (WEIGHTS.sum() * 3))


def test_under_ten_events_the_group_is_empty_with_the_reason_unless_asked_otherwise() -> None:
    counts = np.zeros((2, 19))
    counts[:, 3] = [9, 10]
    found = dsr(counts, np.full(19, 500.0), WEIGHTS)
    assert np.isnan(found.value[0])
    assert np.isfinite(found.value[1])
    assert "fewer events" in found.reasons[0]
    assert np.isfinite(dsr(counts, np.full(19, 500.0), WEIGHTS, minimum_events=1).value).all()


def test_a_missing_count_empties_the_group_unless_missing_means_none() -> None:
    counts = np.full((1, 19), 5.0)
    counts[0, 4] = np.nan
    assert "missing means none" in dsr(counts, np.full(19, 500.0), WEIGHTS).reasons[0]
    filled = dsr(counts, np.full(19, 500.0), WEIGHTS, missing_count_is_zero=True)
    none = dsr(np.nan_to_num(counts), np.full(19, 500.0), WEIGHTS)
    assert filled.value[0] == none.value[0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("people", 0.0), "every one must be above 0"),
        (("people", -5.0), "every one must be above 0"),
        (("people", np.nan), "population of an age band is missing"),
        (("counts", -1.0), "a count is below 0"),
        (("counts", np.inf), "infinite"),
        (("weights", -1.0), "standard population"),
        (("weights", np.nan), "standard population"),
    ],
)
def test_a_bad_band_empties_its_group_alone(change: tuple[str, float], words: str) -> None:
    parts = {
        "counts": np.full((2, 19), 5.0),
        "people": np.full((2, 19), 500.0),
        "weights": np.tile(WEIGHTS, (2, 1)),
    }
    parts[change[0]][1, 7] = change[1]
    found = dsr(parts["counts"], parts["people"], parts["weights"])
    assert np.isfinite(found.value[0])
    assert np.isnan(found.value[1])
    assert words in found.reasons[1]


def test_a_band_that_a_group_has_not_got_takes_no_part() -> None:
    counts, people = np.full((1, 19), 5.0), np.full((1, 19), 500.0)
    present = np.arange(19) < 15
    under_75 = dsr(counts[:, :15], people[:, :15], WEIGHTS[:15])
    counts[:, 15:] = people[:, 15:] = np.nan
    masked = dsr(counts, people, WEIGHTS, present=present)
    assert masked.value[0] == pytest.approx(under_75.value[0])
    assert masked.population[0] == under_75.population[0]


def test_repeated_events_keep_the_rate_and_widen_the_interval() -> None:
    """The variance of a person's events is the square of their number (checked by hand)."""
    once, twice = np.full(19, 6.0), np.full(19, 2.0)
    people = np.full(19, 900.0)
    plain = dsr(once + 2 * twice, people, WEIGHTS, multiplier=1)
    repeated = dsr(np.stack([once, twice]), people, WEIGHTS, multiplier=1, event_frequency=[1, 2])
    assert float(repeated.value) == pytest.approx(float(plain.value))
    assert float(repeated.count) == 10 * 19
    share = WEIGHTS / WEIGHTS.sum()
    by_hand = (share**2 * (1 * once + 4 * twice) / people**2).sum()
    assert float(repeated.standard_error) == pytest.approx(by_hand**0.5)
    assert repeated.interval().upper > plain.interval().upper


def test_intervals_cover_the_truth_at_their_nominal_rate() -> None:
    draw = np.random.default_rng(11)
    people = np.full(19, 800.0)
    rates = np.geomspace(0.0005, 0.05, 19)
    truth = (WEIGHTS * rates).sum() / WEIGHTS.sum()
    found = dsr(draw.poisson(rates * people, (4_000, 19)), people, WEIGHTS, multiplier=1)
    covered = (found.interval().lower <= truth) & (truth <= found.interval().upper)
    assert covered.mean() == pytest.approx(0.95, abs=0.015)
