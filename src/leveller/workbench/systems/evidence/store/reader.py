"""Reading rows of releases. Each call is one evidence read, and pages are held to a few."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from leveller.workbench.systems.evidence.store import frames, groups, layout
from leveller.workbench.systems.evidence.store.frames import Frame
from leveller.workbench.systems.evidence.store.groups import Where

_counters = threading.local()


@dataclass
class Reads:
    """How many evidence reads were made, and how many row groups they went through."""

    reads: int = 0
    groups: int = 0


@dataclass(frozen=True)
class Request:
    """Rows of one release in which every named column holds one of the wanted values."""

    sha256: str
    where: Where
    columns: Sequence[str]
    file: str = layout.OBSERVATIONS


def select(
    sha256: str, where: Where, columns: Sequence[str], file: str = layout.OBSERVATIONS
) -> Frame:
    """The rows of one release in which every named column holds one of the wanted values."""
    return select_many([Request(sha256, where, columns, file)])[0]


def select_each(
    hashes: Sequence[str], where: Where, columns: Sequence[str], file: str = layout.OBSERVATIONS
) -> list[Frame]:
    """The same selection out of several releases, kept apart: one evidence read."""
    return select_many([Request(sha256, where, columns, file) for sha256 in hashes])


def select_many(requests: Sequence[Request]) -> list[Frame]:
    """Several selections at once: one evidence read."""
    found = [_rows(layout.folder(r.sha256) / r.file, r.where, r.columns) for r in requests]
    _count(reads=1)
    return found


def _rows(path: layout.Path, where: Where, columns: Sequence[str]) -> Frame:
    if any(len(wanted) == 0 for wanted in where.values()):
        return _nothing(columns)
    candidates = groups.table(path).candidates(where)
    _count(groups=len(candidates))
    found = (frames.selected(groups.group(path, g), where, columns) for g in candidates)
    parts = [part for part in found if part is not None]
    return frames.stack(parts) if parts else _nothing(columns)


def _nothing(columns: Sequence[str]) -> Frame:
    return Frame({name: np.array([]) for name in columns})


@contextmanager
def counting() -> Iterator[Reads]:
    """Count the evidence reads of this thread while the block runs."""
    before, counter = getattr(_counters, "current", None), Reads()
    _counters.current = counter
    try:
        yield counter
    finally:
        _counters.current = before


def _count(reads: int = 0, groups: int = 0) -> None:
    counter = getattr(_counters, "current", None)
    if counter is not None:
        counter.reads += reads
        counter.groups += groups
