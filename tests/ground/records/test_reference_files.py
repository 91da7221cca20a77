"""Reading the files of the facts that ship, and saying what is wrong with them."""

from datetime import date
from pathlib import Path

import pytest

from leveller.workbench.ground.records.reference_files import ReferenceFileError, SetFile, read_all

GOOD = "key,name,source,status\na,First,A report,read\nb,Second,A report,to be confirmed\n"


def sets(folder: Path, **files: str) -> list[SetFile]:
    for name, text in files.items():
        file = folder / name.replace("__", "/").replace("_", ".")
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return read_all(folder)


def faults(folder: Path, **files: str) -> list[str]:
    with pytest.raises(ReferenceFileError) as caught:
        sets(folder, **files)
    return caught.value.faults


def test_a_csv_file_is_a_set(tmp_path: Path) -> None:
    (found,) = sets(tmp_path, powers_csv=GOOD)
    assert (found.name, found.dated) == ("powers", None)
    assert [(r.key, r.fields, r.status) for r in found.rows] == [
        ("a", {"name": "First"}, "read"),
        ("b", {"name": "Second"}, "to be confirmed"),
    ]


def test_a_yaml_file_is_a_set_and_may_be_dated(tmp_path: Path) -> None:
    text = """
        dated: 2025-04-01
        rows:
          - {key: a, value: 1.5, since: 2020-01-31, source: A report, status: stated}
    """
    (found,) = sets(tmp_path, parameters_yaml=text)
    assert found.dated == date(2025, 4, 1)
    assert found.rows[0].fields == {"value": 1.5, "since": "2020-01-31"}


def test_a_folder_is_a_set(tmp_path: Path) -> None:
    row = "- {{key: {key}, source: A report, status: read}}"
    found = sets(tmp_path, many__a_yaml=row.format(key="a"), many__b_yaml=row.format(key="b"))
    assert [(s.name, [r.key for r in s.rows]) for s in found] == [("many", ["a", "b"])]


def test_only_what_the_rows_say_makes_a_version(tmp_path: Path) -> None:
    (before,) = sets(tmp_path, x_csv=GOOD)
    (laid_out,) = sets(tmp_path, x_csv="\ufeff" + GOOD.replace("First", ' "First"'.strip()))
    (changed,) = sets(tmp_path, x_csv=GOOD.replace("Second", "Other"))
    assert before.sha256 == laid_out.sha256 != changed.sha256


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("key,source,status\n,A report,read\n", "x.csv, line 2: `key` is missing."),
        ("key,source,status\na,,read\n", "x.csv, line 2: `source` is missing."),
        ("key,source,status\na,A report,reed\n", "x.csv, line 2: `status` is 'reed'; it must be"),
        ("key,source,status\na,A report\n", "x.csv, line 2: the row has more or fewer cells"),
        ("key,source,status\na,b,read,d\n", "x.csv, line 2: the row has more or fewer cells"),
        ("key,source,status\na,b,read\na,b,read\n", "x: the key 'a' stands 2 times."),
    ],
)
def test_each_fault_of_a_csv_file_says_where(tmp_path: Path, text: str, fault: str) -> None:
    (found,) = faults(tmp_path, x_csv=text)
    assert found.startswith(fault)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: [", "x.yaml: this is not YAML"),
        ("just a text", "x.yaml: this is neither a list of rows"),
        ("- a text", "x.yaml, row 1: this is not a row with named fields."),
    ],
)
def test_each_fault_of_a_yaml_file_says_where(tmp_path: Path, text: str, fault: str) -> None:
    (found,) = faults(tmp_path, x_yaml=text)
    assert found.startswith(fault)


def test_bytes_that_are_not_utf_8_are_told(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"key,source,status\n\xe9,b,read\n")
    with pytest.raises(ReferenceFileError, match=r"x\.csv: .*utf-8"):
        read_all(tmp_path)


def test_the_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    found = faults(tmp_path, x_csv="key,source,status\n,,read\n", y_yaml="nothing", z_csv=GOOD)
    assert len(found) == 3


def test_the_files_that_ship_are_sound() -> None:
    from leveller.config import paths

    for item in read_all(paths.reference()):
        assert item.rows, item.name
