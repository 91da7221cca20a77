"""`leveller brief CODE -o FOLDER`: the inequality brief in all its forms."""

from pathlib import Path

import click

from leveller.cli import project


@click.command("brief", epilog=project.examples("leveller brief E47000001 -o brief/"))
@click.argument("code")
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="The folder that receives the files; made when it is missing.",
)
@click.option("--site", default="", help="Address of the workbench, for links in the files.")
def command(code: str, folder: Path, site: str) -> None:
    """Write the inequality brief of a place: web page, Word, PDF, spreadsheet and JSON."""
    project.start()
    from leveller.workbench.front import briefs
    from leveller.workbench.ground.accounts.actor import Actor
    from leveller.workbench.ground.papers.rules import PaperError
    from leveller.workbench.ground.places import queries as places
    from leveller.workbench.ground.places.models import Place

    try:
        place = places.by_code(code.upper())
    except Place.DoesNotExist:
        raise click.ClickException(
            f"No place has the code {code}. Import a lookup that names it, or check the code."
        ) from None
    try:
        made = briefs.printed(Actor.public(), place, site)
    except PaperError as error:
        raise click.ClickException(f"The brief cannot be printed. {error}") from None
    folder.mkdir(parents=True, exist_ok=True)
    for one in made:
        (folder / one.filename).write_bytes(one.content)
        click.echo(folder / one.filename)
