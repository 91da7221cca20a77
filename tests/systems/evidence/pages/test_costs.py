"""What pages cost, who may see them, and that no address breaks them."""

import re
from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.systems.evidence import panels, queries
from tests.kit.isolation import ClientOf
from tests.systems.evidence import factory
from tests.systems.evidence.pages.world import BOLTON, DECILE, ENGLAND, GM, LIFE, SMOKING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]
PAGES = [
    "/evidence/",
    f"/evidence/?place={BOLTON}",
    f"/evidence/indicators/{SMOKING}/",
    f"/evidence/indicators/{SMOKING}/?place={BOLTON}",
    f"/evidence/indicators/{SMOKING}/?place={GM}",
    f"/evidence/indicators/{LIFE}/?place={GM}",
    f"/evidence/indicators/{DECILE}/?place=E01000001",
    f"/evidence/indicators/{DECILE}/",
    f"/evidence/spine/?place={BOLTON}",
    f"/evidence/spine/?place={ENGLAND}",
    f"/evidence/heat/?place={GM}&theme=All+themes",
    f"/evidence/areas/?place={GM}",
    "/evidence/areas/",
]
MOST_QUERIES, MOST_READS, LARGEST = 15, 5, 200_000


@pytest.mark.parametrize("address", PAGES)
def test_is_read_in_few_queries_and_has_nothing_inline(client: Client, address: str) -> None:
    client.get("/evidence/")  # the atlas and the catalogue are kept from page to page
    with CaptureQueriesContext(connection) as asked, queries.counting() as read:
        response = client.get(address)
    assert response.status_code == 200
    html = response.content.decode()
    assert len(asked) <= MOST_QUERIES, "\n".join(q["sql"][:200] for q in asked)
    assert read.reads <= MOST_READS
    assert len(html) < LARGEST
    assert html.count("<h1") == 1
    assert not re.search(r"\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", html)
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids)), sorted({i for i in ids if ids.count(i) > 1})


@pytest.mark.parametrize("address", PAGES)
def test_every_link_of_the_room_leads_somewhere(client: Client, address: str) -> None:
    html = client.get(address).content.decode()
    here = address.partition("?")[0]
    for link in set(re.findall(r'href="(data\.[^"]+|/evidence/indicators/[^"]+)"', html)):
        target = link.replace("&amp;", "&")
        full = f"{here}{target}" if target.startswith("data.") else target
        assert client.get(full).status_code == 200, f"{link} on {address}"


ROUTES = (
    "/evidence/",
    f"/evidence/indicators/{SMOKING}/",
    f"/evidence/indicators/{LIFE}/",
    "/evidence/spine/",
    "/evidence/heat/",
    "/evidence/areas/",
)
NAMES = ("place", "sex", "age", "period", "kind", "as_at", "theme", "words", "source", "page")
VALUES = st.one_of(
    st.sampled_from([BOLTON, GM, ENGLAND, "E01000001", "male", "", "council", "2022", "-1", "0"]),
    st.text(max_size=30),
    st.dates().map(str),
)
QUERIES = st.lists(st.tuples(st.sampled_from((*NAMES, "indicator", "table")), VALUES), max_size=5)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(route=st.sampled_from(ROUTES), asked=QUERIES, twin=st.sampled_from(["", "data.json"]))
def test_no_query_string_breaks_a_page(
    client: Client, route: str, asked: list[tuple[str, str]], twin: str
) -> None:
    encoded = urlencode(asked, quote_via=quote, errors="surrogatepass")
    refused = {400} if "%00" in encoded else set()
    assert client.get(f"{route}{twin}?{encoded}").status_code in {200, 404} | refused


@pytest.fixture
def hidden(north: Organisation) -> None:
    factory.indicator("secret", name="Secret figures", organisation=north, value_type="count")
    rows = [factory.row("secret", code, "2022", 987654.0) for code in (BOLTON, ENGLAND)]
    factory.release(north, rows, title="Not published", is_public=False)


@pytest.mark.usefixtures("hidden")
class TestWhatIsNotPublished:
    PAGES = (
        f"/evidence/?place={BOLTON}",
        f"/evidence/indicators/secret/?place={BOLTON}",
        f"/evidence/spine/?place={BOLTON}",
        f"/evidence/heat/?place={GM}&theme=Other",
    )

    def test_is_seen_by_its_own_people(self, north: Organisation, client_of: ClientOf) -> None:
        insider = client_of(north, "reader")
        assert b"Secret figures" in insider.get(self.PAGES[0]).content
        assert b"987,654" in insider.get(self.PAGES[1]).content

    @pytest.mark.parametrize("address", PAGES)
    def test_is_not_there_for_others(
        self, address: str, south: Organisation, client_of: ClientOf
    ) -> None:
        path, _, asked = address.partition("?")
        for browser in (client_of(south, "analyst"), Client()):
            for page in (address, f"{path}data.json?{asked}", f"{path}data.csv?{asked}"):
                told = browser.get(page).content
                assert b"ecret figures" not in told
                assert b"987654" not in told
                assert b"987,654" not in told


def test_other_rooms_add_parts_to_an_indicators_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[panels.Shown] = []

    def part(request: object, shown: panels.Shown) -> str:
        told.append(shown)
        return f"<p>{shown.indicator.key} at {shown.place.name}</p>"

    monkeypatch.setattr(panels, "_renderers", [])
    panels.register(part)
    panels.register(part)
    html = client.get(f"/evidence/indicators/{SMOKING}/?place={BOLTON}").content.decode()
    assert html.count("smoking at Bolton") == 1
    (shown,) = told
    assert shown.authority is not None
    assert shown.authority.code == GM
    assert [gap.place.code for gap in shown.gaps] == [BOLTON]


@pytest.mark.usefixtures("shipped")
def test_the_front_shows_the_levers_that_reach_its_causes(client: Client) -> None:
    html = client.get(f"/evidence/indicators/{SMOKING}/?place={GM}").content.decode()
    assert "A link between an indicator, a cause and a lever is an argument, not a proof" in html
    assert "not linked to a cause yet" in html
