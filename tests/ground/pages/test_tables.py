from datetime import date

import pytest

from leveller.workbench.ground.pages import flat, presenters
from leveller.workbench.ground.pages.benchmarks import Benchmark
from leveller.workbench.ground.pages.tables import Cell, Column, Interval, Kind, Row, Table

COLUMNS = (
    Column("place", "Council"),
    Column("rate", "Rate", Kind.NUMBER, "per 100,000", 1),
    Column("bounds", "95% interval", Kind.INTERVAL, "", 1),
    Column("against", "Against England", Kind.BENCHMARK),
    Column("day", "Published", Kind.DATE),
    Column("file", "File", Kind.LINK),
)
FULL = {
    "place": Cell("Ashcombe", link="/places/A/"),
    "rate": Cell(140.04, note="provisional"),
    "bounds": Interval(128.0, 152.5),
    "against": Benchmark.WORSE,
    "day": date(2026, 5, 3),
    "file": Cell("The release", link="/releases/1/"),
}
HIDDEN = {"place": "Dunmere", "rate": Cell(None, text="fewer than 8", note="suppressed")}


def table(*rows, columns=COLUMNS):
    return Table("rates", "Rates, 2020 to 2022", columns, rows)


def test_cells_are_shown_by_the_kind_of_their_column():
    shown = presenters.table_view(table(FULL)).rows[0]
    texts = [cell.text for cell in (shown.heading, *shown.cells)]
    assert texts == ["Ashcombe", "140.0", "128.0 to 152.5", "", "3 May 2026", "The release"]
    assert shown.cells[2].benchmark is Benchmark.WORSE
    assert [cell.is_numeric for cell in shown.cells] == [True, True, False, False, False]


def test_words_stand_in_the_place_of_a_hidden_figure():
    shown = presenters.table_view(table(HIDDEN)).rows[0]
    assert (shown.cells[0].text, shown.cells[0].note) == ("fewer than 8", "suppressed")
    assert shown.cells[1].text == ""


def test_a_missing_number_says_so():
    shown = presenters.table_view(table({"place": "Eastley"})).rows[0]
    assert shown.cells[0].text == "no figure"


def test_flat_fields_hold_everything_that_is_shown():
    shown = table(FULL, HIDDEN)
    fields = flat.fields(shown)
    rows = [{f.key: f.of(row) for f in fields} for row in shown.rows]
    assert rows == [
        {
            "place": "Ashcombe",
            "rate": 140.04,
            "rate_note": "provisional",
            "bounds_lower": 128.0,
            "bounds_upper": 152.5,
            "against": "Worse",
            "day": "2026-05-03",
            "file": "The release",
            "file_address": "/releases/1/",
        },
        {
            "place": "Dunmere",
            "rate": None,
            "rate_note": "fewer than 8 suppressed",
            "bounds_lower": None,
            "bounds_upper": None,
            "against": None,
            "day": None,
            "file": None,
            "file_address": "",
        },
    ]


def test_a_cell_with_a_comparison_gives_it_a_field():
    shown = table({"place": "A", "rate": Cell(1.0, benchmark=Benchmark.BETTER)}, {"place": "B"})
    field = next(f for f in flat.fields(shown) if f.part == "benchmark")
    assert field.heading == "Rate: compared with the benchmark"
    assert [field.of(row) for row in shown.rows] == ["Better", ""]


def test_a_cell_without_a_column_is_refused():
    with pytest.raises(ValueError, match="Row 1 of table 'rates' has cells without a column: rte"):
        table(FULL, {"rte": 1})


def test_two_columns_of_one_heading_are_refused():
    with pytest.raises(ValueError, match="two columns of one key or heading"):
        table(columns=(Column("a", "Rate"), Column("b", "Rate")))


def test_rows_may_be_emphasised():
    shown = presenters.table_view(table(Row({"place": "England"}, is_emphasised=True), FULL))
    assert [row.is_emphasised for row in shown.rows] == [True, False]
