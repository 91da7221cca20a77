"""`leveller restore`: what a backup holds, put into an empty store and proved."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leveller.cli import project

if TYPE_CHECKING:
    from leveller.cli.backups.manifest import Manifest


@click.command(
    epilog=project.examples(
        "LEVELLER_HOME=/srv/new leveller restore /backups/leveller/2026-11-21T140500Z"
    )
)
@click.argument("backup", type=click.Path(exists=True, file_okay=False, path_type=Path))
def command(backup: Path) -> None:
    """Put BACKUP into a home folder and a database that are empty, and prove that it is whole.

    Give the secrets of the place where it was made, or the audit log can't be verified.
    """
    project.start()
    from django.conf import settings

    from leveller.cli.backups import databases, files, look
    from leveller.cli.backups.manifest import Manifest

    settings.HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        manifest = Manifest.read(backup)
        _must_fit(backup, manifest)
        databases.put_back(backup / manifest.database)
        faults = files.put_back(backup.parent / "files", manifest.files)
        faults += look.faults(manifest)
    except (databases.Fault, OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    if faults:
        raise click.ClickException("What was restored is not whole:\n" + "\n".join(faults))
    rows = sum(manifest.rows.values())
    click.echo(f"Restored {rows} rows and {len(manifest.files)} files from {manifest.made_at}.")
    click.echo("Run `leveller setup` to bring it in line with this version.")


def _must_fit(backup: Path, manifest: "Manifest") -> None:
    from django.db import connection

    from leveller.cli.backups import databases
    from leveller.cli.backups.manifest import sha256_of

    if manifest.vendor != connection.vendor:
        raise ValueError(f"The backup is of {manifest.vendor}, the database {connection.vendor}.")
    if sha256_of(backup / manifest.database) != manifest.database_sha256:
        raise ValueError(f"{backup / manifest.database} is damaged. Take another backup.")
    if not databases.is_empty():
        raise ValueError(
            "The database is not empty. Restore into a new home folder or database, "
            "look at what came back, and only then put it in the place of the old one."
        )
