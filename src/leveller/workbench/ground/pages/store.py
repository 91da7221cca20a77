"""Pictures by content: a page leaves the recipe, the picture is drawn once, when it is asked for.

`charts/<key>.json` in the home folder holds a recipe; the pictures made from it lie beside it. The
key is a keyed hash of the recipe, so that nobody finds a chart by guessing what is in it. It is a
cache: whatever is deleted is made again by the next view of its page.
"""

import fcntl
import hashlib
import hmac
import json
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

KEY = re.compile(r"[0-9a-f]{40}")
RENDERING = "1"  # part of every key: raise it when the same recipe is to be drawn differently


def folder() -> Path:
    return settings.HOME / "charts"


def key_of(recipe: bytes) -> str:
    secret = settings.SECRET_KEY.encode()
    return hmac.new(secret, RENDERING.encode() + recipe, hashlib.sha256).hexdigest()[:40]


def put(recipe: object) -> str:
    """Keeps the recipe and gives its key. Cheap, and does nothing when it is kept already."""
    text = json.dumps(recipe, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()
    key = key_of(text)
    file = folder() / f"{key}.json"
    if not file.exists():
        write(file, text)
    return key


def get(key: str) -> dict[str, object] | None:
    """The recipe of that key, or None when there is none."""
    if not KEY.fullmatch(key):
        return None
    try:
        return json.loads((folder() / f"{key}.json").read_bytes())
    except FileNotFoundError:
        return None


def made_once(name: str, make: Callable[[], bytes]) -> bytes:
    """The file of that name; made if it isn't there, by one process while the others wait."""
    file = folder() / name
    try:
        return file.read_bytes()
    except FileNotFoundError:
        pass
    with _alone(file):
        if not file.exists():
            write(file, make())
    return file.read_bytes()


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    lock = folder() / ".locks" / file.name
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def write(file: Path, content: bytes) -> None:
    """Whole or not at all, however many write it at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}.{time.monotonic_ns()}")
    draft.write_bytes(content)
    draft.replace(file)


def sweep(*, older_than_days: float) -> int:
    """Deletes what nobody has put or read for so long; gives the number of files."""
    limit = time.time() - older_than_days * 86_400
    files = [f for f in folder().rglob("*") if f.is_file()] if folder().is_dir() else []
    stale = [f for f in files if max(f.stat().st_mtime, f.stat().st_atime) < limit]
    for file in stale:
        file.unlink(missing_ok=True)
    return len(stale)
