"""Faults of one file, gathered: grouped for reading, listed whole for working through."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from leveller.workbench.systems.evidence.checking.reasons import REASONS, Reason

FIRST = 5
COLUMNS = ("row", "column", "text", "reason", "detail", "what to do")


def visible(text: str) -> str:
    """The text of a cell as it may be shown: characters that a terminal would obey, as dots."""
    return "".join(c if c.isprintable() else "·" for c in text)


@dataclass(frozen=True, slots=True)
class Fault:
    """`row` as a spreadsheet numbers it; None when the fault is of the file as a whole."""

    reason: Reason
    row: int | None = None
    column: str = ""
    text: str = ""
    detail: str = ""

    @property
    def cells(self) -> tuple[object, ...]:
        """As a row under `COLUMNS`."""
        reason = self.reason
        return self.row, self.column, self.text, reason.sentence, self.detail, reason.remedy


@dataclass(frozen=True, slots=True)
class FaultGroup:
    """Faults that share a reason and a column: how many, and the first of them."""

    reason: Reason
    column: str
    count: int
    first: tuple[Fault, ...]


class FaultError(Exception):
    """Raised where reading can't go on: the file can't be opened, decoded or cut into cells."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(f.reason.sentence for f in faults))
        self.faults = faults


@dataclass
class FaultLog:
    """A table of faults, so that a million of them cost no more than a few."""

    connection: duckdb.DuckDBPyConnection
    _ready: bool = field(default=False, init=False)

    def add(self, faults: Iterable[Fault]) -> None:
        rows = [(f.reason.key, f.row, f.column, f.text, f.detail) for f in faults]
        if rows:
            self._prepare()
            self.connection.executemany("INSERT INTO fault VALUES (?, ?, ?, ?, ?)", rows)

    def add_query(self, reason: Reason, query: str) -> None:
        """Add what `query` selects: row, column, text, detail."""
        self._prepare()
        self.connection.execute(f"INSERT INTO fault SELECT '{reason.key}', * FROM ({query})")

    def __len__(self) -> int:
        return self._one("SELECT count(*) FROM fault") if self._ready else 0

    def groups(self) -> list[FaultGroup]:
        """The largest last, so that what concerns the file as a whole is read first."""
        if not self._ready:
            return []
        counted = self.connection.execute(
            'SELECT reason, "column", count(*) FROM fault GROUP BY ALL '
            'ORDER BY count(*), reason, "column"'
        ).fetchall()
        return [
            FaultGroup(REASONS[key], column, count, tuple(self._some(key, column)))
            for key, column, count in counted
        ]

    def rows(self) -> list[int] | None:
        """The rows that are at fault; None when a fault isn't of a row and can't be left out."""
        if not self._ready or self._one("SELECT count(*) FROM fault WHERE row IS NULL"):
            return None
        found = self.connection.execute("SELECT DISTINCT row FROM fault ORDER BY row").fetchall()
        return [row for (row,) in found]

    def __iter__(self) -> Iterator[Fault]:
        if self._ready:
            found = self.connection.execute(f"SELECT * FROM fault {ORDER}").fetchall()
            yield from (Fault(REASONS[key], *rest) for key, *rest in found)

    def write(self, path: Path) -> None:
        """Keep all of them in a Parquet file, in the order of the rows."""
        if self._ready:
            target = str(path).replace("'", "''")
            self.connection.execute(
                f"COPY (SELECT * FROM fault {ORDER}) TO '{target}' "
                "(FORMAT parquet, ROW_GROUP_SIZE 8192)"
            )

    def _some(self, key: str, column: str) -> list[Fault]:
        found = self.connection.execute(
            f'SELECT * FROM fault WHERE reason = ? AND "column" = ? {ORDER} LIMIT {FIRST}',
            (key, column),
        ).fetchall()
        return [Fault(REASONS[k], *rest) for k, *rest in found]

    def _one(self, query: str) -> int:
        return self.connection.execute(query).fetchall()[0][0]

    def _prepare(self) -> None:
        if not self._ready:
            self.connection.execute(
                'CREATE TABLE fault(reason VARCHAR, row BIGINT, "column" VARCHAR, '
                "text VARCHAR, detail VARCHAR)"
            )
            self._ready = True


ORDER = 'ORDER BY row NULLS FIRST, "column", reason'
