"""Commands that change or read what is stored."""

import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.db import connection

from leveller.cli.main import main
from leveller.workbench.ground.accounts.models import Organisation, RoleGrant, User
from leveller.workbench.ground.records.actions import record
from leveller.workbench.ground.records.models import AuditEvent, ReferenceSet
from tests.kit.people import PASSWORD, Actor

pytestmark = pytest.mark.django_db
Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    def invoke(*arguments: str, given: str = "", fails: bool = False) -> Result:
        result = CliRunner().invoke(main, arguments, input=given)
        assert (result.exit_code != 0) == fails, result.output
        return result

    return invoke


class TestPeople:
    def test_an_account_gets_a_role_and_loses_it(self, run: Run, north: Organisation) -> None:
        made = run(
            *("user", "create", "ann@there.example", "--name", "Ann", "--password-stdin"),
            given=f"{PASSWORD}\n",
        )
        assert "leveller role grant ann@there.example ROLE" in made.output
        user = User.objects.get(email="ann@there.example")
        assert user.check_password(PASSWORD)
        run("role", "grant", "ann@there.example", "analyst")
        assert RoleGrant.objects.filter(user=user, organisation=north, role="analyst").exists()
        run("role", "revoke", "ann@there.example", "analyst")
        assert not RoleGrant.objects.exists()

    def test_a_password_is_asked_for_twice(self, run: Run) -> None:
        run("user", "create", "ann@there.example", given=f"{PASSWORD}\n{PASSWORD}\n")
        assert User.objects.get().check_password(PASSWORD)

    def test_an_account_may_have_none(self, run: Run) -> None:
        run("user", "create", "ann@there.example", "--no-password")
        assert not User.objects.get().has_usable_password()

    def test_a_new_password_is_set(self, run: Run, system: Actor) -> None:
        user = User.objects.create_user("ann@there.example")
        run("user", "password", user.email, "--password-stdin", given=f"{PASSWORD}\n")
        user.refresh_from_db()
        assert user.check_password(PASSWORD)

    def test_an_account_is_closed_and_opened(self, run: Run) -> None:
        user = User.objects.create_user("ann@there.example")
        for word, expected in (("close", False), ("open", True)):
            run("user", word, user.email)
            user.refresh_from_db()
            assert user.is_active is expected

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (("user", "create", "ann@there.example", "--password-stdin"), "too short"),
            (("user", "create", "not an address", "--no-password"), "valid email"),
            (("user", "close", "nobody@there.example"), "Nobody has the address"),
            (("role", "grant", "nobody@there.example", "reader"), "Nobody has the address"),
            (("role", "grant", "p@there.example", "king"), "No role is called 'king'"),
            (("role", "grant", "p@there.example", "reader", "--organisation", "west"), "west"),
        ],
    )
    def test_what_is_wrong_is_told(
        self, arguments: tuple[str, ...], words: str, run: Run, north: Organisation
    ) -> None:
        User.objects.create_user("p@there.example")
        assert words in run(*arguments, given="short\n", fails=True).output

    def test_roles_are_explained(self, run: Run) -> None:
        assert "may bring in files and publish them as releases" in run("role", "list").output

    def test_organisations_are_made_and_named(self, run: Run) -> None:
        run("organisation", "create", "East Region", "--area", "E47000099")
        assert "east-region: East Region, E47000099" in run("organisation", "list").output
        told = run("organisation", "create", "East Region", fails=True).output
        assert "already exists" in told


class TestAudit:
    def test_a_whole_log_is_told(self, run: Run, system: Actor) -> None:
        record(by=system, verb="test.done", subject=("t", "1", "T"))
        assert "whole: 1 events in 1 chains" in run("audit", "verify").output

    def test_a_broken_link_is_told_in_words(self, run: Run, system: Actor) -> None:
        for n in range(3):
            record(by=system, verb="test.done", subject=("t", n, "T"))
        with connection.cursor() as cursor:
            cursor.execute("UPDATE records_auditevent SET actor = 'x' WHERE sequence = 2")
        told = run("audit", "verify", fails=True)
        assert told.exit_code == 1
        assert "system: event 2 does not match its seal" in told.output

    def test_heads_are_written_and_compared(self, run: Run, system: Actor, tmp_path: Path) -> None:
        file = tmp_path / "heads.json"
        event = record(by=system, verb="test.done", subject=("t", 1, "T"))
        run("audit", "heads", "-o", str(file))
        assert json.loads(file.read_text())["heads"] == {"system": [1, event.hash]}
        run("audit", "verify", "--against", str(file))
        file.write_text(file.read_text().replace(event.hash, "0" * 64))
        told = run("audit", "verify", "--against", str(file), fails=True).output
        assert "The exported file witnesses event 1" in told

    @pytest.mark.parametrize("content", ["", "[]", '{"heads": {"system": 1}}', "{}"])
    def test_a_file_that_is_none_is_told(self, content: str, run: Run, tmp_path: Path) -> None:
        (tmp_path / "heads.json").write_text(content)
        told = run("audit", "verify", "--against", str(tmp_path / "heads.json"), fails=True).output
        assert "is not a file of heads" in told

    def test_an_anchor_is_set(self, run: Run, north: Organisation, system: Actor) -> None:
        record(by=system, verb="test.done", subject=north, organisation=north)
        assert "Anchored 1 chains in event 1." in run("audit", "anchor").output
        assert AuditEvent.objects.filter(verb="audit.anchored").count() == 2


class TestReference:
    def test_a_folder_is_loaded_and_listed(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "things.csv").write_text("key,source,status\na,A report,read\n")
        told = run("reference", "load", "--folder", str(tmp_path)).output
        assert "New or changed: things." in told
        assert "things: version 1, 1 rows" in run("reference", "list").output

    def test_faults_are_told_and_nothing_is_loaded(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "things.csv").write_text("key,source,status\na,,sure\n")
        told = run("reference", "load", "--folder", str(tmp_path), fails=True).output
        assert "things.csv, line 2: `source` is missing." in told
        assert "Nothing was loaded." in told
        assert not ReferenceSet.objects.exists()


def test_a_port_in_use_is_told_with_the_way_out(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for command in ("serve", "demo", "oidc-provider"):
            told = run(command, "--port", str(port), fails=True).output
            assert f"Port {port} of 127.0.0.1 can't be used: Address already in use." in told
            assert f"--port {port + 1}" in told
