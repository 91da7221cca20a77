"""Lists of rows as people write them: `1545-1548,2330`."""

import re
from collections.abc import Iterable, Sequence

Rows = tuple[tuple[int, int], ...]
PART = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")


class RowListError(ValueError):
    """The text is not a list of rows."""


def parse(text: str) -> Rows:
    """First and last row of each part, both included. Raises `RowListError`."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    found = []
    for part in parts:
        match = PART.fullmatch(part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last:
            raise RowListError(f"{part!r} is not a row or a range of rows such as 1545-1548.")
        found.append((first, last))
    if not found:
        raise RowListError("No row is named.")
    return tuple(sorted(found))


def write(rows: Iterable[int]) -> str:
    """The shortest text that names the rows."""
    parts: list[list[int]] = []
    for row in sorted(set(rows)):
        if parts and row == parts[-1][1] + 1:
            parts[-1][1] = row
        else:
            parts.append([row, row])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in parts)


def condition(rows: Sequence[tuple[int, int]], column: str = "row") -> str:
    """SQL that holds for the rows."""
    return " OR ".join(f"{column} BETWEEN {first} AND {last}" for first, last in rows) or "FALSE"
