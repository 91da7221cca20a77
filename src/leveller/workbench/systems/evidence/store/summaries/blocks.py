"""The observations of one indicator for the whole population, as arrays of one length."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

TEXTS = ("indicator", "breakdown", "place", "period", "sex", "age", "note")
NUMBERS = ("value", "lower95", "upper95", "lower998", "upper998", "count", "denominator")
DAYS = ("period_start", "period_end")


@dataclass(frozen=True, eq=False)
class Block:
    """Rows in the order place, sex, age, length of period, start: a series is a run of rows.

    `place`, `sex` and `age` hold positions in the lists of their words; days count from 1970;
    `months` is the length of the period.
    """

    indicator: str
    places: list[str]
    sexes: list[str]
    ages: list[str]
    place: Ints
    sex: Ints
    age: Ints
    months: Ints
    start: Ints
    end: Ints
    numbers: dict[str, Floats]
    order: Ints
    table: pa.Table

    @property
    def value(self) -> Floats:
        return self.numbers["value"]

    def take(self, rows: Ints) -> pa.Table:
        """The rows as the file has them; nothing but nulls where a row is -1."""
        return self.table.take(pa.array(self.order[rows], mask=rows < 0))

    def __len__(self) -> int:
        return len(self.order)


def of(observations: Path) -> Iterator[Block]:
    """A block for each indicator that has figures of the whole population."""
    file = pq.ParquetFile(observations, read_dictionary=list(TEXTS), pre_buffer=False)
    for indicator, first, last in _runs(file):
        table = _rows(file, first, last)
        table = _whole_population(table)
        if table.num_rows:
            yield _block(indicator, table)


def _runs(file: pq.ParquetFile) -> Iterator[tuple[str, int, int]]:
    """Each indicator with its first row and the first row after it; the file is sorted by it."""
    column = file.read(columns=["indicator"], use_threads=False).column(0)
    if not len(column):
        return
    array = column.unify_dictionaries().combine_chunks()
    codes = array.indices.to_numpy()
    starts = np.flatnonzero(np.diff(codes, prepend=-1))
    words = array.dictionary.to_pylist()
    for first, last in zip(starts, [*starts[1:], len(codes)], strict=True):
        yield words[codes[first]], int(first), int(last)


def _rows(file: pq.ParquetFile, first: int, last: int) -> pa.Table:
    metadata = file.metadata
    sizes = [metadata.row_group(g).num_rows for g in range(metadata.num_row_groups)]
    offsets = np.concatenate([[0], np.cumsum(sizes)])
    groups = range(
        int(np.searchsorted(offsets, first, "right")) - 1, int(np.searchsorted(offsets, last))
    )
    names = [*TEXTS[1:], *DAYS, *NUMBERS, "row"]
    table = file.read_row_groups(list(groups), columns=names, use_threads=False)
    return table.slice(first - int(offsets[groups[0]]), last - first)


def _whole_population(table: pa.Table) -> pa.Table:
    words, codes = _words(table.column("breakdown"))
    if "" not in words:
        return table.slice(0, 0)
    return table if len(words) == 1 else table.filter(pa.array(codes == words.index("")))


def _block(indicator: str, table: pa.Table) -> Block:
    words = {name: _words(table.column(name)) for name in ("place", "sex", "age")}
    start, end = (_days(table.column(name)) for name in DAYS)
    months = np.rint((end - start) / 30.4375).astype(np.int64)
    order = np.lexsort((start, months, *(words[name][1] for name in ("age", "sex", "place"))))
    numbers = {name: table.column(name).to_numpy()[order] for name in NUMBERS}
    return Block(
        indicator=indicator,
        places=words["place"][0],
        sexes=words["sex"][0],
        ages=words["age"][0],
        place=words["place"][1][order],
        sex=words["sex"][1][order],
        age=words["age"][1][order],
        months=months[order],
        start=start[order],
        end=end[order],
        numbers=numbers,
        order=order,
        table=table,
    )


def _words(column: pa.ChunkedArray) -> tuple[list[str], Ints]:
    array = column.unify_dictionaries().combine_chunks()
    if isinstance(array, pa.ChunkedArray):
        array = array.chunk(0)
    return array.dictionary.to_pylist(), array.indices.to_numpy().astype(np.int64)


def _days(column: pa.ChunkedArray) -> Ints:
    return column.to_numpy().astype("datetime64[D]").astype(np.int64)
