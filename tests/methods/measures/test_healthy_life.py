import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.methods import oracles
from tests.methods.measures.test_life_tables import AGES, DEATHS, PEOPLE, RATES

from leveller.methods.measures import healthy_life_expectancy, life_expectancy
from leveller.methods.measures.age_bands import AgeBandError

SHARES = np.linspace(0.96, 0.35, 20)


@given(st.lists(st.floats(0, 1), min_size=20, max_size=20))
def test_every_age_agrees_with_the_slow_one(shares: list[float]) -> None:
    found = healthy_life_expectancy(DEATHS, PEOPLE, shares, AGES)
    expected = oracles.healthy_years(list(DEATHS), list(PEOPLE), shares, AGES)
    assert list(found.value) == pytest.approx(expected)


def test_everyone_healthy_is_life_expectancy_and_no_one_is_none() -> None:
    whole = life_expectancy(DEATHS, PEOPLE, AGES)
    all_well = healthy_life_expectancy(DEATHS, PEOPLE, 1.0, AGES)
    np.testing.assert_allclose(all_well.value, whole.value)
    np.testing.assert_allclose(all_well.standard_error, whole.standard_error)
    none_well = healthy_life_expectancy(DEATHS, PEOPLE, 0.0, AGES)
    np.testing.assert_allclose(none_well.value, 0, atol=1e-12)
    np.testing.assert_allclose(all_well.share_of_life, 1)


def test_larger_surveys_narrow_the_interval_towards_that_of_mortality_alone() -> None:
    def error(respondents: float) -> float:
        found = healthy_life_expectancy(
            DEATHS, PEOPLE, SHARES, AGES, respondents=np.full(20, respondents)
        )
        return float(found.standard_error[0])

    alone = healthy_life_expectancy(DEATHS, PEOPLE, SHARES, AGES).standard_error[0]
    assert error(50) > error(500) > error(1e12)
    assert error(1e12) == pytest.approx(alone)


def test_intervals_cover_the_truth_at_their_nominal_rate() -> None:
    draw = np.random.default_rng(3)
    truth = healthy_life_expectancy(RATES * 1e9, np.full(20, 1e9), SHARES, AGES).value[0]
    deaths = draw.poisson(RATES * PEOPLE, (2_000, 20))
    asked = np.full(20, 150)
    well = draw.binomial(asked, SHARES, (2_000, 20)) / asked
    found = healthy_life_expectancy(deaths, PEOPLE, well, AGES, respondents=asked)
    limits = found.interval()
    inside = (limits.lower[:, 0] <= truth) & (truth <= limits.upper[:, 0])
    assert inside.mean() == pytest.approx(0.95, abs=0.02)


def test_shares_outside_0_to_1_and_missing_ones_empty_the_ages_they_reach() -> None:
    shares = np.tile(SHARES, (3, 1))
    shares[1, 4], shares[2, 4] = 96.0, np.nan
    found = healthy_life_expectancy(np.tile(DEATHS, (3, 1)), PEOPLE, shares, AGES)
    assert np.isfinite(found.value[0]).all()
    assert np.isnan(found.value[1]).all()
    assert "not from 0 to 1" in found.reasons[1, 0]
    assert np.isnan(found.value[2, :5]).all()
    assert np.isfinite(found.value[2, 5:]).all()


def test_two_sources_of_uncertainty_at_once_are_refused() -> None:
    with pytest.raises(AgeBandError, match="either respondents or healthy_se"):
        healthy_life_expectancy(
            DEATHS, PEOPLE, SHARES, AGES, respondents=np.ones(20), healthy_se=np.ones(20)
        )
