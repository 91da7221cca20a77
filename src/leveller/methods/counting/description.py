"""What is to be counted: these events, over this population, by these dimensions.

As a file, in YAML:

    events:
      files: deaths/*.parquet
      where: {cause: [ischaemic, stroke]}
    population:
      files: people.parquet
      people: people            # a column of whole numbers; left out, each row is a person
    lookups:
      - {files: areas.parquet, key: small_area, take: [council, decile]}
    bands: {age_band: {of: age, starts: [0, 1, 5, 10, 15, 20, 85]}}
    by: [council, year, sex, decile, age_band]

Paths are relative to the file. A dimension is a column of the records, of a lookup, or a band.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Value = str | int | float | bool


class DescriptionError(ValueError):
    """A description that can't be counted; the message says which part of it, and why."""


@dataclass(frozen=True)
class Records:
    """Rows of CSV or Parquet files. `where` keeps rows with one of the values in each column."""

    files: str
    where: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    people: str = ""


@dataclass(frozen=True)
class Lookup:
    """A table with one row for each `key`, whose columns `take` become dimensions."""

    files: str
    key: str
    take: tuple[str, ...]


@dataclass(frozen=True)
class Bands:
    """Half-open bands of a number from each start to the next; the last one is open."""

    of: str
    starts: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.starts or list(self.starts) != sorted(set(self.starts)):
            raise DescriptionError(f"The starts of the bands of {self.of} must rise: {self.starts}")

    @property
    def labels(self) -> tuple[str, ...]:
        """`0`, `1-4`, `85+`, as age bands are written."""
        ends = [start - 1 for start in self.starts[1:]]
        closed = [str(a) if a == b else f"{a}-{b}" for a, b in zip(self.starts, ends, strict=False)]
        return (*closed, f"{self.starts[-1]}+")


@dataclass(frozen=True)
class Description:
    """`by` names the dimensions; at least one. Without a population, events alone are counted."""

    events: Records
    by: tuple[str, ...]
    population: Records | None = None
    lookups: tuple[Lookup, ...] = ()
    bands: Mapping[str, Bands] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.by:
            raise DescriptionError("`by` must name at least one dimension.")
        twice = sorted({name for name in self.by if self.by.count(name) > 1})
        if twice:
            raise DescriptionError(f"`by` names {', '.join(twice)} more than once.")
        taken = {"events", "people"} & set(self.by)
        if taken:
            raise DescriptionError(f"{', '.join(sorted(taken))} can't be the name of a dimension.")


def read(path: Path) -> Description:
    """The description in a YAML file. Raises `DescriptionError`."""
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DescriptionError(f"{path.name} can't be read as YAML: {error}") from error
    if not isinstance(said, Mapping):
        raise DescriptionError(f"{path.name} holds no description.")
    return made(said, path.parent)


def made(said: Mapping[str, Any], folder: Path = Path()) -> Description:
    """From plain values, as JSON or YAML give them; paths are taken from `folder`."""
    _only(said, {"events", "population", "lookups", "bands", "by"}, "the description")
    if "events" not in said:
        raise DescriptionError("`events` is missing: the records to count.")
    people = said.get("population")
    return Description(
        events=_records(said["events"], folder, "events"),
        population=None if people is None else _records(people, folder, "population"),
        lookups=tuple(_lookup(one, folder) for one in said.get("lookups") or ()),
        bands={name: _bands(name, one) for name, one in (said.get("bands") or {}).items()},
        by=_names(said.get("by"), "by"),
    )


def _records(said: Any, folder: Path, what: str) -> Records:
    held: Mapping[str, Any] = {"files": said} if isinstance(said, str) else said
    _only(held, {"files", "where", "people"}, f"`{what}`")
    where: Mapping[str, Any] = held.get("where") or {}
    return Records(
        files=_files(held, folder, what),
        where={name: _values(values) for name, values in where.items()},
        people=str(held.get("people") or ""),
    )


def _lookup(said: Any, folder: Path) -> Lookup:
    _only(said, {"files", "key", "take"}, "`lookups`")
    if not said.get("key"):
        raise DescriptionError("A lookup needs `key`: the column by which it is joined.")
    files = _files(said, folder, "lookups")
    return Lookup(files, str(said["key"]), _names(said.get("take"), "take"))


def _bands(name: str, said: Any) -> Bands:
    _only(said, {"of", "starts"}, f"`bands` of {name}")
    starts = said.get("starts") or ()
    if not all(isinstance(start, int) for start in starts):
        raise DescriptionError(f"The starts of {name} must be whole numbers.")
    return Bands(str(said.get("of") or name), tuple(starts))


def _files(said: Mapping[str, Any], folder: Path, what: str) -> str:
    if not said.get("files"):
        raise DescriptionError(f"`{what}` needs `files`: a path, or a pattern such as *.parquet.")
    named = str(said["files"])
    return named if "://" in named else str(folder / named)


def _names(said: Any, what: str) -> tuple[str, ...]:
    held: Sequence[Any] = [said] if isinstance(said, str) else said or ()
    if not held:
        raise DescriptionError(f"`{what}` must name at least one column.")
    return tuple(str(name) for name in held)


def _values(said: Any) -> tuple[Value, ...]:
    return tuple(said) if isinstance(said, list | tuple) else (said,)


def _only(said: Any, known: set[str], what: str) -> None:
    if not isinstance(said, Mapping):
        raise DescriptionError(f"In {what} something else stands than names with values.")
    unknown = sorted(set(said) - known)
    if unknown:
        raise DescriptionError(
            f"In {what} nobody knows {', '.join(map(str, unknown))}; "
            f"known are {', '.join(sorted(known))}."
        )
