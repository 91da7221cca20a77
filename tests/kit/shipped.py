"""The facts that ship, loaded once by the product's own loaders and put back for each test."""

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records.actions import load_reference

ROOMS = ("records", "places", "vocabulary", "thread", "levers")
Snapshot = dict[str, tuple[list[str], list[tuple[object, ...]]]]


@pytest.fixture(scope="session")
def shipped_rows(django_db_setup: None, django_db_blocker: object) -> Snapshot:
    """Every row that loading makes, by table. Loading takes a second: too long for each test."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference(by=Actor.of_system("test"))
        rows = {table: _rows(table) for table in _tables()}
        transaction.set_rollback(True)
    return {table: held for table, held in rows.items() if held[1]}


@pytest.fixture
def shipped(db: None, shipped_rows: Snapshot) -> None:
    """A database with everything that ships and nothing else."""
    unchecked = connection.constraint_checks_disabled()
    with unchecked, transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, rows) in shipped_rows.items():
            names = ", ".join(map(connection.ops.quote_name, columns))
            marks = ", ".join(["%s"] * len(columns))
            quoted = connection.ops.quote_name(table)
            cursor.executemany(f"INSERT INTO {quoted} ({names}) VALUES ({marks})", rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)


def _models() -> list:
    return [model for room in ROOMS for model in apps.get_app_config(room).get_models()]


def _tables() -> list[str]:
    return [model._meta.db_table for model in _models()]


def _rows(table: str) -> tuple[list[str], list[tuple[object, ...]]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return [column[0] for column in cursor.description], cursor.fetchall()
