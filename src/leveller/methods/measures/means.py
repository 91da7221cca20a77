"""The mean of values, with Student's t interval."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from leveller.methods.measures import reasons
from leveller.methods.measures.arrays import ArrayLike, Floats, broadcast, divide, floats, quietly
from leveller.methods.measures.confidence import Levels, confidence_levels
from leveller.methods.measures.findings import Findings
from leveller.methods.measures.intervals import student
from leveller.methods.measures.results import Estimate, intervals_at


@dataclass(frozen=True, eq=False, kw_only=True)
class Mean(Estimate):
    """A mean with what it was made from."""

    columns: ClassVar[Mapping[str, str]] = {
        "total": "value_sum",
        "count": "value_count",
        "standard_deviation": "stdev",
    }

    total: Floats
    count: Floats
    standard_deviation: Floats


@quietly
def mean(values: ArrayLike, *, axis: int = -1, confidence: Levels = 0.95) -> Mean:
    """The mean along an axis. A group with a missing value comes back empty, with its reason."""
    array = floats(values)
    count = np.full(np.delete(array.shape, axis), float(array.shape[axis]))
    total = array.sum(axis=axis)
    centre = np.expand_dims(divide(total, count), axis)
    squares = ((array - centre) ** 2).sum(axis=axis)
    return mean_from_sums(count, total, squares, confidence=confidence)


@quietly
def mean_from_sums(
    count: ArrayLike, total: ArrayLike, squares: ArrayLike, *, confidence: Levels = 0.95
) -> Mean:
    """The mean from the number of values, their sum, and their squared distances from the mean."""
    number, added, spread = broadcast(count, total, squares)
    findings = _check(number, added, spread)
    deviation = np.sqrt(divide(spread, np.where(number > 1, number - 1, np.nan)))
    middle, error = divide(added, number), divide(deviation, np.sqrt(number))
    return Mean(
        measure="mean",
        method="Student t",
        value=findings.blanked(middle),
        intervals=intervals_at(
            confidence_levels(confidence),
            lambda level: student(middle, error, number - 1, level),
            findings,
        ),
        codes=findings.codes,
        total=findings.blanked(added),
        count=number,
        standard_deviation=findings.blanked(deviation),
    )


def _check(number: Floats, added: Floats, spread: Floats) -> Findings:
    findings = Findings(number.shape)
    findings.note(np.isnan(added) | np.isnan(number) | (number == 0), reasons.MISSING)
    findings.note(np.isinf(added) | np.isinf(spread), reasons.NOT_FINITE)
    findings.note(number == 1, reasons.ONE_VALUE)
    return findings
