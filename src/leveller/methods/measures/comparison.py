"""Comparing a value with a reference as Fingertips does, by method and polarity.

Source: the comparison methods of OHID's Fingertips and its successor, with their outcome names.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from leveller.methods.measures import reasons
from leveller.methods.measures.arrays import ArrayLike, Floats, broadcast, floats, quietly
from leveller.methods.measures.confidence import confidence_levels
from leveller.methods.measures.findings import Findings, is_blank, texts
from leveller.methods.measures.intervals import exact_poisson, wilson
from leveller.methods.measures.polarity import Polarity
from leveller.methods.measures.version import VERSION


class Outcome(StrEnum):
    """Where a value stands. Better and worse where more is good or bad; else higher and lower."""

    NOT_COMPARED = "Not compared"
    WORST = "Worst"
    WORSE = "Worse"
    SIMILAR = "Similar"
    BETTER = "Better"
    BEST = "Best"
    LOWEST = "Lowest"
    LOWER = "Lower"
    LOW = "Low"
    MIDDLE = "Middle"
    HIGH = "High"
    HIGHER = "Higher"
    HIGHEST = "Highest"


@dataclass(frozen=True, eq=False, kw_only=True)
class Comparison:
    """`position` is from -2 (far below) to 2 (far above), and 0 for similar or not compared."""

    measure: str
    method: str
    position: npt.NDArray[np.int8]
    outcome: Any
    codes: Any
    version: str = VERSION

    @property
    def reasons(self) -> Any:
        return np.where(is_blank(self.codes), texts(self.codes), "")


@quietly
def compare_with_reference(
    value: ArrayLike,
    lower: ArrayLike,
    upper: ArrayLike,
    reference: ArrayLike,
    *,
    polarity: Polarity | str,
    same: ArrayLike = False,
) -> Comparison:
    """Similar where the reference lies within the value's interval (its limits count as within).

    The interval is at 95% or 99.8%, as the indicator says. `same` marks an area that is its own
    reference.
    """
    values, low, high, against = broadcast(value, lower, upper, reference)
    findings = _check(values, against, low, high, same=same)
    position = _side(values, against) * ((against < low) | (against > high))
    return _compared("interval and reference", position, findings, polarity)


@quietly
def compare_at_two_levels(
    value: ArrayLike,
    inner: tuple[ArrayLike, ArrayLike],
    outer: tuple[ArrayLike, ArrayLike],
    reference: ArrayLike,
    *,
    polarity: Polarity | str,
    same: ArrayLike = False,
) -> Comparison:
    """As with one interval, but two steps away where the reference is outside the outer one too."""
    values, low, high, far_low, far_high, against = broadcast(value, *inner, *outer, reference)
    findings = _check(values, against, low, high, far_low, far_high, same=same)
    steps = ((against < low) | (against > high)).astype(int)
    steps += (steps > 0) & ((against < far_low) | (against > far_high))
    return _compared("intervals at two levels", _side(values, against) * steps, findings, polarity)


@quietly
def compare_intervals(
    value: ArrayLike,
    limits: tuple[ArrayLike, ArrayLike],
    reference: ArrayLike,
    reference_limits: tuple[ArrayLike, ArrayLike],
    *,
    polarity: Polarity | str,
    same: ArrayLike = False,
) -> Comparison:
    """Similar where the two intervals overlap, however little."""
    values, low, high, against, other_low, other_high = broadcast(
        value, *limits, reference, *reference_limits
    )
    findings = _check(values, against, low, high, other_low, other_high, same=same)
    apart = (high < other_low) | (low > other_high)
    return _compared("both intervals", _side(values, against) * apart, findings, polarity)


@quietly
def compare_proportion_with_control_limits(
    value: ArrayLike,
    denominator: ArrayLike,
    reference: ArrayLike,
    *,
    polarity: Polarity | str,
    level: float = 0.95,
    multiplier: float = 1.0,
    same: ArrayLike = False,
) -> Comparison:
    """Similar within Wilson's limits around the reference for the area's denominator."""
    values, base, against = broadcast(value, denominator, reference)
    findings = _check(values, against, base, same=same)
    findings.note(base <= 0, reasons.DENOMINATOR_ZERO)
    (stated,) = confidence_levels(level)
    low, high = wilson(base * against / multiplier, np.where(base > 0, base, np.nan), stated)
    return _beyond(
        "control limits of proportions", values / multiplier, low, high, findings, polarity
    )


@quietly
def compare_rate_with_control_limits(
    value: ArrayLike,
    count: ArrayLike,
    reference: ArrayLike,
    *,
    polarity: Polarity | str,
    level: float = 0.95,
    same: ArrayLike = False,
) -> Comparison:
    """Similar within exact Poisson limits around the events expected at the reference rate.

    For standardised rates the population that matters is count over rate, so that the expected
    events are the count times reference over value.
    """
    values, events, against = broadcast(value, count, reference)
    findings = _check(values, against, events, same=same)
    findings.note((values <= 0) | (events <= 0), reasons.NOT_POSITIVE)
    findings.note(against <= 0, reasons.REFERENCE_ZERO)
    (stated,) = confidence_levels(level)
    safe = [findings.blanked(each) for each in (values, events, against)]
    low, high = exact_poisson(safe[1] * safe[2] / safe[0], stated)
    return _beyond("control limits of rates", safe[1], low, high, findings, polarity)


@quietly
def compare_by_quintile(values: ArrayLike, *, polarity: Polarity | str) -> Comparison:
    """Each value's fifth among all values along the last axis; the edges are linear percentiles."""
    array = floats(values)
    findings = Findings(array.shape)
    findings.note(np.isnan(array), reasons.MISSING)
    present = (~np.isnan(array)).sum(-1, keepdims=True)
    findings.note(np.isinf(array), reasons.NOT_FINITE)
    findings.note(present < 5, reasons.TOO_FEW_FOR_GROUPS)
    filled = np.where(present < 5, 0.0, array)
    edges = np.nanquantile(filled, [0.2, 0.4, 0.6, 0.8], axis=-1, keepdims=True)
    position = (array > edges).sum(0) - 2
    return _compared("quintiles", position, findings, polarity, middle=Outcome.MIDDLE)


def _side(values: Floats, against: Floats) -> Any:
    return np.sign(values - against)


def _beyond(
    method: str,
    values: Floats,
    low: Floats,
    high: Floats,
    findings: Findings,
    polarity: Polarity | str,
) -> Comparison:
    position = (values > high).astype(int) - (values < low).astype(int)
    return _compared(method, position, findings, polarity)


def _check(values: Floats, against: Floats, *needed: Floats, same: ArrayLike) -> Findings:
    findings = Findings(values.shape)
    findings.note(np.asarray(same, bool), reasons.ITS_OWN_REFERENCE)
    findings.note(np.isnan(values), reasons.MISSING)
    findings.note(np.isnan(against), reasons.NO_REFERENCE)
    findings.note(np.isinf(values) | np.isinf(against), reasons.NOT_FINITE)
    for each in needed:
        findings.note(np.isnan(each), reasons.NO_LIMITS)
    return findings


_FROM_BELOW = {
    Polarity.HIGH_IS_GOOD: ("WORST", "WORSE", "SIMILAR", "BETTER", "BEST"),
    Polarity.LOW_IS_GOOD: ("BEST", "BETTER", "SIMILAR", "WORSE", "WORST"),
    Polarity.NO_JUDGEMENT: ("LOWEST", "LOWER", "SIMILAR", "HIGHER", "HIGHEST"),
}
_QUINTILES_WITHOUT_JUDGEMENT = ("LOWEST", "LOW", "MIDDLE", "HIGH", "HIGHEST")


def _compared(
    method: str,
    position: Any,
    findings: Findings,
    polarity: Polarity | str,
    middle: Outcome = Outcome.SIMILAR,
) -> Comparison:
    names = _FROM_BELOW[Polarity(polarity)]
    if middle is Outcome.MIDDLE and Polarity(polarity) is Polarity.NO_JUDGEMENT:
        names = _QUINTILES_WITHOUT_JUDGEMENT
    words = np.array([Outcome[name] for name in names], dtype=object)
    words[2] = middle
    steps = np.where(findings.blank, 0, position).astype(np.int8)
    outcome = np.where(findings.blank, Outcome.NOT_COMPARED, words[steps + 2])
    return Comparison(
        measure="comparison", method=method, position=steps, outcome=outcome, codes=findings.codes
    )
