"""Why a group came back empty, is at fault, or should be read with caution.

One byte a group, so that ten million groups cost ten megabytes. A **fault** breaks a rule of the
input: the dataframe interface stops on it unless asked to leave the group empty. **Empty** is a
group that the input can't answer for, or that is suppressed. A **caution** leaves the value.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from leveller.methods.measures.arrays import Codes, Floats, Mask


class Kind(StrEnum):
    FAULT = "fault"
    EMPTY = "empty"
    CAUTION = "caution"


@dataclass(frozen=True)
class Reason:
    """One rule, in words for people. `role` names the column that the rule is about."""

    code: int
    rule: str
    kind: Kind
    text: str
    role: str = ""


_REGISTER: list[Reason] = [Reason(0, "", Kind.CAUTION, "")]


def register(rule: str, kind: Kind, text: str, role: str = "") -> Reason:
    """Only the catalogue in `reasons` calls this, so that a code means the same everywhere."""
    reason = Reason(len(_REGISTER), rule, kind, text, role)
    _REGISTER.append(reason)
    return reason


def all_reasons() -> tuple[Reason, ...]:
    return tuple(_REGISTER[1:])


def reason_of(code: int) -> Reason:
    return _REGISTER[code]


def texts(codes: Codes) -> npt.NDArray[Any]:
    """The words of each code; empty text where nothing was found."""
    return np.array([reason.text for reason in _REGISTER], dtype=object)[codes]


def of_kind(codes: Codes, *kinds: Kind) -> Mask:
    """Where the code is of one of the kinds."""
    table = np.array([reason.code > 0 and reason.kind in kinds for reason in _REGISTER])
    found: Mask = table[codes]
    return found


def is_blank(codes: Codes) -> Mask:
    """Where no value may be shown."""
    if not codes.any():
        return np.zeros(codes.shape, bool)
    return of_kind(codes, Kind.FAULT, Kind.EMPTY)


class Findings:
    """Collects the first reason of each group while a measure checks its input."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.codes: Codes = np.zeros(shape, np.uint8)

    def note(self, where: Any, reason: Reason) -> None:
        """A first reason stays, except that a caution gives way to a fault or an emptiness."""
        found = np.broadcast_to(where, self.codes.shape)
        if not found.any():
            return
        free = self.codes == 0
        if reason.kind is not Kind.CAUTION:
            free |= of_kind(self.codes, Kind.CAUTION)
        self.codes[found & free] = reason.code

    def replace(self, where: Any, reason: Reason) -> None:
        """For what is known better than a reason that was noted before."""
        self.codes[np.broadcast_to(where, self.codes.shape)] = reason.code

    @property
    def blank(self) -> Mask:
        return is_blank(self.codes)

    def blanked(self, values: Floats) -> Floats:
        """The values with NaN where no value may be shown."""
        if not self.codes.any():
            return values
        return np.where(self.blank, np.nan, values)
