"""Whether this machine is ready: what `leveller check` looks at."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from leveller.config import sqlite


@dataclass(frozen=True)
class Finding:
    is_well: bool
    words: str


def findings() -> Iterator[Finding]:
    yield Finding(True, f"mode {settings.MODE}")
    yield from _settings()
    yield _home()
    yield from _secrets()
    yield _static_files()
    try:
        yield _database()
        yield _tables()
    except DatabaseError as error:
        yield Finding(False, f"the database does not answer: {error}")


def _settings() -> Iterator[Finding]:
    """Django's own checks; those for deployment in production mode."""
    found = checks.run_checks(include_deployment_checks=settings.PRODUCTION)
    serious = [m for m in found if m.level >= checks.WARNING and not m.is_silenced()]
    for message in serious:
        yield Finding(False, f"settings: {message.msg} {message.hint or ''} ({message.id})")
    if not serious:
        yield Finding(True, "settings")


def _home() -> Finding:
    if os.access(settings.HOME, os.W_OK):
        return Finding(True, f"home folder {settings.HOME}")
    return Finding(False, f"the home folder {settings.HOME} can't be written; run leveller setup")


def _secrets() -> Iterator[Finding]:
    """Those that lie in the home folder must be readable by their owner only."""
    folder = settings.HOME / "secrets"
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        if file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield Finding(False, f"others can read {file}; run chmod 600 on it")


def _static_files() -> Finding:
    if (settings.STATIC_ROOT / "staticfiles.json").exists():
        return Finding(True, "static files")
    return Finding(False, "the static files are not collected; run leveller setup")


def _database() -> Finding:
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        journal, synchronous = sqlite.state(connection)
        fault = sqlite.fault_of(journal, synchronous, sqlite3.sqlite_version_info)
        told = f"SQLite {sqlite3.sqlite_version}, journal {journal}, synchronous {synchronous}"
        return Finding(not fault, f"{told} {fault}".strip())
    version = connection.cursor().connection.info.server_version // 10000
    return Finding(version >= 14, f"PostgreSQL {version}{'' if version >= 14 else ' is too old'}")


def _tables() -> Finding:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        return Finding(False, f"{len(missing)} changes of the tables wait; run leveller setup")
    return Finding(True, "tables")
