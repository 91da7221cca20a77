import csv
import gzip
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.methods.measures.test_life_tables import AGES, DEATHS, PEOPLE

from leveller.methods.measures import decompose_gap, life_expectancy, potential_impact

FACTORS = st.lists(st.floats(0.4, 2.5), min_size=20, max_size=20)


def slow_arriaga(start: np.ndarray, end: np.ndarray) -> list[float]:
    """Preston, Heuveline and Guillot's table 3.11, a band at a time."""
    tables = [life_expectancy(d, PEOPLE * 1e3, AGES, wide_intervals="keep") for d in (start, end)]
    a, b = ({"l": t.table.survivors, "L": t.table.years_lived} for t in tables)
    above = [float(b["L"][i:].sum()) for i in range(20)]
    years = []
    for i in range(20):
        direct = a["l"][i] * (b["L"][i] / b["l"][i] - a["L"][i] / a["l"][i])
        later = 0.0
        if i < 19:
            later = above[i + 1] * (a["l"][i] / b["l"][i] - a["l"][i + 1] / b["l"][i + 1])
        years.append(float(direct + later))
    return years


@given(FACTORS)
def test_ages_add_up_to_the_gap_and_agree_with_the_slow_one(factors: list[float]) -> None:
    other = DEATHS * 1e3 * np.array(factors)
    found = decompose_gap((other, PEOPLE * 1e3), (DEATHS * 1e3, PEOPLE * 1e3), AGES)
    assert float(found.by_age.sum()) == pytest.approx(float(found.gap), abs=1e-9)
    assert list(found.by_age) == pytest.approx(slow_arriaga(DEATHS * 1e3, other))


def test_only_the_ages_that_differ_make_the_gap() -> None:
    other = DEATHS * 1e3
    other[8] *= 3
    found = decompose_gap((other, PEOPLE * 1e3), (DEATHS * 1e3, PEOPLE * 1e3), AGES)
    assert found.by_age[8] == pytest.approx(float(found.gap))
    np.testing.assert_allclose(np.delete(found.by_age, 8), 0, atol=1e-12)


def test_causes_share_out_each_age_and_add_up_to_it() -> None:
    mine, theirs = DEATHS * 1e3 * 1.4, DEATHS * 1e3
    mine_by_cause = np.stack([mine * 0.3, mine * 0.7])
    theirs_by_cause = np.stack([theirs * 0.5, theirs * 0.5])
    found = decompose_gap(
        (mine, PEOPLE * 1e3), (theirs, PEOPLE * 1e3), AGES, causes=(mine_by_cause, theirs_by_cause)
    )
    assert found.by_cause is not None
    np.testing.assert_allclose(found.by_cause.sum(0), found.by_age)
    assert found.by_cause[1].sum() < 0 < found.by_cause[0].sum()


def test_causes_that_do_not_add_up_are_a_fault() -> None:
    causes = np.stack([DEATHS, DEATHS])
    found = decompose_gap((DEATHS, PEOPLE), (DEATHS * 2, PEOPLE * 3), AGES, causes=(causes, causes))
    assert "don't add up" in str(found.reasons)
    assert np.isnan(found.gap)


def test_a_table_that_is_empty_leaves_no_decomposition() -> None:
    none = np.zeros(20)
    found = decompose_gap((none, PEOPLE), (DEATHS, PEOPLE), AGES)
    assert "life tables" in str(found.reasons)


def test_removing_a_gap_brings_the_references_expectancy() -> None:
    found = potential_impact((DEATHS * 2, PEOPLE * 1.5), (DEATHS, PEOPLE), AGES)
    now = life_expectancy(DEATHS * 2, PEOPLE * 1.5, AGES).value[0]
    then = life_expectancy(DEATHS, PEOPLE, AGES).value[0]
    assert float(found.years_gained) == pytest.approx(then - now)
    assert float(found.deaths_avoided) == pytest.approx((DEATHS * 2 - DEATHS * 1.5).sum())
    better = DEATHS.copy()
    better[5] *= 3
    kept = potential_impact((DEATHS, PEOPLE), (better, PEOPLE), AGES, only_gains=True)
    assert float(kept.deaths_avoided) == pytest.approx(0)


@pytest.mark.shared
def test_the_published_deaths_by_cause_of_two_deciles_add_up(shared: Path) -> None:
    """England and Wales 2001, men: the most against the least deprived tenth, by cause."""
    sides = {decile: read_decile(shared, decile) for decile in ("1", "10")}
    ages = [0, 1, *range(5, 91, 5)]
    (mine, mine_people), (theirs, their_people) = sides["1"], sides["10"]
    found = decompose_gap(
        (mine.sum(0), mine_people),
        (theirs.sum(0), their_people),
        ages,
        causes=(mine, theirs),
    )
    assert found.by_cause is not None
    assert -9 < float(found.gap) < -6
    assert float(found.by_cause.sum()) == pytest.approx(float(found.gap))


def read_decile(shared: Path, decile: str) -> tuple[np.ndarray, np.ndarray]:
    """Deaths by cause, and population, of men in 2001."""
    folder = shared / "data/mortality"
    chosen = {}
    for name in ("deaths_by_cause", "population_by"):
        path = next(folder.glob(f"ons_{name}*.csv.gz"))
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [
                row
                for row in csv.DictReader(lines)
                if (row["year"], row["imd"], row["sex"]) == ("2001", decile, "Male")
            ]
        bands = [name for name in rows[0] if name[0] in "<0123456789"]
        chosen[name] = np.array([[float(row[band]) for band in bands] for row in rows])
    return chosen["deaths_by_cause"], chosen["population_by"][0]
