"""The summary of a release, made once when it is published: the latest of everything everywhere.

One row for each place, indicator, sex and age of the whole population: the latest figure, the one
before it that shares no day with it, the country's figure of the same period, where the place
stands among places of its kind, and the recent trend. Sorted by place, so that a place page reads
one row group.
"""

from pathlib import Path

from leveller.workbench.systems.evidence.store import layout
from leveller.workbench.systems.evidence.store.summaries import blocks, sorting
from leveller.workbench.systems.evidence.store.summaries.rows import SCHEMA, summarise

__all__ = ["SCHEMA", "build"]


def build(observations: Path, folder: Path) -> None:
    """Write `summary.parquet` into the folder, from a file of observations sorted as agreed."""
    made = (summarise(block) for block in blocks.of(observations))
    sorting.by_place(made, folder / layout.SUMMARY)
