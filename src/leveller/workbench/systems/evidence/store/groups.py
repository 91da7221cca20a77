"""Row groups: which of them can hold an answer, and the last ones decoded, kept in memory."""

import threading
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

OPEN_FILES = 256
DECODED_GROUPS = 96  # of about 0.7 MB each
Array = npt.NDArray[np.generic]
Where = Mapping[str, Collection[str]]


@dataclass(frozen=True, eq=False)
class Texts:
    """A column of text as numbers, so that a comparison costs microseconds."""

    codes: npt.NDArray[np.int32]
    values: list[str]

    @cached_property
    def positions(self) -> dict[str, int]:
        return {value: position for position, value in enumerate(self.values)}

    def among(self, wanted: Collection[str]) -> npt.NDArray[np.bool_]:
        found = [self.positions[value] for value in wanted if value in self.positions]
        if len(found) == 1:
            return self.codes == found[0]
        chosen = np.zeros(len(self.values), dtype=bool)
        chosen[found] = True
        return chosen[self.codes]

    @cached_property
    def objects(self) -> npt.NDArray[np.object_]:
        return np.array(self.values, dtype=object)

    def take(self, rows: npt.NDArray[np.intp]) -> Array:
        return self.objects[self.codes[rows]]


Column = Texts | Array


class Bounds:
    """The least and greatest value of a column in each row group of a file."""

    def __init__(self, metadata: pq.FileMetaData, column: int) -> None:
        found = [metadata.row_group(g).column(column) for g in range(metadata.num_row_groups)]
        pairs = [c.statistics for c in found if c.is_stats_set and c.statistics.has_min_max]
        self.known = len(pairs) == len(found)
        self.least = [str(pair.min) for pair in pairs]
        self.greatest = [str(pair.max) for pair in pairs]
        self.ascend = self.known and all(
            one <= next_ for one, next_ in zip(self.greatest, self.least[1:], strict=False)
        )

    def reach(self, group: int, ordered: list[str]) -> bool:
        """Whether one of the values, given in order, can lie in the group."""
        first = bisect_left(ordered, self.least[group])
        return first < len(ordered) and ordered[first] <= self.greatest[group]

    def around(self, ordered: list[str]) -> list[int]:
        """The groups that can hold one of the values, of a column by which the file is sorted."""
        found: set[int] = set()
        for value in ordered:
            found.update(range(bisect_left(self.greatest, value), bisect_right(self.least, value)))
        return sorted(found)


class Table:
    """One immutable Parquet file with the bounds of each of its row groups."""

    INDEXED = ("indicator", "breakdown", "place")

    def __init__(self, path: Path) -> None:
        metadata = pq.read_metadata(path)
        schema = metadata.schema.to_arrow_schema()
        self.columns = schema.names
        texts = [field.name for field in schema if pa.types.is_string(field.type)]
        self._file = pq.ParquetFile(
            path, metadata=metadata, read_dictionary=texts, pre_buffer=False
        )
        self._lock = threading.Lock()
        self._all = list(range(metadata.num_row_groups))
        indexed = [name for name in self.INDEXED if name in self.columns]
        found = {name: Bounds(metadata, self.columns.index(name)) for name in indexed}
        self._bounds = {name: bounds for name, bounds in found.items() if bounds.known}

    def candidates(self, where: Where) -> list[int]:
        """The row groups that can hold a row with one of the wanted values in every column."""
        wanted = {name: sorted(where[name]) for name in self._bounds if name in where}
        groups = self._all
        for name, values in sorted(wanted.items(), key=lambda pair: not self._ascends(pair[0])):
            bounds = self._bounds[name]
            if groups is self._all and bounds.ascend:
                groups = bounds.around(values)
            else:
                groups = [group for group in groups if bounds.reach(group, values)]
        return groups

    def _ascends(self, name: str) -> bool:
        return self._bounds[name].ascend

    def decode(self, group: int, names: Iterable[str]) -> dict[str, Column]:
        with self._lock:
            table = self._file.read_row_group(group, columns=list(names), use_threads=False)
        return {name: _decoded(table.column(name)) for name in table.column_names}


class Group:
    """One row group. A column is decoded when it is first asked for, and kept."""

    def __init__(self, path: Path, number: int) -> None:
        self._path, self._number = path, number
        self._columns: dict[str, Column] = {}

    def columns(self, names: Iterable[str]) -> Mapping[str, Column]:
        missing = [name for name in dict.fromkeys(names) if name not in self._columns]
        if missing:
            self._columns |= table(self._path).decode(self._number, missing)
        return self._columns


def _decoded(column: pa.ChunkedArray) -> Column:
    if pa.types.is_dictionary(column.type):
        return _texts(column.unify_dictionaries().combine_chunks())
    return column.to_numpy()


def _texts(array: pa.DictionaryArray) -> Texts:
    values = array.dictionary.to_pylist()
    if array.null_count and "" not in values:
        values.append("")
    nothing = values.index("") if array.null_count else 0
    codes = array.indices.fill_null(nothing).to_numpy(zero_copy_only=False)
    return Texts(codes.astype(np.int32, copy=False), values)


@lru_cache(maxsize=OPEN_FILES)
def table(path: Path) -> Table:
    return Table(path)


@lru_cache(maxsize=DECODED_GROUPS)
def group(path: Path, number: int) -> Group:
    return Group(path, number)


def forget() -> None:
    """Close every file and drop what was decoded."""
    table.cache_clear()
    group.cache_clear()
