"""Headings of columns: told apart, compared, and made into a fingerprint of the table."""

import hashlib
import re
from collections.abc import Iterable, Sequence


def normal(heading: str) -> str:
    """Lower case, words joined by underscores: `Area Code` and `area_code` are the same."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", heading)
    return re.sub(r"[^a-z0-9+<&]+", "_", spaced.strip().lower()).strip("_")


def fingerprint(headings: Iterable[str]) -> str:
    """The same for tables that have the same headings in the same order, however cased."""
    joined = "\x1f".join(normal(h) for h in headings)
    return hashlib.sha256(joined.encode()).hexdigest()


def letter(index: int) -> str:
    """What a spreadsheet calls the column: A for 0, AA for 26."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def find(headings: Sequence[str], *names: str) -> str | None:
    """The heading that one of the names matches, the first name first."""
    by_name = {normal(h): h for h in reversed(headings)}
    return next((by_name[n] for n in names if n in by_name), None)


def repeated(headings: Iterable[str]) -> list[str]:
    """Headings that stand more than once; empty ones don't count."""
    seen: set[str] = set()
    twice: list[str] = []
    for heading in headings:
        if heading and heading in seen and heading not in twice:
            twice.append(heading)
        seen.add(heading)
    return twice
