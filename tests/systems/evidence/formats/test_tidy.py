"""Other tables: a mapping is proposed, shown, accepted or edited, and then recognised."""

from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.systems.evidence import actions, importing
from leveller.workbench.systems.evidence.choices import Choices, StatementError, parse_statements
from leveller.workbench.systems.evidence.import_report import lines
from tests.systems.evidence import kit

pytestmark = pytest.mark.django_db
HEADER = ("Council code", "Council", "Year", "Often lonely (%)", "lower", "upper", "Respondents")
ROWS = [
    ("E08000003", "Manchester", "2023", "7.1", "6.0", "8.2", "1,204"),
    ("E08000001", "Bolton", "2023", "8.4", "7.0", "9.9", "980"),
]


def tidy(path: Path) -> Path:
    return kit.write(path, kit.csv_text(HEADER, ROWS))


def test_a_proposal_is_shown_and_not_taken(tmp_path: Path) -> None:
    file = tidy(tmp_path / "loneliness.csv")
    with kit.look(file) as found:
        assert found.verdict == "not recognised"
        report = "\n".join(lines(found))
    assert "Council code: place" in report
    assert "Year: period" in report
    assert f"leveller import {file} --accept-mapping" in report


def test_an_accepted_mapping_is_read(tmp_path: Path) -> None:
    with kit.look(tidy(tmp_path / "loneliness.csv"), accept=True) as found:
        assert found.verdict == "ready"
        rows = kit.observations(found, tmp_path, "ORDER BY row")
    assert [(r["place"], r["period"], r["value"]) for r in rows] == [
        ("E08000003", "2023", 7.1),
        ("E08000001", "2023", 8.4),
    ]
    assert (rows[0]["lower95"], rows[0]["upper95"]) == (6.0, 8.2)
    assert rows[0]["indicator"] == "loneliness"


def test_an_edited_mapping_is_read(tmp_path: Path) -> None:
    mapping = {
        "columns": {"Council code": "place", "Year": "period"},
        "figures": [
            {"columns": {"Often lonely (%)": "value", "Respondents": "denominator"}},
        ],
        "says": {"indicator": "Adults who often feel lonely", "sex": "persons", "age": "16+"},
    }
    with kit.look(tidy(tmp_path / "a.csv"), mapping=mapping) as found:
        row = kit.observations(found, tmp_path, "ORDER BY row")[0]
    assert row["indicator"] == "adults-who-often-feel-lonely"
    assert (row["denominator"], row["sex"], row["age_from"]) == (1204, "persons", 16)


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({}, "figures"),
        ({"figures": [{"columns": {"Nothing": "value"}}]}, "no column 'Nothing'"),
        ({"figures": [{"columns": {"Year": "wheel"}}]}, "not a part"),
        ({"figures": [{"columns": {"Year": "value", "lower": "value"}}]}, "Two columns"),
        ({"figures": [{"columns": {"Year": "value"}}], "years": "odd"}, "odd"),
        ({"figures": [{"columns": ["Year"]}]}, "laid out"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(
    mapping: dict[str, object], words: str, tmp_path: Path
) -> None:
    with kit.look(tidy(tmp_path / "a.csv"), mapping=mapping) as found:
        [fault] = found.faults
    assert fault.reason.key == "bad-mapping"
    assert words in fault.detail


def test_an_accepted_mapping_is_saved_and_recognised_by_the_headings(
    importer: Actor, tmp_path: Path
) -> None:
    def look(path: Path, **choices: bool) -> importing.Examination:
        return importing.examine(
            path, choices=Choices(**choices), organisation=importer.organisation
        )

    with look(tidy(tmp_path / "loneliness.csv"), accept=True) as found:
        release = actions.publish(by=importer, examination=found)
    assert release.mapping is not None
    changed = [(*ROWS[0][:2], "2024", *ROWS[0][3:])]
    other = kit.write(tmp_path / "next.csv", kit.csv_text(HEADER, changed))
    with look(other) as found:
        assert found.verdict == "ready"
        assert found.match is not None
        assert any("saved mapping" in note for note in found.notes)
        [row] = kit.observations(found, tmp_path)
    assert (row["indicator"], row["period"]) == ("loneliness", "2024")


def test_years_across_the_columns_become_periods(tmp_path: Path) -> None:
    text = "code,2019,2020/21,note\nE08000003,1,2,x\nE08000001,3,4,\n"
    with kit.look(kit.write(tmp_path / "rate.csv", text), accept=True) as found:
        rows = kit.observations(found, tmp_path, "ORDER BY row, period")
    assert [(r["period"], r["value"]) for r in rows] == [
        ("2019", 1), ("2020/21", 2), ("2019", 3), ("2020/21", 4),
    ]  # fmt: skip


def test_measures_across_the_columns_become_indicators(tmp_path: Path) -> None:
    text = "code,year,Walking,Cycling\nE08000003,2020,1,2\nE08000001,2020,3,4\n"
    with kit.look(kit.write(tmp_path / "a.csv", text), accept=True) as found:
        rows = kit.observations(found, tmp_path, "ORDER BY row, indicator")
    assert [(r["indicator"], r["value"]) for r in rows] == [
        ("cycling", 2), ("walking", 1), ("cycling", 4), ("walking", 3),
    ]  # fmt: skip


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx", "parquet", "json"])
def test_a_tidy_table_is_read_from_every_kind_of_file(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"loneliness.{suffix}"
    if suffix == "xlsx":
        book = openpyxl.Workbook()
        for row in (HEADER, *ROWS):
            book.active.append(row)
        book.save(file)
    elif suffix == "parquet":
        columns = zip(*ROWS, strict=True)
        parquet.write_table(pa.table(dict(zip(HEADER, columns, strict=True))), file)
    elif suffix == "json":
        table = pa.table(dict(zip(HEADER, zip(*ROWS, strict=True), strict=True)))
        kit.write(file, str(table.to_pylist()).replace("'", '"'))
    else:
        text = kit.csv_text(HEADER, ROWS)
        tabs = text.replace('"1,204"', "1204").replace(",", "\t")
        kit.write(file, tabs if suffix == "tsv" else text)
    with kit.look(file, accept=True) as found:
        assert [r["value"] for r in kit.observations(found, tmp_path, "ORDER BY row")] == [7.1, 8.4]


def test_two_sheets_that_could_be_meant_need_a_choice(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title in ("One", "Two"):
        sheet = book.create_sheet(title)
        sheet.append(kit.EXTRACT)
        sheet.append(("E08000003", "Manchester", "2019", "Thing", "Percentage", "Persons", 5))
    book.save(tmp_path / "a.xlsx")
    with kit.look(tmp_path / "a.xlsx") as found:
        assert [key for key, *_ in kit.faults(found)] == ["many-sheets"]
    with kit.look(tmp_path / "a.xlsx", sheet="Two") as found:
        assert found.verdict == "ready"
    with kit.look(tmp_path / "a.xlsx", sheet="Three") as found:
        assert [key for key, *_ in kit.faults(found)] == ["many-sheets"]


@pytest.mark.parametrize("text", ["period", "period=", "value=3", "wheel=4", "years=odd"])
def test_a_statement_that_cannot_be_used_says_so(text: str) -> None:
    with pytest.raises(StatementError):
        parse_statements([text])
