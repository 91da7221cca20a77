"""Every fault of a staged file, kept beside it: a page of them, or all, without holding all."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

from leveller.workbench.systems.evidence.checking.reasons import REASONS, Reason

BATCH = 2000


class Listed(NamedTuple):
    """One fault as it was kept."""

    row: int | None
    column: str
    text: str
    reason: Reason
    detail: str


def count(path: Path) -> int:
    return int(pq.read_metadata(path).num_rows) if path.exists() else 0


def some(path: Path, start: int, most: int) -> list[Listed]:
    """Faults `start` to `start + most`, in the order of the file."""
    if not path.exists():
        return []
    file, before, found = pq.ParquetFile(path), 0, []
    for group in range(file.num_row_groups):
        rows = file.metadata.row_group(group).num_rows
        if before + rows > start and before < start + most:
            first = max(0, start - before)
            part = file.read_row_group(group).slice(first, start + most - before - first)
            found += [_listed(fault) for fault in part.to_pylist()]
        before += rows
    return found


def every(path: Path) -> Iterator[Listed]:
    if path.exists():
        for batch in pq.ParquetFile(path).iter_batches(BATCH):
            yield from (_listed(fault) for fault in batch.to_pylist())


def _listed(fault: dict[str, object]) -> Listed:
    reason = REASONS[str(fault["reason"])]
    return Listed(fault["row"], fault["column"], fault["text"], reason, fault["detail"])  # type: ignore[arg-type]
