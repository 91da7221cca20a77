"""`leveller sweep`: remove what attempts to publish left behind when they were cut off."""

import click

from leveller.cli import project


@click.command(epilog=project.examples("leveller sweep"))
def command() -> None:
    """Remove folders of releases that the store does not name."""
    project.ready()
    from leveller.workbench.ground.accounts.actor import Actor
    from leveller.workbench.systems.evidence import actions

    removed = actions.sweep(by=Actor.of_system("command line"))
    for name in removed:
        click.echo(f"Removed {name}")
    click.echo(f"{len(removed)} folder{'s' * (len(removed) != 1)} removed.")
