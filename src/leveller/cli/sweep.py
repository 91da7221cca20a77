"""`leveller sweep`: remove what attempts to publish left behind when they were cut off."""

import click

from leveller.cli import project


@click.command(epilog=project.examples("leveller sweep"))
def command() -> None:
    """Remove folders of releases that the store does not name."""
    project.start()
    from leveller.workbench.systems.evidence import actions

    with project.words():
        removed = actions.sweep(by=project.actor())
    for name in removed:
        click.echo(f"Removed {name}")
    click.echo(f"{len(removed)} folder{'s' * (len(removed) != 1)} removed.")
