"""The slope index of life expectancy 2014-16, recomputed from published decile values."""

import csv
import gzip
from pathlib import Path

import numpy as np
import pytest
from tests.methods import oracles

from leveller.methods.measures import slope_index
from leveller.methods.measures.gradients import SlopeIndex

pytestmark = pytest.mark.shared
Table = dict[tuple[str, str], dict[int, dict[str, str]]]


@pytest.fixture(scope="module")
def deciles(shared: Path) -> Table:
    table: Table = {}
    path = shared / "data/mortality/le_by_imd_decile_la_2014_16.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            table.setdefault((row["area_code"], row["sex"]), {})[int(row["imd_decile"])] = row
    return table


def arrays(table: Table, keys: list[tuple[str, str]], name: str) -> np.ndarray:
    return np.array([[float(table[key][d][name] or "nan") for d in range(1, 11)] for key in keys])


def slopes(table: Table, keys: list[tuple[str, str]]) -> SlopeIndex:
    values, people, errors = (
        arrays(table, keys, name) for name in ("life_expectancy", "population", "se")
    )
    return slope_index(values, people, se=errors, polarity="high-is-good")


def test_england(deciles: Table) -> None:
    """Published as 9.4 and 7.3 years; from these decile values 9.345 and 7.27."""
    found = slopes(deciles, [("England", "Male"), ("England", "Female")])
    assert found.value == pytest.approx([9.345, 7.268], abs=0.003)
    assert found.value == pytest.approx([9.4, 7.3], abs=0.06)
    assert np.all(found.interval().upper - found.interval().lower < 0.25)
    assert "rises towards the least deprived" in found.sign


def test_every_area_with_ten_deciles_agrees_with_the_slow_one(deciles: Table) -> None:
    whole = [key for key, rows in deciles.items() if set(rows) == set(range(1, 11))]
    assert len(whole) == 646
    found = slopes(deciles, whole)
    assert not found.is_empty.any()
    for i, key in enumerate(whole):
        rows = [deciles[key][d] for d in range(1, 11)]
        start, end = oracles.line_ends(
            [float(row["life_expectancy"]) for row in rows],
            [float(row["population"]) for row in rows],
        )
        assert found.value[i] == pytest.approx(end - start)
        assert found.relative[i] == pytest.approx(end / start)
    assert (found.value > 0).mean() > 0.97
