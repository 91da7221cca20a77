"""Routes of the API stand in the same table, and refuse in JSON."""

from collections.abc import Iterator
from types import ModuleType

import pytest
from django.conf import LazySettings
from django.http import HttpRequest
from django.test import Client
from django.urls import clear_url_caches, path, set_urlconf
from ninja import NinjaAPI

from leveller.workbench.ground.accounts import access
from leveller.workbench.ground.accounts.access import Rule
from leveller.workbench.ground.accounts.models import Organisation
from tests.kit.isolation import ClientOf
from tests.kit.routes import routes

pytestmark = pytest.mark.django_db
WHO = {"open": "public", "import": "evidence.import", "closed": "nobody"}


@pytest.fixture(autouse=True)
def _an_api(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Four operations, of which the table names three."""
    api = NinjaAPI(urls_namespace="test-api", docs_url=None, openapi_url=None)

    def answer(request: HttpRequest) -> dict[str, str]:
        return {"by": request.actor.name}

    for name in (*WHO, "forgotten"):
        api.get(f"/{name}", url_name=name)(answer)
        api.post(f"/{name}", url_name=name)(answer)
    urls = ModuleType("urls")
    urls.urlpatterns = [path("api/", api.urls)]
    settings.ROOT_URLCONF = urls
    table = {f"test-api:{name}": Rule(f"test-api:{name}", who, "") for name, who in WHO.items()}
    monkeypatch.setattr(access, "table", lambda: table)
    clear_url_caches()
    yield
    clear_url_caches()
    set_urlconf(None)


def status(client: Client, name: str) -> tuple[int, int]:
    found = [method(f"/api/{name}") for method in (client.get, client.post)]
    assert {answer.headers["Content-Type"].split(";")[0] for answer in found} == {
        "application/json"
    }
    return found[0].status_code, found[1].status_code


def test_the_public(settings: LazySettings) -> None:
    assert status(Client(), "open") == (200, 200)
    assert status(Client(), "import") == (401, 401)
    assert status(Client(), "closed") == (403, 403)


def test_what_nobody_classified_opens_for_nobody(north: Organisation, client_of: ClientOf) -> None:
    assert status(client_of(north, "analyst"), "forgotten") == (403, 403)


def test_a_role_that_may_and_one_that_may_not(north: Organisation, client_of: ClientOf) -> None:
    assert status(client_of(north, "analyst"), "import") == (200, 200)
    reader = client_of(north, "reader")
    assert status(reader, "import") == (403, 403)
    detail = reader.get("/api/import").json()["detail"]
    assert detail == "You need a role that may bring in files and publish them as releases."


def test_its_routes_are_among_those_that_must_be_classified() -> None:
    assert "test-api:forgotten" in {route.name for route in routes()}
