"""`leveller reference`: take in the facts that ship."""

from pathlib import Path

import click

from leveller.cli import project


@click.group()
def command() -> None:
    """Load the facts that ship (authorities, powers, causes, links), or list them."""


@command.command(
    epilog=project.examples("leveller reference load", "leveller reference load --again")
)
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Read another folder than the one that ships.",
)
@click.option("--again", is_flag=True, help="Apply every set, though nothing changed.")
def load(folder: Path | None, again: bool) -> None:
    """Bring the store in line with the files: all of them, or none."""
    project.start()
    from leveller.workbench.ground.accounts.actor import Actor
    from leveller.workbench.ground.records import actions
    from leveller.workbench.ground.records.reference_files import ReferenceFileError

    try:
        by = Actor.of_system("command line")
        loaded = actions.load_reference(by=by, folder=folder, again=again)
    except ReferenceFileError as fault:
        for line in fault.faults:
            click.echo(line, err=True)
        raise click.ClickException("Nothing was loaded.") from fault
    click.echo(f"New or changed: {', '.join(loaded.new) or 'none'}.")
    click.echo(f"Applied: {', '.join(loaded.applied) or 'none'}.")


@command.command("list", epilog=project.examples("leveller reference list"))
def list_() -> None:
    """Name every set with its version, date and number of rows."""
    project.start()
    from leveller.workbench.ground.records import queries

    for kept in queries.reference_sets():
        dated = f", as at {kept.dated}" if kept.dated else ""
        click.echo(f"{kept.name}: version {kept.version}{dated}, {kept.rows.count()} rows")
