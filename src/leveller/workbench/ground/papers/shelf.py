"""Files of kept papers, by content: `documents/<sha256>` in the home folder.

The row of the database is the truth. A file is written whole and made durable before any row names
it; one that no row names is swept.
"""

import hashlib
import os
import time
from collections.abc import Collection
from pathlib import Path

from django.conf import settings


def folder() -> Path:
    return settings.HOME / "documents"


def path(sha256: str) -> Path:
    return folder() / sha256


def put(content: bytes) -> str:
    """Keeps the content and gives its hash; nothing is written when it is there already."""
    sha256 = hashlib.sha256(content).hexdigest()
    file = path(sha256)
    if not is_whole(sha256):
        folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(file, content)
    else:
        os.utime(file)  # a sweep that runs now must see that it is wanted again
    return sha256


def _write(file: Path, content: bytes) -> None:
    draft = file.with_name(f".{file.name}.{os.getpid()}.{time.monotonic_ns()}")
    with draft.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(file)
    descriptor = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_whole(sha256: str) -> bool:
    """Whether the file is there and still holds what it is named for."""
    try:
        return hashlib.sha256(path(sha256).read_bytes()).hexdigest() == sha256
    except FileNotFoundError:
        return False


def sweep(named: Collection[str], *, older_than_seconds: float) -> int:
    """Deletes files that no row names. Young ones stay: their row may be about to be committed."""
    limit = time.time() - older_than_seconds
    files = [file for file in folder().iterdir() if file.is_file()] if folder().is_dir() else []
    stale = [f for f in files if f.name not in named and f.stat().st_mtime < limit]
    for file in stale:
        file.unlink(missing_ok=True)
    return len(stale)
