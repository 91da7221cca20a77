"""Where in a table the parts of an observation stand.

Every format comes down to a layout, and so does a mapping that somebody made by hand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

from leveller.workbench.systems.evidence.normalising.categories import Direction
from leveller.workbench.systems.evidence.normalising.periods import Years


class Part(StrEnum):
    """What a cell can say of an observation."""

    PLACE = "place"
    PLACE_NAME = "place name"
    PERIOD = "period"
    DATE_FROM = "date from"
    DATE_TO = "date to"
    INDICATOR = "indicator"
    INDICATOR_ID = "indicator id"
    UNIT = "unit"
    SEX = "sex"
    AGE = "age"
    AGE_FROM = "age from"
    AGE_TO = "age to"
    SEX_OR_CATEGORY = "sex or category"
    BREAKDOWN = "breakdown"
    CATEGORY = "category"
    NOTE = "note"
    VALUE = "value"
    LOWER95 = "lower95"
    UPPER95 = "upper95"
    LOWER998 = "lower998"
    UPPER998 = "upper998"
    COUNT = "count"
    DENOMINATOR = "denominator"
    STANDARD_ERROR = "standard error"

    @property
    def sql(self) -> str:
        """Its column in the table of what was said."""
        return self.replace(" ", "_")


FIGURES = tuple(Part)[list(Part).index(Part.VALUE) :]
TEXTS = tuple(part for part in Part if part not in FIGURES)


@dataclass(frozen=True)
class Block:
    """Columns that together give one observation a row, and what their headings say of it."""

    columns: Mapping[Part, int]
    says: Mapping[Part, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Layout:
    """`columns` and `says` hold for every block; `scheme` is whose names the indicators are."""

    columns: Mapping[Part, int]
    blocks: Sequence[Block]
    says: Mapping[Part, str] = field(default_factory=dict)
    scheme: str = ""
    years: Years | None = None
    direction: Direction | None = None

    @property
    def wanted(self) -> list[int]:
        """The columns that are read, by index."""
        found = set(self.columns.values())
        for block in self.blocks:
            found |= set(block.columns.values())
        return sorted(found)

    @property
    def figures(self) -> list[int]:
        """The columns of figures where each row gives one observation, by index."""
        if len(self.blocks) != 1:
            return []
        columns = {**self.columns, **self.blocks[0].columns}
        texts = {index for part, index in columns.items() if part in TEXTS}
        return sorted({i for part, i in columns.items() if part in FIGURES} - texts)

    def told(self, part: Part) -> bool:
        """Whether any column or statement tells the part."""
        return (
            part in self.columns
            or part in self.says
            or all(part in block.columns or part in block.says for block in self.blocks)
        )

    def stating(self, says: Mapping[Part, str], **changes: Any) -> Self:
        """The same with more said of every row; what a column says is not overridden."""
        new = {p: t for p, t in says.items() if p not in self.columns}
        return replace(self, says={**self.says, **new}, **changes)

    def to_mapping(self, headings: Sequence[str]) -> dict[str, Any]:
        """As people read and edit it, and as it is saved: by heading."""
        mapping: dict[str, Any] = {
            "columns": {headings[i]: str(part) for part, i in self.columns.items()},
            "figures": [
                {
                    "columns": {headings[i]: str(part) for part, i in block.columns.items()},
                    **({"says": _plain(block.says)} if block.says else {}),
                }
                for block in self.blocks
            ],
            "says": _plain(self.says),
        }
        mapping |= {"years": str(self.years)} if self.years else {}
        mapping |= {"direction": str(self.direction)} if self.direction else {}
        return mapping


class MappingError(ValueError):
    """A mapping that doesn't fit the table or isn't one; the message says where."""


def from_mapping(mapping: Mapping[str, Any], headings: Sequence[str], scheme: str = "") -> Layout:
    """A layout out of a mapping that was saved or written by hand. Raises `MappingError`."""
    if not isinstance(mapping, Mapping) or not isinstance(mapping.get("figures"), list):
        raise MappingError("It has no list called `figures`.")
    try:
        return Layout(
            columns=_columns(mapping.get("columns") or {}, headings),
            blocks=[
                Block(_columns(item.get("columns") or {}, headings), _says(item.get("says") or {}))
                for item in mapping["figures"]
            ],
            says=_says(mapping.get("says") or {}),
            scheme=scheme,
            years=Years(mapping["years"]) if mapping.get("years") else None,
            direction=Direction(mapping["direction"]) if mapping.get("direction") else None,
        )
    except (AttributeError, TypeError) as error:
        raise MappingError(f"It is not laid out as a mapping: {error}.") from error
    except ValueError as error:
        raise MappingError(str(error)) from error


def _columns(columns: Mapping[str, str], headings: Sequence[str]) -> dict[Part, int]:
    found: dict[Part, int] = {}
    for heading, name in columns.items():
        if heading not in headings:
            raise MappingError(f"The table has no column {heading!r}.")
        part = _part(name)
        if part in found:
            raise MappingError(f"Two columns are said to be the {part}.")
        found[part] = list(headings).index(heading)
    return found


def _says(says: Mapping[str, Any]) -> dict[Part, str]:
    return {_part(name): str(text) for name, text in says.items()}


def _part(name: str) -> Part:
    try:
        return Part(str(name).strip().lower().replace("_", " "))
    except ValueError:
        parts = ", ".join(Part)
        raise MappingError(
            f"{name!r} is not a part of an observation; these are: {parts}."
        ) from None


def _plain(says: Mapping[Part, str]) -> dict[str, str]:
    return {str(part): text for part, text in says.items()}
