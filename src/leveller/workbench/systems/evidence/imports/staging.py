"""Files that somebody uploaded, kept aside until they are published, thrown away or expire."""

import hashlib
import re
import shutil
import time
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.files.base import File

UNSAFE = re.compile(r"[^\w .,()\[\]+&%=@#-]+")
LONGEST = 120
UPLOADING = 3600  # seconds within which the row of an upload is written


def root() -> Path:
    return Path(settings.WORK) / "imports"


def folder(name: str) -> Path:
    return root() / name


def path_of(name: str, number: int, filename: str) -> Path:
    return folder(name) / str(number) / filename


def faults_of(name: str, number: int) -> Path:
    return folder(name) / f"{number}.faults.parquet"


def safe_name(given: str) -> str:
    """The name as it was given, as far as a disk and a terminal take it; its end is kept."""
    plain = UNSAFE.sub("_", given.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")
    while len(plain.encode()) > LONGEST:
        plain = plain[1:]
    return plain or "file"


def keep(upload: File, target: Path) -> tuple[str, int]:
    """Copy an upload aside; gives its SHA-256 and its size."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as sink:
        for chunk in upload.chunks():
            digest.update(chunk)
            size += len(chunk)
            sink.write(chunk)
    return digest.hexdigest(), size


def forget_file(name: str, number: int) -> None:
    """Remove one file of an import: it was published, and the release has it now."""
    shutil.rmtree(folder(name) / str(number), ignore_errors=True)
    faults_of(name, number).unlink(missing_ok=True)


def forget(name: str) -> None:
    shutil.rmtree(folder(name), ignore_errors=True)


def is_old(folder: Path) -> bool:
    """Whether it isn't an upload under way, whose row is written last."""
    return time.time() - folder.stat().st_mtime > UPLOADING


def folders_without(named: Iterable[str]) -> list[Path]:
    """Folders that no import names: an upload that was cut off before its row was written."""
    known = set(named)
    parent = root()
    found = parent.iterdir() if parent.is_dir() else ()
    return sorted(f for f in found if f.is_dir() and f.name not in known)
