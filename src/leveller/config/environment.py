"""Reading settings from the environment, with words for what can't be read."""

import os

from django.core.exceptions import ImproperlyConfigured

YES, NO = {"yes", "true", "on", "1"}, {"no", "false", "off", "0", ""}


def flag(name: str, default: bool = False) -> bool:
    """Raises `ImproperlyConfigured` for anything that is neither yes nor no."""
    given = os.environ.get(name)
    if given is None:
        return default
    if given.lower() in YES | NO:
        return given.lower() in YES
    raise ImproperlyConfigured(f"{name} is {given!r}; write yes or no.")


def number(name: str, default: int) -> int:
    given = os.environ.get(name, "")
    try:
        return int(given) if given else default
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is {given!r}; write a whole number.") from error


def words(name: str, default: str = "") -> list[str]:
    """A list that is written with commas or spaces between its items."""
    return os.environ.get(name, default).replace(",", " ").split()


def choice(name: str, default: str, choices: set[str]) -> str:
    given = os.environ.get(name, default)
    if given not in choices:
        allowed = ", ".join(sorted(choices))
        raise ImproperlyConfigured(f"{name} is {given!r}; it must be one of: {allowed}.")
    return given
