"""Files of releases: staged beside the store, moved into it whole, swept when nothing names them.

The row of the database is the truth and commits last. Until then a folder under `releases/` is
only an attempt: whoever publishes removes it when the row doesn't come about, and the sweeper does
when the machine stopped in between. A lock keeps publishers and the sweeper apart.
"""

import fcntl
import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings

MANIFEST = "manifest.json"
CHUNK = 1 << 20


class ChangedWhileReadError(OSError):
    """The source is no longer what was examined."""


@dataclass(frozen=True)
class Staged:
    """A folder that holds everything of one release but its row."""

    folder: Path
    manifest_sha256: str


def releases() -> Path:
    return Path(settings.RELEASES)


def staging() -> Path:
    return Path(settings.HOME) / "staging"


@contextmanager
def attempt() -> Iterator[Path]:
    """A new folder to stage in, held by a lock for as long as its maker lives, then removed."""
    folder = staging() / uuid.uuid4().hex
    folder.mkdir(parents=True)
    try:
        with _locked(folder / ".lock"):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def store_locked() -> Iterator[None]:
    """Nobody else moves folders of releases or sweeps them while the block runs."""
    releases().mkdir(parents=True, exist_ok=True)
    with _locked(Path(settings.HOME) / ".releases.lock"):
        yield


def copy_source(source: Path, target: Path, sha256: str) -> None:
    """Copy the file as it was given. Raises `ChangedWhileReadError` when it is another by now."""
    digest = hashlib.sha256()
    with source.open("rb") as reader, target.open("wb") as writer:
        while chunk := reader.read(CHUNK):
            digest.update(chunk)
            writer.write(chunk)
    if digest.hexdigest() != sha256:
        raise ChangedWhileReadError(f"{source} changed while it was read. Import it again.")


def seal(folder: Path, about: dict[str, Any], known: Mapping[str, str]) -> Staged:
    """Write the manifest of everything in the folder, and force all of it to the disk.

    `known` are hashes by the name of the file that were taken as the file was written.
    """
    files = sorted(file for file in folder.iterdir() if not file.name.startswith("."))
    listed = {
        f.name: {"sha256": known.get(f.name) or _hash(f), "size": f.stat().st_size} for f in files
    }
    text = json.dumps({**about, "files": listed}, ensure_ascii=False, indent=1, sort_keys=True)
    manifest = folder / MANIFEST
    manifest.write_text(text + "\n", encoding="utf-8")
    for file in (*files, manifest):
        _sync(file)
    _sync(folder)
    return Staged(folder, _hash(manifest))


def install(staged: Staged, address: str, is_named: bool) -> bool:
    """Move the staged files to where readers look; True when they weren't there already.

    Call it inside `store_locked`. A folder that no row names is left over, and gives way.
    """
    target = releases() / address
    if target.exists():
        if is_named:
            return False
        shutil.rmtree(target)
    content = staged.folder / "content"
    content.mkdir()
    for file in list(staged.folder.iterdir()):
        if file.is_file() and not file.name.startswith("."):
            file.rename(content / file.name)
    _sync(content)
    content.rename(target)
    try:
        _sync(releases())
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise
    return True


def remove(address: str) -> None:
    """Take back a folder whose row didn't come about."""
    shutil.rmtree(releases() / address, ignore_errors=True)
    if releases().exists():
        _sync(releases())


def discard(folder: Path) -> None:
    shutil.rmtree(folder)


def unnamed(named: Iterable[str]) -> list[Path]:
    """Folders of releases that no row names, and attempts whose maker is gone."""
    known = set(named)
    left = [f for f in _folders(releases()) if f.name not in known]
    return left + [f for f in _folders(staging()) if not _is_held(f / ".lock")]


def _folders(parent: Path) -> list[Path]:
    return sorted(f for f in parent.iterdir() if f.is_dir()) if parent.is_dir() else []


def _hash(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    with file.open("a") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _is_held(file: Path) -> bool:
    if not file.exists():
        return False
    with file.open("a") as stream:
        return not _taken(stream)


def _taken(stream: IO[str]) -> bool:
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
