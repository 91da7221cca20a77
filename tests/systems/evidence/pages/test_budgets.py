"""How much each page may ask of the database."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from leveller.workbench.ground.records.models import Release
from leveller.workbench.systems.evidence import catalogue
from leveller.workbench.systems.evidence.models import SavedMapping
from leveller.workbench.systems.evidence.traces import Trace
from tests.systems.evidence.kit import fingertips, fingertips_row
from tests.systems.evidence.pages.kit import UPLOAD, bring_in, odd_table, publish

pytestmark = pytest.mark.django_db
MOST = 15


@pytest.fixture
def addresses(desk: Client, tmp_path: Path) -> list[str]:
    good = fingertips(tmp_path / "good.csv", fingertips_row())
    bad = fingertips(tmp_path / "bad.csv", fingertips_row(Value="abc"))
    done = bring_in(desk, good)
    publish(desk, done)
    mixed = bring_in(
        desk, fingertips(tmp_path / "new.csv", fingertips_row(Value="70")), bad,
        odd_table(tmp_path / "odd.csv"),
    )  # fmt: skip
    desk.post(f"{UPLOAD}{mixed.pk}/publish/", {"visibility": "public", "disclosure": "none"})
    release = Release.objects.get()
    saved = SavedMapping.objects.create(
        organisation=release.organisation, fingerprint="x", name="x", headings=[], mapping={}
    )
    trace = Trace.to(catalogue.card(release), indicator="fingertips-90366")
    here = f"{UPLOAD}{mixed.pk}/"
    return [
        UPLOAD,
        "/evidence/imports/",
        f"{UPLOAD}{done.pk}/",
        *(f"{here}{rest}" for rest in ("", "1/", "2/", "2/faults/", "2/choices/", "3/mapping/")),
        *(f"{here}{rest}" for rest in ("publish/", "check/", "discard/")),
        "/evidence/releases/",
        f"/evidence/releases/{release.sha256}/",
        trace.url,
        "/evidence/mappings/",
        f"/evidence/mappings/{saved.pk}/",
    ]


def test_no_page_asks_too_much(addresses: list[str], desk: Client) -> None:
    asked = {}
    for address in addresses:
        with CaptureQueriesContext(
            connection,
        ) as held:
            assert desk.get(address).status_code == 200, address
        asked[address] = len(held)
    assert {address: n for address, n in asked.items() if n > MOST} == {}


def test_a_longer_list_asks_no_more(desk: Client, tmp_path: Path) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as held:
            desk.get("/evidence/imports/")
            desk.get("/evidence/releases/")
        return len(held)

    publish(desk, bring_in(desk, fingertips(tmp_path / "0.csv", fingertips_row())))
    before = count()
    for n in range(1, 4):
        publish(
            desk, bring_in(desk, fingertips(tmp_path / f"{n}.csv", fingertips_row(Value=70 + n)))
        )
    assert count() == before
