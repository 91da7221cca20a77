"""A release is published whole or not at all, once, and stays what it was."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.serializers import serialize
from django.db import DatabaseError, connection, transaction

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.records import actions as records
from leveller.workbench.ground.records.models import AuditEvent, Release
from leveller.workbench.ground.vocabulary.models import Indicator, IndicatorAlias
from leveller.workbench.systems.evidence import actions, importing, publishing, verifying
from leveller.workbench.systems.evidence.choices import Choices
from leveller.workbench.systems.evidence.models import Series, SourceFile
from leveller.workbench.systems.evidence.observations import writing
from tests.kit.people import MakeActor
from tests.systems.evidence import kit
from tests.systems.evidence.kit import fingertips, fingertips_row

pytestmark = pytest.mark.django_db
ROWS = [
    fingertips_row(),
    fingertips_row(Sex="Female", Value="79.9"),
    fingertips_row(Area_Code="E47000001", Area_Name="Greater Manchester"),
    fingertips_row(Area_Code="Cl_L2_1a", Area_Name="Rural"),
]


def publish(by: Actor, path: Path, **choices: Any) -> Release:
    chosen = Choices(**choices)
    with importing.examine(path, choices=chosen, organisation=by.organisation) as found:
        return actions.publish(by=by, examination=found)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return fingertips(tmp_path / "life.csv.gz", *ROWS)


def tree(folder: Path) -> dict[str, bytes]:
    files = sorted(f for f in folder.rglob("*") if f.is_file() and f.name != ".releases.lock")
    return {str(f.relative_to(folder)): f.read_bytes() for f in files}


def tables() -> str:
    """Every row of every table, as text."""
    return "\n".join(serialize("json", model.objects.order_by("pk")) for model in apps.get_models())


def test_a_release_holds_source_observations_and_manifest(
    importer: Actor, file: Path, store: Path
) -> None:
    release = publish(importer, file)
    folder = store / "releases" / release.sha256
    assert {f.name for f in folder.iterdir()} >= {
        "source.csv.gz",
        "observations.parquet",
        "manifest.json",
    }
    assert (folder / "source.csv.gz").read_bytes() == file.read_bytes()
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["sha256"] == release.sha256
    assert (release.taken, release.rows, release.first_period) == (4, 4, "2018 - 20")
    assert release.title == "Fingertips data download: Life expectancy"
    assert release.source is not None
    assert release.source.key == "ohid-fingertips"
    assert not list((store / "staging").iterdir())


def test_a_release_brings_its_places_indicators_and_series(importer: Actor, file: Path) -> None:
    release = publish(importer, file)
    kinds = {series.kind: series for series in Series.objects.filter(release=release)}
    assert set(kinds) == {"council", "authority", "other"}
    assert (kinds["council"].rows, kinds["council"].places) == (2, 1)
    assert kinds["council"].sexes == ["female", "male"]
    assert kinds["council"].periods == ["2018 - 20"]
    unlinked = Place.objects.get(code="Cl_L2_1a")
    assert (unlinked.name, unlinked.is_linked) == ("Rural", False)
    indicator = Indicator.objects.get(key="fingertips-90366")
    assert (indicator.polarity, indicator.is_reviewed) == ("high is good", True)
    assert IndicatorAlias.objects.filter(name="Life expectancy at birth").exists()


def test_the_last_write_is_the_audit_event(importer: Actor, file: Path) -> None:
    release = publish(importer, file)
    event = AuditEvent.objects.order_by("pk").last()
    assert event is not None
    assert (event.verb, event.subject_id) == ("evidence.published", str(release.pk))
    assert event.detail["sha256"] == release.sha256


def test_the_same_bytes_are_published_once(importer: Actor, file: Path, store: Path) -> None:
    first = publish(importer, file)
    before = (tree(store), tables())
    assert publish(importer, file) == first
    copied = file.rename(file.with_name("renamed.csv.gz"))
    assert publish(importer, copied) == first
    assert (tree(store), tables()) == before


def test_who_publishes_may_name_the_source_and_ask_for_disclosure_control(
    importer: Actor, file: Path
) -> None:
    with importing.examine(file, organisation=importer.organisation) as found:
        release = actions.publish(
            by=importer, examination=found, source="demonstration", disclosure="counts 1 to 7"
        )
    assert release.source is not None
    assert (release.source.key, release.disclosure) == ("demonstration", "counts 1 to 7")
    event = AuditEvent.objects.get(verb="evidence.published")
    assert event.detail["disclosure"] == "counts 1 to 7"


@pytest.mark.parametrize("terms", [{"source": "nobody"}, {"disclosure": "counts 1 to 6"}])
def test_a_source_or_a_rule_that_nobody_knows_is_refused(
    terms: dict[str, str], importer: Actor, file: Path, store: Path
) -> None:
    with (
        importing.examine(file, organisation=importer.organisation) as found,
        pytest.raises(ValidationError) as refused,
    ):
        actions.publish(by=importer, examination=found, **terms)
    assert set(refused.value.message_dict) == set(terms)
    assert tree(store) == {}
    assert not Release.objects.exists()


@pytest.mark.usefixtures("shipped")
def test_an_indicator_that_a_file_brings_gets_the_links_that_ship_for_it(
    importer: Actor, file: Path
) -> None:
    Indicator.objects.filter(key="fingertips-90366").delete()
    release = publish(importer, file)
    [series] = Series.objects.filter(release=release, kind="council")
    assert series.indicator.determinant_links.filter(determinant__key="income").exists()


def test_two_organisations_share_the_files_but_not_the_row(
    importer: Actor, south: Organisation, file: Path, store: Path
) -> None:
    other = Actor.of_system("test", south)
    first, second = publish(importer, file), publish(other, file)
    assert first != second
    assert first.sha256 == second.sha256
    assert len(list((store / "releases").iterdir())) == 1


def test_rows_left_out_by_hand_stand_in_the_release(
    importer: Actor, tmp_path: Path, store: Path
) -> None:
    bad = fingertips_row(Value="71.0")
    file = fingertips(tmp_path / "a.csv", *ROWS, bad)
    release = publish(importer, file, leave_out=((2, 2),), reason="a misprint")
    assert release.left_out[0]["row"] == 2
    assert release.left_out[0]["reason"] == "a misprint"
    assert release.left_out[0]["cells"]["Value"] == "75.5"
    source = SourceFile.objects.get(release=release)
    assert source.sha256 != release.sha256
    with importing.examine(file, organisation=importer.organisation) as found:
        assert found.verdict == "already there"
    other = Choices(leave_out=((6, 6),), reason="the other one")
    with importing.examine(file, choices=other, organisation=importer.organisation) as found:
        assert [key for key, *_ in kit.faults(found)] == ["published-otherwise"]
    assert verifying.verify().damages == ()


def test_only_those_who_may_import_publish(
    north: Organisation, actor: MakeActor, file: Path
) -> None:
    for by in (Actor.public(), actor(north, "reader"), Actor.of_system("test")):
        with importing.examine(file) as found, pytest.raises(PermissionDenied):
            actions.publish(by=by, examination=found)
    assert not Release.objects.exists()


def test_a_refused_file_is_not_published(importer: Actor, tmp_path: Path, store: Path) -> None:
    file = fingertips(tmp_path / "a.csv", fingertips_row(Value="abc"))
    with importing.examine(file) as found, pytest.raises(actions.NotReadyError):
        actions.publish(by=importer, examination=found)
    assert tree(store) == {}


def test_a_file_that_changed_since_it_was_examined_is_not_published(
    importer: Actor, tmp_path: Path, store: Path
) -> None:
    file = fingertips(tmp_path / "a.csv", *ROWS)
    with importing.examine(file) as found:
        assert found.opened is not None
        assert found.opened.sha256
        fingertips(file, *ROWS[:1])
        with pytest.raises(publishing.ChangedWhileReadError):
            actions.publish(by=importer, examination=found)
    assert tree(store) == {}
    assert not Release.objects.exists()


class CutError(Exception):
    """The machine stops here."""


Cutter = Callable[[int], AbstractContextManager[list[int]]]


def at_call(target: object, name: str) -> Cutter:
    """Let a function work until its n-th call, which fails before it does anything."""

    @contextmanager
    def cutter(call: int) -> Iterator[list[int]]:
        real: Callable[..., Any] = getattr(target, name)
        calls = [0]

        def cut(*arguments: Any, **named: Any) -> Any:
            calls[0] += 1
            if calls[0] == call:
                raise CutError(name)
            return real(*arguments, **named)

        setattr(target, name, cut)
        try:
            yield calls
        finally:
            setattr(target, name, real)

    return cutter


@contextmanager
def at_statement(call: int) -> Iterator[list[int]]:
    """The same for statements that write to the database."""
    calls = [0]

    def cut(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            calls[0] += 1
            if calls[0] == call:
                raise CutError(sql)
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(cut):
        yield calls


CUTTERS = {
    "copying the source": at_call(publishing, "copy_source"),
    "writing the observations": at_call(writing, "write"),
    "hashing for the manifest": at_call(publishing, "_hash"),
    "writing the manifest": at_call(Path, "write_text"),
    "forcing to the disk": at_call(os, "fsync"),
    "moving into place": at_call(Path, "rename"),
    "writing the database": at_statement,
    "recording the event": at_call(records, "record"),
}


@pytest.mark.parametrize("boundary", CUTTERS)
def test_a_publication_cut_at_any_write_leaves_the_store_as_it_was(
    boundary: str, importer: Actor, file: Path, tmp_path: Path, store: Path
) -> None:
    before = fingertips(tmp_path / "before.csv", fingertips_row(Area_Code="E08000009"))
    publish(importer, before)
    files, rows = tree(store), tables()
    for call in range(1, 200):
        with transaction.atomic(), CUTTERS[boundary](call) as calls:
            with suppress(CutError):
                publish(importer, file)
            if calls[0] < call:
                transaction.set_rollback(True)
                break
            assert tree(store) == files
            assert tables() == rows
            assert not list((store / "staging").iterdir())
    assert 1 < call < 199


@pytest.mark.django_db(transaction=True)
def test_a_commit_that_fails_takes_the_files_back(
    importer: Actor, file: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise DatabaseError("commit")

    with importing.examine(file, organisation=importer.organisation) as found:
        monkeypatch.setattr(connection, "commit", fail)
        with pytest.raises(DatabaseError):
            actions.publish(by=importer, examination=found)
        monkeypatch.undo()
    assert tree(store) == {}
    assert not Release.objects.exists()


def test_what_a_dead_process_left_is_swept(importer: Actor, file: Path, store: Path) -> None:
    publish(importer, file)
    files = tree(store)
    left = store / "releases" / ("0" * 64)
    shutil.copytree(next((store / "releases").iterdir()), left)
    attempt = store / "staging" / "abandoned"
    attempt.mkdir(parents=True)
    (attempt / "source.csv").write_text("half")
    assert sorted(actions.sweep(by=importer)) == sorted([left.name, "abandoned"])
    assert tree(store) == files
    assert actions.sweep(by=importer) == []


def test_an_attempt_under_way_is_not_swept(importer: Actor, store: Path) -> None:
    with publishing.attempt() as folder:
        assert actions.sweep(by=importer) == []
        assert folder.exists()
    assert not folder.exists()


def test_a_folder_left_by_a_dead_process_gives_way(
    importer: Actor, file: Path, store: Path
) -> None:
    with importing.examine(file, organisation=importer.organisation) as found:
        left = store / "releases" / found.address
        left.mkdir(parents=True)
        (left / "observations.parquet").write_text("half")
        actions.publish(by=importer, examination=found)
    assert verifying.verify().damages == ()


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda f: (f / "observations.parquet").write_bytes(b"x"), "not what was published"),
        (lambda f: (f / "source.csv.gz").unlink(), "missing"),
        (lambda f: (f / "manifest.json").write_text("{}"), "not the one that was recorded"),
        (lambda f: (f / "more.txt").write_text(""), "does not belong"),
        (shutil.rmtree, "missing"),
    ],
)
def test_every_damage_to_a_release_is_found(
    damage: Callable[[Path], object], words: str, importer: Actor, file: Path, store: Path
) -> None:
    release = publish(importer, file)
    assert verifying.verify().damages == ()
    damage(store / "releases" / release.sha256)
    [found] = verifying.verify().damages
    assert found.release == release.sha256
    assert words in found.words


def test_a_release_is_withdrawn_and_restored_with_a_reason(
    importer: Actor, south: Organisation, file: Path
) -> None:
    release = publish(importer, file)
    with pytest.raises(ValidationError):
        actions.withdraw_release(by=importer, release=release, reason=" ")
    with pytest.raises(PermissionDenied):
        actions.withdraw_release(by=Actor.of_system("t", south), release=release, reason="why")
    actions.withdraw_release(by=importer, release=release, reason="superseded")
    with importing.examine(file, organisation=importer.organisation) as found:
        assert [key for key, *_ in kit.faults(found)] == ["withdrawn"]
    with pytest.raises(ValidationError):
        actions.withdraw_release(by=importer, release=release, reason="again")
    actions.restore_release(by=importer, release=release, reason="a mistake")
    with importing.examine(file, organisation=importer.organisation) as found:
        assert found.verdict == "already there"
    verbs = AuditEvent.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["evidence.withdrawn", "evidence.restored"]
