"""Secrets: from the environment, or, on one person's own machine, made once and kept."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

SHORTEST = 32


def read(names: Iterable[str], *, folder: Path, required: bool) -> dict[str, str]:
    """The value of each secret. `required` says that each must be given in the environment.

    Raises `ImproperlyConfigured`, naming all that are missing or too short at once.
    """
    given = {name: os.environ.get(name, "") for name in names}
    unfit = [name for name, value in given.items() if len(value) < SHORTEST]
    if required and unfit:
        raise ImproperlyConfigured(_refusal(unfit))
    return {name: value or _kept(folder / name.lower()) for name, value in given.items()}


def _refusal(names: list[str]) -> str:
    return (
        f"Production mode needs these settings, each of {SHORTEST} characters or more: "
        f"{', '.join(names)}. Make a value with: "
        "python -c 'import secrets; print(secrets.token_urlsafe(50))'. "
        "Give each its own value and keep it outside the database and its backups."
    )


def _kept(file: Path) -> str:
    """A secret of this machine's own, readable by its owner only."""
    try:
        return file.read_text()
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    value = secrets.token_urlsafe(50)
    try:
        return _written(file, value)
    except FileExistsError:
        return file.read_text()


def _written(file: Path, value: str) -> str:
    """Written beside and linked into place, so that nobody ever reads half a secret."""
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as stream:
            stream.write(value)
        os.link(draft, file)
    finally:
        draft.unlink()
    return value
