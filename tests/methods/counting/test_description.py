"""A description says what it means, or what is wrong with it."""

from pathlib import Path

import pytest

from leveller.methods.counting import Bands, DescriptionError, Lookup, Records, read
from leveller.methods.counting.description import made

WHOLE = """
events: {files: deaths.parquet, where: {cause: [ischaemic, stroke]}}
population: {files: people.csv, people: people}
lookups:
  - {files: areas.parquet, key: small_area, take: [council, decile]}
bands: {age_band: {of: age, starts: [0, 1, 5, 85]}}
by: [council, age_band]
"""


def test_a_file_is_read_with_its_paths(tmp_path: Path) -> None:
    file = tmp_path / "count.yaml"
    file.write_text(WHOLE)
    found = read(file)
    where = {"cause": ("ischaemic", "stroke")}
    assert found.events == Records(str(tmp_path / "deaths.parquet"), where)
    assert found.population == Records(str(tmp_path / "people.csv"), {}, "people")
    areas = str(tmp_path / "areas.parquet")
    assert found.lookups == (Lookup(areas, "small_area", ("council", "decile")),)
    assert found.by == ("council", "age_band")


def test_bands_are_named_as_ages_are_written() -> None:
    assert Bands("age", (0, 1, 5, 85)).labels == ("0", "1-4", "5-84", "85+")


def test_addresses_of_a_cluster_stay_as_they_are() -> None:
    found = made({"events": "s3a://deaths/*.parquet", "by": "year"}, Path("/here"))
    assert found.events.files == "s3a://deaths/*.parquet"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"by": ["a"]}, "`events` is missing"),
        ({"events": "e.csv"}, "`by` must name at least one"),
        ({"events": "e.csv", "by": ["a", "a"]}, "a more than once"),
        ({"events": "e.csv", "by": ["people"]}, "people can't be the name"),
        ({"events": "e.csv", "by": ["a"], "bye": 1}, "nobody knows bye"),
        ({"events": {"where": {}}, "by": ["a"]}, "needs `files`"),
        ({"events": "e.csv", "by": ["a"], "lookups": [{"files": "l.csv"}]}, "needs `key`"),
        ({"events": "e.csv", "by": ["a"], "bands": {"b": {"starts": [5, 1]}}}, "must rise"),
        ({"events": "e.csv", "by": ["a"], "bands": {"b": {"starts": ["x"]}}}, "whole numbers"),
        ({"events": 3, "by": ["a"]}, "something else stands"),
    ],
)
def test_what_is_wrong_is_told(said: dict[str, object], told: str) -> None:
    with pytest.raises(DescriptionError, match=told):
        made(said)


@pytest.mark.parametrize("text", ["[1, 2]", "a: [", "\x00"])
def test_a_file_that_is_no_description_is_told(text: str, tmp_path: Path) -> None:
    file = tmp_path / "count.yaml"
    file.write_text(text)
    with pytest.raises(DescriptionError, match=r"count\.yaml"):
        read(file)
