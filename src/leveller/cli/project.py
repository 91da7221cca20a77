"""Waking Django up for a command, and saying what is wrong in words when it can't be."""

import os

import click


def start() -> None:
    """Load settings and apps. Call it first in every command that touches what is stored."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leveller.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise click.ClickException(str(error)) from error


def examples(*lines: str) -> str:
    """The end of a help text: `\\b` keeps click from filling the lines."""
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])


def log_work() -> None:
    """Let a process that works on its own say what it does, one line a job."""
    import logging

    logging.getLogger("leveller").setLevel(logging.INFO)
