"""Parquet files. Their rows are numbered as if a header stood in row 1."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from leveller.workbench.systems.evidence.checking import reasons
from leveller.workbench.systems.evidence.checking.faults import Fault, FaultError
from leveller.workbench.systems.evidence.reading.tables import ROW, SAMPLE, Cell, column


@dataclass
class ParquetTable:
    path: Path
    headings: tuple[str, ...]
    sample: tuple[tuple[Cell, ...], ...]
    name: str = ""
    header_row: int = 1
    above: tuple[tuple[Cell, ...], ...] = ()
    notes: list[str] = field(default_factory=list)

    def read(self, wanted: Sequence[int], figures: Sequence[int] = ()) -> pa.Table:
        names = [self.headings[i] for i in wanted]
        data = parquet.read_table(self.path, columns=names)
        columns = {ROW: pa.array(np.arange(2, len(data) + 2, dtype=np.int64))}
        for index in wanted:
            columns[column(index)] = _as_text(data[self.headings[index]], self.headings[index])
        return pa.table(columns)


def open_table(path: Path) -> ParquetTable:
    try:
        file = parquet.ParquetFile(path)
        headings = tuple(file.schema_arrow.names)
        first = next(file.iter_batches(batch_size=SAMPLE), None)
    except (pa.ArrowInvalid, OSError) as error:
        raise FaultError(Fault(reasons.CUT_SHORT, detail="Its end is missing.")) from error
    columns = (
        [] if first is None else [_as_text(c, h) for c, h in zip(first, headings, strict=True)]
    )
    sample = tuple(zip(*(c.to_pylist() for c in columns), strict=True))
    return ParquetTable(path, headings, sample)


def _as_text(data: pa.ChunkedArray | pa.Array, heading: str) -> pa.ChunkedArray | pa.Array:
    if pa.types.is_nested(data.type) or pa.types.is_binary(data.type):
        raise FaultError(Fault(reasons.NESTED, column=heading, text=str(data.type)))
    if pa.types.is_dictionary(data.type):
        data = data.cast(data.type.value_type)
    return data.cast(pa.string())
