"""A table, said once: the page, the CSV and the JSON are all drawn from the same object.

A row is a mapping from column keys to cells. A cell may be a bare value, or a `Cell` when it has a
link, a note, words in the place of a figure, or a comparison with a benchmark.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.benchmarks import Benchmark


class Interval(NamedTuple):
    lower: float | None
    upper: float | None


Value = str | int | float | date | bool | Interval | Benchmark | None


class Kind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    INTERVAL = "interval"  # value: Interval; two fields in the twins
    BENCHMARK = "benchmark"  # value: Benchmark
    DATE = "date"
    LINK = "link"  # value: the words; link: the address, which the twins give too

    @property
    def is_numeric(self) -> bool:
        return self in {Kind.NUMBER, Kind.INTERVAL}


@dataclass(frozen=True)
class Column:
    """`unit` stands in the heading; `decimals` fixes how figures are shown, not what twins give."""

    key: str
    label: str
    kind: Kind = Kind.TEXT
    unit: str = ""
    decimals: int | None = None
    note: str = ""

    @property
    def heading(self) -> str:
        return f"{self.label} ({self.unit})" if self.unit else self.label

    def show(self, value: Value) -> str:
        if self.kind == Kind.INTERVAL:
            return figures.interval(*value, self.decimals) if value else ""
        if self.kind == Kind.NUMBER and not isinstance(value, str):
            return figures.number(value, self.decimals)
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if isinstance(value, date):
            return figures.day(value)
        return (
            value.look.label
            if isinstance(value, Benchmark)
            else str("" if value is None else value)
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` is shown in the place of the value, such as `fewer than 8` where there is none."""

    value: Value = None
    text: str = ""
    link: str = ""
    note: str = ""
    benchmark: Benchmark | None = None


@dataclass(frozen=True, slots=True)
class Row:
    cells: Mapping[str, Cell | Value]
    is_emphasised: bool = False

    def cell(self, key: str) -> Cell:
        held = self.cells.get(key)
        return held if isinstance(held, Cell) else Cell(held)


@dataclass(frozen=True)
class Source:
    """Whom to thank, under which licence, and where the release stands in the product."""

    text: str
    link: str = ""
    licence: str = ""
    attribution: str = ""


@dataclass(frozen=True)
class Table:
    """`traces` say for its figures: release, selection, measure and version; the JSON gives them.

    The first column names the row. Keys and headings are unique, and no row has a key that is
    not a column: both raise ValueError, since the twins would lose a figure.
    """

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: Sequence[Row | Mapping[str, Cell | Value]]
    notes: tuple[str, ...] = ()
    source: Source | None = None
    traces: tuple[Mapping[str, object], ...] = ()
    empty: str = "There is nothing to show here yet."
    _keys: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        rows = tuple(row if isinstance(row, Row) else Row(row) for row in self.rows)
        object.__setattr__(self, "rows", rows)
        object.__setattr__(self, "_keys", frozenset(column.key for column in self.columns))
        self._check()

    def _check(self) -> None:
        headings = {column.heading for column in self.columns}
        if len(self._keys) < len(self.columns) or len(headings) < len(self.columns):
            raise ValueError(f"Table {self.key!r} has two columns of one key or heading.")
        for number, row in enumerate(self.rows):
            if unknown := row.cells.keys() - self._keys:
                raise ValueError(
                    f"Row {number} of table {self.key!r} has cells without a column: "
                    f"{figures.listed(sorted(unknown))}."
                )
