"""SQLite must not lose what it said it kept: looked at on every connection that is opened.

kill -9 doesn't show whether a commit reached the disk, so the settings that make it so are read
back each time, in the place of trusting that they were taken.
"""

import sqlite3

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

FULL, EXTRA = 2, 3


def watch() -> None:
    connection_created.connect(_look, dispatch_uid="sqlite settings are read back")


def _look(connection: BaseDatabaseWrapper, **_: object) -> None:
    if connection.vendor == "sqlite":
        journal, synchronous = state(connection)
        if fault := fault_of(journal, synchronous, sqlite3.sqlite_version_info):
            raise ImproperlyConfigured(fault)


def state(connection: BaseDatabaseWrapper) -> tuple[str, int]:
    """Journal mode and synchronous level, as the open connection has them."""
    execute = connection.connection.execute
    (journal,) = execute("PRAGMA journal_mode").fetchone()
    (synchronous,) = execute("PRAGMA synchronous").fetchone()
    return journal, synchronous


def fault_of(journal: str, synchronous: int, version: tuple[int, ...]) -> str:
    """What is wrong with a connection, in words; empty when nothing is. Memory keeps nothing."""
    if journal == "memory":
        return ""
    if synchronous < FULL:
        return f"SQLite's synchronous is {synchronous}; commits could be lost with the power."
    if journal == "wal" and version < (3, 51, 3):
        return "SQLite before 3.51.3 can corrupt a write-ahead log; the journal must be DELETE."
    if journal == "delete" and synchronous < EXTRA:
        return "With a rollback journal SQLite's synchronous must be EXTRA."
    return ""
