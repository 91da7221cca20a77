"""What the tests of this room share: small files, a look at them, and what would be written."""

import gzip
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb

from leveller.workbench.systems.evidence import importing
from leveller.workbench.systems.evidence.choices import Choices
from leveller.workbench.systems.evidence.importing import Examination

FINGERTIPS = (
    "Indicator ID", "Indicator Name", "Parent Code", "Parent Name", "Area Code", "Area Name",
    "Area Type", "Sex", "Age", "Category Type", "Category", "Time period", "Value",
    "Lower CI 95.0 limit", "Upper CI 95.0 limit", "Lower CI 99.8 limit", "Upper CI 99.8 limit",
    "Count", "Denominator", "Value note", "Recent Trend",
    "Compared to England value or percentiles", "Compared to Region value or percentiles",
    "Time period Sortable", "New data", "Compared to goal", "Time period range",
)  # fmt: skip
EXTRACT = ("area_code", "area_name", "period", "indicator", "measure", "unit", "value")


def fingertips_row(**said: object) -> list[str]:
    """One row of a Fingertips download; columns by their names with underscores."""
    usual = {
        "Indicator ID": "90366",
        "Indicator Name": "Life expectancy at birth",
        "Area Code": "E08000003",
        "Area Name": "Manchester",
        "Sex": "Male",
        "Age": "All ages",
        "Time period": "2018 - 20",
        "Value": "75.5",
    }
    given = {name.replace("_", " "): str(value) for name, value in said.items()}
    return [{**usual, **given}.get(name, "") for name in FINGERTIPS]


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [",".join(_cell(cell) for cell in row) for row in (header, *rows)]
    return "\n".join(lines) + "\n"


def write(path: Path, text: str | bytes) -> Path:
    content = text.encode() if isinstance(text, str) else text
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def fingertips(path: Path, *rows: Sequence[object]) -> Path:
    return write(path, csv_text(FINGERTIPS, rows or [fingertips_row()]))


def extract(path: Path, *rows: Sequence[object]) -> Path:
    return write(path, csv_text(EXTRACT, rows))


def look(path: Path, **choices: Any) -> Examination:
    return importing.examine(path, choices=Choices(**choices))


def observations(examination: Examination, folder: Path, query: str = "") -> list[dict[str, Any]]:
    """The rows that would be published; `query` is the rest of a SELECT."""
    assert examination.observations is not None
    [file] = examination.observations.write(folder)
    found = duckdb.sql(f"SELECT * FROM '{file}' {query}")
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def faults(examination: Examination) -> list[tuple[str, int | None, str, str]]:
    """Reason, row, column and text of each."""
    return [(f.reason.key, f.row, f.column, f.text) for f in examination.faults]


def _cell(cell: object) -> str:
    text = str(cell)
    return f'"{text}"' if "," in text else text
