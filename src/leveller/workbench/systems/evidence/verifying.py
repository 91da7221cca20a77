"""Is every file of every release what it was when it was published?"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leveller.workbench.ground.records.models import Release
from leveller.workbench.systems.evidence import publishing
from leveller.workbench.systems.evidence.choices import address
from leveller.workbench.systems.evidence.models import SourceFile
from leveller.workbench.systems.evidence.reading.opening import hash_file


@dataclass(frozen=True)
class Damage:
    release: str
    file: str
    words: str


@dataclass(frozen=True)
class Verified:
    releases: int
    files: int
    damages: tuple[Damage, ...]


def verify() -> Verified:
    """Hash every file of every release again and compare it with what was recorded."""
    sources = {s.release_id: s for s in SourceFile.objects.all()}
    damages, files, releases = [], 0, 0
    for release in Release.objects.order_by("pk"):
        releases += 1
        folder = publishing.releases() / release.sha256
        found = list(_damages(release, sources.get(release.pk), folder))
        damages += [Damage(release.sha256, file, words) for file, words in found]
        files += sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0
    return Verified(releases, files, tuple(damages))


def _damages(
    release: Release, source: SourceFile | None, folder: Path
) -> Iterator[tuple[str, str]]:
    manifest = folder / publishing.MANIFEST
    if source is None:
        yield "", "The store does not say from which file it was made."
        return
    if not manifest.is_file():
        yield publishing.MANIFEST, "It is missing, or its whole folder is."
        return
    if hash_file(manifest) != source.manifest_sha256:
        yield publishing.MANIFEST, "It is not the one that was recorded."
        return
    if address(source.sha256, source.choices) != release.sha256:
        yield publishing.MANIFEST, "The release does not bear the address of its source."
    yield from _listed(json.loads(manifest.read_text(encoding="utf-8")), source, folder)


def _listed(
    manifest: dict[str, Any], source: SourceFile, folder: Path
) -> Iterator[tuple[str, str]]:
    for name, recorded in manifest["files"].items():
        file = folder / name
        if not file.is_file():
            yield name, "It is missing."
        elif hash_file(file) != recorded["sha256"]:
            yield name, "Its content is not what was published."
        elif name.startswith("source.") and recorded["sha256"] != source.sha256:
            yield name, "It is not the file that was imported."
    known = {*manifest["files"], publishing.MANIFEST}
    yield from (
        (f.name, "It does not belong here.") for f in folder.iterdir() if f.name not in known
    )
