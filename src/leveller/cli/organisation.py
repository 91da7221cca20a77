"""`leveller organisation`: who works in this Leveller."""

import click

from leveller.cli import project


@click.group()
def command() -> None:
    """Make organisations, or list them."""


@command.command(
    epilog=project.examples('leveller organisation create "Salford City Council" --area E08000006')
)
@click.argument("name")
@click.option("--area", default="", help="Code of the place that it works for.")
def create(name: str, area: str) -> None:
    """Make an organisation. What it writes, no other one sees."""
    project.start()
    from leveller.workbench.ground.accounts import actions

    with project.words():
        made = actions.create_organisation(by=project.actor(), name=name, area_code=area)
    click.echo(f"Made {made}, in short {made.slug}.")


@command.command("list", epilog=project.examples("leveller organisation list"))
def list_() -> None:
    """Name every organisation."""
    project.start()
    from leveller.workbench.ground.accounts import queries

    with project.words():
        for found in queries.organisations():
            click.echo(f"{found.slug}: {found}{f', {found.area_code}' if found.area_code else ''}")
