"""Reading the facts that ship: a file, or a folder of files, under `reference/` is one set.

A set is `NAME.csv`, `NAME.yaml`, or a folder `NAME/` of such files. Each row has a `key`, a
`source`, a `status` and any further fields. A YAML file is a list of rows, or a mapping with
`rows` and, if the facts are as at a date, `dated`. Text of a CSV file stays text.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from leveller.workbench.ground.records import canonical
from leveller.workbench.ground.records.models.reference import Status

SUFFIXES = {".csv", ".yaml", ".yml"}


class ReferenceFileError(Exception):
    """What is wrong with the files of a set; one line a fault, each with file and row."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Row:
    key: str
    fields: dict[str, Any]
    source: str
    status: str


@dataclass(frozen=True)
class SetFile:
    """One set as it lies on the disk."""

    name: str
    rows: tuple[Row, ...]
    dated: date | None

    @property
    def sha256(self) -> str:
        """Of what the rows say, not of how the file is laid out."""
        rows = [[r.key, r.fields, r.source, r.status] for r in self.rows]
        return canonical.sha256({"rows": rows, "dated": self.dated})


def read_all(folder: Path) -> list[SetFile]:
    """Every set of the folder, by name. Raises `ReferenceFileError` with all files' faults."""
    sets, faults = [], []
    for name, files in sorted(_sets(folder).items()):
        try:
            sets.append(read_set(name, files))
        except ReferenceFileError as fault:
            faults += fault.faults
    if faults:
        raise ReferenceFileError(faults)
    return sets


def read_set(name: str, files: list[Path]) -> SetFile:
    rows, dates, faults = [], [], []
    for file in files:
        try:
            raw, dated = _raw(file)
        except ValueError as error:
            faults.append(f"{file.name}: {error}")
            continue
        dates += [dated] if dated else []
        for place, item in raw:
            faults += [f"{file.name}, {place}: {fault}" for fault in _faults(item)]
            rows.append(item)
    faults += _repeated(name, rows)
    if faults:
        raise ReferenceFileError(faults)
    return SetFile(name, tuple(_row(item) for item in rows), max(dates, default=None))


def _sets(folder: Path) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for file in sorted(folder.rglob("*")):
        if file.suffix in SUFFIXES and not file.name.startswith("."):
            inside = file.relative_to(folder).parts
            found.setdefault(inside[0] if len(inside) > 1 else file.stem, []).append(file)
    return found


def _raw(file: Path) -> tuple[list[tuple[str, Any]], date | None]:
    return _raw_csv(file) if file.suffix == ".csv" else _raw_yaml(file)


def _raw_csv(file: Path) -> tuple[list[tuple[str, Any]], None]:
    with file.open(newline="", encoding="utf-8-sig") as stream:
        reader = csv.DictReader(stream, strict=True)
        return [(f"line {reader.line_num}", _unspilt(row)) for row in reader], None


def _unspilt(row: dict[str | None, Any]) -> dict[str, Any]:
    """A row with more or fewer cells than the header is given a fault in place of a guess."""
    if None in row or None in row.values():
        return {"": "cells"}
    return {str(name).strip(): value.strip() for name, value in row.items()}


def _raw_yaml(file: Path) -> tuple[list[tuple[str, Any]], date | None]:
    import yaml

    try:
        # The loader in C where there is one: every start reads these files.
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
    except yaml.YAMLError as error:
        raise ValueError(f"this is not YAML: {error}") from error
    dated = content.get("dated") if isinstance(content, dict) else None
    rows = content.get("rows") if isinstance(content, dict) else content
    if not isinstance(rows, list):
        raise ValueError("this is neither a list of rows nor a mapping with `rows`.")
    return [(f"row {n}", row) for n, row in enumerate(rows, 1)], dated


def _faults(item: object) -> Iterator[str]:
    if not isinstance(item, dict):
        yield "this is not a row with named fields."
        return
    if "" in item:
        yield "the row has more or fewer cells than the header, or a column has no name."
        return
    for name in ("key", "source"):
        if not str(item.get(name) or "").strip():
            yield f"`{name}` is missing."
    if item.get("status") not in set(Status):
        yield f"`status` is {item.get('status')!r}; it must be one of: {', '.join(Status)}."


def _repeated(name: str, rows: list[Any]) -> list[str]:
    keys = Counter(str(row.get("key", "")).strip() for row in rows if isinstance(row, dict))
    return [
        f"{name}: the key {key!r} stands {n} times." for key, n in keys.items() if key and n > 1
    ]


def _row(item: dict[str, Any]) -> Row:
    fields = {k: v for k, v in item.items() if k not in {"key", "source", "status"}}
    normal = canonical.normalised(fields)
    assert isinstance(normal, dict)
    return Row(str(item["key"]).strip(), normal, str(item["source"]).strip(), item["status"])
