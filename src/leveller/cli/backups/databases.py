"""A database as one file, taken while others write, and put back."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from django.apps import apps
from django.db import connection, transaction

SQLITE, POSTGRESQL = "database.sqlite3", "database.dump"


class Fault(Exception):  # noqa: N818  what is wrong with a backup, in words
    pass


def save(folder: Path) -> tuple[Path, dict[str, int]]:
    """The database as it is at one moment, and the number of rows of every table then."""
    return _save_sqlite(folder) if connection.vendor == "sqlite" else _save_postgresql(folder)


def put_back(file: Path) -> None:
    """Into a database that is empty; the caller has seen to that."""
    if connection.vendor == "sqlite":
        _put_back_sqlite(file)
    else:
        _postgresql(
            "pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", str(file)
        )


def is_empty() -> bool:
    return not connection.introspection.table_names()


def faults() -> list[str]:
    """What the database itself says is wrong with it."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        found = [row[0] for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        return found + [f"{row[0]} points at a {row[2]} that is not there" for row in cursor]


def counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        return {table: _count(cursor, table) for table in _tables()}


def _tables() -> list[str]:
    return sorted(model._meta.db_table for model in apps.get_models(include_auto_created=True))


def _count(cursor: object, table: str) -> int:
    cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
    return cursor.fetchone()[0]


def _save_sqlite(folder: Path) -> tuple[Path, dict[str, int]]:
    """By SQLite's own backup, never by copying a file that somebody may be writing."""
    file = folder / SQLITE
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)
        rows = {table: _count(copy.cursor(), table) for table in _tables()}
    return file, rows


def _put_back_sqlite(file: Path) -> None:
    target = Path(connection.settings_dict["NAME"])
    connection.close()
    draft = target.with_name(f".{target.name}.restoring")
    shutil.copyfile(file, draft)
    with draft.open("rb+") as stream:
        os.fsync(stream.fileno())
    for left in (
        target.with_name(f"{target.name}-journal"),
        target.with_name(f"{target.name}-wal"),
    ):
        left.unlink(missing_ok=True)
    draft.rename(target)


def _save_postgresql(folder: Path) -> tuple[Path, dict[str, int]]:
    """pg_dump and our counting look at the same snapshot."""
    file = folder / POSTGRESQL
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        _postgresql("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={file}")
        return file, {table: _count(cursor, table) for table in _tables()}


def _postgresql(program: str, *arguments: str) -> None:
    database = ["-d", connection.settings_dict["NAME"]] if program == "pg_restore" else []
    done = subprocess.run(  # noqa: S603  our own arguments, no shell
        [_program(program), *database, *arguments],
        env={**os.environ, **_environment()},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Fault(f"{program} failed: {done.stderr.strip()}")


def _environment() -> Mapping[str, str]:
    """How libpq reaches the database; a password never stands on a command line."""
    at = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    return {key: str(at[name]) for key, name in names.items() if at[name]} | {
        "PGDATABASE": at["NAME"]
    }


def _program(name: str) -> str:
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = shutil.which(name) or (str(installed[-1]) if installed else None)
    if found is None:
        raise Fault(
            f"{name} is not installed. On Debian or Ubuntu: apt-get install postgresql-client"
        )
    return found
