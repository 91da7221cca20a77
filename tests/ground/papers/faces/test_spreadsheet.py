"""The spreadsheet, opened again, against the guidance on accessible ones."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from openpyxl.worksheet.worksheet import Worksheet

from leveller.workbench.ground.pages.tables import Cell, Column, Kind, Table
from leveller.workbench.ground.papers import tree
from leveller.workbench.ground.papers.assembly import assemble
from leveller.workbench.ground.papers.faces import spreadsheet
from leveller.workbench.ground.papers.faces.spreadsheet.sheets import STARTS_A_FORMULA
from tests.ground.papers import sample, trees


def made(paper: tree.Paper | None = None) -> bytes:
    return spreadsheet.render(assemble(paper or sample.paper()))


def opened(paper: tree.Paper | None = None) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(made(paper)))


@pytest.fixture(scope="module")
def workbook() -> openpyxl.Workbook:
    return opened()


def table_of(sheet: Worksheet) -> list[list[object]]:
    [table] = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref]]


def with_table(*rows: object, **changes: object) -> tree.Paper:
    columns = (Column("a", "Name"), Column("b", "Value", Kind.NUMBER, "years", 2))
    held = Table("t", "Held", columns, [{"a": a, "b": b} for a, b in rows])
    sections = (tree.Section("One", (tree.TableBlock(held),)),)
    return sample.paper(sections=sections, summary=(), **changes)


def test_sheets_stand_in_the_order_of_the_guidance(workbook):
    assert workbook.sheetnames == [
        *("Cover", "Contents", "Notes", "Figures", "Table 1", "Table 2", "Table 3"),
        *("Words", "Sources"),
    ]


def test_the_cover_says_whose_it_is_and_of_when(workbook):
    lines = [cell.value for cell in workbook["Cover"]["A"]]
    assert lines[0] == "Health inequality in Wherrydale"
    assert {"Wherrydale Combined Authority", "21 November 2026", "Reference WCA/2026/114"} <= set(
        lines
    )


def test_contents_lead_to_every_sheet(workbook):
    sheet = workbook["Contents"]
    links = {cell.value: cell.hyperlink.location for cell in sheet["A"] if cell.hyperlink}
    assert links == {name: f"'{name}'!A1" for name in workbook.sheetnames[2:]}


def check(workbook: openpyxl.Workbook) -> None:
    names = []
    for sheet in workbook:
        assert sheet["A1"].value
        assert not sheet.merged_cells.ranges
        assert len(sheet.title) <= 31
        for row in sheet.iter_rows():
            assert any(cell.value is not None for cell in row), "an empty row"
            assert all(cell.data_type != "f" for cell in row)
        assert len(sheet.tables) <= 1
        for table in sheet.tables.values():
            names.append(table.displayName)
            headings = table_of(sheet)[0]
            assert headings == [column.name for column in table.tableColumns]
            assert len({str(h).lower() for h in headings}) == len(headings)
            first = int("".join(c for c in table.ref.split(":")[0] if c.isdigit()))
            assert sheet.freeze_panes == f"A{first + 1}"
            assert sheet.print_title_rows == f"${first}:${first}"
    assert len(set(names)) == len(names)


def test_every_sheet_keeps_to_the_guidance(workbook):
    check(workbook)
    for sheet in workbook.worksheets[1:]:
        assert sheet["A2"].value.startswith("This worksheet contains one table.")


@trees.some_papers
@given(trees.papers())
def test_every_paper_keeps_to_the_guidance(paper):
    check(opened(paper))


def test_numbers_are_numbers_with_their_unit_in_the_heading(workbook):
    rows = table_of(workbook["Table 1"])
    assert rows[0][:4] == [
        "Council",
        "Life expectancy (years)",
        "95% confidence interval (years), lower limit",
        "95% confidence interval (years), upper limit",
    ]
    assert rows[1][:5] == ["Aldermoor", 77.1, 76.6, 77.6, 1234]
    sheet = workbook["Table 1"]
    formats = {cell.number_format for row in sheet["B6:D9"] for cell in row}
    assert formats == {"#,##0.0"}
    assert sheet["E6"].number_format == "#,##0"


def test_what_is_not_shown_is_marked_and_explained(workbook):
    rows = table_of(workbook["Table 1"])
    [row] = [row for row in rows if row[0] == "Birchwell"]
    assert row[4:6] == ["[x]", "fewer than 8"]
    notes = dict(table_of(workbook["Notes"]))
    assert notes["Shorthand"].startswith("[x] means that there is no figure")
    assert notes["Table 1"] == "Counts from 1 to 7 are not shown."


def test_every_figure_of_the_text_is_there_with_its_interval_and_source(workbook):
    header, *rows = table_of(workbook["Figures"])
    held = [dict(zip(header, row, strict=True)) for row in rows]
    figures = assemble(sample.paper()).figures
    assert [(r["Value"], r["Lower limit"], r["Upper limit"]) for r in held] == [
        (f.value, f.interval.lower, f.interval.upper) for f in figures
    ]
    assert held[0]["Sources"] == "1"
    assert "sex = male" in held[0]["Rows that were selected"]
    assert [r["Stands in for"] for r in held if r["Stands in for"]] == [sample.REGION]


def test_sources_have_licence_and_address(workbook):
    row = table_of(workbook["Sources"])[1]
    assert row[:2] == [1, sample.DEATHS.title]
    assert sample.DEATHS.licence in row
    assert workbook["Sources"].cell(4, 7).hyperlink.target == sample.DEATHS.address


@pytest.mark.parametrize("start", STARTS_A_FORMULA)
def test_no_text_becomes_a_formula(start):
    text = f"{start}cmd|' /C calc'!A0"
    sheet = opened(with_table((text, 1.0), title=text, organisation=text))["Table 1"]
    [cell] = [c for c in sheet["A"] if c.value and "calc" in str(c.value)]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    with zipfile.ZipFile(io.BytesIO(made(with_table((text, 1.0))))) as archive:
        sheets = [archive.read(n) for n in archive.namelist() if "worksheets/sheet" in n]
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_a_table_without_rows_says_so():
    sheet = opened(with_table())["Table 1"]
    assert not sheet.tables
    assert [cell.value for cell in sheet["A"]][-1] == "There is nothing to show here yet."


def test_headings_that_look_alike_are_told_apart():
    columns = (Column("a", "Rate"), Column("b", "rate"), Column("c", "Rate\n"))
    held = Table("t", "Held", columns, [{"a": "1", "b": "2", "c": "3"}])
    sections = (tree.Section("One", (tree.TableBlock(held),)),)
    sheet = opened(sample.paper(sections=sections, summary=()))["Table 1"]
    assert table_of(sheet)[0] == ["Rate", "rate (2)", "Rate (3)"]


def test_values_are_not_rounded_but_only_shown_so():
    sheet = opened(with_table(("a", 9.3456789), ("b", Cell(None))))["Table 1"]
    assert [row[1] for row in table_of(sheet)[1:]] == [9.3456789, "[x]"]
    assert sheet["B4"].number_format == "#,##0.00"


def test_letters_are_arial_and_language_is_said(workbook):
    fonts = {c.font.name for s in workbook for row in s.iter_rows() for c in row if c.value}
    assert fonts == {"Arial"}
    assert workbook.properties.language == "en-GB"
    assert workbook.properties.title == "Health inequality in Wherrydale"


def test_the_same_paper_gives_the_same_bytes():
    first = made()
    assert made() == first
    assert made(sample.paper(dated=date(2027, 1, 1))) != first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 21, 0, 0, 0)}
        assert archive.read("docProps/core.xml").count(b"2026-11-21T00:00:00Z") == 2
