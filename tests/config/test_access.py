"""The table of routes: complete, true, and what each person then gets."""

import csv
import io
from collections import Counter

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from leveller.config import paths
from leveller.workbench.ground.accounts import access
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.accounts.roles import ROLES
from tests.kit.isolation import ClientOf
from tests.kit.routes import Route, routes

FILE = paths.PACKAGE / "config" / "access.csv"
TABLE = list(csv.DictReader(io.StringIO(FILE.read_text(encoding="utf-8"))))
WHO = {row["route"]: row["who"] for row in TABLE}
ALL = routes()
ANSWERS_401 = {"socialaccount_login_error"}  # a page that says that a provider refused


def refused(response: HttpResponse) -> bool:
    """Turned away by the table, not by a page that found nothing or wants another method."""
    to_sign_in = response.get("Location", "").startswith(f"{reverse('account_login')}?next=")
    return response.status_code in {401, 403} or (response.status_code == 302 and to_sign_in)


def granted(who: str, role: str | None) -> bool:
    """What the table says, read anew: `role` is None for the public, empty for no role at all."""
    if who in ("public", "nobody"):
        return who == "public"
    if who in ("signed-in", "own-account"):
        return role is not None
    return bool(role) and who in ROLES[role].permissions


def leads_to(route: Route) -> bool:
    try:
        return resolve(route.address).view_name == route.name
    except Resolver404:
        return False


SHADOWED = {"api:api-root"}  # the page of contents stands at its address


class TestTheTable:
    def test_every_route_has_a_name(self) -> None:
        assert [route.address for route in ALL if not route.name] == []

    def test_every_route_is_classified(self) -> None:
        missing = sorted({route.name for route in ALL} - WHO.keys())
        assert missing == [], "Say in config/access.csv who may open these, and why."

    def test_every_row_is_a_route(self) -> None:
        assert sorted(WHO.keys() - {route.name for route in ALL}) == []

    def test_every_row_says_who_and_why(self) -> None:
        assert set(WHO.values()) <= access.WHO
        assert [row["route"] for row in TABLE if not (row["why"] or "").strip()] == []

    def test_no_route_stands_twice(self) -> None:
        assert [name for name, n in Counter(row["route"] for row in TABLE).items() if n > 1] == []

    def test_every_sample_leads_to_its_route(self) -> None:
        """If not, add one that fits to `CANDIDATES` in tests/kit/routes.py."""
        assert [r.address for r in ALL if not leads_to(r) and r.name not in SHADOWED] == []

    def test_a_route_that_is_not_in_the_table_opens_for_nobody(self) -> None:
        assert access.rule_for("not:there").who == access.NOBODY


def opened(client: Client, role: str | None) -> list[str]:
    """Routes whose answer is not what the table says; none may fail either."""
    wrong = []
    client.raise_request_exception = False
    for route in ALL:
        if WHO.get(route.name) == "demonstration":
            continue
        response = client.get(route.address)
        if response.status_code >= 500:
            wrong.append(f"{route}: status {response.status_code}")
        elif route.name in ANSWERS_401:
            continue
        elif refused(response) == granted(WHO[route.name], role):
            wrong.append(f"{route} ({WHO[route.name]}): status {response.status_code}")
    return wrong


@pytest.mark.django_db
class TestWhoGetsWhat:
    def test_the_public(self) -> None:
        assert opened(Client(), None) == []

    @pytest.mark.parametrize("role", ROLES)
    def test_each_role(self, role: str, north: Organisation, client_of: ClientOf) -> None:
        assert opened(client_of(north, role), role) == []

    def test_somebody_without_a_role(self, north: Organisation, client_of: ClientOf) -> None:
        assert opened(client_of(north), "") == []

    @pytest.mark.parametrize("role", [None, "reader"])
    def test_nobody_writes_where_they_may_not_look(
        self, role: str | None, north: Organisation, client_of: ClientOf
    ) -> None:
        client = client_of(north, role) if role else Client()
        closed = [r for r in ALL if not granted(WHO[r.name], role)]
        assert closed
        for method in (client.post, client.put, client.patch, client.delete):
            assert [str(r) for r in closed if not shut(r, method(r.address))] == []

    def test_a_role_elsewhere_gives_nothing_here(
        self, north: Organisation, south: Organisation, client_of: ClientOf
    ) -> None:
        client = client_of(south, "administrator")
        session = client.session
        session["organisation"] = north.pk
        session.save()
        response = client.get(reverse("accounts:people"))
        assert response.status_code == 200
        assert b"People of South" in response.content


def shut(route: Route, response: HttpResponse) -> bool:
    if WHO[route.name] == "demonstration":
        return response.status_code == 404
    return refused(response)


@pytest.mark.django_db
class TestDemonstration:
    STEP_IN = "/accounts/step-in/"

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_its_pages_are_nowhere_else(
        self, method: str, north: Organisation, client_of: ClientOf
    ) -> None:
        for client in (Client(), client_of(north, "administrator")):
            assert getattr(client, method)(self.STEP_IN, {"role": "reader"}).status_code == 404

    def test_they_are_open_in_a_demonstration(self, settings: LazySettings) -> None:
        settings.DEMONSTRATION = True
        assert Client().get(self.STEP_IN).status_code == 200

    def test_its_accounts_stay_as_they_are(
        self, settings: LazySettings, north: Organisation, client_of: ClientOf
    ) -> None:
        settings.DEMONSTRATION = True
        client = client_of(north, "analyst")
        response = client.post(reverse("account_change_password"), {})
        assert response.status_code == 403
        assert b"stay as they are" in response.content


@pytest.mark.django_db
def test_a_refusal_says_what_role_is_needed(north: Organisation, client_of: ClientOf) -> None:
    response = client_of(north, "reader").get(reverse("accounts:people"))
    assert response.status_code == 403
    assert b"invite people and give them roles" in response.content
