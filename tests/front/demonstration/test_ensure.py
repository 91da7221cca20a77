"""The demonstration in a store: whole, once, restartable, and nobody sees what is private."""

import shutil
from pathlib import Path

import pytest
from django.conf import LazySettings
from pytest_django import DjangoAssertNumQueries

from leveller.workbench.front.demonstration import ensure as room
from leveller.workbench.front.demonstration import importing
from leveller.workbench.front.demonstration.parameters import REGION_CODE, TODAY, VERSION
from leveller.workbench.front.demonstration.work import organisations
from leveller.workbench.ground.accounts import queries as accounts
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.accounts.roles import ROLES
from leveller.workbench.ground.records.models import AuditEvent, Release
from leveller.workbench.ground.thread import queries as thread
from leveller.workbench.ground.thread.models import Action, DataNeed, Decision, Need
from leveller.workbench.ground.thread.states import ActionState, DataNeedState, NeedState
from leveller.workbench.ground.vocabulary.models import Indicator
from leveller.workbench.systems.levers.models import Holding

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
NEEDED = (
    "lookup-councils.csv",
    "fingertips-metadata.json",
    "fingertips-small-numbers.csv",
)


class CutOffError(RuntimeError):
    """Stands for a process that was killed."""


@pytest.fixture(autouse=True)
def demonstration(settings: LazySettings) -> None:
    settings.DEMONSTRATION = True
    settings.WORK.mkdir(parents=True, exist_ok=True)


@pytest.fixture
def few_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Enough of the files for the work to be written, so that a test is quick."""

    def write(target: Path) -> None:
        for name in NEEDED:
            shutil.copy(folder / name, target / name)

    monkeypatch.setattr(room, "write_all", write)


@pytest.fixture
def standing(few_files: None) -> None:
    room.ensure(progress=silent)


def silent(line: str) -> None:
    """Nobody listens."""


def test_a_second_run_changes_nothing_and_asks_little(
    standing: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    before = AuditEvent.objects.count()
    with django_assert_max_num_queries(3):
        room.ensure(progress=pytest.fail)
    assert AuditEvent.objects.count() == before


def test_a_run_that_was_cut_off_is_completed(
    few_files: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    take, taken = importing.take, []

    def cut_off(file: Path, *, by: Actor) -> None:
        if len(taken) == 1:
            raise CutOffError
        taken.append(file.name)
        take(file, by=by)

    with monkeypatch.context() as patched:
        patched.setattr(importing, "take", cut_off)
        with pytest.raises(CutOffError):
            room.ensure(progress=silent)
    assert Release.objects.count() == 1
    assert not Need.objects.exists()
    room.ensure(progress=silent)
    assert Release.objects.count() == len(NEEDED)
    assert Organisation.objects.filter(area_code=REGION_CODE).count() == 1
    assert Need.objects.count() == 8


def test_work_that_was_cut_off_leaves_nothing_behind(
    few_files: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(cast: object) -> None:
        raise CutOffError

    with monkeypatch.context() as patched:
        patched.setattr("leveller.workbench.front.demonstration.work.thread.write", cut_off)
        with pytest.raises(CutOffError):
            room.ensure(progress=silent)
    assert not Holding.objects.filter(source__contains="fictional").exists()
    room.ensure(progress=silent)
    assert Holding.objects.filter(source__contains="fictional").exists()


def test_another_version_is_told_and_left_alone(
    standing: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "VERSION", "next")
    before, said = AuditEvent.objects.count(), []
    room.ensure(progress=said.append)
    assert AuditEvent.objects.count() == before
    assert VERSION in said[0]
    assert "LEVELLER_HOME" in said[0]


def test_there_is_work_in_every_state_with_its_reasons(standing: None) -> None:
    assert set(Need.objects.values_list("state", flat=True)) >= {
        NeedState.PROPOSED,
        NeedState.ADOPTED,
        NeedState.SET_ASIDE,
    }
    assert set(DataNeed.objects.values_list("state", flat=True)) == set(DataNeedState)
    assert set(Action.objects.values_list("state", flat=True)) == set(ActionState)
    assert all(d.reasons and d.regard and d.decided_on < TODAY for d in Decision.objects.all())
    provisional = Indicator.objects.filter(key__startswith="fingertips-99")
    assert provisional.count() >= 15
    assert all(i.is_reviewed and i.theme and i.short_name for i in provisional)
    holdings = Holding.objects.filter(authority__code__startswith="X47", ended_at=None)
    assert len(set(holdings.values_list("authority", flat=True))) == 6
    police = holdings.filter(authority__code=REGION_CODE, domain__key="policing-and-crime")
    assert [str(h.standing) for h in police.order_by("valid_from")] == ["not held", "held"]
    asked = Release.objects.exclude(disclosure="none").values_list("filename", flat=True)
    assert list(asked) == ["fingertips-small-numbers.csv"]


def test_everyone_sees_what_is_published_and_only_its_owners_what_is_private(
    standing: None,
) -> None:
    public, region = Actor.public(), person("director")
    council = Actor.of_user(accounts.user_by_email("imogen.farr@demonstration.example"))
    private = {
        actor: set(
            thread.needs(actor)
            .filter(is_public=False)
            .values_list("organisation__area_code", flat=True)
        )
        for actor in (public, region, council)
    }
    assert private == {
        public: set(),
        region: {REGION_CODE},
        council: {organisations.COUNCIL_CODE},
    }
    assert thread.needs(public).count() == 6
    assert not thread.actions(public).filter(is_public=False).exists()
    assert thread.actions(council).filter(is_public=False).count() == 1


def test_there_is_somebody_to_step_into_for_each_role_and_nobody_else(standing: None) -> None:
    people = accounts.demonstration_people()
    assert set(people) == set(ROLES)
    homes = {Actor.of_user(user).organisation.area_code for user in people.values()}
    assert homes == {REGION_CODE}
    other = accounts.user_by_email("morgan.hale@demonstration.example")
    assert not other.has_usable_password()


def person(role: str) -> Actor:
    return Actor.of_user(accounts.demonstration_people()[role])
