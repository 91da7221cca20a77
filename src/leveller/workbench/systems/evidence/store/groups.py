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
import pyarrow.compute as pc
import pyarrow.parquet as pq

OPEN_FILES = 256
DECODED_GROUPS = 96  # of at most 0.7 MB each
INDEXED = ("indicator", "breakdown", "place")
DICTIONARIES = {"PLAIN_DICTIONARY", "RLE_DICTIONARY"}
Array = npt.NDArray[np.generic]
Where = Mapping[str, Collection[str]]


@dataclass(frozen=True, eq=False)
class Texts:
    """A column of text: distinct words and, for each row, which of them; or one word a row."""

    words: pa.Array
    codes: npt.NDArray[np.int32] | None

    @cached_property
    def _objects(self) -> Array:
        """The words themselves; they are few where rows share them."""
        return np.array(self.words.to_pylist(), dtype=object)

    def among(self, wanted: Collection[str]) -> npt.NDArray[np.bool_]:
        if self.codes is None:
            chosen = pc.is_in(self.words, value_set=pa.array(wanted, pa.string()))
            return chosen.to_numpy(zero_copy_only=False)
        among = set(wanted)
        places = [place for place, word in enumerate(self._objects) if word in among]
        if len(places) == 1:
            return self.codes == places[0]
        found = np.zeros(len(self.words), dtype=bool)
        found[places] = True
        return found[self.codes]

    def take(self, rows: npt.NDArray[np.intp]) -> Array:
        if self.codes is not None:
            return self._objects[self.codes[rows]]
        return self.words.take(pa.array(rows)).to_numpy(zero_copy_only=False)


Column = Texts | Array


class Table:
    """One immutable Parquet file. Its first column is the one that it is sorted by."""

    def __init__(self, path: Path) -> None:
        self._metadata = pq.read_metadata(path)
        schema = self._metadata.schema.to_arrow_schema()
        self.columns = schema.names
        self._texts = {field.name for field in schema if pa.types.is_string(field.type)}
        self._path = path
        self._lock = threading.Lock()
        self._bounds: dict[tuple[int, str], tuple[str, str] | None] = {}
        self._lead = next(iter(self.columns))
        groups = range(self._metadata.num_row_groups)
        self._all = list(groups)
        edges = [self._edges(group, self._lead) for group in groups]
        known = [edge for edge in edges if edge]
        self._least = [edge[0] for edge in known]
        self._greatest = [edge[1] for edge in known]
        self._is_sorted = len(known) == len(edges) and all(
            one <= after for one, after in zip(self._greatest, self._least[1:], strict=False)
        )

    @cached_property
    def _plain(self) -> pq.ParquetFile:
        return pq.ParquetFile(self._path, metadata=self._metadata, pre_buffer=False)

    @cached_property
    def _coded(self) -> pq.ParquetFile:
        return pq.ParquetFile(
            self._path,
            metadata=self._metadata,
            pre_buffer=False,
            read_dictionary=list(self._texts),
        )

    def _edges(self, group: int, name: str) -> tuple[str, str] | None:
        """The least and greatest value of a column in a group; None where the file doesn't say."""
        key = (group, name)
        if key not in self._bounds:
            column = self._metadata.row_group(group).column(self.columns.index(name))
            told = column.statistics if column.is_stats_set else None
            self._bounds[key] = (told.min, told.max) if told and told.has_min_max else None
        return self._bounds[key]

    def candidates(self, where: Where) -> list[int]:
        """The row groups that can hold a row with one of the wanted values in every column."""
        groups = self._all
        if self._is_sorted and self._lead in where:
            groups = self._around(where[self._lead])
        for name in INDEXED:
            if name in where and name in self.columns:
                ordered = sorted(where[name])
                groups = [group for group in groups if self._reaches(group, name, ordered)]
        return groups

    def _around(self, wanted: Iterable[str]) -> list[int]:
        found: set[int] = set()
        for value in wanted:
            first, after = bisect_left(self._greatest, value), bisect_right(self._least, value)
            found.update(range(first, after))
        return sorted(found)

    def _reaches(self, group: int, name: str, ordered: list[str]) -> bool:
        edges = self._edges(group, name)
        if edges is None:
            return True
        first = bisect_left(ordered, edges[0])
        return first < len(ordered) and ordered[first] <= edges[1]

    def decode(self, group: int, names: Iterable[str]) -> dict[str, Column]:
        """Columns of a group. Text that the file holds as a dictionary stays one."""
        plain = {name for name in names if self._is_plain_text(group, name)}
        found: dict[str, Column] = {}
        with self._lock:
            for own in (set(names) - plain, plain):
                if own:
                    file = self._plain if own is plain else self._coded
                    table = file.read_row_group(group, columns=list(own), use_threads=False)
                    found |= {name: _decoded(table.column(name)) for name in table.column_names}
        return found

    def _is_plain_text(self, group: int, name: str) -> bool:
        """Whether a text column has too many distinct words for a dictionary, as codes have."""
        if name not in self._texts:
            return False
        column = self._metadata.row_group(group).column(self.columns.index(name))
        return DICTIONARIES.isdisjoint(column.encodings)


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
    """Missing text reads as empty."""
    if pa.types.is_string(column.type):
        return Texts(column.combine_chunks().fill_null(""), None)
    if not pa.types.is_dictionary(column.type):
        return column.to_numpy()
    array = column.unify_dictionaries().combine_chunks()
    words, codes = array.dictionary, array.indices
    if array.null_count:
        codes = codes.fill_null(len(words))
        words = pa.concat_arrays([words, pa.array([""], words.type)])
    return Texts(words, codes.to_numpy(zero_copy_only=False).astype(np.int32, copy=False))


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
