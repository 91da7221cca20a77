"""Correcting the policy map: nothing edited in place, nothing seen by those it is not for."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.records.models import AuditEvent
from leveller.workbench.ground.vocabulary.rules import StaleEditError
from leveller.workbench.systems.levers import actions, queries
from leveller.workbench.systems.levers.models import Holding
from tests.kit.people import MakeActor
from tests.systems.levers.factories import WORDS, authority, domain, holding, power

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 1)


@pytest.fixture
def officer(north: Organisation, actor: MakeActor) -> Actor:
    """Works for the authority E47000001."""
    return actor(north, "policy-officer")


@pytest.fixture
def neighbour(south: Organisation, actor: MakeActor) -> Actor:
    return actor(south, "policy-officer")


def standing(reader: Actor, on: date = TODAY) -> str:
    return queries.cell(authority(), domain(), reader, on).cell.standing


def test_an_authority_speaks_for_itself_in_public(officer: Actor, neighbour: Actor) -> None:
    actions.correct_holding(by=officer, holding=holding(), **WORDS)
    assert {standing(reader) for reader in (officer, neighbour, Actor.public())} == {"shared"}


def test_what_a_neighbour_corrects_is_seen_by_the_neighbour_only(
    officer: Actor, neighbour: Actor
) -> None:
    actions.correct_holding(by=neighbour, holding=holding(), **WORDS)
    assert standing(neighbour) == "shared"
    assert standing(officer) == standing(Actor.public()) == "held"


def test_what_ships_stays_as_it_shipped(officer: Actor) -> None:
    shipped = holding()
    made = actions.correct_holding(by=officer, holding=shipped, **WORDS)
    shipped.refresh_from_db()
    assert (shipped.is_living, shipped.standing) == (True, "held")
    assert (made.replaces, made.author, made.reason) == (shipped, "North", "The Order says so.")


def test_ones_own_row_ends_with_its_reason_and_stays_in_the_history(officer: Actor) -> None:
    first = actions.correct_holding(by=officer, holding=holding(), **WORDS)
    words = WORDS | {"standing": "planned", "reason": "Read again."}
    actions.correct_holding(by=officer, holding=first, **words)
    history = queries.cell(authority(), domain(), officer, TODAY)
    assert [row.standing for row in history.living] == ["planned"]
    ended = next(row for row in history.ended if row.pk == first.pk)
    assert (ended.end_reason, ended.ended_by) == ("Read again.", officer.user)


def test_correcting_one_row_takes_the_others_of_its_cell_over(officer: Actor) -> None:
    early = holding(valid_to=date(2022, 1, 1))
    late = holding(valid_from=date(2022, 1, 1), standing="influence")
    words = WORDS | {"valid_from": date(2022, 1, 1)}
    actions.correct_holding(by=officer, holding=late, **words)
    assert standing(officer, date(2021, 6, 1)) == "held"
    assert standing(officer) == "shared"
    kept = Holding.objects.get(replaces=early)
    assert (kept.reason, kept.author) == (actions.TAKEN_OVER, "Leveller project")


def test_a_row_that_was_never_so_is_withdrawn_not_deleted(officer: Actor) -> None:
    shipped = holding()
    actions.withdraw_holding(by=officer, holding=shipped, reason="A mistake.")
    assert standing(officer) == "not known"
    assert Holding.objects.filter(pk=shipped.pk, ended_at__isnull=True).exists()


def test_a_row_can_be_added_where_nothing_is_known(officer: Actor) -> None:
    assert standing(officer) == "not known"
    words = {"authority": authority(), "domain": domain(), "power": power(), **WORDS}
    actions.add_holding(by=officer, **words)
    assert standing(officer) == "shared"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"valid_to": date(2020, 1, 1)}, "which is not after its start"),
        ({"valid_from": date(2019, 1, 1)}, "overlap"),
        ({"source": ""}, "the source is missing"),
        ({"standing": "owned"}, "is not one of"),
        ({"reason": " "}, "Give a reason"),
    ],
)
def test_what_breaks_a_rule_is_refused_and_nothing_is_written(
    officer: Actor, change: dict[str, object], words: str
) -> None:
    holding(valid_to=date(2020, 6, 1))
    last = holding(valid_from=date(2021, 1, 1), standing="influence")
    with pytest.raises(ValidationError) as caught:
        actions.correct_holding(by=officer, holding=last, **(WORDS | change))
    assert any(words in message for message in caught.value.messages)
    assert Holding.objects.count() == 2


def test_a_place_that_is_no_authority_and_a_heading_that_is_no_domain_are_refused(
    officer: Actor,
) -> None:
    place = authority("E47000099")
    place.authority.delete()
    heading = domain("best-start", framework="marmot-principles")
    with pytest.raises(ValidationError) as caught:
        actions.add_holding(by=officer, authority=place, domain=heading, power=None, **WORDS)
    assert len(caught.value.messages) == 2


def test_two_people_at_once_lose_nothing(officer: Actor) -> None:
    shipped = holding()
    theirs = actions.correct_holding(by=officer, holding=shipped, **WORDS)
    with pytest.raises(StaleEditError) as caught:
        actions.correct_holding(by=officer, holding=shipped, **(WORDS | {"note": "Mine"}))
    assert (caught.value.theirs, caught.value.yours["note"]) == (theirs, "Mine")


@pytest.mark.parametrize("role", ["reader", "analyst", "director"])
def test_a_role_without_the_permission_may_not(
    north: Organisation, actor: MakeActor, role: str
) -> None:
    with pytest.raises(PermissionDenied):
        actions.withdraw_holding(by=actor(north, role), holding=holding(), reason="No.")


def test_every_write_is_in_the_audit_log_with_its_reason(officer: Actor) -> None:
    made = actions.correct_holding(by=officer, holding=holding(), **WORDS)
    actions.withdraw_holding(by=officer, holding=made, reason="A mistake.")
    told = AuditEvent.objects.filter(verb__startswith="levers.").order_by("sequence")
    assert [(e.verb, e.detail["reason"]) for e in told] == [
        ("levers.holding_corrected", "The Order says so."),
        ("levers.holding_withdrawn", "A mistake."),
    ]


@pytest.mark.parametrize(
    "wrong",
    [{"valid_to": date(2019, 1, 1)}, {"standing": "owned"}, {"standing": "influence"}],
)
def test_the_database_itself_refuses(wrong: dict[str, object]) -> None:
    """An end before the start, an unknown standing, two living rows with one start."""
    if wrong == {"standing": "influence"}:
        holding()
    with pytest.raises(IntegrityError), transaction.atomic():
        holding(**wrong)
