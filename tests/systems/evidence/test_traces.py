"""A trace's address says everything, and leads back to the rows."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.systems.evidence import queries, traces
from leveller.workbench.systems.evidence.store.figures import ReleaseCard
from leveller.workbench.systems.evidence.traces import Selection, Trace
from tests.systems.evidence.factory import region, release, row

texts = st.text(st.characters(blacklist_categories=("Cs",)), max_size=12)
values = st.lists(texts, min_size=1, max_size=3).map(tuple)
filters = st.fixed_dictionaries(
    {"indicator": values}, optional=dict.fromkeys(traces.SELECTABLE[1:], values)
)
hashes = st.text("0123456789abcdef", min_size=64, max_size=64)


def card(sha256: str) -> ReleaseCard:
    from datetime import date

    words = ("observations", "Title", "f.csv", "Source", "Publisher", "OGL", "Said so")
    return ReleaseCard(sha256, *words, date(2024, 1, 1), True, False, "none")


def query_of(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query, keep_blank_values=True)


@given(st.lists(st.tuples(hashes, filters), min_size=1, max_size=3), texts)
def test_an_address_reads_back_as_what_it_was_made_of(
    selections: list[tuple[str, dict[str, tuple[str, ...]]]], measure: str
) -> None:
    made = [Selection.of(card(sha256), **where) for sha256, where in selections]
    trace = Trace(tuple(made), measure)
    wanted = traces.parse(query_of(trace.url))
    assert list(wanted.selections) == selections
    assert (wanted.measure, wanted.version) == (measure, trace.version)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({}, "names no release"),
        ({"release": ["a", "b"], "indicator": ["x"]}, "exactly one release"),
        ({"release": ["a"]}, "names an indicator"),
        ({"release": ["a"], "indicator.two": ["x"]}, "not the number"),
        ({"indicator": ["x"]}, "exactly one release"),
    ],
)
def test_what_is_no_trace_is_refused_in_words(query: dict[str, list[str]], message: str) -> None:
    with pytest.raises(traces.TraceError, match=message):
        traces.parse(query)


@pytest.mark.django_db
def test_it_leads_back_to_the_rows_of_the_file(north: Organisation, public: Actor) -> None:
    region({"E47000001": ["E08000003"]})
    rows = [row("a", "E08000003", y, 1.0, row=n) for n, y in ((7, "2018"), (9, "2019"))]
    release(north, rows, title="Official table")
    series = queries.trend(public, "a", "E08000003")
    assert series is not None
    resolved = queries.trace(public, query_of(series.trace.url))
    assert [o.row for o in resolved.rows[0]] == [7, 9]
    one = queries.trace(public, query_of(series.trace_of(series.points[1]).url))
    assert [(o.row, o.value) for o in one.rows[0]] == [(9, 1.0)]
    said = one.trace.as_dict()["selections"][0]["release"]
    assert (said["title"], said["file"]) == ("Official table", "official_table.csv")


@pytest.mark.django_db
def test_a_release_that_nobody_published_is_not_found(public: Actor) -> None:
    for sha256 in ("0" * 64, "../../secret"):
        with pytest.raises(traces.TraceError, match="No release"):
            queries.trace(public, {"release": [sha256], "indicator": ["a"]})
