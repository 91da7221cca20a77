"""The file of a release holds the rows that were read, in the order that readers count on."""

import random
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from leveller.workbench.systems.evidence.observations.content import OBSERVATIONS
from leveller.workbench.systems.evidence.store import layout
from tests.systems.evidence.kit import fingertips, fingertips_row, look, observations

pytestmark = pytest.mark.django_db
ORDER = ("indicator", "breakdown", "place", "sex", "age_from", "period_start", "age", "category")


def some_rows(seed: int) -> list[list[str]]:
    chosen = random.Random(seed)  # noqa: S311
    rows = {}
    for _ in range(300):
        indicator = chosen.choice(["90366", "108", "92443"])
        breakdown = chosen.choice(["", "Deprivation deciles (IMD)"])
        said = {
            "Indicator_ID": indicator,
            "Indicator_Name": f"Indicator {indicator}",
            "Area_Code": f"E080000{chosen.randint(1, 20):02}",
            "Sex": chosen.choice(["Male", "Female", "Persons"]),
            "Age": chosen.choice(["All ages", "18+ yrs", "<75 yrs", "Not applicable"]),
            "Time_period": str(chosen.randint(2010, 2020)),
            "Category_Type": breakdown,
            "Category": breakdown and chosen.choice(LABELS),
            "Value": chosen.choice(["1", "2.5", "1e3", ""]),
            "Value_note": chosen.choice(["", "Aggregated"]),
        }
        rows[tuple(v for k, v in said.items() if k not in ("Value", "Value_note"))] = said
    found = [fingertips_row(**said) for said in rows.values()]
    chosen.shuffle(found)
    return found


LABELS = [
    "Most deprived decile (IMD2019)",
    *(f"{nth} more deprived decile (IMD2019)" for nth in ("Second", "Third", "Fourth", "Fifth")),
    *(f"{nth} less deprived decile (IMD2019)" for nth in ("Fifth", "Fourth", "Third", "Second")),
    "Least deprived decile (IMD2019)",
]


@pytest.mark.parametrize("seed", range(4))
def test_rows_are_sorted_as_agreed_with_the_row_of_the_file_last(tmp_path: Path, seed: int) -> None:
    file = fingertips(tmp_path / "a.csv", *some_rows(seed))
    with look(file) as found:
        rows = observations(found, tmp_path, "")
    assert len(rows) > 200

    def key(row: dict[str, object]) -> tuple[object, ...]:
        age = row["age_from"]
        known = {**row, "age_from": 1000 if age is None else age}
        return (*(known[name] for name in ORDER), row["row"])

    assert rows == sorted(rows, key=key)


def test_the_file_has_the_columns_of_the_contract_and_small_groups(tmp_path: Path) -> None:
    with look(fingertips(tmp_path / "a.csv", *some_rows(9))) as found:
        assert found.observations is not None
        found.observations.write(tmp_path)
    file = pq.ParquetFile(tmp_path / OBSERVATIONS)
    assert file.schema_arrow.equals(layout.SCHEMA)
    told = file.metadata.row_group(0).column(layout.SCHEMA.names.index("place"))
    assert told.statistics.min == "E08000001"


def test_what_is_written_is_what_is_shown_beforehand(tmp_path: Path) -> None:
    with look(fingertips(tmp_path / "a.csv", *some_rows(5))) as found:
        assert found.observations is not None
        columns, shown = found.observations.preview()
        rows = observations(found, tmp_path, "ORDER BY row LIMIT 10")
    assert rows == [dict(zip(columns, row, strict=True)) for row in shown]
