"""The API says what the queries say, to whom the queries say it, and fails in words."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.systems.evidence import queries
from tests.kit.people import MakeActor
from tests.systems.evidence.factory import indicator, region, release, row

pytestmark = pytest.mark.django_db
GM, MANCHESTER, BOLTON, ENGLAND = "E47000001", "E08000003", "E08000001", "E92000001"
DECILES = {"breakdown": "Deprivation decile (IMD)", "breakdown_kind": "deprivation decile"}
Get = Callable[..., Any]


@pytest.fixture(autouse=True)
def _store(north: Organisation) -> None:
    caches["process"].clear()
    names = {GM: "Greater Manchester", MANCHESTER: "Manchester", BOLTON: "Bolton"}
    region({GM: [MANCHESTER, BOLTON], ENGLAND: [], MANCHESTER: ["E01000001"]}, names)
    indicator("smoking", name="Smoking", multiplier=100, is_headline=True)
    counted = {"count": 20, "denominator": 100, "limits": (13.0, 29.0)}
    rows = [
        row("smoking", place, year, 20.0, **counted)
        for place in (MANCHESTER, BOLTON, ENGLAND, "E01000001")
        for year in ("2018", "2019")
    ]
    rows += [
        row("smoking", MANCHESTER, "2019", 30.0 - n, category=str(n), category_order=n, **DECILES)
        for n in range(1, 11)
    ]
    release(north, rows, title="Published")
    hidden = [row("secret", MANCHESTER, "2019", 1.0)]
    indicator("secret", organisation=north)
    release(north, hidden, title="Hidden", is_public=False)


@pytest.fixture
def get(client: Client) -> Get:
    def fetch(path: str, **query: Any) -> Any:
        response = client.get(f"/api/{path}", query)
        assert response.status_code == 200, response.content
        return response.json()

    return fetch


def test_a_place_with_its_members(get: Get) -> None:
    found = get(f"places/{GM}")
    assert (found["name"], found["kind"]) == ("Greater Manchester", "authority")
    assert [council["name"] for council in found["councils"]] == ["Bolton", "Manchester"]
    assert found["country"]["code"] == ENGLAND


def test_a_series_with_its_release_and_trace(get: Get) -> None:
    found = get("indicators/smoking/series", place=MANCHESTER)
    assert [point["period"]["label"] for point in found["points"]] == ["2018", "2019"]
    assert found["points"][0]["interval"] == {"lower": 13.0, "upper": 29.0, "level": 0.95}
    assert found["release"]["title"] == "Published"
    assert found["trace"]["address"].startswith("/evidence/trace/?release=")


def test_a_trace_is_followed_with_the_parameters_of_its_address(get: Get, client: Client) -> None:
    address = get("indicators/smoking/series", place=MANCHESTER)["trace"]["address"]
    found = client.get(address.replace("/evidence/trace/", "/api/trace")).json()
    assert [o["value"] for o in found["rows"][0]] == [20.0, 20.0]
    assert found["trace"]["address"] == address


def test_every_other_operation_answers(get: Get) -> None:
    assert get("indicators/smoking/places", within=GM)["figures"][0]["place"]["name"] == "Bolton"
    assert len(get("indicators/smoking/places", place=[MANCHESTER, BOLTON])["figures"]) == 2
    gradient = get("indicators/smoking/gradient", place=MANCHESTER)
    assert [point["category_order"] for point in gradient["points"]] == list(range(1, 11))
    areas = get("indicators/smoking/small-areas", within=GM)
    assert areas["areas"][0]["place"]["code"] == "E01000001"
    combined = get("indicators/smoking/aggregate", place=GM)
    assert (combined["figure"]["value"], combined["figure"]["row"]) == (20.0, 0)
    profile = get(f"places/{MANCHESTER}/profile")
    assert profile["standings"][0]["country"]["value"] == 20.0
    gaps = get(f"places/{GM}/gaps")
    assert {gap["measure"] for gap in gaps["gaps"]} >= {"range between councils"}
    assert get(f"places/{GM}/causes") == []
    assert [entry["indicator"]["key"] for entry in get("indicators")] == ["smoking"]
    assert get("indicators/smoking")["indicator"]["name"] == "Smoking"
    (listed,) = get("releases")
    assert get(f"releases/{listed['sha256']}") == listed


def test_its_own_people_get_what_is_not_published(
    client: Client, get: Get, north: Organisation, actor: MakeActor
) -> None:
    address = f"/api/indicators/secret/series?place={MANCHESTER}"
    assert client.get(address).status_code == 404
    assert client.get("/api/indicators/secret").status_code == 404
    person = actor(north, "reader")
    client.force_login(person.user)
    assert client.get(address).status_code == 200
    assert len(get("releases")) == 2


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("places/E08999999", 404, "No place has the code"),
        ("places/..%2F..%2Fetc", 404, "nothing at this address"),
        ("indicators/smoking/series", 422, "place: Field required"),
        (f"indicators/smoking/series?place={MANCHESTER}&sex=other", 422, "sex: Input should be"),
        (f"indicators/nothing/series?place={MANCHESTER}", 404, "No figure that is open to you"),
        ("trace", 404, "names no release"),
        (f"trace?release={'0' * 64}&indicator=a", 404, "No release has that SHA-256"),
        (f"releases/{'0' * 64}", 404, "No release has that address"),
        (f"places/{GM}/gaps?as_at=yesterday", 422, "as_at: Input should be a valid date"),
    ],
)
def test_an_error_is_a_problem_in_words(client: Client, path: str, status: int, says: str) -> None:
    response = client.get(f"/api/{path}")
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == status
    assert says in body["detail"]


def test_who_asks_too_often_is_told_how_long_to_wait(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from leveller.config.api import api

    monkeypatch.setattr(api.throttle, "for_anybody", 3)
    statuses = [client.get("/api/releases").status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    refused = client.get("/api/releases")
    assert 1 <= int(refused["Retry-After"]) <= 61
    assert refused.json()["title"] == "Too many requests"
    assert client.get("/api/releases", REMOTE_ADDR="198.51.100.7").status_code == 200


def test_a_forged_forwarding_header_is_no_way_round(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from leveller.config.api import api

    monkeypatch.setattr(api.throttle, "for_anybody", 1)
    statuses = [
        client.get("/api/releases", HTTP_X_FORWARDED_FOR=f"198.51.100.{n}").status_code
        for n in range(3)
    ]
    assert statuses == [200, 429, 429]


def test_the_contents_list_every_operation_without_scripts(client: Client) -> None:
    page = client.get("/api/").content.decode()
    schema = client.get("/api/openapi.json").json()
    assert schema["openapi"].startswith("3.")
    for path in schema["paths"]:
        assert path in page
    main = page[page.index("<main") : page.index("</main>")]
    assert "<script" not in main
    assert "style=" not in main
    assert "https://" not in main


def test_the_api_and_the_queries_agree(get: Get, public: Any) -> None:
    found = get(f"places/{MANCHESTER}/profile")["standings"]
    asked = queries.profile(public, MANCHESTER).standings
    assert [each["latest"]["value"] for each in found] == [each.latest.value for each in asked]
    assert [each["trace"] for each in found] == [each.trace.url for each in asked]
