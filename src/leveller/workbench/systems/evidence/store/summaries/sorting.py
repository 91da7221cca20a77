"""Sorting by place what was made by indicator, within a limit of memory."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from leveller.workbench.systems.evidence.store import layout
from leveller.workbench.systems.evidence.store.summaries.rows import SCHEMA

MEMORY = "256MB"
ROWS_IN_MEMORY = 200_000  # of some 500 bytes each
ORDER = ("place", "indicator", "sex", "age")


def by_place(made: Iterable[pa.Table], to: Path) -> None:
    """Write the rows of all tables, sorted by place, indicator, sex and age."""
    tables, held = iter(made), list[pa.Table]()
    for table in tables:
        held.append(table)
        if sum(map(len, held)) > ROWS_IN_MEMORY:
            _on_disk(chain(held, tables), to)
            return
    _in_memory(held, to)


def _in_memory(tables: list[pa.Table], to: Path) -> None:
    table = pa.concat_tables(tables) if tables else SCHEMA.empty_table()
    layout.write(table.combine_chunks().sort_by([(name, "ascending") for name in ORDER]), to)


def _on_disk(tables: Iterator[pa.Table], to: Path) -> None:
    unsorted = to.with_suffix(".unsorted")
    try:
        with pq.ParquetWriter(unsorted, SCHEMA, compression="snappy") as writer:
            for table in tables:
                writer.write_table(table)
        _again(unsorted, to)
    finally:
        unsorted.unlink(missing_ok=True)


def _again(unsorted: Path, to: Path) -> None:
    settings = {
        "threads": 1,
        "memory_limit": MEMORY,
        "temp_directory": str(to.parent),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    query = """
        COPY (SELECT * FROM read_parquet($unsorted) ORDER BY {order})
        TO '{to}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {rows})
    """
    quoted = str(to).replace("'", "''")
    with duckdb.connect(":memory:", config=settings) as connection:
        connection.execute(
            query.format(order=", ".join(ORDER), to=quoted, rows=layout.ROWS_A_GROUP),
            {"unsorted": str(unsorted)},
        )
