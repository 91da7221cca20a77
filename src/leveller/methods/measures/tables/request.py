"""A request for a measure: which columns play which roles, and with which settings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

from leveller.methods.measures.arrays import Codes, Floats, Mask
from leveller.methods.measures.errors import MeasureError
from leveller.methods.measures.tables.frames import Frame, NewColumn, Rows
from leveller.methods.measures.tables.groups import Groups, Labels

TRUE_WORDS = {"true", "t", "yes", "y", "1", "1.0"}
FALSE_WORDS = {"false", "f", "no", "n", "0", "0.0"}


@dataclass(frozen=True)
class Role:
    """A part that a column plays in a measure."""

    name: str
    text: str
    required: bool = True
    many: bool = False
    """Whether several columns may play it together."""


@dataclass(frozen=True)
class Parameter:
    """A setting of a measure."""

    name: str
    text: str
    default: Any
    kind: type = float
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Request:
    """The table, its groups, and what was asked for. Roles map to column names."""

    measure: str
    frame: Frame
    by: tuple[str, ...]
    roles: Mapping[str, Any]
    options: Mapping[str, Any]
    peer_rules: frozenset[str] = frozenset()

    @cached_property
    def groups(self) -> Groups:
        return Groups.of(self.frame, self.by)

    def has(self, role: str) -> bool:
        return role in self.roles

    def numbers(self, role: str) -> Floats:
        return self.frame.numbers(self.roles[role])

    def numbers_or_nan(self, role: str) -> Floats:
        return self.numbers(role) if self.has(role) else np.full(self.frame.rows, np.nan)

    def labels(self, role: str) -> Labels:
        return Labels.of(self.frame.labels(self.roles[role]))

    def flags(self, role: str) -> Mask:
        """A column of yes and no, however written."""
        labels = self.labels(role)
        read = [_flag(value) for value in labels.values]
        if None in read:
            wrong = labels.values[read.index(None)]
            raise MeasureError(
                f"column {self.roles[role]!r} must hold true or false, but it holds {wrong!r}.",
                column=self.roles[role],
                rule="true-or-false",
            )
        return np.array(read, bool)[labels.codes]

    def rule(self, name: str) -> bool:
        return name in self.peer_rules


def _flag(value: Any) -> bool | None:
    text = str(value).strip().lower()
    if text in TRUE_WORDS:
        return True
    return False if text in FALSE_WORDS else None


@dataclass(frozen=True, eq=False)
class Answer:
    """New columns for rows of the input: `take` says which rows' own columns stand beside them."""

    take: Rows
    carry: tuple[str, ...]
    columns: Mapping[str, NewColumn]
    codes: Codes
    """Why each row of the answer is empty or at fault."""
    roles: Mapping[str, Any] = field(default_factory=dict)


Run = Callable[[Request], Answer]


@dataclass(frozen=True)
class Spec:
    """A measure of the dataframe interface and of the command line."""

    name: str
    title: str
    roles: tuple[Role, ...]
    parameters: tuple[Parameter, ...]
    run: Run
    peer_rules: tuple[str, ...] = ()


def words(table: list[str], codes: Any) -> pa.Array:
    """A column of text out of a short list and each row's place in it."""
    return pa.array(table, pa.string()).take(pa.array(np.asarray(codes, np.int64)))
