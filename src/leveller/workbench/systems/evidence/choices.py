"""What a person chose by hand for one file: a mapping, statements, rows to leave out."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from leveller.workbench.systems.evidence.checking import row_lists
from leveller.workbench.systems.evidence.normalising.categories import Direction
from leveller.workbench.systems.evidence.normalising.periods import Years
from leveller.workbench.systems.evidence.observations.layout import FIGURES, Part

STATEABLE = tuple(part for part in Part if part not in FIGURES)


class StatementError(ValueError):
    """A statement that can't be read; the message says which and why."""


@dataclass(frozen=True)
class Statements:
    """What somebody says of every row of a file that does not say it itself."""

    says: Mapping[Part, str] = field(default_factory=dict)
    years: Years | None = None
    direction: Direction | None = None

    def __bool__(self) -> bool:
        return bool(self.says or self.years or self.direction)

    def to_json(self) -> dict[str, str]:
        found = {str(part): text for part, text in sorted(self.says.items())}
        found |= {"years": str(self.years)} if self.years else {}
        return found | ({"direction": str(self.direction)} if self.direction else {})


def parse_statements(texts: Iterable[str]) -> Statements:
    """`period=2021`, `direction=1 is most deprived`, … Raises `StatementError`."""
    says: dict[Part, str] = {}
    years, direction = None, None
    for text in texts:
        name, equals, value = (piece.strip() for piece in text.partition("="))
        if not equals or not value:
            raise StatementError(f"{text!r} is not of the form NAME=VALUE.")
        if name == "years":
            years = _one_of(Years, name, value)
        elif name == "direction":
            direction = _one_of(Direction, name, value)
        else:
            says[_part(name)] = value
    return Statements(says, years, direction)


@dataclass(frozen=True)
class Choices:
    """`accept` takes the mapping that is proposed; `leave_out` needs a reason."""

    mapping: Mapping[str, Any] | None = None
    accept: bool = False
    statements: Statements = field(default_factory=Statements)
    leave_out: row_lists.Rows = ()
    reason: str = ""
    sheet: str = ""

    def __bool__(self) -> bool:
        return bool(self.mapping or self.accept or self.statements or self.leave_out or self.sheet)

    def to_json(self, mapping: Mapping[str, Any] | None) -> dict[str, Any]:
        """What makes the reading of a file differ from another reading of it."""
        found: dict[str, Any] = {
            "mapping": mapping,
            "statements": self.statements.to_json(),
            "left out": [list(part) for part in self.leave_out],
            "sheet": self.sheet,
        }
        return {name: value for name, value in found.items() if value}


def address(sha256: str, chosen: Mapping[str, Any]) -> str:
    """The name of a release: the hash of the file, and of how it was read where that was chosen."""
    if not chosen:
        return sha256
    canonical = json.dumps([sha256, chosen], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _one_of(kind: type[Years] | type[Direction], name: str, value: str) -> Any:
    try:
        return kind(value)
    except ValueError:
        raise StatementError(f"{name} can be: {', '.join(kind)}. It can't be {value!r}.") from None


def _part(name: str) -> Part:
    try:
        part = Part(name.lower().replace("_", " "))
    except ValueError:
        part = None
    if part not in STATEABLE:
        raise StatementError(
            f"{name!r} can't be stated; these can: {', '.join(STATEABLE)}, years, direction."
        )
    return part
