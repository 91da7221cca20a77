"""The CSV and the JSON hold the same figures, and nothing that a spreadsheet would run."""

import csv
import io
import json

import pytest
from django.http import Http404, HttpResponse
from django.urls import include, path, reverse
from hypothesis import given
from hypothesis import strategies as st

from leveller.config.urls import handler404
from leveller.workbench.ground.pages import twins
from leveller.workbench.ground.pages.tables import Cell, Column, Interval, Kind, Source, Table

text = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\n"), max_size=12)
number = st.none() | st.floats(allow_nan=True) | st.integers(-(10**9), 10**9)
columns = (
    Column("place", "Place"),
    Column("value", "Rate", Kind.NUMBER, "per 100,000", 1),
    Column("bounds", "Interval", Kind.INTERVAL),
)
rows = st.lists(
    st.fixed_dictionaries(
        {
            "place": text,
            "value": number | st.builds(Cell, number, note=text),
            "bounds": st.none() | st.builds(Interval, number, number),
        }
    ),
    max_size=5,
)


def read(content: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.removeprefix(twins.BOM), newline="")))


@given(rows)
def test_csv_and_json_hold_the_same(held):
    table = Table("rates", "Rates", columns, held)
    heading, *lines = read(twins.to_csv(table))
    body = twins.to_json(table)
    assert heading == [column["label"] for column in body["columns"]]
    keys = [column["key"] for column in body["columns"]]
    for line, row in zip(lines, body["rows"], strict=True):
        for key, written in zip(keys, line, strict=True):
            value = row[key]
            assert written == ("" if value is None else str(twins.guarded(value)))


@given(rows)
def test_no_text_of_the_csv_starts_a_formula(held):
    for line in read(twins.to_csv(Table("rates", "Rates", columns, held)))[1:]:
        assert not line[0].startswith(twins.STARTS_A_FORMULA)


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_formulas_in_texts_and_headings_are_disarmed(evil):
    table = Table("t", "T", (Column("a", evil),), [{"a": evil}])
    assert read(twins.to_csv(table)) == [[f"'{evil}"], [f"'{evil}"]]
    assert twins.to_json(table)["rows"] == [{"a": evil}]


def test_negative_numbers_stay_numbers():
    table = Table("t", "T", (Column("a", "A", Kind.NUMBER),), [{"a": -1.5}])
    assert read(twins.to_csv(table))[1] == ["-1.5"]


def test_figures_are_given_as_they_were_measured():
    table = Table("t", "T", (Column("a", "A", Kind.NUMBER, decimals=1),), [{"a": 9.34512}])
    assert read(twins.to_csv(table))[1] == ["9.34512"]


def test_excel_is_told_the_encoding():
    table = Table("t", "Ł", (Column("a", "£ – ≥"),), [])
    assert twins.to_csv(table).encode().startswith(b"\xef\xbb\xbf")


def test_json_carries_source_notes_and_traces():
    source = Source("A release", "/releases/1/", "OGL", "Contains …")
    table = Table("t", "T", (Column("a", "A"),), [], ("A note.",), source, ({"sha256": "ab"},))
    body = twins.to_json(table)
    assert body["source"]["address"] == "/releases/1/"
    assert body["notes"] == ["A note."]
    assert body["traces"] == [{"sha256": "ab"}]


def view(request, place):
    held = [Table(key, key, (Column("a", "A"),), [{"a": place}]) for key in ("first", "second")]
    return twins.respond(request, twins.Page("pages/gallery/tables.html", held, {"shown": held}))


__all__ = ["handler404", "urlpatterns"]
urlpatterns = [
    path("", include("leveller.config.urls")),
    *twins.paths("at/<slug:place>/", view, "at"),
    *twins.paths("bare/", lambda request: HttpResponse("<p>no tables</p>"), "bare"),
]


@pytest.fixture
def opened(client, settings, monkeypatch):
    from leveller.workbench.ground.accounts import access

    settings.ROOT_URLCONF = __name__
    allowed = {name: access.Rule(name, access.PUBLIC, "test") for name in ("at", "bare")}
    monkeypatch.setattr(access, "table", lambda: allowed)
    return client


def test_a_page_links_to_its_twins_and_keeps_its_state(opened):
    page = opened.get("/at/north/?sex=male&table=second").content.decode()
    assert 'href="data.csv?sex=male&amp;table=first"' in page
    assert 'href="data.json?sex=male"' in page


def test_the_csv_is_the_first_table_or_the_one_that_is_named(opened):
    first = opened.get("/at/north/data.csv")
    assert first["Content-Type"].startswith("text/csv; charset=utf-8")
    assert first["Content-Disposition"] == 'attachment; filename="at-first.csv"'
    second = opened.get("/at/north/data.csv?table=second")
    assert second["Content-Disposition"].endswith('"at-second.csv"')
    assert read(second.content.decode()) == [["A"], ["north"]]


def test_the_json_holds_all_tables(opened):
    body = json.loads(opened.get("/at/north/data.json").content)
    assert body["page"] == "/at/north/"
    assert [table["key"] for table in body["tables"]] == ["first", "second"]


def test_an_unknown_table_is_not_found_and_the_others_are_named(opened):
    answer = opened.get("/at/north/data.csv?table=third")
    assert answer.status_code == 404
    assert "no table called third. Choose first or second." in answer.content.decode()


def test_a_page_without_figures_has_no_twin(opened):
    assert opened.get("/bare/").status_code == 200
    assert opened.get("/bare/data.csv").status_code == 404


def test_twins_have_the_name_of_their_page(settings):
    settings.ROOT_URLCONF = __name__
    assert reverse("at", args=["north"]) == "/at/north/"
    assert reverse("at", args=["north", "json"]) == "/at/north/data.json"


def test_no_tables_is_not_found():
    with pytest.raises(Http404, match="No tables"):
        twins.chosen([], None)
