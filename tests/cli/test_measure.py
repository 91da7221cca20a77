"""`leveller measure`: files in, files out."""

import csv
import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result

from leveller.cli.main import main
from leveller.methods.measures import measure_names, measure_spec

Run = Callable[..., Result]
ROWS = [
    ("code", "sex", "deaths", "people"),
    ("00AA", "m", "3", "1000"),
    ("00AA", "f", "9", "2000"),
    ("00BB", "m", "", "500"),
    ("00BB", "f", "40", "800"),
]


@pytest.fixture
def run() -> Run:
    def invoke(*arguments: Any, fails: bool = False) -> Result:
        result = CliRunner().invoke(main, ["measure", *map(str, arguments)])
        assert (result.exit_code != 0) == fails, result.output
        return result

    return invoke


@pytest.fixture
def deaths(tmp_path: Path) -> Path:
    path = tmp_path / "deaths.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as lines:
        csv.writer(lines).writerows(ROWS)
    return path


RATE = ("--numerator", "deaths", "--denominator", "people")


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


def test_a_rate_by_group_comes_to_the_screen_and_says_which_came_back_empty(
    run: Run, deaths: Path
) -> None:
    result = run("rate", deaths, *RATE, "--by", "code", "--multiplier", 1000)
    rows = rows_of(result.stdout)
    assert [row["code"] for row in rows] == ["00AA", "00BB"]
    assert [row["value"] for row in rows] == ["4.0", ""]
    assert "1 of 2 rows came back empty" in result.stderr
    assert "code = 00BB: a value is missing" in result.stderr


def test_several_levels_and_groups_may_be_written_either_way(run: Run, deaths: Path) -> None:
    commas = run("rate", deaths, *RATE, "--by", "code,sex", "--confidence", "0.95,99.8")
    apart = run(
        *("rate", deaths, *RATE, "--by", "code", "--by", "sex"),
        *("--confidence", 0.95, "--confidence", 99.8),
    )
    assert commas.stdout == apart.stdout
    assert {"lower95_0cl", "upper99_8cl"} <= set(rows_of(commas.stdout)[0])


def test_rows_keep_their_other_columns_as_they_were(run: Run, deaths: Path) -> None:
    rows = rows_of(run("rate", deaths, *RATE).stdout)
    assert [row["code"] for row in rows] == [row[0] for row in ROWS[1:]]
    assert "aggregate" not in rows[0]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_every_kind_of_file_comes_in_and_goes_out(
    run: Run, deaths: Path, tmp_path: Path, ending: str
) -> None:
    once, twice = tmp_path / f"once.{ending}", tmp_path / f"twice.{ending}"
    run("rate", deaths, *RATE, "-o", once)
    run("proportion", once, *RATE, "--by", "code", "-o", twice)
    assert value_of(twice) == pytest.approx(12 / 3000)


def value_of(path: Path) -> float:
    if path.suffix == ".csv":
        return float(rows_of(path.read_text())[0]["value"])
    if path.suffix == ".parquet":
        return float(pyarrow.parquet.read_table(path)["value"][0].as_py())
    sheet = openpyxl.load_workbook(path).worksheets[0]
    header = [cell.value for cell in sheet[1]]
    return float(sheet[2][header.index("value")].value)


def test_a_packed_file_and_an_old_encoding_are_read(run: Run, tmp_path: Path) -> None:
    text = "place,deaths,people\nYnys M\xf4n,5,100\n"
    packed = tmp_path / "deaths.csv.gz"
    packed.write_bytes(gzip.compress(text.encode("cp1252")))
    assert rows_of(run("rate", packed, *RATE).stdout)[0]["place"] == "Ynys M\xf4n"


def test_a_chosen_sheet_of_a_workbook_is_read(run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("second").append(["deaths", "people"])
    book["second"].append([4, 100])
    book.active.append(["notes"])
    path = tmp_path / "book.xlsx"
    book.save(path)
    result = run("rate", path, *RATE, "--sheet", "second", "--multiplier", 1)
    assert rows_of(result.stdout)[0]["value"] == "0.04"
    assert "no sheet 'third'" in run("rate", path, *RATE, "--sheet", "third", fails=True).output


def test_data_that_breaks_a_rule_stops_it_unless_asked_to_go_on(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("deaths,people\n9,4\n1,4\n")
    stopped = run("proportion", path, *RATE, fails=True)
    assert "row 1" in stopped.output
    assert "'deaths'" in stopped.output
    assert "--invalid empty" in stopped.output
    result = run("proportion", path, *RATE, "--invalid", "empty")
    assert [row["value"] for row in rows_of(result.stdout)] == ["", "0.25"]


def test_yes_and_no_are_written_as_words_or_as_flags(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "values.csv"
    path.write_text("v,high\n1,yes\n2,yes\n3,yes\n4,yes\n")
    outputs = [
        run("quantiles", path, "--value", "v", "--nquantiles", 2, *more).stdout
        for more in ([], ["--invert", "true"], ["--invert", "high"])
    ]
    quantiles = [[row["quantile"] for row in rows_of(output)] for output in outputs]
    assert quantiles[0] == ["1.0", "1.0", "2.0", "2.0"]
    assert quantiles[1] == quantiles[2] == ["2.0", "2.0", "1.0", "1.0"]


def test_aggregate_can_be_denied(run: Run, deaths: Path) -> None:
    added = run("rate", deaths, *RATE, "--by", "code", "--aggregate", "true").stdout
    for form in (["--no-aggregate"], ["--aggregate", "false"]):
        apart = run("rate", deaths, *RATE, "--by", "code", *form).stdout
        assert (len(rows_of(added)), len(rows_of(apart))) == (2, 4)


def test_observed_totals_may_stand_in_a_file_of_their_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "strata.csv").write_text("area,n,rx,rn\nA,100,5,1000\nA,200,6,1000\n")
    (tmp_path / "totals.csv").write_text("area,seen\nA,4\n")
    result = run(
        *("indirectly-standardised-ratio", tmp_path / "strata.csv", "--population", "n"),
        *("--reference-count", "rx", "--reference-population", "rn", "--by", "area"),
        *("--observed-total", "seen", "--observed-file", tmp_path / "totals.csv"),
    )
    row = rows_of(result.stdout)[0]
    assert float(row["expected"]) == pytest.approx(0.5 + 1.2)
    assert float(row["value"]) == pytest.approx(4 / 1.7)


def test_peer_rules_can_be_asked_for(run: Run, tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("x,n,w\n,100,5\n12,200,5\n")
    options = ("--count", "x", "--population", "n", "--standard-population", "w")
    plain = run("directly-standardised-rate", tmp_path / "d.csv", *options)
    asked = run(
        *("directly-standardised-rate", tmp_path / "d.csv", *options),
        *("--peer-rule", "missing-count-is-0"),
    )
    assert rows_of(plain.stdout)[0]["value"] == ""
    assert float(rows_of(asked.stdout)[0]["value"]) == pytest.approx(3_000)


def test_the_list_shows_every_measure_and_help_every_role(run: Run) -> None:
    listed = run("--list").output
    for name in measure_names():
        assert name in listed
        shown = run(name, "--help").output
        for role in measure_spec(name).roles:
            assert "--" + role.name.replace("_", "-") in shown


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "the file is empty"),
        ("a,a\n1,2\n", "two columns are named 'a'"),
        ("a,\n1,2\n", "has no name"),
        ("deaths,people\n1,2,3\n", "line 2 has 3 cells"),
        ('deaths,people\n"1,954",2000\n', "'1,954'"),
        ("deaths,people\n*,2000\n", "row 1 of the data holds '*'"),
        ("deaths,folk\n1,2000\n", "there is no column 'people'"),
    ],
)
def test_a_file_that_cannot_be_read_says_where_and_why(
    run: Run, tmp_path: Path, content: str, words: str
) -> None:
    path = tmp_path / "file.csv"
    path.write_text(content)
    assert words in run("rate", path, *RATE, fails=True).output


def test_other_endings_are_refused(run: Run, tmp_path: Path, deaths: Path) -> None:
    other = tmp_path / "file.json"
    other.write_text("{}")
    assert "give a .csv" in run("rate", other, *RATE, fails=True).output
    assert "write to a .csv" in run("rate", deaths, *RATE, "-o", other, fails=True).output
