import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.methods.measures import ByCode, NeighbourError, smoothed_rate, statistical_neighbours

AREAS = st.lists(st.tuples(st.integers(0, 80), st.integers(50, 5_000)), min_size=3, max_size=15)


@given(AREAS)
def test_it_is_marshalls_estimate_between_the_raw_rate_and_the_mean(
    areas: list[tuple[int, int]],
) -> None:
    counts, people = (list(part) for part in zip(*areas, strict=True))
    found = smoothed_rate(counts, people, multiplier=1)
    mean = sum(counts) / sum(people)
    scatter = sum(n * (x / n - mean) ** 2 for x, n in areas) / sum(people)
    spread = max(scatter - mean * len(areas) / sum(people), 0.0)
    for i, (x, n) in enumerate(areas):
        weight = spread / (spread + mean / n) if spread > 0 else 0.0
        assert found.value[i] == pytest.approx(weight * x / n + (1 - weight) * mean, abs=1e-12)
        low, high = sorted((x / n, mean))
        assert low - 1e-12 <= found.value[i] <= high + 1e-12


def test_small_areas_borrow_more_and_raw_rates_stay_beside() -> None:
    counts, people = [1, 100, 30, 55], [10, 1_000, 900, 700]
    found = smoothed_rate(counts, people, multiplier=100)
    assert found.own_weight[0] < found.own_weight[1]
    np.testing.assert_allclose(found.raw, [10, 10, 10 / 3, 55 / 7])


def test_areas_that_differ_by_chance_alone_all_have_the_mean() -> None:
    found = smoothed_rate([10, 10, 10], [100, 100, 100], multiplier=1)
    np.testing.assert_allclose(found.value, 0.1)
    np.testing.assert_allclose(found.interval().lower, 0.1)


def test_smoothing_brings_rates_nearer_the_truth_and_intervals_hold_it() -> None:
    draw = np.random.default_rng(12)
    people = draw.integers(50, 2_000, 1_500)
    truth = draw.gamma(20, 0.002, 1_500)
    counts = draw.poisson(truth * people)
    found = smoothed_rate(counts, people, multiplier=1)
    assert ((found.value - truth) ** 2).mean() < 0.5 * ((counts / people - truth) ** 2).mean()
    limits = found.interval()
    assert ((limits.lower <= truth) & (truth <= limits.upper)).mean() == pytest.approx(
        0.95, abs=0.02
    )


def test_groups_are_smoothed_apart_and_need_three_areas() -> None:
    by = ByCode(np.array([0, 0, 0, 1, 1]), 2)
    found = smoothed_rate([5, 9, 30, 5, 9], [100.0] * 5, by=by)
    assert np.isfinite(found.value[:3]).all()
    assert np.isnan(found.value[3:]).all()
    assert "fewer than 3 areas" in found.reasons[3]


def test_bad_areas_are_empty_and_leave_the_others() -> None:
    found = smoothed_rate([5, 9, 30, -1, 4, np.nan], [100, 100, 100, 100, 0, 100])
    assert np.isfinite(found.value[:3]).all()
    assert np.isnan(found.value[3:]).all()


def test_neighbours_are_those_with_the_least_distance() -> None:
    draw = np.random.default_rng(1)
    table = draw.normal(size=(40, 4)) * [1, 10, 100, 0.1]
    found = statistical_neighbours(table, number=5)
    scaled = (table - table.mean(0)) / table.std(0)
    for i in range(40):
        gaps = [float(((scaled[i] - scaled[j]) ** 2).sum() ** 0.5) for j in range(40)]
        nearest = sorted((g, j) for j, g in enumerate(gaps) if j != i)[:5]
        assert list(found.rows[i]) == [j for _, j in nearest]
        assert list(found.distances[i]) == pytest.approx([g for g, _ in nearest])


def test_units_do_not_matter_weights_do() -> None:
    table = np.random.default_rng(2).normal(size=(30, 3))
    plain = statistical_neighbours(table, number=3)
    other = statistical_neighbours(table * [5, 0.1, 3] + [1, 2, 3], number=3)
    np.testing.assert_array_equal(plain.rows, other.rows)
    one = statistical_neighbours(table, number=1, weights=[1, 0, 0])
    closest = np.abs(table[:, None, 0] - table[None, :, 0])
    np.fill_diagonal(closest, np.inf)
    np.testing.assert_array_equal(one.rows[:, 0], closest.argmin(1))


def test_places_without_a_feature_have_no_neighbours_and_are_none() -> None:
    found = statistical_neighbours([[1, 2], [1, 2.1], [np.nan, 2], [5, 5]], number=9)
    assert found.rows.shape == (4, 2)
    assert list(found.rows[2]) == [-1, -1]
    assert 2 not in found.rows[[0, 1, 3]]
    assert list(found.rows[0]) == [1, 3]


@pytest.mark.parametrize("features", [[1, 2, 3], np.zeros((2, 2, 2))])
def test_what_is_no_table_is_refused(features: object) -> None:
    with pytest.raises(NeighbourError, match="table of places"):
        statistical_neighbours(features)  # type: ignore[arg-type]
    with pytest.raises(NeighbourError, match="weights"):
        statistical_neighbours(np.eye(3), weights=[1, -1, 1])
