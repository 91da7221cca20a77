"""What a file was saved as, told by its bytes; and files that can't be opened."""

import gzip
import json
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

from leveller.workbench.systems.evidence.checking.faults import FaultError
from leveller.workbench.systems.evidence.reading.opening import Opened, extension_of, open_file

CSV = "code,year,value\nE08000001,2020,1\nE08000002,2020,2\nE08000003,2020,3\n"
CELLS = [("E08000001", "2020", "1"), ("E08000002", "2020", "2"), ("E08000003", "2020", "3")]


def opened(tmp_path: Path, name: str, content: bytes) -> Opened:
    file = tmp_path / name
    file.write_bytes(content)
    scratch = tmp_path / "scratch"
    scratch.mkdir(exist_ok=True)
    return open_file(file, scratch)


def cells(found: Opened) -> list[tuple[str, ...]]:
    [table] = found.tables
    data = table.read(range(len(table.headings)))
    return list(zip(*(c.to_pylist() for c in data.columns[1:]), strict=True))


def rows(found: Opened) -> list[int]:
    return found.tables[0].read([0])["row"].to_pylist()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", CSV.encode()),
        ("a.csv.gz", gzip.compress(CSV.encode(), mtime=0)),
        ("misnamed.txt", gzip.compress(CSV.encode(), mtime=0)),
        ("a.tsv", CSV.replace(",", "\t").encode()),
        ("a.csv", CSV.replace(",", ";").encode()),
        ("a.csv", CSV.replace("\n", "\r\n").encode()),
        ("a.csv", CSV.replace("\n", "\r").encode()),
        ("a.csv", CSV.encode("utf-8-sig")),
        ("a.csv", CSV.encode("utf-16")),
        ("a.csv", CSV.rstrip("\n").encode()),
        ("a.csv", f"{CSV}\n\n".encode()),
    ],
)
def test_text_is_read_the_same_however_it_was_saved(
    tmp_path: Path, name: str, content: bytes
) -> None:
    found = opened(tmp_path, name, content)
    assert found.tables[0].headings == ("code", "year", "value")
    assert cells(found) == CELLS
    assert rows(found) == [2, 3, 4]


@pytest.mark.parametrize("times", [2, 3])
def test_a_byte_order_mark_that_stands_twice_is_noted(tmp_path: Path, times: int) -> None:
    found = opened(tmp_path, "a.csv", b"\xef\xbb\xbf" * times + CSV.encode())
    assert found.tables[0].headings[0] == "code"
    assert "twice" in found.tables[0].notes[0]


def test_a_byte_order_mark_that_was_encoded_twice_is_noted(tmp_path: Path) -> None:
    found = opened(tmp_path, "a.csv", "ï»¿".encode() + CSV.encode())
    assert found.tables[0].headings[0] == "code"
    assert found.tables[0].notes == ["The byte order mark was encoded twice."]


def test_windows_1252_is_read_and_noted(tmp_path: Path) -> None:
    text = CSV.replace("E08000001", "Bolton’s £")
    found = opened(tmp_path, "a.csv", text.encode("cp1252"))
    assert cells(found)[0][0] == "Bolton’s £"
    assert "Windows-1252" in found.tables[0].notes[0]


def test_text_of_two_encodings_is_refused_with_its_line(tmp_path: Path) -> None:
    content = CSV.encode() + "Ynys Môn,2020,1\n".encode() + "£,2020,1\n".encode("cp1252")
    with pytest.raises(FaultError) as raised:
        opened(tmp_path, "a.csv", content)
    [fault] = raised.value.faults
    assert (fault.reason.key, fault.row) == ("encoding", 5)


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(tmp_path: Path) -> None:
    text = f"A title over the table\n\n{CSV.replace('E08000002', chr(10) + 'E08000002')}"
    found = opened(tmp_path, "a.csv", text.encode())
    assert found.tables[0].header_row == 3
    assert rows(found) == [4, 6, 7]
    assert found.tables[0].above[0] == ("A title over the table",)


def test_a_line_break_within_quotation_marks_is_part_of_its_cell(tmp_path: Path) -> None:
    text = CSV.replace("E08000002", '"two\nlines"')
    found = opened(tmp_path, "a.csv", text.encode())
    assert cells(found)[1][0] == "two\nlines"
    assert rows(found) == [2, 3, 4]


def test_notes_under_a_table_are_kept_as_notes(tmp_path: Path) -> None:
    text = "code,year,value,n\nE08000001,2020,1,2\n,,,\nSource: ONS,,,\n1 Rounded.,,,\n"
    found = opened(tmp_path, "a.csv", text.encode())
    assert len(cells(found)) == 1
    assert found.tables[0].headings == ("code", "year", "value", "n")
    assert [note for note in found.tables[0].notes if "under the table" in note] == [
        "Note under the table: Source: ONS",
        "Note under the table: 1 Rounded.",
    ]


def test_a_header_in_two_rows_is_read_together(tmp_path: Path) -> None:
    text = "Area,,2019,,2020,\ncode,name,value,n,value,n\nE08000001,Bolton,1,2,3,4\n"
    table = opened(tmp_path, "a.csv", text.encode()).tables[0]
    assert table.headings == (
        "Area: code", "Area: name", "2019: value", "2019: n", "2020: value", "2020: n",
    )  # fmt: skip
    assert table.notes == ["The header stands in two rows; they were read together."]


def test_parquet_is_numbered_as_if_it_had_a_header(tmp_path: Path) -> None:
    table = pa.table({"code": ["E08000001", "E08000002"], "value": [0.1, None], "n": [1, 2]})
    parquet.write_table(table, tmp_path / "a.parquet")
    found = opened(tmp_path, "b.parquet", (tmp_path / "a.parquet").read_bytes())
    assert cells(found) == [("E08000001", "0.1", "1"), ("E08000002", None, "2")]
    assert rows(found) == [2, 3]


def test_records_of_json_are_a_table(tmp_path: Path) -> None:
    records = [{"code": "E08000001", "value": 1.5}, {"code": "E08000002", "n": True}]
    found = opened(tmp_path, "a.json", json.dumps({"rows": records}).encode())
    assert found.tables[0].headings == ("code", "value", "n")
    assert cells(found) == [("E08000001", "1.5", None), ("E08000002", None, "TRUE")]


def workbook(tmp_path: Path, *rows: tuple[object, ...]) -> Opened:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Data"
    for row in rows:
        sheet.append(row)
    sheet["C3"].number_format = "0.0%"
    book.create_sheet("Notes").append(("Read me",))
    book.save(tmp_path / "a.xlsx")
    return opened(tmp_path, "b.xlsx", (tmp_path / "a.xlsx").read_bytes())


def test_a_workbook_is_read_as_it_shows(tmp_path: Path) -> None:
    found = workbook(
        tmp_path,
        ("Title",),
        ("code", "year", "value", "n"),
        ("E08000001", 2020.0, 0.123, "1,234"),
        ("E08000002", 2020, "=C3*2", None),
    )
    assert found.tables[0].name == "Data"
    assert cells(found) == [
        ("E08000001", "2020", "12.3", "1,234"),
        ("E08000002", "2020", "=C3*2", None),
    ]
    assert rows(found) == [3, 4]
    notes = " ".join(found.tables[0].notes)
    assert "stored as text" in notes
    assert "per cent" in notes


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"  \n\n", "empty"),
        ("a.csv.gz", gzip.compress(b"", mtime=0), "empty"),
        ("a.csv.gz", gzip.compress(CSV.encode(), mtime=0)[:-12], "cut-short"),
        ("a.parquet", b"PAR1" + b"\x00" * 40, "cut-short"),
        ("a.xlsx", b"PK\x03\x04" + b"\x00" * 40, "cut-short"),
        ("a.json", b'[{"a": 1}, {"a"', "cut-short"),
        ("a.pdf", b"%PDF-1.7", "not-data"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", "not-data"),
        ("a.csv", b"<!DOCTYPE html><html>", "not-data"),
    ],
)
def test_what_cannot_be_opened_says_why(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    with pytest.raises(FaultError) as raised:
        opened(tmp_path, name, content)
    assert [fault.reason.key for fault in raised.value.faults] == [reason]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (CSV + "E08000004,20", [("cut-short", 5)]),
        (CSV + 'E08000004,2020,"3', [("cut-short", 5)]),
        (CSV.replace("E08000002,2020", "E08000002,2020,9"), [("ragged", 3)]),
        (CSV.replace("E08000001,2020", "2020"), [("ragged", 2)]),
    ],
)
def test_rows_that_do_not_fit_the_header_are_named(
    tmp_path: Path, text: str, faults: list[tuple[str, int]]
) -> None:
    found = opened(tmp_path, "a.csv", text.encode())
    with pytest.raises(FaultError) as raised:
        cells(found)
    assert [(f.reason.key, f.row) for f in raised.value.faults] == faults


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FaultError):
        open_file(tmp_path / "none.csv", tmp_path)


def test_the_hash_is_of_the_bytes_as_given(tmp_path: Path) -> None:
    content = gzip.compress(CSV.encode(), mtime=0)
    assert (
        opened(tmp_path, "a.csv.gz", content).sha256
        != opened(tmp_path, "a.csv", CSV.encode()).sha256
    )


@pytest.mark.parametrize(
    ("name", "extension"),
    [("a.csv", "csv"), ("a.b.CSV.GZ", "csv.gz"), ("a", "bin"), ("a.gz", "gz")],
)
def test_the_extension_tells_the_kind_of_file(name: str, extension: str) -> None:
    assert extension_of(name) == extension


def test_figures_come_as_numbers_where_every_cell_is_plainly_one(tmp_path: Path) -> None:
    [table] = opened(tmp_path, "a.csv", b"code,value\nE1,1.50\nE2,\nE3,1e2\n").tables
    data = table.read([0, 1], figures=[1])
    assert data["c1"].to_pylist() == [1.5, None, 100.0]
    assert data["row"].to_pylist() == [2, 3, 4]


@pytest.mark.parametrize("odd", ["1,5", "nan", "inf", "-", "1 000", "=A1"])
def test_one_odd_cell_keeps_all_figures_as_text(tmp_path: Path, odd: str) -> None:
    content = f"code;value\nE1;1.50\nE2;{odd}\nE3;3\n".encode()
    [table] = opened(tmp_path, "a.csv", content).tables
    assert table.read([1], figures=[1])["c1"].to_pylist() == ["1.50", odd, "3"]


@pytest.mark.parametrize("before", [0, (1 << 22) - 60, (1 << 22) - 45])
def test_a_line_may_end_inside_a_cell_wherever_the_file_is_cut(tmp_path: Path, before: int) -> None:
    """The file is scanned in pieces of 4 MiB."""
    filling = f"{'x' * 50},1\n"
    text = f"name,value\n{filling * (before // len(filling))}"
    text += f"{'y' * (before - len(text))},1\n" if before > len(text) else ""
    content = f'{text}"two\nlines",2\nlast,3\n'
    found = opened(tmp_path, "a.csv", content.encode())
    assert cells(found)[-2:] == [("two\nlines", "2"), ("last", "3")]
