"""The files: the same bytes everywhere, in the published layouts, and modest in size."""

import csv
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq

from leveller.workbench.front.demonstration.files import fingertips
from leveller.workbench.front.demonstration.parameters import BAND_LABELS

HASHES = Path(__file__).with_name("hashes.json")
AGAIN = """
import sys
from pathlib import Path
from leveller.workbench.front.demonstration.files import write_all
write_all(Path(sys.argv[1]))
"""
OLD_PROCESSOR = "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL AVX512_SPR AVX2 FMA3"


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
    }


def test_the_bytes_are_those_that_were_recorded(folder: Path) -> None:
    """When the generator is meant to change: raise `VERSION` and record the new hashes."""
    assert hashes(folder) == json.loads(HASHES.read_text())


def test_another_process_on_an_older_processor_writes_the_same_bytes(
    folder: Path, tmp_path: Path
) -> None:
    import numpy as np

    known = [f for f in OLD_PROCESSOR.split() if np._core._multiarray_umath.__cpu_features__.get(f)]
    changed = {
        "PYTHONHASHSEED": "7",
        "NPY_DISABLE_CPU_FEATURES": " ".join(known),
        "TZ": "Asia/Tokyo",
    }
    subprocess.run(
        [sys.executable, "-c", AGAIN, str(tmp_path)], check=True, env=os.environ | changed
    )
    assert hashes(tmp_path) == hashes(folder)


def test_the_whole_is_modest(folder: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in folder.iterdir()}
    assert sum(sizes.values()) < 25_000_000
    assert max(sizes.values()) < 6_000_000


def test_a_fingertips_file_has_the_27_columns_of_a_download(folder: Path) -> None:
    rows = table(folder / "fingertips-children.csv")
    assert tuple(rows[0]) == fingertips.HEADER
    assert len(fingertips.HEADER) == 27
    assert {row["Parent Code"] for row in rows if row["Area Type"] == "Country"} == {""}
    assert all(row["Time period Sortable"][:4] == row["Time period"][:4] for row in rows)


def test_no_key_stands_twice(folder: Path) -> None:
    key = ("Indicator ID", "Area Code", "Sex", "Age", "Category Type", "Category", "Time period")
    for path in folder.glob("fingertips-*.csv"):
        keys = [tuple(row[column] for column in key) for row in table(path)]
        assert len(keys) == len(set(keys)), path.name


def test_the_long_table_names_place_period_and_indicator(folder: Path) -> None:
    row = table(folder / "extract-99011.csv")[0]
    assert all(row[column] for column in ("area_code", "area_name", "period", "indicator", "value"))


def test_sexes_and_ages_add_up_in_the_tables_of_people(folder: Path) -> None:
    for row in table(folder / "population-councils.csv"):
        assert int(row["all_ages"]) == sum(int(row[age]) for age in BAND_LABELS)
    areas = pq.read_table(folder / "population-small-areas-mid2024.parquet").to_pylist()
    for everyone, women, men in zip(areas[0::3], areas[1::3], areas[2::3], strict=True):
        assert (everyone["sex"], women["sex"], men["sex"]) == ("All", "Females", "Males")
        assert everyone["total_population"] == women["total_population"] + men["total_population"]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))
