"""Numbering the groups of a table's rows, in the order in which they first appear."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from leveller.methods.measures.grouping import ByCode
from leveller.methods.measures.tables.frames import Frame, Rows


@dataclass(frozen=True, eq=False)
class Labels:
    """A column's distinct values in order of appearance, and each row's place among them.

    A missing value is a value like any other: groups without a name are kept.
    """

    codes: Rows
    values: list[Any]

    @classmethod
    def of(cls, column: pa.Array) -> "Labels":
        encoded = column.dictionary_encode(null_encoding="encode")
        codes = np.asarray(encoded.indices.to_numpy(zero_copy_only=False), np.intp)
        return cls(codes, encoded.dictionary.to_pylist())


@dataclass(frozen=True, eq=False)
class Groups:
    """The groups that the columns `by` make; without columns all rows are one group."""

    by: tuple[str, ...]
    codes: Rows
    number: int

    @classmethod
    def of(cls, frame: Frame, by: Sequence[str]) -> "Groups":
        if not by:
            return cls((), np.zeros(frame.rows, np.intp), 1 if frame.rows else 0)
        codes, number = _first(Labels.of(frame.labels(by[0])))
        for name in by[1:]:
            labels = Labels.of(frame.labels(name))
            codes, number = combined(codes, number, labels.codes, len(labels.values))
        return cls(tuple(by), codes, number)

    @classmethod
    def of_rows(cls, frame: Frame, by: Sequence[str] = ()) -> "Groups":
        """Every row a group of its own."""
        return cls(tuple(by), np.arange(frame.rows), frame.rows)

    @cached_property
    def first_rows(self) -> Rows:
        """The row at which each group first appears."""
        first = np.zeros(self.number, np.intp)
        first[self.codes[::-1]] = np.arange(self.codes.size)[::-1]
        return first

    @cached_property
    def by_code(self) -> ByCode:
        return ByCode(self.codes, self.number)


def _first(labels: Labels) -> tuple[Rows, int]:
    return labels.codes, len(labels.values)


def combined(codes: Rows, number: int, others: Rows, other_number: int) -> tuple[Rows, int]:
    """Numbers for the pairs that occur, in order of appearance."""
    pairs = codes.astype(np.int64) * max(other_number, 1) + others
    encoded = pa.array(pairs).dictionary_encode()
    return np.asarray(encoded.indices.to_numpy(), np.intp), len(encoded.dictionary)


def repeated(codes: Rows, number: int, places: Rows, width: int) -> npt.NDArray[np.bool_]:
    """Which groups have more than one row at one of their places (an age band, a quantile)."""
    counts = np.bincount(codes * width + places, minlength=number * width)
    return np.asarray((counts.reshape(number, width) > 1).any(1))


def matching_rows(frame: Frame, rows: Rows, other: Frame, by: Sequence[str]) -> tuple[Rows, bool]:
    """For each row the other frame's row with the same labels (-1 without one), and whether the
    other frame has the same labels twice."""
    size = rows.size
    codes, number = np.zeros(size + other.rows, np.intp), 1
    for name in by:
        ours, theirs = frame.labels(name).take(pa.array(rows)), other.labels(name)
        if ours.type != theirs.type:
            ours, theirs = ours.cast(pa.string()), theirs.cast(pa.string())
        both = pa.chunked_array([ours, theirs]).combine_chunks()
        labels = Labels.of(both)
        codes, number = combined(codes, number, labels.codes, len(labels.values))
    place = np.full(number, -1, np.intp)
    place[codes[size:]] = np.arange(other.rows)
    return place[codes[:size]], bool(np.bincount(codes[size:], minlength=1).max(initial=0) > 1)
