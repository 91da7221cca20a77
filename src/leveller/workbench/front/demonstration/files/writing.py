"""What every writer uses: comma-separated text, JSON and Parquet without dates or machine names."""

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    return path


def write_json(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def write_parquet(path: Path, columns: dict[str, object]) -> Path:
    table = pa.table({name: _column(values) for name, values in columns.items()})
    pq.write_table(table, path, compression="zstd")
    return path


def _column(values: object) -> pa.Array:
    """Whole numbers as 32 bits, as the official tables hold them."""
    if isinstance(values, np.ndarray) and values.dtype.kind == "i":
        return pa.array(values.astype(np.int32))
    return pa.array(values)


def numbers(values: np.ndarray, decimals: int = 4) -> list[str]:
    """Texts without trailing zeros; empty for what is missing. One dimension."""
    rounded = (np.round(values, decimals) + 0.0).tolist()
    return ["" if value != value else f"{value:.12g}" for value in rounded]
