"""A table as plain fields, which is all that its CSV and JSON twins are made of."""

from dataclasses import dataclass
from datetime import date

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.benchmarks import Benchmark
from leveller.workbench.ground.pages.tables import Cell, Column, Kind, Row, Table, Value

Flat = str | int | float | bool | None


@dataclass(frozen=True)
class Field:
    """One field of the twins: what it holds, and how CSV and JSON head it."""

    column: Column
    part: str  # value, lower, upper, address, note or benchmark

    @property
    def key(self) -> str:
        return self.column.key if self.part == "value" else f"{self.column.key}_{self.part}"

    @property
    def heading(self) -> str:
        return PARTS[self.part].format(label=self.column.label, heading=self.column.heading)

    def of(self, row: Row) -> Flat:
        cell = row.cell(self.column.key)
        if self.part in {"lower", "upper"}:
            return _plain(getattr(cell.value, self.part, None))
        if self.part == "note":
            return " ".join(part for part in (_words(self.column, cell), cell.note) if part)
        if self.part == "address":
            return cell.link
        if self.part == "benchmark":
            return cell.benchmark.look.label if cell.benchmark else ""
        return _plain(cell.value)


PARTS = {
    "value": "{heading}",
    "lower": "{heading}, lower limit",
    "upper": "{heading}, upper limit",
    "address": "{label}: address",
    "note": "{label}: note",
    "benchmark": "{label}: compared with the benchmark",
}


def _words(column: Column, cell: Cell) -> str:
    """What is said in the place of a figure; a text's own wording is no note."""
    return cell.text if column.kind.is_numeric and cell.value is None else ""


def _plain(value: Value) -> Flat:
    if isinstance(value, Benchmark):
        return value.look.label
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and figures.is_missing(value):
        return None
    return value


def _parts(table: Table, column: Column) -> list[str]:
    cells = [row.cell(column.key) for row in table.rows]
    parts = ["lower", "upper"] if column.kind == Kind.INTERVAL else ["value"]
    if column.kind == Kind.LINK:
        parts.append("address")
    if any(cell.benchmark for cell in cells):
        parts.append("benchmark")
    if any(cell.note or _words(column, cell) for cell in cells):
        parts.append("note")
    return parts


def fields(table: Table) -> list[Field]:
    """The fields of the twins, in order; a note or a comparison only where some cell has one."""
    return [Field(column, part) for column in table.columns for part in _parts(table, column)]
