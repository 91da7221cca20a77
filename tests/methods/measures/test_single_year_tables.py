"""Single-year life tables, recomputed from published death rates."""

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from leveller.methods.measures import life_expectancy

pytestmark = pytest.mark.shared
PEOPLE = 1e9


def tables(shared: Path) -> Iterator[tuple[str, dict[str, np.ndarray]]]:
    rows: dict[str, list[dict[str, str]]] = {}
    with (shared / "data/mortality/ons_single_year_life_tables.csv").open() as lines:
        for row in csv.DictReader(lines):
            rows.setdefault(f"{row['year']} {row['sex']}", []).append(row)
    for name, table in rows.items():
        yield (
            name,
            {
                part: np.array([float(row[part]) for row in table])
                for part in ("age", "mx", "qx", "ex")
            },
        )


def test_expectancy_at_every_age_agrees_with_the_published_tables(shared: Path) -> None:
    """Published to 2 decimals with infants' deaths by month, which a fraction of 0.1 stands for;
    the published table stops at 100, where ours has an open band, so ages to 90 are compared."""
    compared = 0
    for _, table in tables(shared):
        found = life_expectancy(
            table["mx"] * PEOPLE, np.full(table["mx"].shape, PEOPLE), table["age"]
        )
        np.testing.assert_allclose(found.table.dying[:-1], table["qx"][:-1], atol=2e-5)
        np.testing.assert_allclose(found.value[:91], table["ex"][:91], atol=0.025)
        compared += 1
    assert compared == 4


def test_abridged_bands_of_the_same_people_come_close(shared: Path) -> None:
    for _, table in tables(shared):
        whole = life_expectancy(table["mx"] * PEOPLE, np.full(101, PEOPLE), table["age"])
        living = whole.table.years_lived * PEOPLE
        starts = [0, 1, *range(5, 91, 5)]
        people = np.add.reduceat(living, starts)
        deaths = np.add.reduceat(living * table["mx"], starts)
        abridged = life_expectancy(deaths, people, starts)
        assert abridged.value[0] == pytest.approx(whole.value[0], abs=0.08)
