"""Setting up an empty place, with the migrations as they are, and finding it ready."""

from pathlib import Path

import pytest
from django.core.management import call_command

from tests.kit.processes import run

Place = dict[str, str]


@pytest.mark.slow
def test_it_makes_all_that_is_needed_and_then_nothing(elsewhere: Place) -> None:
    home = Path(elsewhere["LEVELLER_HOME"])
    arguments = ("setup", "--organisation", "North Region", "--area", "E47000001")
    first = run(*arguments, **elsewhere)
    assert first.returncode == 0, first.stdout
    assert "Made the organisation North Region." in first.stdout
    assert (home / "static" / "staticfiles.json").exists()
    assert oct(home.stat().st_mode & 0o777) == "0o700"
    second = run(*arguments, **elsewhere)
    assert second.stdout.splitlines() == [f"Ready. Everything is kept in {home}."]
    checked = run("check", **elsewhere)
    assert checked.returncode == 0, checked.stdout


def test_without_it_commands_say_to_run_it(elsewhere: Place) -> None:
    done = run("organisation", "list", **elsewhere)
    assert done.returncode == 1
    assert "Run `leveller setup` first." in done.stdout


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
