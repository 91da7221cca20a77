"""Facts that ship: versions, loaders, and corrections laid over them."""

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.records import queries, reference
from leveller.workbench.ground.records.actions import Loaded, correct_row, load_reference
from leveller.workbench.ground.records.models import AuditEvent, ReferenceRow, ReferenceSet
from leveller.workbench.ground.records.reference_files import ReferenceFileError
from tests.kit.people import MakeActor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def registry(monkeypatch: pytest.MonkeyPatch) -> reference.Registry:
    """Nobody else's loaders: these tests load sets of their own."""
    own = reference.Registry()
    monkeypatch.setattr(reference, "registry", own)
    return own


class Files:
    def __init__(self, folder: Path, by: Actor) -> None:
        self.folder, self.by = folder, by

    def write(self, name: str, *rows: str) -> None:
        lines = ["key,name,source,status", *rows]
        (self.folder / f"{name}.csv").write_text("\n".join(lines) + "\n")

    def load(self, *, again: bool = False) -> Loaded:
        return load_reference(by=self.by, folder=self.folder, again=again)


@pytest.fixture
def files(tmp_path: Path, system: Actor) -> Files:
    made = Files(tmp_path, system)
    made.write("powers", "buses,Buses,An act,read", "trams,Trams,An act,to be confirmed")
    return made


def names(organisation: Organisation | None = None) -> dict[str, str]:
    return {r.key: r.fields["name"] for r in queries.rows("powers", organisation)}


def test_a_set_is_loaded_once_and_again_when_it_changed(files: Files) -> None:
    assert files.load().new == ("powers",)
    assert files.load().new == ()
    files.write("powers", "buses,Bus franchising,An act,read")
    assert files.load().new == ("powers",)
    assert [s.version for s in ReferenceSet.objects.filter(name="powers")] == [2, 1]
    assert names() == {"buses": "Bus franchising"}
    assert ReferenceRow.objects.filter(set__version=1).count() == 2


def test_words_that_come_back_are_a_version_of_their_own(files: Files) -> None:
    files.load()
    for name in ("Other", "Buses"):
        files.write("powers", f"buses,{name},An act,read")
        files.load()
    assert queries.reference_sets()[0].version == 3


def test_loading_is_in_the_audit_log(files: Files) -> None:
    files.load()
    event = AuditEvent.objects.get(verb="reference.loaded")
    assert (event.subject_name, event.detail["rows"]) == ("powers version 1", 2)


def test_one_faulty_file_keeps_all_out(files: Files) -> None:
    (files.folder / "broken.csv").write_text("key,source,status\na,,read\n")
    with pytest.raises(ReferenceFileError):
        files.load()
    assert not ReferenceSet.objects.exists()


def test_loaders_run_after_those_that_they_depend_on(
    files: Files, registry: reference.Registry
) -> None:
    ran: list[str] = []
    files.write("authorities", "gm,Greater Manchester,An order,read")
    registry.loader("powers", after=("authorities",))(lambda rows, *, by: ran.append("powers"))
    registry.loader("authorities")(lambda rows, *, by: ran.append("authorities"))
    files.load()
    assert ran == ["authorities", "powers"]


def test_a_loader_runs_again_only_for_a_reason(files: Files, registry: reference.Registry) -> None:
    seen: list[list[str]] = []
    registry.loader("powers")(lambda rows, *, by: seen.append([row.key for row in rows]))
    assert files.load().applied == ("powers",)
    assert files.load().applied == ()
    files.write("powers", "buses,Buses,An act,read")
    assert files.load().applied == ("powers",)
    assert files.load(again=True).applied == ("powers",)
    assert seen == [["buses", "trams"], ["buses"], ["buses"]]


def test_what_depends_on_a_changed_set_runs_again(
    files: Files, registry: reference.Registry
) -> None:
    files.write("authorities", "gm,Greater Manchester,An order,read")
    registry.loader("authorities")(lambda rows, *, by: None)
    registry.loader("powers", after=("authorities",))(lambda rows, *, by: None)
    files.load()
    files.write("authorities", "gm,Greater Manchester CA,An order,read")
    assert files.load().applied == ("authorities", "powers")


def test_a_loader_that_fails_keeps_the_version_out(
    files: Files, registry: reference.Registry
) -> None:
    def fail(rows: object, *, by: Actor) -> None:
        raise ZeroDivisionError

    registry.loader("powers")(fail)
    with pytest.raises(ZeroDivisionError):
        files.load()
    assert not ReferenceSet.objects.exists()


def test_sets_that_wait_for_each_other_are_named(registry: reference.Registry) -> None:
    registry.loader("a", after=("b",))(lambda rows, *, by: None)
    registry.loader("b", after=("a",))(lambda rows, *, by: None)
    with pytest.raises(ValueError, match="wait for each other: "):
        registry.in_order()


class TestCorrections:
    @pytest.fixture(autouse=True)
    def _loaded(self, files: Files, registry: reference.Registry) -> None:
        registry.correctable("powers", by="levers.edit")
        files.load()

    @staticmethod
    def correct(by: Actor, key: str = "buses", **changed: object) -> None:
        given = {"fields": {"name": "Our buses"}, "source": "A deal", "status": "read"}
        given |= {"reason": "The deal says so", **changed}
        correct_row(by=by, set_name="powers", key=key, **given)

    def test_it_holds_for_the_organisation_only(
        self, north: Organisation, south: Organisation, actor: MakeActor
    ) -> None:
        self.correct(actor(north, "policy-officer"))
        assert names(north)["buses"] == "Our buses"
        assert names(south)["buses"] == names()["buses"] == "Buses"

    def test_fields_that_are_not_named_stay_as_shipped(
        self, north: Organisation, actor: MakeActor
    ) -> None:
        self.correct(actor(north, "policy-officer"), fields={"since": "2024"})
        row = queries.row("powers", "buses", north)
        assert row is not None
        assert row.fields == {"name": "Buses", "since": "2024"}
        assert (row.source, row.status, row.is_corrected) == ("A deal", "read", True)

    def test_the_newest_holds_and_all_are_kept(self, north: Organisation, actor: MakeActor) -> None:
        by = actor(north, "policy-officer")
        self.correct(by, fields={"name": "First", "since": "2024"})
        self.correct(by, fields={"name": "Second"})
        row = queries.row("powers", "buses", north)
        assert row is not None
        assert row.fields == {"name": "Second"}
        kept = queries.corrections("powers", "buses", north)
        assert [c.fields["name"] for c in kept] == ["Second", "First"]

    def test_a_new_key_is_a_row_of_its_own(self, north: Organisation, actor: MakeActor) -> None:
        self.correct(actor(north, "policy-officer"), key="ferries", fields={"name": "Ferries"})
        assert list(names(north)) == ["buses", "trams", "ferries"]
        assert "ferries" not in names()

    def test_it_tells_when_the_shipped_words_have_changed_since(
        self, north: Organisation, actor: MakeActor, files: Files
    ) -> None:
        self.correct(actor(north, "policy-officer"))
        files.write("powers", "buses,Buses,An act,read", "ferries,Ferries,An act,read")
        files.load()
        row = queries.row("powers", "buses", north)
        assert row is not None
        assert not row.shipped_row_has_changed
        files.write("powers", "buses,All buses,An act,read")
        files.load()
        row = queries.row("powers", "buses", north)
        assert row is not None
        assert (row.fields["name"], row.shipped_row_has_changed) == ("Our buses", True)

    def test_it_is_in_the_audit_log_with_its_reason(
        self, north: Organisation, actor: MakeActor
    ) -> None:
        self.correct(actor(north, "policy-officer"))
        event = AuditEvent.objects.get(organisation=north, verb="reference.corrected")
        assert event.detail["reason"] == "The deal says so"

    def test_it_needs_the_permission_of_the_set(
        self, north: Organisation, actor: MakeActor
    ) -> None:
        with pytest.raises(PermissionDenied, match="correct the policy map"):
            self.correct(actor(north, "analyst"))

    def test_a_set_that_nobody_opened_can_not_be_corrected(self, system: Actor) -> None:
        given = {"fields": {}, "source": "s", "status": "read", "reason": "r"}
        with pytest.raises(PermissionDenied, match="can't be corrected"):
            correct_row(by=system, set_name="other", key="a", **given)

    @pytest.mark.parametrize("name", ["reason", "source", "status"])
    def test_it_needs_source_status_and_reason(
        self, name: str, north: Organisation, actor: MakeActor
    ) -> None:
        with pytest.raises(ValidationError) as caught:
            self.correct(actor(north, "policy-officer"), **{name: " "})
        assert list(caught.value.message_dict) == [name]
