"""Proving a backup: put back in a place of its own, it must be what was taken."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from leveller.cli.backups.manifest import Manifest, sha256_of


def faults_of(backup: Path, manifest: Manifest) -> list[str]:
    """Restore the database of the backup into a folder that is thrown away, and look at it.

    For PostgreSQL the dump's hash is compared; putting it back needs a server, and
    `leveller restore` proves it there.
    """
    file = backup / manifest.database
    if sha256_of(file) != manifest.database_sha256:
        return [f"{manifest.database} is damaged"]
    return _faults_of_copy(backup, file) if manifest.vendor == "sqlite" else []


def _faults_of_copy(backup: Path, file: Path) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copyfile(file, Path(folder) / file.name)
        done = subprocess.run(  # noqa: S603  our own arguments, no shell
            [sys.executable, "-m", "leveller.cli.backups.look", str(backup)],
            env={**os.environ, "DATABASE_URL": f"sqlite:///{copy}"},
            capture_output=True,
            text=True,
            check=False,
        )
    said = (done.stdout + done.stderr).strip()
    return said.splitlines() if done.returncode else []
