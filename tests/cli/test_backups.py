"""Backups: taken while the store is used, proved, and put back elsewhere."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import transaction

from leveller.cli.backup import make
from leveller.cli.backups import databases, files, verify
from leveller.cli.backups.manifest import Manifest
from leveller.cli.main import main
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.records.actions import record
from leveller.workbench.ground.records.models import Document, Release
from tests.kit.people import Actor
from tests.kit.processes import run

pytestmark = pytest.mark.django_db(transaction=True)
SHA = "a1" * 32


@pytest.fixture
def stored(north: Organisation, system: Actor) -> Iterator[None]:
    """A release and a document, with their files; and a file that no row names."""
    facts = {"organisation": north, "sha256": SHA, "size": 1, "title": "T", "filename": "f"}
    Release.objects.create(kind="observations", format="x", rows=1, taken=1, version="1", **facts)
    Document.objects.create(kind="brief", media_type="text/plain", **{**facts, "sha256": "b2" * 32})
    with transaction.atomic():
        record(by=system, verb="test.done", subject=north, organisation=north)
    for path in (f"releases/{SHA}/original/f.csv", f"documents/{'b2' * 32}", "releases/left/over"):
        file = settings.HOME / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path)
    yield
    for path in ("releases", "documents"):
        for file in sorted((settings.HOME / path).rglob("*"), reverse=True):
            file.rmdir() if file.is_dir() else file.unlink()


def back_up(folder: Path, *, fails: bool = False) -> str:
    result = CliRunner().invoke(main, ["backup", str(folder)])
    assert (result.exit_code != 0) == fails, result.output
    return result.output


def only_backup(folder: Path) -> Path:
    (found,) = [path for path in folder.iterdir() if path.name != "files"]
    return found


@pytest.mark.usefixtures("stored")
class TestTaking:
    def test_it_holds_what_the_database_names_and_no_more(self, tmp_path: Path) -> None:
        told = back_up(tmp_path)
        assert "2 files. It was read back and found whole." in told
        manifest = Manifest.read(only_backup(tmp_path))
        assert set(manifest.files) == {f"releases/{SHA}/original/f.csv", f"documents/{'b2' * 32}"}
        assert manifest.rows["records_release"] == 1
        assert not (tmp_path / "files" / "releases" / "left").exists()

    def test_it_holds_no_secrets(self, tmp_path: Path) -> None:
        make(tmp_path)
        kept = b"".join(f.read_bytes() for f in tmp_path.rglob("*") if f.is_file())
        for secret in (settings.SECRET_KEY, settings.AUDIT_KEY):
            assert secret.encode() not in kept

    def test_a_file_that_is_named_and_lost_is_told(self, tmp_path: Path) -> None:
        (settings.HOME / "releases" / SHA / "original" / "f.csv").unlink()
        (settings.HOME / "releases" / SHA / "original").rmdir()
        (settings.HOME / "releases" / SHA).rmdir()
        told = back_up(tmp_path, fails=True)
        assert f"names what is not there: releases/{SHA}" in told

    def test_a_second_backup_copies_no_file_again(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        files.save(tmp_path)
        monkeypatch.setattr(files, "_copy", lambda *_: pytest.fail("it was there already"))
        assert len(files.save(tmp_path)) == 2

    def test_a_damaged_copy_is_found_before_it_is_relied_on(self, tmp_path: Path) -> None:
        make(tmp_path)
        copy = tmp_path / "files" / "documents" / ("b2" * 32)
        copy.write_text("something else")
        with pytest.raises(ValueError, match="is not the same in the backup"):
            files.save(tmp_path / "files")


@pytest.mark.usefixtures("stored")
class TestPuttingBack:
    @pytest.fixture
    def backup(self, tmp_path: Path) -> Path:
        return make(tmp_path / "backups")[0]

    def test_everything_comes_back_and_is_proved(
        self, backup: Path, elsewhere: dict[str, str]
    ) -> None:
        done = run("restore", str(backup), **elsewhere)
        assert done.returncode == 0, done.stdout
        assert "and 2 files from" in done.stdout
        restored = Path(elsewhere["LEVELLER_HOME"]) / "releases" / SHA / "original" / "f.csv"
        assert restored.read_text() == f"releases/{SHA}/original/f.csv"
        assert "whole: 1 events" in run("audit", "verify", **elsewhere).stdout
        again = run("restore", str(backup), **elsewhere)
        assert again.returncode == 1
        assert "The database is not empty." in again.stdout

    def test_another_key_is_told(self, backup: Path, elsewhere: dict[str, str]) -> None:
        key = "another key, as long as a key must be"
        done = run("restore", str(backup), LEVELLER_AUDIT_KEY=key, **elsewhere)
        assert done.returncode == 1
        assert "sealed with the key named" in done.stdout

    def test_a_lost_and_a_damaged_file_are_told(
        self, backup: Path, elsewhere: dict[str, str]
    ) -> None:
        kept = backup.parent / "files"
        (kept / "documents" / ("b2" * 32)).unlink()
        (kept / "releases" / SHA / "original" / "f.csv").write_text("x")
        done = run("restore", str(backup), **elsewhere)
        assert done.returncode == 1
        assert f"documents/{'b2' * 32} is missing from the backup" in done.stdout
        assert "f.csv is damaged in the backup" in done.stdout

    def test_a_damaged_database_is_not_put_back(
        self, backup: Path, elsewhere: dict[str, str]
    ) -> None:
        database = backup / Manifest.read(backup).database
        database.write_bytes(database.read_bytes()[:-1])
        done = run("restore", str(backup), **elsewhere)
        assert done.returncode == 1
        assert "is damaged. Take another backup." in done.stdout

    def test_a_row_that_went_missing_is_told(self, backup: Path, elsewhere: dict[str, str]) -> None:
        manifest = Manifest.read(backup)
        manifest.rows["records_release"] += 1
        manifest.write(backup)
        told = run("restore", str(backup), **elsewhere).stdout
        assert "records_release has 1 rows in the place of 2" in told
        if manifest.vendor == "sqlite":  # proved when it is taken, too
            assert verify.faults_of(backup, manifest) == [
                "records_release has 1 rows in the place of 2"
            ]


def test_a_folder_that_is_no_backup_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is not a backup"):
        Manifest.read(tmp_path)
    (tmp_path / "manifest.json").write_text(json.dumps({"rows": {}}))
    with pytest.raises(ValueError, match="can't be read"):
        Manifest.read(tmp_path)


def test_a_store_in_use_is_not_empty(north: Organisation) -> None:
    assert not databases.is_empty()
    assert databases.faults() == []
