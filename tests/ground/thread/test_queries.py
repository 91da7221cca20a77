"""Who sees what, and the line of sight from a figure to a decision."""

import pytest

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.thread import actions, queries
from leveller.workbench.ground.thread.models import LeverReach
from tests.ground.thread import factories as make
from tests.ground.vocabulary.factories import determinant, indicator
from tests.kit.people import MakeActor

pytestmark = pytest.mark.django_db
PUBLIC = Actor.public()
LISTS = [queries.needs, queries.data_needs, queries.actions, queries.decisions]


@pytest.fixture
def director(north: Organisation, actor: MakeActor) -> Actor:
    return actor(north, "director")


@pytest.fixture
def neighbour(south: Organisation, actor: MakeActor) -> Actor:
    return actor(south, "director")


@pytest.mark.parametrize("rows", LISTS)
def test_work_is_seen_by_its_organisation_until_it_is_published(
    director: Actor, neighbour: Actor, rows: object
) -> None:
    writer = {
        queries.needs: make.need,
        queries.data_needs: make.data_need,
        queries.actions: make.action,
        queries.decisions: make.decision,
    }[rows]
    work = writer(director)
    assert list(rows(director)) == [work]
    assert list(rows(neighbour)) == list(rows(PUBLIC)) == []
    actions.publish(by=director, work=work, version=1)
    assert list(rows(neighbour)) == list(rows(PUBLIC)) == [work]


def test_promises_are_seen_as_other_work_is(director: Actor, neighbour: Actor) -> None:
    action = actions.publish(by=director, work=make.action(director), version=1)
    actions.record_commitment(by=director, place=make.place(), partner="P", text="T", action=action)
    assert len(queries.commitments_of(action, director)) == 1
    assert queries.commitments_of(action, neighbour) == []


def test_lists_are_of_a_place(director: Actor) -> None:
    here = make.need(director)
    make.need(director, place=make.place("E47000004"))
    assert list(queries.needs(director, make.place())) == [here]


def test_the_line_of_sight_runs_from_indicator_to_decision_and_back(director: Actor) -> None:
    need = make.need(director)
    action = make.action(director, needs=[need], levers=[make.lever()])
    decision = make.decision(director, actions=[action], needs=[need])
    lines = [
        queries.line_of_need(need, director),
        queries.line_of_action(action, director),
        queries.line_of_decision(decision, director),
    ]
    for line in lines:
        assert line.indicators == (indicator(),)
        assert line.needs == (need,)
        assert line.determinants == (determinant(),)
        assert line.levers == (make.lever(),)
        assert line.actions == (action,)
        assert line.decisions == (decision,)


def test_a_line_shows_nobody_more_than_they_may_see(director: Actor, neighbour: Actor) -> None:
    need = make.need(director)
    make.decision(director, needs=[need], actions=[make.action(director, needs=[need])])
    need = actions.publish(by=director, work=need, version=1)
    line = queries.line_of_need(need, neighbour)
    assert (line.needs, line.actions, line.decisions) == ((need,), (), ())


def test_a_need_shows_the_levers_that_reach_its_cause(director: Actor) -> None:
    LeverReach.objects.create(
        lever=make.lever(),
        determinant=determinant(),
        strength="strong",
        evidence="e",
        author="a",
        status="proposed",
    )
    line = queries.line_of_need(make.need(director), director)
    assert (line.levers, line.possible_levers) == ((), (make.lever(),))


def test_doings_of_a_place_in_few_queries(
    director: Actor, django_assert_max_num_queries: object
) -> None:
    need = make.need(director)
    other = make.need(director, indicator=indicator("fingertips-1"))
    action = make.action(director, needs=[need])
    make.action(director, title="Else", needs=[other])
    make.decision(director, needs=[need])
    here = make.place()
    with django_assert_max_num_queries(4):
        found = queries.doings(here, director)
    assert (len(found.needs), len(found.actions), len(found.decisions)) == (2, 2, 1)
    narrowed = queries.doings(here, director, [indicator()])
    assert (narrowed.needs, narrowed.actions) == ((need,), (action,))
    assert queries.doings(here, PUBLIC).is_empty
