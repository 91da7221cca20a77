"""Names are nowhere real, as far as the published lists of places tell."""

import csv
import gzip
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from leveller.workbench.front.demonstration.parameters import COUNTRY_NAME
from leveller.workbench.front.demonstration.world import World


@pytest.fixture(scope="module")
def real(shared: Path) -> set[str]:
    geography = shared / "data" / "geography"
    names = {name for path in geography.glob("*.parquet") for name in in_parquet(path)}
    names |= {name for path in geography.glob("*.csv*") for name in in_csv(path)}
    return {name.strip().lower() for name in names if name}


def in_parquet(path: Path) -> set[str]:
    table = pq.read_table(path)
    columns = [column for column in table.column_names if "name" in column]
    return {name for column in columns for name in table[column].unique().to_pylist() if name}


def in_csv(path: Path) -> set[str]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as stream:
        return {cell for row in csv.reader(stream) for cell in row}


@pytest.mark.shared
def test_the_lists_know_real_places(real: set[str]) -> None:
    assert {"manchester", "aldersgate", "glasgow city"} <= real


@pytest.mark.shared
def test_no_council_or_authority_bears_a_real_name_or_word(made: World, real: set[str]) -> None:
    words = {word for name in real for word in re.findall(r"[a-z]{4,}", name)}
    common = {"greater", "valley", "south", "isle", "isles"}
    names = [COUNTRY_NAME, *made.places.authorities.names, *made.places.councils.names]
    invented = {w for name in names for w in re.findall(r"[a-z]{4,}", name.lower())} - common
    assert not invented & words


@pytest.mark.shared
def test_no_neighbourhood_bears_a_real_name(made: World, real: set[str]) -> None:
    assert not {name.lower() for name in made.places.middles.names} & real
