"""The `leveller` command. Each subcommand has a module of its own, loaded when called.

Those modules import nothing heavy at their top, so that `leveller --help` answers at once.
"""

import importlib

import click

COMMANDS = {
    "audit": "leveller.cli.audit",
    "backup": "leveller.cli.backup",
    "brief": "leveller.cli.brief",
    "check": "leveller.cli.check",
    "count": "leveller.cli.count",
    "demo": "leveller.cli.demo",
    "import": "leveller.cli.import_",
    "measure": "leveller.cli.measure",
    "oidc-provider": "leveller.cli.oidc_provider",
    "organisation": "leveller.cli.organisation",
    "reference": "leveller.cli.reference",
    "restore": "leveller.cli.restore",
    "role": "leveller.cli.role",
    "serve": "leveller.cli.serve",
    "setup": "leveller.cli.setup",
    "sweep": "leveller.cli.sweep",
    "user": "leveller.cli.user",
    "verify": "leveller.cli.verify",
    "withdraw": "leveller.cli.withdraw",
    "worker": "leveller.cli.worker",
}


class Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        return importlib.import_module(COMMANDS[name]).command


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="leveller")
def main() -> None:
    """Leveller: the workbench with which a regional authority narrows its health gap."""
