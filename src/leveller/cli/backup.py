"""`leveller backup`: everything that is stored, in a folder, proved."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leveller.cli import project

if TYPE_CHECKING:
    from leveller.cli.backups.manifest import Manifest


@click.command(epilog=project.examples("leveller backup /backups/leveller"))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Write the database and every file that it names to FOLDER, and prove the copy.

    It may run while people work. Files that an earlier backup in FOLDER has are not copied again.
    Secrets are not in it; keep them elsewhere.
    """
    project.start()
    from leveller.cli.backups import files, verify

    with project.words():
        if lost := files.missing():
            raise click.ClickException(f"The database names what is not there: {', '.join(lost)}.")
        backup, manifest = make(folder)
    if faults := verify.faults_of(backup, manifest):
        raise click.ClickException("The backup is not sound:\n" + "\n".join(faults))
    click.echo(
        f"Wrote {backup}: {sum(manifest.rows.values())} rows, {len(manifest.files)} files. "
        "It was read back and found whole."
    )


def make(folder: Path) -> "tuple[Path, Manifest]":
    """The database first: whatever it names was there before it and does not change."""
    from django.db import connection
    from django.utils import timezone

    import leveller
    from leveller.cli.backups import databases, files
    from leveller.cli.backups.manifest import Manifest, sha256_of
    from leveller.workbench.ground.records import queries

    now = timezone.now()
    backup = folder / f"{now:%Y-%m-%dT%H%M%SZ}"
    try:
        backup.mkdir(parents=True)
        heads = {head.chain: [head.sequence, head.hash] for head in queries.audit_heads()}
        database, rows = databases.save(backup)
        kept = files.save(folder / "files")
    except (databases.Fault, OSError, ValueError) as error:
        raise click.ClickException(f"No backup was made: {error}") from error
    manifest = Manifest(
        made_at=now.isoformat(timespec="seconds"),
        version=leveller.__version__,
        vendor=connection.vendor,
        database=database.name,
        database_sha256=sha256_of(database),
        rows=rows,
        heads=heads,
        files=kept,
    )
    manifest.write(backup)
    return backup, manifest
