"""`leveller setup`: make everything ready, or bring it in line with a new version."""

import click

from leveller.cli import project


@click.command(
    epilog=project.examples(
        "leveller setup",
        'leveller setup --organisation "Greater Manchester Combined Authority" --area E47000001',
    )
)
@click.option(
    "--organisation", default="My organisation", show_default=True, help="Who works here."
)
@click.option("--area", default="", help="Code of the place that it works for.")
def command(organisation: str, area: str) -> None:
    """Make the home folder, the tables, the static files and the first organisation.

    Run it again after every upgrade; it changes only what isn't in line.
    """
    project.start()
    from django.conf import settings

    from leveller.cli.preparation import prepare
    from leveller.workbench.ground.records.reference_files import ReferenceFileError

    try:
        with project.words():
            prepare(click.echo, organisation=organisation, area_code=area)
    except ReferenceFileError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Ready. Everything is kept in {settings.HOME}.")
