"""Where a description runs: DuckDB in this process, through ibis."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis
    from ibis.expr.types import Table


class EngineError(RuntimeError):
    """The engine could not read a file or ran out of what it was given; the message says what."""


@dataclass(frozen=True)
class Engine:
    """A connection of ibis, and how it reads files."""

    connection: "ibis.BaseBackend"

    def table(self, files: str) -> "Table":
        """Rows of CSV (with a header) or Parquet files, told apart by the end of the name."""
        if files.lower().removesuffix(".gz").endswith((".csv", ".tsv")):
            return self.connection.read_csv(files, header=True)
        return self.connection.read_parquet(files)


@contextmanager
def duckdb_engine(*, memory: str = "2GB", threads: int | None = None) -> Iterator[Engine]:
    """In this process, in at most `memory`: what needs more goes to a temporary folder.

    Raises `EngineError` for files that it can't read and for limits that it can't keep.
    """
    import duckdb
    import ibis

    limits = {"memory_limit": memory} | ({"threads": threads} if threads else {})
    try:
        connection = ibis.duckdb.connect(**limits)
    except duckdb.Error as error:
        raise EngineError(f"DuckDB can't be started so: {error}") from error
    try:
        yield Engine(connection)
    except duckdb.Error as error:
        raise EngineError(f"DuckDB could not count: {error}") from error
    finally:
        connection.disconnect()
