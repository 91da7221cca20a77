"""The pages of the policy map, as a browser without JavaScript has them."""

import csv
import io
import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.thread.models import LeverReach
from leveller.workbench.ground.vocabulary.models import DeterminantLink, Indicator
from leveller.workbench.systems.levers.models import Holding
from tests.kit.people import MakeActor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
REPORT = "?on=2022-06-01"


@pytest.fixture
def officer(north: Organisation, actor: MakeActor) -> Actor:
    return actor(north, "policy-officer")


@pytest.fixture
def desk(client: Client, officer: Actor) -> Client:
    client.force_login(officer.user)
    return client


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


PAGES = [
    "/levers/",
    "/levers/?on=2022-06-01&by=competence",
    "/levers/E47000001/",
    "/levers/E47000011/?on=2024-05-06",
    "/levers/GCR/",
    "/levers/E47000003/adult-education/?on=2022-06-01",
    "/levers/E47000018/criminal-justice/",
    "/levers/compare/",
    "/levers/compare/?authority=E47000001&authority=E47000003",
    "/levers/compare/?authority=E47000001",
    "/levers/changes/?since=2022-06-01&until=2026-11-01",
    "/levers/changes/?since=2026-01-01&until=2022-01-01",
    "/levers/register/",
    "/levers/register/?kind=hard&domain=transport&determinant=public-transport&authority=E47000001",
    "/levers/register/bus-network-and-fares/",
    "/levers/register/good-employment-charter/",
    "/levers/determinants/",
    "/levers/determinants/public-transport/",
    "/levers/determinants/sexual-health/",
]


@pytest.mark.parametrize("address", PAGES)
def test_pages_open_for_everyone_in_few_queries(client: Client, address: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        html = text(client, address)
    assert len(asked) <= 10
    assert html.count("<h1") == 1
    assert "style=" not in html
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    assert not re.search(r"\son[a-z]+=", html)


@pytest.mark.parametrize("address", [a for a in PAGES if a != "/levers/compare/"])
def test_every_page_with_a_table_has_its_twins(client: Client, address: str) -> None:
    path, _, query = address.partition("?")
    tables = json.loads(text(client, f"{path}data.json?{query}"))["tables"]
    assert tables
    for table in tables:
        rows = list(
            csv.DictReader(
                io.StringIO(
                    text(client, f"{path}data.csv?{query}&table={table['key']}").lstrip("\ufeff")
                )
            )
        )
        assert len(rows) == len(table["rows"])


def test_the_map_says_in_words_what_it_shows_and_as_at_which_day(client: Client) -> None:
    page = plain(text(client, f"/levers/{REPORT}"))
    assert "Who holds which power on 1 June 2022" in page
    for words in ("Held", "Not held", "Not known", "Sources differ", "Nobody has recorded"):
        assert words in page


def test_the_map_of_2022_is_the_table_of_2022(client: Client) -> None:
    rows = csv.DictReader(
        io.StringIO(text(client, f"/levers/data.csv{REPORT}&table=map").lstrip("\ufeff"))
    )
    by_code = {row["Code"]: row for row in rows}
    assert by_code["E47000006"]["Transport"] == "Held"
    assert by_code["E47000006"]["Fire"] == "Not held"
    assert by_code["E47000003"]["Adult education: note"] == "Sources differ"


def test_a_day_that_is_no_day_is_said_to_be_none(client: Client) -> None:
    page = text(client, "/levers/?on=yesterday", 404)
    assert "is not a day" in plain(page)


@pytest.mark.parametrize(
    "address",
    [
        "/levers/E47999999/",
        "/levers/E47000001/magic/",
        "/levers/register/magic/",
        "/levers/determinants/magic/",
        "/levers/links/999999/",
        "/levers/reaches/999999/",
        "/levers/compare/?authority=E47999999",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    text(client, address, 404)


def test_an_ended_authority_says_that_it_ended_and_what_it_became(client: Client) -> None:
    page = plain(text(client, "/levers/E47000011/"))
    assert "North of Tyne ended on 7 May 2024" in page
    assert "Became North East on 7 May 2024" in page


def test_a_cell_gives_basis_source_and_how_sure_it_is(client: Client) -> None:
    page = plain(text(client, f"/levers/E47000003/adult-education/{REPORT}"))
    assert "Sources differ" in page
    assert "Apprenticeships, Skills, Children and Learning Act 2009" in page
    assert "S.I. 2021/112" in page
    assert "Looks odd" in page


def test_what_nobody_recorded_is_not_called_not_held(client: Client) -> None:
    page = plain(text(client, "/levers/E47000018/criminal-justice/"))
    assert "Nobody has recorded anything here. That is not the same as not held." in page


def test_filters_of_the_register_are_kept_in_the_address(client: Client) -> None:
    page = plain(text(client, "/levers/register/?kind=soft&determinant=income"))
    assert "Run a good employment charter" in page
    assert "Decide bus routes and fares" not in page
    assert "No lever fits" in plain(text(client, "/levers/register/?kind=soft&domain=fire"))


def test_every_link_says_that_it_is_an_argument(client: Client) -> None:
    reach = LeverReach.objects.filter(lever__key="transport-advertising-rules").first()
    page = plain(text(client, reverse("levers:reach", args=[reach.pk])))
    assert "A link is an argument, not a proof." in page
    assert "Leveller project" in page
    assert "It ships with the product." in page


@pytest.mark.parametrize(
    "route", ["holding-correct", "holding-withdraw", "reach-change", "reach-end"]
)
def test_writing_needs_a_role(client: Client, route: str) -> None:
    pk = (Holding if route.startswith("holding") else LeverReach).objects.first().pk
    response = client.get(reverse(f"levers:{route}", args=[pk]))
    assert response.status_code == 302
    assert "login" in response.headers["Location"]


def dates(day: str, month: str, year: str, name: str = "valid_from") -> dict[str, str]:
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


CORRECTION = {
    "standing": "shared",
    **dates("1", "5", "2022"),
    **dates("", "", "", "valid_to"),
    "source": "The deal of 2022",
    "status": "read",
    "note": "",
    "reason": "The deal says shared.",
}


def row_of(domain: str) -> Holding:
    return Holding.objects.get(authority__code="E47000001", domain__key=domain, power__isnull=True)


def test_a_policy_officer_corrects_a_cell_with_a_reason(desk: Client) -> None:
    address = reverse("levers:holding-correct", args=[row_of("housing").pk])
    assert "everyone who reads its pages will see this" in plain(text(desk, address))
    response = desk.post(address, CORRECTION, follow=True)
    page = plain(response.content.decode())
    assert response.redirect_chain[-1][0] == "/levers/E47000001/housing/"
    assert "Shared" in page
    assert "housing: held" in page.lower()
    desk.logout()
    assert "The deal of 2022" in plain(text(desk, "/levers/E47000001/housing/"))


def test_a_correction_that_breaks_a_rule_comes_back_with_its_fault(desk: Client) -> None:
    address = reverse("levers:holding-correct", args=[row_of("housing").pk])
    wrong = CORRECTION | dates("1", "1", "2020", "valid_to") | {"reason": ""}
    page = plain(desk.post(address, wrong).content.decode())
    assert "There is a problem" in page
    assert "Give a reason" in page
    again = plain(desk.post(address, wrong | {"reason": "Why not"}).content.decode())
    assert "which is not after its start" in again
    assert Holding.objects.filter(organisation__isnull=False).count() == 0


def test_a_correction_that_comes_too_late_shows_both_texts(desk: Client) -> None:
    address = reverse("levers:holding-correct", args=[row_of("housing").pk])
    desk.post(address, CORRECTION)
    response = desk.post(address, CORRECTION | {"note": "My own note"})
    page = plain(response.content.decode())
    assert response.status_code == 409
    assert "Saved by somebody else" in page
    assert "My own note" in page
    assert Holding.objects.filter(organisation__isnull=False).count() == 1


def test_a_row_can_be_added_and_withdrawn(desk: Client) -> None:
    address = reverse("levers:holding-add", args=["E47000018", "criminal-justice"])
    assert "Members of your organisation will see this" in plain(text(desk, address))
    desk.post(address, CORRECTION | {"power": ""})
    assert "Shared" in plain(text(desk, "/levers/E47000018/criminal-justice/"))
    made = Holding.objects.get(organisation__isnull=False)
    desk.post(reverse("levers:holding-withdraw", args=[made.pk]), {"reason": "A mistake."})
    page = plain(text(desk, "/levers/E47000018/criminal-justice/"))
    assert "Nobody has recorded anything here" in page
    assert "A mistake." in page


def test_a_neighbour_sees_nothing_of_what_is_not_for_it(
    desk: Client, south: Organisation, actor: MakeActor
) -> None:
    add = reverse("levers:holding-add", args=["E47000018", "criminal-justice"])
    desk.post(add, CORRECTION | {"power": ""})
    made = Holding.objects.get(organisation__isnull=False)
    neighbour = Client()
    neighbour.force_login(actor(south, "policy-officer").user)
    for reader in (neighbour, Client()):
        page = text(reader, "/levers/E47000018/criminal-justice/")
        assert "The deal of 2022" not in page
    text(neighbour, reverse("levers:holding-correct", args=[made.pk]), 404)


ARGUMENT = {
    "role": "measures",
    "strength": "weak",
    "evidence": "Our own survey says so.",
    "source": "",
    "status": "read",
    "reason": "A survey.",
}


def test_a_lever_and_an_indicator_are_linked_changed_and_unlinked(desk: Client) -> None:
    indicator = Indicator.objects.create(key="local-1", name="Local one", value_type="other")
    add = reverse("levers:link-add") + "?determinant=gambling"
    assert "selected>Gambling" in text(desk, add)
    desk.post(add, ARGUMENT | {"indicator": indicator.key, "determinant": "gambling"})
    link = DeterminantLink.objects.get(indicator=indicator)
    page = plain(text(desk, "/levers/determinants/gambling/"))
    assert "Our own survey says so." in page
    change = reverse("levers:link-change", args=[link.pk])
    response = desk.post(change, ARGUMENT | {"evidence": "Better put."}, follow=True)
    assert "Better put." in plain(response.content.decode())
    newest = DeterminantLink.objects.latest("pk")
    former = plain(text(desk, reverse("levers:link", args=[link.pk])))
    assert "Another wording stands in its place" in former
    desk.post(reverse("levers:link-end", args=[newest.pk]), {"reason": "No."})
    assert "Better put." not in text(desk, "/levers/determinants/gambling/")


def test_a_reach_is_argued_for_on_the_levers_page(desk: Client) -> None:
    add = reverse("levers:reach-add", args=["good-employment-charter"])
    words = {k: v for k, v in ARGUMENT.items() if k != "role"}
    response = desk.post(add, words | {"determinant": "income"})
    assert "there already" in plain(response.content.decode())
    desk.post(add, words | {"determinant": "discrimination"})
    page = plain(text(desk, "/levers/register/good-employment-charter/"))
    assert "Racism and discrimination" in page
