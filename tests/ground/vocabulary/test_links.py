"""Links: argued in an organisation's name, never edited in place, hidden from others."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.records.models import AuditEvent
from leveller.workbench.ground.vocabulary import actions, queries
from leveller.workbench.ground.vocabulary.models import DeterminantLink
from leveller.workbench.ground.vocabulary.rules import StaleEditError
from leveller.workbench.ground.vocabulary.viewpoint import Viewpoint
from tests.ground.vocabulary.factories import WORDS, determinant, indicator, link
from tests.kit.people import MakeActor

pytestmark = pytest.mark.django_db
PUBLIC = Viewpoint.of(Actor.public())


@pytest.fixture
def officer(north: Organisation, actor: MakeActor) -> Actor:
    return actor(north, "policy-officer")


def evidence(view: Viewpoint) -> list[str]:
    found = queries.links_of_indicators([indicator()], view)
    return [item.evidence for item in found[indicator().pk]]


def test_a_changed_link_stands_for_its_organisation_only(
    officer: Actor, south: Organisation, actor: MakeActor
) -> None:
    shipped = link()
    made = actions.change_link(by=officer, link=shipped, **WORDS)
    other = actor(south, "policy-officer")
    assert evidence(Viewpoint.of(officer)) == ["We see it otherwise."]
    assert evidence(Viewpoint.of(other)) == evidence(PUBLIC) == ["It counts smokers."]
    assert (made.author, made.replaces, made.made_by) == ("North", shipped, officer.user)
    shipped.refresh_from_db()
    assert shipped.is_living


def test_on_the_pages_of_an_authority_its_own_word_is_public(officer: Actor) -> None:
    actions.change_link(by=officer, link=link(), **WORDS)
    assert evidence(Viewpoint.of(Actor.public(), "E47000001")) == ["We see it otherwise."]
    assert evidence(Viewpoint.of(Actor.public(), "E47000002")) == ["It counts smokers."]


def test_what_an_organisation_without_a_place_says_is_for_its_members_only(
    actor: MakeActor,
) -> None:
    charity = Organisation.objects.create(slug="charity", name="Charity")
    by = actor(charity, "policy-officer")
    made = actions.change_link(by=by, link=link(), **WORDS)
    assert queries.link(made.pk, Viewpoint.of(by)) == made
    with pytest.raises(DeterminantLink.DoesNotExist):
        queries.link(made.pk, PUBLIC)
    assert evidence(Viewpoint.of(Actor.public(), "")) == ["It counts smokers."]


def test_strong_links_come_before_weak_ones() -> None:
    link(determinant=determinant("a-first"), strength="weak")
    link(determinant=determinant("z-last"), strength="strong")
    found = queries.links_of_indicators([indicator()], PUBLIC)[indicator().pk]
    assert [item.strength for item in found] == ["strong", "weak"]


def test_ones_own_link_is_ended_and_replaced_not_edited(officer: Actor) -> None:
    first = actions.change_link(by=officer, link=link(), **WORDS)
    again = actions.change_link(by=officer, link=first, **(WORDS | {"evidence": "Once more."}))
    first.refresh_from_db()
    assert first.evidence == "We see it otherwise."
    assert (first.is_living, first.end_reason) == (False, "We looked into it.")
    assert [row.pk for row in queries.history(again, Viewpoint.of(officer))][:2] == [
        again.pk,
        first.pk,
    ]
    assert evidence(Viewpoint.of(officer)) == ["Once more."]


def test_ending_a_shared_link_hides_it_for_the_organisation_only(officer: Actor) -> None:
    shipped = link()
    actions.end_link(by=officer, link=shipped, reason="It is not so here.")
    assert evidence(Viewpoint.of(officer)) == []
    assert evidence(PUBLIC) == ["It counts smokers."]


def test_a_link_that_was_ended_can_be_made_anew(officer: Actor) -> None:
    actions.end_link(by=officer, link=link(), reason="It is not so here.")
    words = {"indicator": indicator(), "determinant": determinant(), **WORDS}
    actions.link_indicator(by=officer, **words)
    assert evidence(Viewpoint.of(officer)) == ["We see it otherwise."]


def test_a_second_link_between_the_same_ends_is_refused(officer: Actor) -> None:
    link()
    with pytest.raises(ValidationError, match="there already"):
        actions.link_indicator(
            by=officer, indicator=indicator(), determinant=determinant(), **WORDS
        )


def test_two_people_at_once_lose_nothing(officer: Actor) -> None:
    shipped = link()
    theirs = actions.change_link(by=officer, link=shipped, **WORDS)
    with pytest.raises(StaleEditError) as caught:
        actions.change_link(by=officer, link=shipped, **(WORDS | {"evidence": "Mine, later."}))
    assert caught.value.theirs == theirs
    assert caught.value.yours["evidence"] == "Mine, later."
    assert evidence(Viewpoint.of(officer)) == ["We see it otherwise."]


def test_a_change_without_a_reason_writes_nothing(officer: Actor) -> None:
    shipped = link()
    with pytest.raises(ValidationError) as caught:
        actions.change_link(by=officer, link=shipped, **(WORDS | {"reason": " ", "evidence": ""}))
    assert set(caught.value.message_dict) == {"reason", "evidence"}
    assert DeterminantLink.objects.count() == 1


@pytest.mark.parametrize("role", ["reader", "director"])
def test_a_role_without_the_permission_may_not(
    north: Organisation, actor: MakeActor, role: str
) -> None:
    with pytest.raises(PermissionDenied):
        actions.end_link(by=actor(north, role), link=link(), reason="No.")


def test_nobody_writes_without_an_organisation(system: Actor) -> None:
    with pytest.raises(PermissionDenied, match="belongs to an organisation"):
        actions.change_link(by=system, link=link(), **WORDS)


def test_every_write_is_in_the_audit_log(officer: Actor) -> None:
    made = actions.change_link(by=officer, link=link(), **WORDS)
    actions.end_link(by=officer, link=made, reason="Enough.")
    told = AuditEvent.objects.filter(verb__startswith="vocabulary.").order_by("sequence")
    assert [event.verb for event in told] == ["vocabulary.link_changed", "vocabulary.link_ended"]
    assert told[1].detail["reason"] == "Enough."


def test_the_database_itself_refuses_two_living_links(officer: Actor) -> None:
    link()
    with pytest.raises(IntegrityError), transaction.atomic():
        link()


def test_the_database_itself_refuses_a_link_with_two_ends_or_none() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        link(indicator=None)
