"""What the worker does once a day for the record itself."""

from importlib import import_module

from django.conf import settings

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records import jobs
from leveller.workbench.ground.records.actions import anchor_daily


@jobs.daily("records.anchor")
def anchor_the_audit_log() -> None:
    anchor_daily(by=Actor.of_system("worker"))


@jobs.daily("accounts.sessions")
def forget_ended_sessions() -> None:
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
