"""Taking lookups: they add, complete and never lose what is known."""

from datetime import date

import pytest

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places import actions, queries
from leveller.workbench.ground.places.drafts import (
    ChangeDraft,
    MembershipDraft,
    PlaceDraft,
)
from leveller.workbench.ground.places.kinds import PlaceKind, kind_of
from leveller.workbench.ground.places.models import Membership, Place, PlaceName
from leveller.workbench.ground.places.models.relations import ChangeMethod

pytestmark = pytest.mark.django_db
SYSTEM = Actor.of_system("test")


def draft(code: str, name: str = "", **more: object) -> PlaceDraft:
    return PlaceDraft(code, kind_of(code), name or code, **more)


def take(**drafts: object) -> None:
    actions.take_places(by=SYSTEM, source="a lookup", **drafts)


def test_taking_twice_adds_nothing() -> None:
    drafts = {
        "places": [draft("E47000001", "Greater Manchester"), draft("E08000003", "Manchester")],
        "memberships": [MembershipDraft("E47000001", "E08000003")],
    }
    first = actions.take_places(by=SYSTEM, source="one", **drafts)
    again = actions.take_places(by=SYSTEM, source="two", **drafts)
    assert (first.places, first.memberships) == (2, 1)
    assert (again.places, again.memberships, again.changes) == (0, 0, 0)


def test_a_place_known_by_code_only_is_completed() -> None:
    take(places=[draft("E08000003", is_linked=False)])
    take(places=[draft("E08000003", "Manchester")])
    place = queries.by_code("E08000003")
    assert (place.name, place.is_linked, place.kind) == ("Manchester", True, PlaceKind.COUNCIL)


def test_another_name_stands_beside_the_current_one() -> None:
    take(places=[draft("E47000002", "South Yorkshire")])
    take(places=[draft("E47000002", "Sheffield City Region")])
    assert queries.by_code("E47000002").name == "South Yorkshire"
    names = set(PlaceName.objects.values_list("name", flat=True))
    assert names == {"South Yorkshire", "Sheffield City Region"}


def test_dated_memberships_beat_undated_ones_whatever_comes_first() -> None:
    places = [draft("E47000011"), draft("E08000021")]
    dated = MembershipDraft(
        "E47000011", "E08000021", valid_from=date(2018, 11, 2), valid_to=date(2024, 5, 7)
    )
    undated = MembershipDraft("E47000011", "E08000021")
    take(places=places, memberships=[undated])
    take(memberships=[dated])
    take(memberships=[undated])
    row = Membership.objects.get()
    assert (row.valid_from, row.valid_to) == (dated.valid_from, dated.valid_to)
    parent = queries.by_code("E47000011")
    assert list(queries.members(parent, as_at=date(2020, 1, 1)))
    assert not list(queries.members(parent, as_at=date(2024, 5, 7)))


def test_unknown_codes_are_named_and_nothing_is_written() -> None:
    with pytest.raises(actions.UnknownCodesError, match="E08000099"):
        take(
            places=[draft("E47000001")],
            memberships=[MembershipDraft("E47000001", "E08000099")],
        )
    assert not Place.objects.exists()


def test_counties_pass_their_districts_to_the_authority() -> None:
    take(
        places=[draft("E47000008"), draft("E10000003"), draft("E07000008"), draft("E06000031")],
        memberships=[
            MembershipDraft("E47000008", "E10000003"),
            MembershipDraft("E47000008", "E06000031"),
            MembershipDraft("E10000003", "E07000008"),
        ],
    )
    councils = queries.councils_of(queries.by_code("E47000008"))
    assert {place.code for place in councils} == {"E06000031", "E07000008"}


def test_a_recoded_place_keeps_its_identity() -> None:
    take(places=[draft("S12000046", "Glasgow City")])
    before = queries.by_code("S12000046")
    after = actions.add_code(
        by=SYSTEM,
        code="S12000046",
        new_code="S12000049",
        changed_on=date(2019, 4, 1),
        source="a register",
    )
    assert after.pk == before.pk
    assert queries.by_code("S12000046").code == "S12000049"
    assert queries.codes_of([after]) == {after.pk: ["S12000049", "S12000046"]}


def test_changes_lead_on_from_ended_codes() -> None:
    take(
        places=[draft("E07000004"), draft("E06000060")],
        changes=[ChangeDraft("E07000004", "E06000060", ChangeMethod.MERGED, date(2020, 4, 1))],
    )
    (step,) = queries.steps(["E07000004"])
    assert (step.successor, step.method) == ("E06000060", "merged")
    (change,) = queries.changes_of(queries.by_code("E06000060"))
    assert change.changed_on == date(2020, 4, 1)


def test_a_council_under_its_next_code_is_not_counted_twice() -> None:
    """Until a dated statement says that the next code is a member too."""
    codes, begun = ("E08000016", "E08000038"), date(2014, 4, 1)
    take(
        places=[draft("E47000002"), *(draft(code, "Barnsley") for code in codes)],
        memberships=[
            MembershipDraft("E47000002", codes[0], valid_from=begun),
            MembershipDraft("E47000002", codes[1]),
        ],
        changes=[ChangeDraft(*codes, ChangeMethod.RECODED)],
    )
    authority = queries.by_code("E47000002")
    assert [c.code for c in queries.councils_of(authority, date(2026, 1, 1))] == [codes[0]]
    Membership.objects.filter(child__code=codes[0]).update(valid_to=date(2025, 4, 1))
    assert [c.code for c in queries.councils_of(authority, date(2026, 1, 1))] == [codes[1]]
