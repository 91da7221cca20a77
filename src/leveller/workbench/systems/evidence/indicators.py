"""What the house knows of indicators before a file is read: reviewed definitions that ship.

A name or a number that a file gives finds its definition by alias. What is found nowhere becomes
an indicator that nobody has reviewed yet: it makes no judgement of what is good.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from leveller.config import paths
from leveller.workbench.ground.vocabulary.models.indicators import Polarity, ValueType

FINGERTIPS = "fingertips"
LONGEST_KEY = 120
WHOLE = {ValueType.RANK, ValueType.QUANTILE, ValueType.COUNT}  # numbers without decimals


@dataclass(frozen=True)
class Alias:
    """A name that files give an indicator; `sex` is set where the name tells it."""

    scheme: str
    name: str
    sex: str = ""


@dataclass(frozen=True)
class Definition:
    """One reviewed or provisional definition. `years` says where a year like 2021/22 begins."""

    key: str
    name: str
    short_name: str = ""
    theme: str = ""
    unit: str = ""
    multiplier: float = 1
    value_type: ValueType = ValueType.OTHER
    polarity: Polarity = Polarity.NO_JUDGEMENT
    decimals: int = 1
    is_headline: bool = False
    order: int = 1000
    years: str = ""
    aliases: tuple[Alias, ...] = field(default=())
    authored_by: str = ""
    checked_by: str = ""
    date_reviewed: date | None = None
    source: str = ""
    status: str = ""

    @property
    def is_proportion(self) -> bool:
        return self.value_type == ValueType.PROPORTION


@dataclass(frozen=True)
class Found:
    """What a name came to; `sex` where the name tells it."""

    definition: Definition
    sex: str = ""


class Book:
    """Definitions by key and by alias."""

    def __init__(self, definitions: Sequence[Definition]) -> None:
        self.by_key = {d.key: d for d in definitions}
        self._by_alias: dict[tuple[str, str], Found] = {}
        for definition in definitions:
            for alias in definition.aliases:
                key = (alias.scheme, _folded(alias.name))
                if key in self._by_alias:
                    raise ValueError(f"Two definitions have the alias {alias}.")
                self._by_alias[key] = Found(definition, alias.sex)

    def extended(self, definitions: Sequence[Definition]) -> "Book":
        """With definitions of one organisation's store, which never replace those that ship."""
        own = [d for d in definitions if d.key not in self.by_key]
        return Book([*self.by_key.values(), *own])

    def by_number(self, number: str) -> Found | None:
        """The indicator that Fingertips gives this number."""
        found = self.by_key.get(f"{FINGERTIPS}-{number}")
        return Found(found) if found else None

    def by_name(self, scheme: str, name: str) -> Found | None:
        return self._by_alias.get((scheme, _folded(name)))


def provisional(key: str, name: str, unit: str = "", measure: str = "") -> Definition:
    """An indicator that nobody has reviewed: no judgement, and only what the file itself says."""
    percentage = "percent" in measure.lower() or unit == "%"
    return Definition(
        key=key,
        name=name[:400],
        unit="%" if percentage else unit[:80],
        multiplier=100 if percentage else 1,
        value_type=ValueType.PROPORTION if percentage else ValueType.OTHER,
    )


def key_of(name: str) -> str:
    """A key that stands in addresses: lower case, hyphens."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return slug[:LONGEST_KEY].strip("-") or "indicator"


@cache
def shipped() -> Book:
    """The definitions of `reference/indicators/`."""
    return read(paths.reference() / "indicators")


def read(folder: Path) -> Book:
    rows = [row for file in sorted(folder.glob("*.yaml")) for row in _rows(file)]
    return Book([definition_of(row) for row in rows])


def _rows(file: Path) -> list[dict[str, Any]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as quick where it is built
    content = loader(file.read_text(encoding="utf-8")).get_single_data()
    return list(content["rows"] if isinstance(content, dict) else content)


def definition_of(row: Mapping[str, Any]) -> Definition:
    """A definition out of a row of the reference data, whether from its file or from the store."""
    known = {k: v for k, v in row.items() if k in Definition.__dataclass_fields__}
    reviewed = row.get("date_reviewed")
    whole = {"decimals": 0} if row.get("value_type") in WHOLE else {}
    return Definition(
        **whole
        | known
        | {
            "aliases": tuple(Alias(**alias) for alias in row.get("aliases") or ()),
            "date_reviewed": date.fromisoformat(str(reviewed)) if reviewed else None,
            "value_type": ValueType(row.get("value_type", ValueType.OTHER)),
            "polarity": Polarity(row.get("polarity", "no judgement")),
        }
    )


def _folded(name: str) -> str:
    """Publishers vary dashes, spaces and capitals of one name between downloads."""
    return re.sub(r"[\s\u2010-\u2015-]+", " ", name).strip().casefold()
