"""Saved mappings: listed, read, renamed, deleted, each with its event."""

import pytest
from django.test import Client

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records.models import AuditEvent
from leveller.workbench.systems.evidence import actions
from leveller.workbench.systems.evidence.models import SavedMapping
from tests.systems.evidence.pages.kit import words

pytestmark = pytest.mark.django_db
MAPPING = {
    "columns": {"Ref": "place"},
    "figures": [{"columns": {"2021": "value"}, "says": {"period": "2021"}}],
    "says": {"indicator": "Walkers"},
    "years": "financial",
}


@pytest.fixture
def saved(importer: Actor) -> SavedMapping:
    return actions.save_mapping(
        by=importer,
        fingerprint="f" * 64,
        name="Walking",
        headings=["Ref", "2021", "Other"],
        mapping=MAPPING,
    )


def test_a_mapping_is_listed_and_read(saved: SavedMapping, desk: Client) -> None:
    assert "Walking" in words(desk, "/evidence/mappings/")
    page = words(desk, f"/evidence/mappings/{saved.pk}/")
    for said in ("Code of the place", "Value", "Not used", "Name of the indicator: Walkers"):
        assert said in page
    [table] = desk.get(f"/evidence/mappings/{saved.pk}/data.json").json()["tables"]
    assert [row["role"] for row in table["rows"]] == ["Code of the place", "Value", "Not used"]


def test_it_gets_another_name(saved: SavedMapping, desk: Client) -> None:
    address = f"/evidence/mappings/{saved.pk}/rename/"
    assert "Fill in: Name" in desk.post(address, {"name": " "}).content.decode()
    desk.post(address, {"name": "Walking and cycling"})
    saved.refresh_from_db()
    assert saved.name == "Walking and cycling"
    event = AuditEvent.objects.get(verb="evidence.mapping-renamed")
    assert event.detail == {"before": "Walking", "after": "Walking and cycling"}


def test_it_is_deleted_once_confirmed(saved: SavedMapping, desk: Client) -> None:
    address = f"/evidence/mappings/{saved.pk}/delete/"
    assert "Delete this mapping?" in words(desk, address)
    assert SavedMapping.objects.exists()
    desk.post(address)
    assert not SavedMapping.objects.exists()
    event = AuditEvent.objects.get(verb="evidence.mapping-deleted")
    assert event.detail["says"] == {"indicator": "Walkers"}


def test_nobody_of_another_organisation_touches_it(saved: SavedMapping, stranger: Client) -> None:
    for rest in ("", "data.json", "rename/", "delete/"):
        assert stranger.get(f"/evidence/mappings/{saved.pk}/{rest}").status_code == 404
    stranger.post(f"/evidence/mappings/{saved.pk}/delete/")
    assert SavedMapping.objects.exists()
    assert "Walking" not in words(stranger, "/evidence/mappings/")
