"""Writing the thread: owned, versioned, told; nothing lost when two people write at once."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.records.models import AuditEvent
from leveller.workbench.ground.thread import actions
from leveller.workbench.ground.thread.models import Decision, Need
from leveller.workbench.ground.thread.states import ActionState, DataNeedState, NeedState
from leveller.workbench.ground.vocabulary.rules import StaleEditError
from tests.ground.thread import factories as make
from tests.kit.people import MakeActor

pytestmark = pytest.mark.django_db
EDIT = {"title": "Smoking", "statement": "Said better."}


@pytest.fixture
def director(north: Organisation, actor: MakeActor) -> Actor:
    return actor(north, "director")


@pytest.fixture
def officer(north: Organisation, actor: MakeActor) -> Actor:
    return actor(north, "policy-officer")


@pytest.fixture
def neighbour(south: Organisation, actor: MakeActor) -> Actor:
    return actor(south, "director", "policy-officer")


def verbs() -> list[str]:
    found = AuditEvent.objects.filter(verb__startswith="thread.").order_by("sequence")
    return [event.verb.removeprefix("thread.") for event in found]


def test_a_need_belongs_to_its_organisation_and_keeps_its_figure(
    officer: Actor, north: Organisation
) -> None:
    need = make.need(officer)
    assert (need.organisation, need.created_by, need.is_public) == (north, officer.user, False)
    assert (need.state, need.version, need.figure) == ("proposed", 1, make.FIGURE)
    event = AuditEvent.objects.get(verb="thread.need_proposed")
    assert (event.organisation, event.detail["figure"]["value"]) == (north, 9.2)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"statement": ""}, "statement"),
        ({"figure": {"words": ""}}, "figure"),
    ],
)
def test_what_is_missing_is_said_by_field_and_nothing_is_written(
    officer: Actor, change: dict[str, object], field: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        make.need(officer, **change)
    assert list(caught.value.message_dict) == [field]
    assert not Need.objects.exists()


def test_an_edit_keeps_the_indicator_and_the_figure(officer: Actor) -> None:
    need = make.need(officer)
    edited = actions.edit_need(by=officer, need=need, version=1, **EDIT)
    assert (edited.statement, edited.version) == ("Said better.", 2)
    assert (edited.figure, edited.indicator) == (need.figure, need.indicator)
    before = AuditEvent.objects.get(verb="thread.need_edited").detail["before"]
    assert before["statement"] == "It differs between neighbours."


def test_a_stale_edit_gives_both_texts_and_changes_nothing(officer: Actor) -> None:
    need = make.need(officer)
    actions.edit_need(by=officer, need=need, version=1, **EDIT)
    with pytest.raises(StaleEditError) as caught:
        actions.edit_need(by=officer, need=need, version=1, title="Mine", statement="My own words.")
    assert caught.value.theirs.statement == "Said better."
    assert caught.value.yours["statement"] == "My own words."
    need.refresh_from_db()
    assert (need.statement, need.version) == ("Said better.", 2)


def test_moves_follow_the_table_and_take_its_permissions(officer: Actor, director: Actor) -> None:
    need = make.need(officer)
    with pytest.raises(PermissionDenied, match="record decisions and adopt needs"):
        actions.move_need(by=officer, need=need, to=NeedState.ADOPTED, reason="", version=1)
    need = actions.move_need(by=director, need=need, to=NeedState.ADOPTED, reason="", version=1)
    assert (need.state, need.version) == ("adopted", 2)
    with pytest.raises(ValidationError, match="can't become proposed"):
        actions.move_need(by=director, need=need, to=NeedState.PROPOSED, reason="x", version=2)


def test_a_move_that_ends_work_needs_its_reason(officer: Actor) -> None:
    need = make.need(officer)
    words = {"by": officer, "need": need, "to": NeedState.SET_ASIDE, "version": 1}
    with pytest.raises(ValidationError) as caught:
        actions.move_need(reason=" ", **words)
    assert list(caught.value.message_dict) == ["reason"]
    moved = actions.move_need(reason="Too few people.", **words)
    assert (moved.state, moved.state_reason) == ("set aside", "Too few people.")


def test_a_stale_move_is_refused(officer: Actor, director: Actor) -> None:
    need = make.need(officer)
    actions.move_need(by=director, need=need, to=NeedState.ADOPTED, reason="", version=1)
    with pytest.raises(StaleEditError):
        actions.move_need(by=director, need=need, to=NeedState.SET_ASIDE, reason="x", version=1)


def test_a_data_need_goes_all_the_way(officer: Actor) -> None:
    need = make.data_need(officer, needed_by=date(2027, 1, 1))
    for version, to in enumerate(
        (DataNeedState.AGREED, DataNeedState.COLLECTING, DataNeedState.AVAILABLE), 1
    ):
        need = actions.move_data_need(by=officer, need=need, to=to, reason="", version=version)
    edited = actions.edit_data_need(
        by=officer, need=need, version=4, question="How many?", would_settle="A survey."
    )
    assert (edited.state, edited.question, edited.version) == ("available", "How many?", 5)
    assert verbs()[-1] == "data_need_edited"


def test_an_action_names_its_needs_and_levers(officer: Actor, director: Actor) -> None:
    need, lever = make.need(officer), make.lever()
    action = make.action(officer, needs=[need], levers=[lever])
    assert (list(action.needs.all()), list(action.levers.all())) == ([need], [lever])
    action = actions.move_action(
        by=director, action=action, to=ActionState.AGREED, reason="", version=1
    )
    action = actions.move_action(
        by=officer, action=action, to=ActionState.UNDER_WAY, reason="", version=2
    )
    edited = actions.edit_action(
        by=officer, action=action, version=3, title="More help", kind="scale"
    )
    assert (edited.state, edited.title, list(edited.needs.all())) == ("under way", "More help", [])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "wish"}, "kind"),
        ({"starts_on": date(2026, 2, 1), "due_on": date(2026, 1, 1)}, "due_on"),
    ],
)
def test_an_action_that_makes_no_sense_is_refused(
    officer: Actor, change: dict[str, object], field: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        make.action(officer, **change)
    assert list(caught.value.message_dict) == [field]


def test_nothing_is_linked_to_what_belongs_to_somebody_else(
    officer: Actor, neighbour: Actor
) -> None:
    theirs = make.need(neighbour)
    with pytest.raises(PermissionDenied, match="belongs to somebody else"):
        make.action(officer, needs=[theirs])
    published = actions.publish(by=neighbour, work=theirs, version=1)
    assert list(make.action(officer, needs=[published]).needs.all()) == [published]


def test_a_decision_is_superseded_never_edited(director: Actor) -> None:
    first = make.decision(director)
    later = make.decision(director, title="Fund more", supersedes=first)
    assert later.supersedes == first
    with pytest.raises(ValidationError, match="supersedes this one already"):
        make.decision(director, supersedes=first)
    with pytest.raises(ValidationError, match="is of 1 March 2026"):
        make.decision(director, supersedes=later, decided_on=date(2026, 1, 1))
    assert Decision.objects.count() == 2


def test_only_who_decides_records_decisions(officer: Actor) -> None:
    with pytest.raises(PermissionDenied):
        make.decision(officer)


def test_a_promise_is_recorded_and_settled(officer: Actor) -> None:
    action = make.action(officer)
    promise = actions.record_commitment(
        by=officer, place=make.place(), partner="The hospital", text="Refer all", action=action
    )
    settled = actions.settle_commitment(by=officer, commitment=promise, is_kept=False, version=1)
    assert settled.is_kept is False
    assert verbs()[-2:] == ["commitment_recorded", "commitment_settled"]


def test_publishing_is_for_who_decides_and_is_told(officer: Actor, director: Actor) -> None:
    need = make.need(officer)
    with pytest.raises(PermissionDenied):
        actions.publish(by=officer, work=need, version=1)
    need = actions.publish(by=director, work=need, version=1)
    assert need.is_public
    need = actions.unpublish(by=director, work=need, version=2)
    assert not need.is_public
    assert verbs() == ["need_proposed", "published", "unpublished"]


def test_nobody_changes_what_belongs_to_another_organisation(
    officer: Actor, director: Actor, neighbour: Actor
) -> None:
    need = actions.publish(by=director, work=make.need(officer), version=1)
    with pytest.raises(PermissionDenied, match="belongs to North"):
        actions.edit_need(by=neighbour, need=need, version=2, **EDIT)
    with pytest.raises(PermissionDenied, match="belongs to North"):
        actions.move_need(by=neighbour, need=need, to=NeedState.SET_ASIDE, reason="x", version=2)
    with pytest.raises(PermissionDenied, match="belongs to North"):
        actions.unpublish(by=neighbour, work=need, version=2)


@pytest.mark.parametrize("role", ["reader", "administrator"])
def test_a_role_that_may_not_write_does_not(
    north: Organisation, actor: MakeActor, role: str
) -> None:
    with pytest.raises(PermissionDenied):
        make.need(actor(north, role))
