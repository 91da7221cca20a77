"""The record of the house."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "leveller.workbench.ground.records"
    label = "records"

    def ready(self) -> None:
        from leveller.config import sqlite
        from leveller.workbench.ground.accounts import recording
        from leveller.workbench.ground.records import duties  # noqa: F401  registers them
        from leveller.workbench.ground.records.actions import record

        recording.lend(record)
        sqlite.watch()
