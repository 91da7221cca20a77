"""Many files at once: which of a folder's files are data, and in which order they are taken.

Lookups come first, so that places are known when figures name them; then metadata, boundaries and
observations. Within a kind the order is that of what the files are, not of their names.
"""

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from leveller.workbench.systems.evidence.checking.faults import FaultError
from leveller.workbench.systems.evidence.formats import recognising
from leveller.workbench.systems.evidence.formats.matches import Match
from leveller.workbench.systems.evidence.formats.recognising import Saved
from leveller.workbench.systems.evidence.reading.opening import open_file

DATA = {".csv", ".tsv", ".xlsx", ".parquet", ".json", ".geojson"}
OBSERVATIONS, UNKNOWN = 50, 99


@dataclass(frozen=True)
class Gathered:
    """Files to take, and files of folders that are passed over since they hold no data."""

    files: list[Path]
    passed_over: list[Path]


def gather(paths: Iterable[Path]) -> Gathered:
    """Files as named, whatever they are; of folders, the files of data in them."""
    files: dict[Path, None] = {}
    passed_over: list[Path] = []
    for path in paths:
        if not path.is_dir():
            files[path] = None
            continue
        for inside in sorted(path.rglob("*")):
            if inside.is_file() and not _is_hidden(inside, path):
                if _is_data(inside):
                    files[inside] = None
                else:
                    passed_over.append(inside)
    return Gathered(list(files), passed_over)


def in_order(files: list[Path], saved: Mapping[str, Saved]) -> list[Path]:
    """The files in the order in which they are to be taken."""
    if len(files) < 2:
        return files
    return sorted(files, key=lambda file: (*_rank(file, saved), file.name, str(file)))


def _rank(file: Path, saved: Mapping[str, Saved]) -> tuple[int, str]:
    with tempfile.TemporaryDirectory() as scratch:
        try:
            opened = open_file(file, Path(scratch), hashed=False)
            match = recognising.recognise(opened, "", saved)
        except FaultError:
            return UNKNOWN, ""
    return rank_of(match), match.format if match else ""


def rank_of(match: Match | None) -> int:
    """Where a file of this kind stands in the order."""
    return UNKNOWN if match is None else getattr(match, "rank", OBSERVATIONS)


def _is_data(file: Path) -> bool:
    suffixes = [s.lower() for s in file.suffixes]
    last = suffixes[-2:-1] if suffixes[-1:] == [".gz"] else suffixes[-1:]
    return bool(last) and last[0] in DATA


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)
