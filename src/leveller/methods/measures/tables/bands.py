"""Age bands over a table: reading them once for each label, and what each group has of them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from leveller.methods.measures import reasons
from leveller.methods.measures.age_bands import (
    AgeBand,
    AgeBandError,
    bare_ages,
    read_age_bands,
)
from leveller.methods.measures.arrays import Mask
from leveller.methods.measures.errors import MeasureError
from leveller.methods.measures.findings import Findings
from leveller.methods.measures.tables.frames import Rows
from leveller.methods.measures.tables.groups import Labels
from leveller.methods.measures.tables.request import Request


@dataclass(frozen=True, eq=False)
class Bands:
    """The distinct bands of a column, and each row's among them."""

    codes: Rows
    bands: tuple[AgeBand, ...]
    bare: bool
    """Whether the labels are start ages only, so that ends follow from what stands beside them."""

    @property
    def number(self) -> int:
        return len(self.bands)


def read_bands(request: Request, role: str) -> Bands:
    """The bands that a role's column names; an error names the column and the label."""
    labels: Labels = request.labels(role)
    try:
        found = read_age_bands(labels.values)
    except AgeBandError as error:
        raise MeasureError(
            f"column {request.roles[role]!r}: {error}", column=request.roles[role], rule="age-bands"
        ) from error
    distinct = sorted(set(found))
    place = {band: number for number, band in enumerate(distinct)}
    codes = np.array([place[band] for band in found], np.intp)[labels.codes]
    return Bands(codes, tuple(distinct), bare_ages(labels.values))


def presence(groups: Any, bands: Bands) -> Mask:
    """Which bands each group has a row for."""
    there = np.zeros((groups.number, bands.number), bool)
    there[groups.codes, bands.codes] = True
    return there


def most_common(there: Mask) -> npt.NDArray[np.bool_]:
    """The set of bands that most groups have; among equals the fullest."""
    if there.all():
        return np.ones(there.shape[1], bool)
    packed = np.packbits(there, axis=1)
    kinds, first, counts = np.unique(packed, axis=0, return_index=True, return_counts=True)
    fullness = there[first].sum(1)
    best = max(range(len(kinds)), key=lambda kind: (counts[kind], fullness[kind]))
    return np.asarray(there[first[best]])


def note_missing_bands(findings: Findings, there: Mask) -> None:
    """Groups that lack a band that most groups have."""
    findings.note((most_common(there) & ~there).any(1), reasons.BAND_MISSING)
