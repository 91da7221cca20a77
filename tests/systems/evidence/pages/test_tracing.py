"""A figure led back to its rows, and worked out again from them."""

import pytest
from django.test import Client

from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.systems.evidence import catalogue
from leveller.workbench.systems.evidence.answers.recomputing import recomputed
from leveller.workbench.systems.evidence.answers.resolving import Resolved
from leveller.workbench.systems.evidence.gaps.model import Measure
from leveller.workbench.systems.evidence.traces import Trace
from tests.systems.evidence import factory
from tests.systems.evidence.pages.kit import words

pytestmark = pytest.mark.django_db
ENGLAND, BOLTON, WIGAN = "E92000001", "E08000001", "E08000010"


def published(north: Organisation, **more: object):
    values = {BOLTON: 10.0, WIGAN: 16.0, ENGLAND: 12.0}
    rows = [factory.row("smoking", code, "2022", value) for code, value in values.items()]
    return catalogue.card(factory.release(north, rows, **more))


def test_a_published_figure_leads_to_its_row(north: Organisation, client: Client) -> None:
    card = published(north)
    trace = Trace.to(card, indicator="smoking", place=WIGAN, period="2022").giving(16.0)
    page = words(client, trace.url)
    assert "The same figure" in page
    assert "row 3 of the file" in page
    assert card.filename in page
    held = client.get(trace.url.replace("?", "data.json?")).json()
    assert held["trace"]["selections"][0]["release"]["sha256"] == card.sha256
    assert held["rows"][0][0]["value"] == 16.0
    assert held["recomputed"] == {
        "figure": 16.0,
        "how": "The figure stands in row 3 of the file as it is.",
        "agrees": True,
    }
    table = client.get(trace.url.replace("?", "data.csv?")).content.decode()
    assert WIGAN in table


def test_another_figure_is_told_from_the_same(north: Organisation, client: Client) -> None:
    trace = Trace.to(published(north), indicator="smoking", place=WIGAN).giving(16.1)
    assert "Another figure" in words(client, trace.url)


@pytest.mark.parametrize(
    ("measure", "places", "figure"),
    [
        (Measure.RANGE, (BOLTON, WIGAN), 6.0),
        (Measure.RATIO, (BOLTON, WIGAN), 1.6),
        (Measure.COUNTRY, (WIGAN, ENGLAND), 4.0),
    ],
)
def test_a_gap_is_worked_out_again(
    measure: Measure, places: tuple[str, ...], figure: float, north: Organisation, client: Client
) -> None:
    trace = Trace.to(published(north), str(measure), indicator="smoking", place=places)
    assert "The same figure" in words(client, trace.giving(figure).url)
    assert "Another figure" in words(client, trace.giving(figure + 0.01).url)


def test_the_slope_is_worked_out_again_by_hand(north: Organisation, client: Client) -> None:
    """Equal groups on a straight line: it rises by 2 a tenth, so by 20 from end to end."""
    rows = [
        factory.row(
            "smoking", ENGLAND, "2022", 30.0 - 2 * n, breakdown="IMD", category=f"{n}",
            category_order=n, breakdown_kind="deprivation decile", denominator=100.0,
        )
        for n in range(1, 11)
    ]  # fmt: skip
    card = catalogue.card(factory.release(north, rows))
    trace = Trace.to(card, str(Measure.SLOPE), indicator="smoking", place=ENGLAND, breakdown="IMD")
    assert "The same figure" in words(client, trace.giving(-20.0).url)
    relative = Trace.to(card, str(Measure.RELATIVE_SLOPE), indicator="smoking", breakdown="IMD")
    assert "The same figure" in words(client, relative.giving(9 / 29).url)


def test_what_the_rows_alone_do_not_give_is_said(north: Organisation) -> None:
    card = published(north)
    for measure in ("aggregate: the sum", Measure.ENDS, Measure.SMALL_AREAS):
        found = recomputed(Resolved(Trace.to(card, str(measure), indicator="smoking"), ((),), 0))
        assert (found.figure, found.agrees) == (None, None)


def test_suppressed_rows_stay_suppressed(north: Organisation, client: Client) -> None:
    rows = [factory.row("smoking", WIGAN, "2022", 4.0, count=4.0, denominator=100.0)]
    card = catalogue.card(factory.release(north, rows, disclosure="counts 1 to 7"))
    trace = Trace.to(card, indicator="smoking", place=WIGAN).giving(4.0)
    page = words(client, trace.url)
    assert "The same figure" not in page
    assert "suppressed" in page


@pytest.mark.parametrize(
    "query",
    ["release=0", "release=x&indicator=smoking", "indicator=smoking", "release.x=1&indicator=a"],
)
def test_what_is_no_trace_is_answered_in_words(query: str, client: Client) -> None:
    for rest in ("", "data.json"):
        assert client.get(f"/evidence/trace/{rest}?{query}").status_code == 404
    assert "This trace leads nowhere" in words(client, f"/evidence/trace/?{query}", 404)
    assert "figure" in words(client, "/evidence/trace/")


def test_a_private_release_leads_nowhere_for_others(
    north: Organisation, stranger: Client, client: Client, desk: Client
) -> None:
    trace = Trace.to(published(north, is_public=False), indicator="smoking")
    for other in (stranger, client):
        assert "No release has that SHA-256" in words(other, trace.url, 404)
    assert "smoking" in words(desk, trace.url).lower()
