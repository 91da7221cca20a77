"""Saying that a place is an authority: its own organisation may, and not for what ships."""

import pytest
from django.core.exceptions import PermissionDenied

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.places import actions, queries
from leveller.workbench.ground.places.drafts import PlaceDraft
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.places.models import Authority, Place
from leveller.workbench.ground.records.models import AuditEvent
from leveller.workbench.ground.records.models.reference import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(system: Actor) -> Place:
    draft = PlaceDraft("X47000001", PlaceKind.AUTHORITY, "Tarrowside")
    actions.take_places(by=system, places=[draft], source="a test")
    return queries.by_code("X47000001")


def state(by: Actor, place: Place, full_name: str = "Tarrowside Combined Authority") -> Authority:
    return actions.state_authority(
        by=by,
        place=place,
        form="combined authority",
        full_name=full_name,
        tier="",
        has_mayor=True,
        source="a test",
        status=Status.PROPOSED,
    )


def own(place: Place) -> Actor:
    made = Organisation.objects.create(slug="own", name="Own", area_code=place.code)
    return Actor.of_system("test", made)


def test_its_own_organisation_states_it_and_changes_the_words(place: Place) -> None:
    by = own(place)
    state(by, place)
    state(by, place, "Tarrowside Mayoral Combined Authority")
    authority = Authority.objects.get(place=place)
    assert authority.full_name == "Tarrowside Mayoral Combined Authority"
    assert AuditEvent.objects.filter(verb="places.authority_stated").count() == 2


def test_another_organisation_may_not(place: Place, north: Organisation) -> None:
    with pytest.raises(PermissionDenied, match="own organisation"):
        state(Actor.of_system("test", north), place)
    assert not Authority.objects.exists()


@pytest.mark.usefixtures("shipped")
def test_what_ships_is_not_overwritten(north: Organisation) -> None:
    shipped = queries.by_code(north.area_code)
    with pytest.raises(PermissionDenied, match="reference data"):
        state(Actor.of_system("test", north), shipped)
