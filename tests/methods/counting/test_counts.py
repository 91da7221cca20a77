"""Counts are those that one gets by going through the records one by one."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leveller.cli.main import main
from leveller.methods import counting
from leveller.methods.counting.description import made

AREAS = {"A1": "North", "A2": "North", "A3": "South"}  # A4 stands in no lookup
STARTS = (0, 1, 5, 65)
SCHEMA = pa.schema(
    {"small_area": pa.string(), "sex": pa.string(), "age": pa.int32(), "people": pa.int32()}
)
records = st.lists(
    st.fixed_dictionaries(
        {
            "small_area": st.sampled_from(["A1", "A2", "A3", "A4", None]),
            "sex": st.sampled_from(["female", "male", None]),
            "age": st.one_of(st.none(), st.integers(-1, 99)),
            "people": st.integers(0, 2**31 - 1),
        }
    ),
    max_size=30,
)
SAID = {
    "events": "events.parquet",
    "population": {"files": "population.parquet", "people": "people"},
    "lookups": [{"files": "areas.csv", "key": "small_area", "take": ["council"]}],
    "bands": {"age_band": {"of": "age", "starts": list(STARTS)}},
    "by": ["council", "sex", "age_band"],
}


@pytest.fixture(scope="module")
def engine() -> Iterator[counting.Engine]:
    with counting.duckdb_engine(memory="500MB", threads=1) as running:
        yield running


def write(folder: Path, events: list[dict[str, Any]], population: list[dict[str, Any]]) -> None:
    pq.write_table(pa.Table.from_pylist(events, SCHEMA), folder / "events.parquet")
    pq.write_table(pa.Table.from_pylist(population, SCHEMA), folder / "population.parquet")
    with (folder / "areas.csv").open("w", newline="") as stream:
        csv.writer(stream).writerows([("small_area", "council"), *AREAS.items()])


def band(age: int | None) -> str | None:
    if age is None or age < 0:
        return None
    return "0" if age < 1 else "1-4" if age < 5 else "5-64" if age < 65 else "65+"


def group(record: dict[str, Any]) -> tuple[str | None, ...]:
    return AREAS.get(record["small_area"]), record["sex"], band(record["age"])


@given(events=records, population=records)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_record_is_counted_once(
    engine: counting.Engine,
    tmp_path: Path,
    events: list[dict[str, Any]],
    population: list[dict[str, Any]],
) -> None:
    write(tmp_path, events, population)
    found = counting.count(made(SAID, tmp_path), engine)
    assert found.schema.field("events").type == found.schema.field("people").type == pa.int64()
    happened = Counter(group(record) for record in events)
    people: Counter[tuple[str | None, ...]] = Counter()
    for record in population:
        people[group(record)] += record["people"]
    expected = {
        key: (happened[key], people[key]) for key in {*happened, *(group(r) for r in population)}
    }
    assert {
        (row["council"], row["sex"], row["age_band"]): (row["events"], row["people"])
        for row in found.to_pylist()
    } == expected


def test_only_what_is_asked_for_is_counted(engine: counting.Engine, tmp_path: Path) -> None:
    rows = [{"small_area": "A1", "sex": s, "age": 3, "people": 1} for s in ("male", "female")]
    write(tmp_path, rows, [])
    said = {"events": {"files": "events.parquet", "where": {"sex": "male"}}, "by": "small_area"}
    found = counting.count(made(said, tmp_path), engine)
    assert found.to_pylist() == [{"small_area": "A1", "events": 1}]


def test_a_column_that_is_not_there_is_told(engine: counting.Engine, tmp_path: Path) -> None:
    write(tmp_path, [], [])
    with pytest.raises(counting.DescriptionError, match="no column ward; they have small_area"):
        counting.count(made({**SAID, "by": ["ward"]}, tmp_path), engine)


def test_a_lookup_that_would_double_records_is_refused(
    engine: counting.Engine, tmp_path: Path
) -> None:
    write(tmp_path, [], [])
    (tmp_path / "areas.csv").write_text("small_area,council\nA1,North\nA1,South\n")
    with pytest.raises(counting.DescriptionError, match="more than one row for the same small"):
        counting.count(made(SAID, tmp_path), engine)


def test_the_command_writes_counts_that_a_measure_reads(tmp_path: Path) -> None:
    rows = [{"small_area": a, "sex": "male", "age": 40, "people": 1000} for a in AREAS]
    write(tmp_path, rows * 12, rows)
    (tmp_path / "count.yaml").write_text(
        "events: events.parquet\npopulation: {files: population.parquet, people: people}\n"
        "by: [small_area]\n"
    )
    counts = tmp_path / "counts.csv"
    run = CliRunner().invoke(main, ["count", str(tmp_path / "count.yaml"), "-o", str(counts)])
    assert run.exit_code == 0, run.output
    assert "36 events in 3 groups." in run.output
    columns = ("--numerator", "events", "--denominator", "people", "--by", "small_area")
    measured = CliRunner().invoke(main, ["measure", "rate", str(counts), *columns])
    assert measured.exit_code == 0, measured.output
    assert "1200" in measured.output


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "count.yaml").write_text("events: none.parquet\nby: [a]\n")
    run = CliRunner().invoke(main, ["count", str(tmp_path / "count.yaml")])
    assert run.exit_code == 1
    assert "none.parquet" in run.output
