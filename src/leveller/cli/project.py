"""Waking Django up for a command, and saying what is wrong in words when it can't be."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from leveller.workbench.ground.accounts.actor import Actor
    from leveller.workbench.ground.accounts.models import Organisation, User


def start() -> None:
    """Load settings and apps. Call it first in every command that touches what is stored."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leveller.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise click.ClickException(str(error)) from error


@contextmanager
def words() -> Iterator[None]:
    """Turn what a rule refuses into one clear message and exit status 1."""
    from django.core.exceptions import PermissionDenied, ValidationError
    from django.db import OperationalError, ProgrammingError

    try:
        yield
    except ValidationError as error:
        raise click.ClickException("\n".join(error.messages)) from error
    except PermissionDenied as error:
        raise click.ClickException(str(error)) from error
    except (OperationalError, ProgrammingError) as error:
        message = f"The database can't be used: {error}\nRun `leveller setup` first."
        raise click.ClickException(message) from error


def actor(organisation: "Organisation | None" = None) -> "Actor":
    from leveller.workbench.ground.accounts.actor import Actor

    return Actor.of_system("command line", organisation)


def user(email: str) -> "User":
    from leveller.workbench.ground.accounts import queries

    found = queries.user_by_email(email)
    if found is None:
        raise click.ClickException(f"Nobody has the address {email}.")
    return found


def organisation(name: str | None) -> "Organisation":
    """The one of that name or slug; without a name, the one that setup made."""
    from leveller.workbench.ground.accounts import queries

    found = queries.organisation_named(name) if name else queries.default_organisation()
    if found is None:
        told = f"No organisation is called {name}." if name else "There is no organisation yet."
        raise click.ClickException(f"{told} See `leveller organisation list`.")
    return found


def examples(*lines: str) -> str:
    """The end of a help text: `\\b` keeps click from filling the lines."""
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])


def log_work() -> None:
    """Let a process that works on its own say what it does, one line a job."""
    import logging

    logging.getLogger("leveller").setLevel(logging.INFO)
