"""Writes folders of golden cases, to show that the harness runs any and not just the shared one."""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Rows = Sequence[Mapping[str, Any]]


def write_case(
    folder: Path,
    name: str,
    measure: str,
    rows: Rows,
    expected: Rows,
    *,
    roles: Mapping[str, str],
    parameters: Mapping[str, Any],
    keys: Sequence[str],
    values: Sequence[str],
    files: Mapping[str, Rows] | None = None,
    tolerance: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """One case on disk; gives back its entry of the manifest."""
    place = folder / name
    place.mkdir(parents=True)
    for file, content in {"input.csv": rows, "expected.csv": expected, **(files or {})}.items():
        write_csv(place / file, content)
    return {
        "id": name,
        "measure": measure,
        "input": "input.csv",
        "expected": "expected.csv",
        "extra_files": list(files or {}),
        "column_roles": dict(roles),
        "parameters": dict(parameters),
        "join_keys": list(keys),
        "value_columns": list(values),
        "tolerance": dict(tolerance or {"rel": 1e-9, "abs": 1e-9}),
    }


def write_csv(path: Path, rows: Rows) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, names)
        writer.writeheader()
        writer.writerows({k: "" if v is None else v for k, v in row.items()} for row in rows)


def write_manifest(folder: Path, entries: Sequence[Mapping[str, Any]]) -> None:
    text = json.dumps({"format": 1, "cases": list(entries)})
    (folder / "manifest.json").write_text(text, encoding="utf-8")
