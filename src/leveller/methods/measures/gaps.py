"""Absolute and relative gaps between two groups, the range over several, and change in a gap.

Limits of a difference come from the two values' own limits by the method of variance estimates
recovery (Zou and Donner 2008), which equals the root of the summed variances where limits are
symmetrical and keeps the lopsidedness of a count's or a proportion's limits where they aren't. The
ratio's limits are the same on the logarithmic scale.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

import numpy as np

from leveller.methods.measures import reasons
from leveller.methods.measures.arrays import ArrayLike, Floats, broadcast, divide, floats, quietly
from leveller.methods.measures.confidence import Levels, confidence_levels, z_score
from leveller.methods.measures.errors import MeasureError
from leveller.methods.measures.findings import Findings
from leveller.methods.measures.results import Estimate, intervals_at


class GapError(MeasureError):
    """A gap that was asked for in a way that can't be answered."""


@dataclass(frozen=True, eq=False)
class Uncertain:
    """Values with their uncertainty: a standard error, or limits made at a level.

    Without either the value is taken as exact.
    """

    value: ArrayLike
    se: ArrayLike | None = None
    lower: ArrayLike | None = None
    upper: ArrayLike | None = None
    limits_confidence: float = 0.95

    def reaches(self, level: float) -> tuple[Floats, Floats]:
        """How far the limits at a level lie below and above the value."""
        if self.se is not None:
            reach = z_score(level) * floats(self.se)
            return reach, reach
        if self.lower is None or self.upper is None:
            return floats(0.0), floats(0.0)
        (stated,) = confidence_levels(self.limits_confidence)
        ratio = z_score(level) / z_score(stated)
        value = floats(self.value)
        return (value - floats(self.lower)) * ratio, (floats(self.upper) - value) * ratio

    def logarithmic(self) -> "Uncertain":
        """The same on the logarithmic scale; a lower limit of 0 becomes minus infinity."""
        value = floats(self.value)
        with np.errstate(divide="ignore", invalid="ignore"):
            log = np.log(np.where(value > 0, value, np.nan))
            if self.se is not None:
                return Uncertain(log, se=divide(floats(self.se), value))
            if self.lower is None or self.upper is None:
                return Uncertain(log)
            lower = np.log(np.maximum(floats(self.lower), 0.0))
            return Uncertain(log, None, lower, np.log(floats(self.upper)), self.limits_confidence)


@dataclass(frozen=True, eq=False, kw_only=True)
class Gap(Estimate):
    """How far one group is from another: a difference, or a ratio where `relative`."""

    columns: ClassVar[Mapping[str, str]] = {
        "standard_error": "standard_error",
    }

    relative: bool
    standard_error: Floats
    """Half the width of the 95% interval over 1.96; of the logarithm for a ratio."""


@quietly
def absolute_gap(group: Uncertain, reference: Uncertain, *, confidence: Levels = 0.95) -> Gap:
    """The group's value less the reference's."""
    value, against = broadcast(group.value, reference.value)
    findings = _check(value, against, group, reference)
    return _gap(value - against, group, reference, findings, confidence, relative=False)


@quietly
def relative_gap(group: Uncertain, reference: Uncertain, *, confidence: Levels = 0.95) -> Gap:
    """The group's value over the reference's. Values must be above 0."""
    value, against = broadcast(group.value, reference.value)
    findings = _check(value, against, group, reference)
    findings.note(against == 0, reasons.REFERENCE_ZERO)
    findings.note((value <= 0) | (against < 0), reasons.NOT_POSITIVE)
    logs = group.logarithmic(), reference.logarithmic()
    difference = floats(logs[0].value) - floats(logs[1].value)
    return _gap(difference, *logs, findings, confidence, relative=True)


def _check(value: Floats, against: Floats, *sides: Uncertain) -> Findings:
    findings = Findings(value.shape)
    findings.note(np.isinf(value) | np.isinf(against), reasons.NOT_FINITE)
    findings.note(np.isnan(value) | np.isnan(against), reasons.MISSING)
    for side in sides:
        below, above = side.reaches(0.95)
        findings.note(np.isnan(below) | np.isnan(above), reasons.NO_LIMITS)
        if side.se is not None:
            findings.note(below < 0, reasons.STANDARD_ERROR_NEGATIVE)
        findings.note((below < 0) | (above < 0), reasons.VALUE_OUTSIDE_LIMITS)
    return findings


def _gap(
    difference: Floats,
    group: Uncertain,
    reference: Uncertain,
    findings: Findings,
    confidence: Levels,
    *,
    relative: bool,
) -> Gap:
    def limits(level: float) -> tuple[Floats, Floats]:
        lower, upper = _recovered(difference, group, reference, level)
        return (np.exp(lower), np.exp(upper)) if relative else (lower, upper)

    lower, upper = _recovered(difference, group, reference, 0.95)
    return Gap(
        measure="relative-gap" if relative else "absolute-gap",
        method="ratio, limits recovered on the logarithmic scale"
        if relative
        else "difference, limits recovered from both groups'",
        value=findings.blanked(np.exp(difference) if relative else difference),
        intervals=intervals_at(confidence_levels(confidence), limits, findings),
        codes=findings.codes,
        relative=relative,
        standard_error=findings.blanked((upper - lower) / (2 * z_score(0.95))),
    )


def _recovered(
    difference: Floats, group: Uncertain, reference: Uncertain, level: float
) -> tuple[Floats, Floats]:
    below, above = group.reaches(level)
    other_below, other_above = reference.reaches(level)
    return (
        difference - np.hypot(below, other_above),
        difference + np.hypot(above, other_below),
    )


@dataclass(frozen=True, eq=False, kw_only=True)
class Range(Gap):
    """The gap between the highest and the lowest of several groups, and which groups those are."""

    highest: Any
    lowest: Any


@quietly
def range_between(groups: Uncertain, *, confidence: Levels = 0.95, relative: bool = False) -> Range:
    """From the lowest to the highest along the last axis; missing values take no part.

    The interval treats the two ends as if they had been chosen beforehand; the caution says so.
    """
    values = floats(groups.value)
    if values.ndim == 0:
        raise GapError("range_between: the values need an axis of groups.")
    enough = (~np.isnan(values)).sum(-1) >= 2
    filled = np.where(enough[..., None], values, 0.0)
    highest, lowest = np.nanargmax(filled, -1), np.nanargmin(filled, -1)
    measure = relative_gap if relative else absolute_gap
    gap = measure(_picked(groups, highest), _picked(groups, lowest), confidence=confidence)
    findings = Findings(gap.codes.shape)
    findings.note(~enough, reasons.FEWER_THAN_TWO_GROUPS)
    findings.note(gap.is_empty, reasons.MISSING)
    findings.codes = np.where(gap.is_empty & enough, gap.codes, findings.codes)
    findings.note(True, reasons.ENDS_CHOSEN_BY_VALUE)
    return Range(
        measure="range",
        method=f"highest {'over' if relative else 'less'} lowest; {gap.method}",
        value=findings.blanked(gap.value),
        intervals=intervals_at(
            confidence_levels(confidence),
            lambda level: (gap.interval(level).lower, gap.interval(level).upper),
            findings,
        ),
        codes=findings.codes,
        relative=relative,
        standard_error=findings.blanked(gap.standard_error),
        highest=np.where(enough, highest, -1),
        lowest=np.where(enough, lowest, -1),
    )


def _picked(groups: Uncertain, at: Any) -> Uncertain:
    shape = np.shape(groups.value)

    def pick(values: ArrayLike | None) -> Floats | None:
        if values is None:
            return None
        spread = np.broadcast_to(floats(values), shape)
        return floats(np.take_along_axis(spread, at[..., None], -1)[..., 0])

    value = pick(groups.value)
    assert value is not None
    return Uncertain(
        value, pick(groups.se), pick(groups.lower), pick(groups.upper), groups.limits_confidence
    )


class Verdict(StrEnum):
    """What the figures allow to be said of a gap over time."""

    WIDENED = "widened"
    NARROWED = "narrowed"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, eq=False, kw_only=True)
class GapChange(Estimate):
    """Change in a gap's size: above 0 it grew. For ratios, of the ratio's logarithm."""

    columns: ClassVar[Mapping[str, str]] = {
        "standard_error": "standard_error",
    }

    verdict: Any
    standard_error: Floats


@quietly
def change_in_gap(
    then: Uncertain,
    now: Uncertain,
    *,
    relative: bool = False,
    confidence: Levels = 0.95,
    correlation: float = 0.0,
) -> GapChange:
    """Whether a gap grew between two periods: widened or narrowed only if the interval excludes 0.

    `then` and `now` are the gaps with their uncertainty: differences or slopes (size: how far from
    0) or, with `relative`, ratios (size: how far from 1, on the logarithmic scale). The verdict
    goes by the first level asked for. `correlation` is that between the two gaps' errors: 0 for
    separate periods; overlapping periods share data, which makes it positive.
    """
    if not -1 <= correlation <= 1:
        raise GapError("correlation: give a number from -1 to 1.")
    before, after = (then.logarithmic(), now.logarithmic()) if relative else (then, now)
    earlier, later = broadcast(before.value, after.value)
    findings = _check(earlier, later, before, after)
    findings.note(earlier * later < 0, reasons.GAP_TURNED_ROUND)
    change = np.abs(later) - np.abs(earlier)
    levels = confidence_levels(confidence)

    def limits(level: float) -> tuple[Floats, Floats]:
        reach = _change_reach(before, after, level, correlation)
        return change - reach, change + reach

    intervals = intervals_at(levels, limits, findings)
    return GapChange(
        measure="change-in-gap",
        method="difference of two gaps' sizes" + (" (logarithms of ratios)" if relative else ""),
        value=findings.blanked(change),
        intervals=intervals,
        codes=findings.codes,
        verdict=_verdict(intervals[0].lower, intervals[0].upper),
        standard_error=findings.blanked(
            _change_reach(before, after, 0.95, correlation) / z_score(0.95)
        ),
    )


def _change_reach(before: Uncertain, after: Uncertain, level: float, correlation: float) -> Floats:
    """The half-width of the change's interval, from each gap's half-width."""
    first, second = (floats(sum(side.reaches(level))) / 2 for side in (before, after))
    return np.sqrt(np.maximum(first**2 + second**2 - 2 * correlation * first * second, 0.0))


def _verdict(lower: Floats, upper: Floats) -> Any:
    words = np.full(lower.shape, Verdict.CANNOT_TELL, dtype=object)
    words[lower > 0] = Verdict.WIDENED
    words[upper < 0] = Verdict.NARROWED
    return words
