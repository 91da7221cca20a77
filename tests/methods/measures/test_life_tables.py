import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.methods import oracles

from leveller.methods.measures import life_expectancy
from leveller.methods.measures.age_bands import AgeBandError

AGES = [0, 1, *range(5, 91, 5)]
RATES = np.concatenate(
    [
        [0.004, 0.0002, 0.0001, 0.0001, 0.0003, 0.0005, 0.0006, 0.0008, 0.001, 0.0015],
        [0.002, 0.003, 0.005, 0.008, 0.013, 0.02, 0.035, 0.06, 0.1, 0.2],
    ]
)
PEOPLE = np.array([1_000.0, 4_000] + [5_000] * 12 + [4_000, 3_500, 2_800, 2_000, 1_200, 700])
DEATHS = np.ceil(RATES * PEOPLE)
BANDS = st.lists(st.tuples(st.integers(0, 40), st.integers(400, 9_000)), min_size=3, max_size=20)


@given(BANDS, st.sampled_from([0.9, 0.95, 0.998]))
def test_every_age_agrees_with_the_table_of_survivors(
    bands: list[tuple[int, int]], level: float
) -> None:
    deaths = [float(count) for count, _ in bands[:-1]] + [bands[-1][0] + 1.0]
    people = [float(count) for _, count in bands]
    ages = AGES[: len(bands)]
    found = life_expectancy(deaths, people, ages, confidence=level, wide_intervals="keep")
    for i, (years, error) in enumerate(oracles.life_table(deaths, people, ages)):
        assert found.value[i] == pytest.approx(years)
        assert found.interval(level).lower[i] == pytest.approx(years - oracles.z(level) * error)
        assert found.standard_error[i] == pytest.approx(error)


def test_any_open_age_and_any_widths_give_a_table() -> None:
    whole = life_expectancy(DEATHS, PEOPLE, AGES)
    for last in (17, 18):  # 80+ and 85+
        deaths = np.append(DEATHS[:last], DEATHS[last:].sum())
        people = np.append(PEOPLE[:last], PEOPLE[last:].sum())
        shorter = life_expectancy(deaths, people, AGES[: last + 1])
        assert shorter.value[0] == pytest.approx(whole.value[0], abs=0.6)


def test_more_deaths_mean_fewer_years() -> None:
    one, two = life_expectancy(DEATHS, PEOPLE, AGES), life_expectancy(2 * DEATHS, PEOPLE, AGES)
    assert np.all(two.value < one.value)


def test_the_size_of_the_population_changes_only_the_interval() -> None:
    small, large = (
        life_expectancy(DEATHS, PEOPLE, AGES),
        life_expectancy(100 * DEATHS, 100 * PEOPLE, AGES),
    )
    np.testing.assert_allclose(large.value, small.value)
    np.testing.assert_allclose(large.standard_error, small.standard_error / 10)


def test_deaths_that_outrun_the_people_leave_no_survivors_and_no_crash() -> None:
    deaths, people = DEATHS.copy(), PEOPLE.copy()
    deaths[10] = people[10] * 0.9
    found = life_expectancy(deaths, people, AGES)
    assert found.table.dying[10] == 1
    assert found.value[11] == pytest.approx(life_expectancy(DEATHS, PEOPLE, AGES).value[11])
    assert found.value[10] == pytest.approx(2.5)


@pytest.mark.parametrize(
    ("deaths", "people", "words"),
    [
        (-5.0, 5_000.0, "deaths below 0"),
        (3.0, 0.0, "population of 0 or below"),
        (3.0, -1.0, "population of 0 or below"),
        (6_000.0, 5_000.0, "more deaths than people"),
        (np.nan, 5_000.0, "deaths of an age band at or above this age are missing"),
        (3.0, np.nan, "population of an age band at or above this age is missing"),
        (np.inf, 5_000.0, "infinite"),
    ],
)
def test_a_bad_band_empties_the_ages_up_to_it_and_no_others(
    deaths: float, people: float, words: str
) -> None:
    died, alive = np.tile(DEATHS, (2, 1)), np.tile(PEOPLE, (2, 1))
    died[1, 6], alive[1, 6] = deaths, people
    found = life_expectancy(died, alive, AGES)
    assert np.isfinite(found.value[0]).all()
    assert np.isnan(found.value[1, :7]).all()
    np.testing.assert_array_equal(found.value[1, 7:], found.value[0, 7:])
    assert all(words in reason for reason in found.reasons[1, :7])
    whole = life_expectancy(died, alive, AGES, blank_whole_group=True)
    assert np.isnan(whole.value[1]).all()
    assert np.isfinite(whole.value[0]).all()


def test_nobody_dying_in_the_last_band_leaves_every_age_empty_with_what_to_do() -> None:
    deaths = DEATHS.copy()
    deaths[-1] = 0
    found = life_expectancy(deaths, PEOPLE, AGES)
    assert np.isnan(found.value).all()
    assert np.isnan(found.interval().upper).all()
    assert all("lower the open age" in reason for reason in found.reasons)


def test_an_interval_wider_than_20_years_is_not_shown_unless_asked_for() -> None:
    deaths, people = np.zeros(20), np.full(20, 30.0)
    deaths[[3, -1]] = 1
    found = life_expectancy(deaths, people, AGES)
    assert np.isnan(found.value[0])
    assert np.isnan(found.interval().lower[0])
    assert "wider than 20 years" in found.reasons[0]
    limits_only = life_expectancy(deaths, people, AGES, wide_intervals="value-only")
    assert np.isnan(limits_only.value[0])
    assert np.isfinite(limits_only.interval().upper[0])
    assert np.isfinite(life_expectancy(deaths, people, AGES, wide_intervals="keep").value).all()


def test_small_populations_are_given_with_a_caution_or_left_empty_on_request() -> None:
    deaths, people = DEATHS * 0.05, PEOPLE * 0.05
    found = life_expectancy(deaths, people, AGES, wide_intervals="keep")
    assert people.sum() < 5_000
    assert np.isfinite(found.value[0])
    assert "5,000 people or fewer" in found.cautions[0]
    asked = life_expectancy(deaths, people, AGES, minimum_population=5_000)
    assert "minimum" in asked.reasons[0]


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        ([1, *AGES[2:], 95], "starts at age 0"),
        ([0, 5, 1, *AGES[3:]], "must ascend"),
        ([0, 1, 1, *AGES[3:]], "must ascend"),
        ([0], "at least two"),
    ],
)
def test_ages_that_make_no_table_are_refused_with_the_rule(ages: list[int], words: str) -> None:
    with pytest.raises(AgeBandError, match=words):
        life_expectancy(np.ones(len(ages)), np.full(len(ages), 100.0), ages)


def test_the_infants_fraction_is_a_setting() -> None:
    early, late = (
        life_expectancy(DEATHS, PEOPLE, AGES, infant_fraction=part).value[0] for part in (0.1, 0.3)
    )
    assert late > early
    given = np.full(20, 0.5)
    given[0] = 0.1
    assert life_expectancy(DEATHS, PEOPLE, AGES, fractions=given).value[0] == early
    with pytest.raises(AgeBandError, match="fractions"):
        life_expectancy(DEATHS, PEOPLE, AGES, fractions=[0.1, 2.0])


def test_intervals_cover_the_truth_at_their_nominal_rate() -> None:
    """For 24,000 people, and for 2,400, where normal limits begin to fail."""
    draw = np.random.default_rng(7)
    truth = life_expectancy(RATES * 1e9, np.full(20, 1e9), AGES).value[0]
    for size, low in ((0.3, 0.93), (0.03, 0.85)):
        people = PEOPLE * size
        deaths = draw.poisson(RATES * people, (3_000, 20))
        found = life_expectancy(deaths, people, AGES, wide_intervals="keep")
        usable = ~found.is_empty[:, 0]
        limits = found.interval()
        inside = (limits.lower[:, 0] <= truth) & (truth <= limits.upper[:, 0])
        assert inside[usable].mean() > low
