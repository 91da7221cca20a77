"""The files that the database names: releases and documents, by their hashes."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from leveller.cli.backups.manifest import sha256_of
from leveller.workbench.ground.records.models import Document, Release


def named() -> list[Path]:
    """Folders and files under the home folder that a row names."""
    releases = Release.objects.values_list("sha256", flat=True).distinct()
    documents = Document.objects.values_list("sha256", flat=True).distinct()
    return [Path("releases") / name for name in sorted(releases)] + [
        Path("documents") / name for name in sorted(documents)
    ]


def missing() -> list[str]:
    return [str(path) for path in named() if not (settings.HOME / path).exists()]


def save(into: Path) -> dict[str, str]:
    """Copy what isn't there yet; the hash of every file, whether copied now or before."""
    kept = {}
    for path in _each():
        target = into / path
        if not target.exists():
            _copy(settings.HOME / path, target)
        kept[str(path)] = sha256_of(target)
        if kept[str(path)] != sha256_of(settings.HOME / path):
            raise ValueError(f"{path} is not the same in the backup. Remove {target}; try again.")
    return kept


def put_back(out_of: Path, files: dict[str, str]) -> list[str]:
    """Copy what the manifest lists; the faults, each in words."""
    faults = []
    for path, sha256 in files.items():
        source, target = out_of / path, settings.HOME / path
        if not source.exists():
            faults.append(f"{path} is missing from the backup")
        elif sha256_of(source) != sha256:
            faults.append(f"{path} is damaged in the backup")
        elif not target.exists():
            _copy(source, target)
    return faults


def _each() -> Iterator[Path]:
    for path in named():
        here = settings.HOME / path
        inside = sorted(here.rglob("*")) if here.is_dir() else [here]
        yield from (file.relative_to(settings.HOME) for file in inside if file.is_file())


def _copy(source: Path, target: Path) -> None:
    """Beside first, then in its place: a half copy never bears the name."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.copying")
    shutil.copyfile(source, draft)
    with draft.open("rb+") as stream:
        os.fsync(stream.fileno())
    draft.rename(target)
