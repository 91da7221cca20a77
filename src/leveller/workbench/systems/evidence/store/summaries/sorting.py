"""Sorting by place what was made by indicator, within a limit of memory."""

from pathlib import Path

import duckdb

from leveller.workbench.systems.evidence.store import layout

MEMORY = "256MB"


def by_place(unsorted: Path, to: Path) -> None:
    """Write the rows again, sorted by place, indicator, sex and age."""
    settings = {
        "threads": 1,
        "memory_limit": MEMORY,
        "temp_directory": str(to.parent),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    query = """
        COPY (SELECT * FROM read_parquet($unsorted) ORDER BY place, indicator, sex, age)
        TO '{to}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {rows})
    """
    quoted = str(to).replace("'", "''")
    with duckdb.connect(":memory:", config=settings) as connection:
        connection.execute(
            query.format(to=quoted, rows=layout.ROWS_A_GROUP), {"unsorted": str(unsorted)}
        )
