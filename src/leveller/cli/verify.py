"""`leveller verify`: hash every file of every release again."""

import click

from leveller.cli import project


@click.command(epilog=project.examples("leveller verify"))
def command() -> None:
    """Prove that no file of a release changed since it was published; exit 1 if one did."""
    project.start()
    from leveller.workbench.systems.evidence import verifying

    with project.words():
        found = verifying.verify()
    for damage in found.damages:
        click.echo(f"{damage.release[:12]} {damage.file}: {damage.words}")
    if found.damages:
        raise SystemExit(1)
    click.echo(f"{found.releases} releases are whole: {found.files} files.")
