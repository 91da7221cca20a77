"""Making a home folder ready: tables, static files, facts that ship, an organisation."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import leveller
from leveller.cli import project

Say = Callable[[str], None]


def prepare(say: Say, *, organisation: str, area_code: str = "") -> None:
    """Bring the home folder and the database in line with this version; quick when they are."""
    from django.conf import settings

    for folder in (settings.HOME, settings.RELEASES, settings.WORK, settings.EMAIL_FILE_PATH):
        folder.mkdir(parents=True, exist_ok=True)
    settings.HOME.chmod(0o700)
    _tables(say)
    _static_files(say)
    _reference(say)
    _organisation(say, organisation, area_code)


def _tables(say: Say) -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Making the tables …")
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def _static_files(say: Say) -> None:
    """Collected again only when one of them, or the version, has changed."""
    from django.conf import settings
    from django.core.management import call_command

    stamp, mark = settings.WORK / "static.json", _static_mark()
    if stamp.exists() and json.loads(stamp.read_text()) == mark and settings.STATIC_ROOT.exists():
        return
    say("Collecting styles, scripts and pictures …")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(json.dumps(mark))


def _static_mark() -> dict[str, str]:
    from django.contrib.staticfiles.finders import get_finders

    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = Path(storage.path(path)).stat()
            seen.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return {"version": leveller.__version__, "files": seen.hexdigest()}


def _reference(say: Say) -> None:
    from leveller.workbench.ground.records import actions

    loaded = actions.load_reference(by=project.actor())
    if loaded.new or loaded.applied:
        say(f"Loaded the facts that ship: {', '.join(loaded.applied or loaded.new)}.")


def _organisation(say: Say, name: str, area_code: str) -> None:
    from leveller.workbench.ground.accounts import actions, queries

    if queries.default_organisation() is None:
        actions.create_organisation(by=project.actor(), name=name, area_code=area_code)
        say(f"Made the organisation {name}.")
