"""What people see first: who asks, what stands there, and what it costs."""

import csv
import html
import io
import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.places import queries as places
from leveller.workbench.ground.thread.actions import needs, publishing
from leveller.workbench.systems.evidence import queries
from tests.front.region import ENGLAND, GM, TEN, WM
from tests.kit.people import MakeActor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("region")]
HOME = f"/places/{GM}/"


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def rows(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(client, address).removeprefix("\ufeff"))))


def test_the_start_leads_to_every_authority(client: Client) -> None:
    shown = text(client, "/")
    assert f'href="{HOME}"' in shown
    assert f'href="/places/{WM}/"' in shown
    assert "2 indicators" in shown or "1 indicator" in shown


def test_the_home_answers_the_eight_questions_first(client: Client) -> None:
    shown = text(client, HOME)
    for question in (
        "How large is the gap",
        "Compared with the country",
        "Is it closing?",
        "How sure are we?",
        "Where?",
        "Between whom?",
        "What is being done?",
    ):
        assert question in shown
    assert shown.index("What is being done?") < shown.index('id="gap"')


def test_the_home_shows_the_range_with_its_ends_and_its_trace(client: Client) -> None:
    shown = text(client, HOME)
    assert "4.6 years" in shown
    assert "/evidence/trace/?release=" in shown


def test_what_stands_in_for_missing_figures_is_labelled(client: Client) -> None:
    shown = text(client, HOME)
    assert "England, since no figures exist for Greater Manchester" in shown
    assert "Raise this as a data need" in shown


def test_every_number_of_the_home_is_in_its_downloads(client: Client) -> None:
    found = rows(client, f"{HOME}data.csv?table=all-gaps")
    held = {(row["Who"], row["Measure"]): float(row["Gap"]) for row in found}
    assert held["Men", "Lowest to highest council"] == pytest.approx(4.6, abs=0.01)
    tables = json.loads(text(client, f"{HOME}data.json"))["tables"]
    assert {"gap", "deprivation", "councils", "levers", "all-gaps"} <= {t["key"] for t in tables}
    assert all(trace["address"] for table in tables for trace in table["traces"])


@pytest.mark.parametrize(
    "address",
    [HOME, f"/places/{TEN[0]}/", f"{HOME}figures/", f"/authorities/compare/?place={GM}&place={WM}"],
)
def test_every_download_that_a_page_offers_is_there(client: Client, address: str) -> None:
    path, _, query = address.partition("?")
    offered = set(re.findall(r'href="(data\.[^"]+)"', text(client, address)))
    assert offered
    for link in offered:
        name, _, asked = html.unescape(link).partition("?")
        response = client.get(f"{path}{name}?{asked or query}")
        assert response.status_code == 200, link


def test_levers_that_reach_the_causes_are_shown_with_their_argument(client: Client) -> None:
    shown = text(client, HOME)
    assert "/levers/links/" in shown
    assert " link<" in shown


@pytest.mark.parametrize("address", [HOME, f"/places/{TEN[0]}/", "/", "/authorities/"])
def test_pages_cost_few_queries(client: Client, address: str) -> None:
    client.get(address)
    with CaptureQueriesContext(connection) as asked, queries.counting() as reads:
        client.get(address)
    assert len(asked) <= 15
    assert reads.reads <= 5


def test_a_first_visit_reads_the_evidence_five_times_at_most(client: Client) -> None:
    with queries.counting() as reads:
        client.get(HOME)
    assert 0 < reads.reads <= 5


def test_a_council_has_a_page_with_its_figures_and_what_it_lies_in(client: Client) -> None:
    shown = text(client, f"/places/{TEN[0]}/")
    assert "Greater Manchester" in shown
    assert "Life expectancy" in shown
    found = rows(client, f"/places/{TEN[0]}/data.csv?table=figures")
    assert {row["People"].split(",")[0] for row in found} == {"Males", "Females"}


def test_a_code_in_small_letters_leads_to_the_place(client: Client) -> None:
    response = client.get(f"/places/{GM.lower()}/")
    assert response.status_code == 302
    assert response["Location"] == HOME


def test_an_unknown_code_says_what_to_do(client: Client) -> None:
    response = client.get("/places/E99999999/")
    assert response.status_code == 404
    assert "Look for it by name or code" in response.content.decode()


@pytest.mark.parametrize("day", ["yesterday", "2024-13-01", "1"])
def test_a_day_that_is_none_is_said(client: Client, day: str) -> None:
    response = client.get(HOME, {"on": day})
    assert response.status_code == 404
    assert "is not a day" in response.content.decode()


def test_before_the_release_there_is_a_page_too(client: Client) -> None:
    assert "Greater Manchester" in text(client, f"{HOME}?on=2012-01-01")


@pytest.mark.parametrize("asked", ["manchester", "E08000003", "e08000003", "Life expectancy"])
def test_search_finds_places_and_indicators(client: Client, asked: str) -> None:
    response = client.get("/places/", {"q": asked})
    assert response.status_code == 200
    assert b"Nothing" not in response.content


@pytest.mark.parametrize("asked", ["<script>alert(1)</script>", "%", "'; DROP", "ß" * 500])
def test_search_survives_anything(client: Client, asked: str) -> None:
    response = client.get("/places/", {"q": asked})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize("address", ["/places/?q=%00", "/places/%00/", "/evidence/?q=a%00b"])
def test_a_null_character_is_refused(client: Client, address: str) -> None:
    """Not every database can look for one."""
    assert client.get(address).status_code == 400


def test_authorities_stand_side_by_side(client: Client) -> None:
    shown = text(client, f"/authorities/compare/?place={GM}&place={WM}")
    assert "West Midlands" in shown
    found = rows(client, f"/authorities/compare/data.csv?place={GM}&place={WM}")
    assert found


@pytest.mark.parametrize("asked", ["?place=NOPE", "?place=", "?place=E92000001", "?measure=x"])
def test_side_by_side_survives_what_is_not_an_authority(client: Client, asked: str) -> None:
    assert client.get(f"/authorities/compare/{asked}").status_code in {200, 404}


def test_the_country_has_a_page(client: Client) -> None:
    assert "England" in text(client, f"/places/{ENGLAND}/")


def test_a_need_is_seen_by_those_who_may_see_it(
    client: Client, north: Organisation, south: Organisation, actor: MakeActor, client_of: object
) -> None:
    by = actor(north, "director")
    place = places.by_code(GM)
    need = needs.propose_need(
        by=by, place=place, title="Men in the centre die young", statement="So it is"
    )
    assert need.title not in text(client, HOME)
    assert need.title not in text(client_of(south, "director"), HOME)
    assert need.title in text(client_of(north, "director"), HOME)
    publishing.publish(by=by, work=need, version=need.version)
    assert need.title in text(client, HOME)


def test_a_private_release_moves_nobody_elses_page(
    client: Client, north: Organisation, client_of: object
) -> None:
    from tests.systems.evidence import factory

    before = text(client, f"{HOME}data.json")
    factory.indicator("secret-rate", is_headline=True, polarity="high is good")
    private = [factory.row("secret-rate", code, "2021", 10 + n) for n, code in enumerate(TEN)]
    factory.release(north, private, title="Not yet out", is_public=False)
    assert text(client, f"{HOME}data.json") == before
    assert "Secret rate" in text(client_of(north, "analyst"), f"{HOME}data.json")
