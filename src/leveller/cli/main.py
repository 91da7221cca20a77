"""The `leveller` command. Each subcommand has a module of its own, loaded when called."""

import importlib
import os

import click

COMMANDS: dict[str, str] = {}


class Lazy(click.Group):
    """Loads a subcommand's module only when it is called, so that `--help` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        return importlib.import_module(COMMANDS[name]).command


@click.group(cls=Lazy)
@click.version_option(package_name="leveller")
def main() -> None:
    """Leveller: the workbench with which a regional authority narrows its health gap."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leveller.config.settings")
