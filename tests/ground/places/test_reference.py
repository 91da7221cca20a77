"""Authorities as they ship: places, codes, members, facts and what became of them."""

from datetime import date

import pytest

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places import actions, queries
from leveller.workbench.ground.places.drafts import PlaceDraft
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.places.models import Authority, Place, PlaceCode
from leveller.workbench.ground.records.actions import load_reference

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]


def test_facts_say_how_sure_they_are_and_where_they_stand() -> None:
    facts = queries.by_code("E47000001").authority.facts
    assert facts["Integrated settlement from"]["value"] == "1 April 2025"
    assert facts["Population in 2019"]["status"] == "stated"
    assert all({"value", "source", "status"} == set(fact) for fact in facts.values())


def test_where_law_gives_no_answer_none_is_made_up() -> None:
    assert queries.by_code("GCR").authority.has_mayor is False
    assert queries.by_code("GCR").authority.tier == ""
    assert queries.by_code("E12000007").valid_from is None


def test_what_became_of_an_authority_is_known() -> None:
    steps = queries.changes_of(queries.by_code("E47000011"))
    assert [(s.predecessor.code, s.successor.code, s.method) for s in steps] == [
        ("E47000005", "E47000011", "split"),
        ("E47000011", "E47000014", "merged"),
    ]


def test_members_hold_while_their_authority_stands() -> None:
    newcastle = queries.by_code("E08000021")
    before = {p.code for p in queries.parents(newcastle, date(2024, 5, 6))}
    after = {p.code for p in queries.parents(newcastle, date(2024, 5, 7))}
    assert (before, after) == ({"E47000011"}, {"E47000014"})


def test_a_place_keeps_what_a_lookup_said_of_it_before(system: Actor) -> None:
    Authority.objects.filter(place__code="E47000006").delete()
    place = Place.objects.get(code="E47000006")
    place.parent_links.all().delete()
    load_reference(by=system, again=True)
    assert Authority.objects.get(place__code="E47000006").place == place


def test_a_second_code_finds_the_same_place_and_takes_nobody_elses(system: Actor) -> None:
    place = PlaceDraft("E47000099", PlaceKind.AUTHORITY, "Somewhere")
    actions.take_places(by=system, places=[place], source="a lookup")
    for other in ("E61000099", "E61000099", "E47000001"):
        actions.also_coded(by=system, code="E47000099", other=other, source="a list")
    assert queries.by_code("E61000099").code == "E47000099"
    assert queries.by_code("E47000001").name == "Greater Manchester"
    assert PlaceCode.objects.filter(place__code="E47000099").count() == 2
