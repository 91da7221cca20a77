"""What files leave out, and where it comes from instead: reference data, or the file's name."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from leveller.config import paths
from leveller.workbench.systems.evidence.observations.layout import Part

YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?:[-_](?P<tail>\d{2}))?(?!\d)")
PERSONS = re.compile(r"(?<![a-z])persons?(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True)
class Unsaid:
    """What the reference data says for one format, with its source and how sure that is."""

    says: Mapping[Part, str]
    source: str
    status: str

    def beside(self, columns: Collection[Part]) -> tuple[dict[Part, str], list[str]]:
        """What no column of the file says, and the note that goes with it."""
        missing = {part: text for part, text in self.says.items() if part not in columns}
        if not missing:
            return {}, []
        facts = ", ".join(f"{part} {text}" for part, text in missing.items())
        note = f"The file does not say: {facts}. That comes from the reference data"
        return missing, [f"{note} ({self.status}): {self.source}"]


@cache
def facts() -> dict[str, Unsaid]:
    """By key of the format."""
    return {
        row["key"]: Unsaid(
            {Part(name): str(text) for name, text in (row.get("says") or {}).items()},
            row["source"],
            row["status"],
        )
        for row in _rows()
        if row.get("says")
    }


@cache
def country_names() -> dict[str, str]:
    """Names that stand where a code should, and the code of the country that they mean."""
    return {row["name"]: row["code"] for row in _rows() if row.get("code")}


def period_of(filename: str) -> str | None:
    """The one year, or span of years, that a file's name tells; None when it tells none or more."""
    found = {m.group(0).replace("_", "-") for m in YEAR.finditer(filename)}
    if len(found) != 1:
        return None
    text = found.pop()
    year, _, tail = text.partition("-")
    return f"{year} - {tail}" if tail and int(tail) > int(year) % 100 else year


def says_persons(filename: str) -> bool:
    return PERSONS.search(filename.replace("_", " ")) is not None


def _rows() -> list[dict[str, Any]]:
    file = paths.reference() / "formats" / "unsaid.yaml"
    content: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return content
