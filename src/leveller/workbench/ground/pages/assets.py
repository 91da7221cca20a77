"""What the browser is given that others wrote: names, versions, licences, hashes."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from leveller.workbench.ground.pages.tables import Column, Table

FOLDER = Path(__file__).parent / "static" / "vendor"


@dataclass(frozen=True)
class Package:
    name: str
    version: str
    licence: str
    files: dict[str, str]


@cache
def packages(folder: Path = FOLDER) -> tuple[Package, ...]:
    recorded = json.loads((folder / "vendor.json").read_text(encoding="utf-8"))
    return tuple(Package(**package) for package in recorded["packages"])


def faults(folder: Path = FOLDER) -> list[str]:
    """Files that are not what was recorded when they were built, or that nobody recorded."""
    recorded = {file: digest for p in packages(folder) for file, digest in p.files.items()}
    found = {f.name: f for f in folder.iterdir() if f.name != "vendor.json"}
    return [
        *(f"{name} is missing." for name in sorted(recorded.keys() - found.keys())),
        *(f"{name} is not recorded." for name in sorted(found.keys() - recorded.keys())),
        *(
            f"{name} was changed after it was built."
            for name in sorted(recorded.keys() & found.keys())
            if hashlib.sha256(found[name].read_bytes()).hexdigest() != recorded[name]
        ),
    ]


def table() -> Table:
    columns = (
        Column("name", "Package"),
        Column("version", "Version"),
        Column("licence", "Licence"),
    )
    rows = [{"name": p.name, "version": p.version, "licence": p.licence} for p in packages()]
    return Table("vendored", "Vendored packages", columns, rows)
