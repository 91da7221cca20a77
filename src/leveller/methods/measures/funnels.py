"""Funnel plots: which areas differ from the average of all by more than chance would make them.

Control limits at 95% (two-sided 0.025) and 99.8% (0.001) around the pooled average: score limits
for proportions, exact Poisson limits for ratios and rates. Source: OHID's technical guidance on
funnel plots; Spiegelhalter 2005.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from leveller.methods.measures import reasons
from leveller.methods.measures.arrays import Floats, Mask, divide, quietly
from leveller.methods.measures.confidence import z_score
from leveller.methods.measures.errors import MeasureError
from leveller.methods.measures.findings import Findings, is_blank, texts
from leveller.methods.measures.grouping import ByCode
from leveller.methods.measures.intervals import poisson
from leveller.methods.measures.version import VERSION

INNER, OUTER = 0.95, 0.998
FEWEST_EVENTS_FOR_DSR = 10


class FunnelError(MeasureError):
    """A funnel that was asked for in a way that can't be answered."""


class Statistic(StrEnum):
    PROPORTION = "proportion"
    RATIO = "ratio"
    RATE = "rate"


class RateType(StrEnum):
    CRUDE = "crude"
    DSR = "dsr"


class Significance(StrEnum):
    HIGH_OUTER = "High (0.001)"
    HIGH_INNER = "High (0.025)"
    LOW_OUTER = "Low (0.001)"
    LOW_INNER = "Low (0.025)"
    NONE = "Not significant"
    NOT_APPLICABLE = "Not applicable for events less than 10 for dsrs"


@dataclass(frozen=True, eq=False)
class Records:
    """The areas of a funnel: events over a denominator, by group.

    For a ratio the denominator is the expected events; for a rate the population behind it, found
    from the rate and the events.
    """

    statistic: Statistic
    events: Floats
    denominator: Floats
    by: ByCode
    findings: Findings
    used: Mask
    """False where a record takes no part in the average (a standardised rate without events)."""


@quietly
def proportion_records(numerator: Floats, denominator: Floats, by: ByCode) -> Records:
    findings = Findings(numerator.shape)
    findings.note(np.isnan(numerator) | np.isnan(denominator), reasons.BASELINE_UNKNOWN)
    findings.note(numerator < 0, reasons.NUMERATOR_NEGATIVE)
    findings.note(denominator <= 0, reasons.DENOMINATOR_NEGATIVE)
    findings.note(numerator > denominator, reasons.NUMERATOR_ABOVE_DENOMINATOR)
    used = np.ones(numerator.shape, bool)
    return Records(Statistic.PROPORTION, numerator, denominator, by, findings, used)


@quietly
def ratio_records(observed: Floats, expected: Floats, by: ByCode) -> Records:
    findings = Findings(observed.shape)
    findings.note(np.isnan(observed) | np.isnan(expected), reasons.MISSING)
    findings.note(observed < 0, reasons.EVENTS_NEGATIVE)
    findings.note(expected <= 0, reasons.EXPECTED_NOT_POSITIVE)
    return Records(Statistic.RATIO, observed, expected, by, findings, ~findings.blank)


@quietly
def rate_records(
    events: Floats,
    rate: Floats,
    denominator: Floats,
    by: ByCode,
    *,
    rate_type: RateType | str,
    multiplier: float,
) -> Records:
    """`denominator` (NaN where not given) is needed only where there are no events."""
    none = events == 0
    findings = Findings(events.shape)
    findings.note(np.isnan(events) | (np.isnan(rate) & ~none), reasons.BASELINE_UNKNOWN)
    findings.note(events < 0, reasons.EVENTS_NEGATIVE)
    findings.note(rate < 0, reasons.RATE_NEGATIVE)
    findings.note(none & ~(denominator > 0), reasons.NO_DENOMINATOR_FOR_ZERO)
    findings.note((rate == 0) & ~none, reasons.RATE_WITHOUT_EVENTS)
    people = np.where(none, denominator, divide(multiplier * events, rate))
    used = np.ones(events.shape, bool)
    if RateType(rate_type) is RateType.DSR:
        people, used = np.where(none, np.nan, people), ~none
        findings.note(events < FEWEST_EVENTS_FOR_DSR, reasons.TOO_FEW_FOR_DSR)
    return Records(Statistic.RATE, events, people, by, findings, used)


def average(records: Records) -> Floats:
    """The pooled average of each group: all events over all denominators."""
    part = records.used
    return divide(
        records.by.sum(np.where(part, records.events, 0.0)),
        records.by.sum(np.where(part, records.denominator, 0.0)),
    )


@dataclass(frozen=True, eq=False, kw_only=True)
class FunnelSignificance:
    """For each record whether it lies outside the funnel, and on which side."""

    measure: str = "funnel-significance"
    method: str
    significance: Any
    baseline: Floats
    codes: Any
    version: str = VERSION

    @property
    def reasons(self) -> Any:
        return np.where(is_blank(self.codes), texts(self.codes), "")


@quietly
def significance(records: Records) -> FunnelSignificance:
    """Each record against the average of its group; a ratio against 1."""
    baseline = average(records)[records.by.codes]
    if records.statistic is Statistic.RATIO:
        baseline = np.ones_like(baseline)
    sides = [_side(records, baseline, level) for level in (OUTER, INNER)]
    words = np.select(
        [sides[0] > 0, sides[1] > 0, sides[0] < 0, sides[1] < 0],
        [0, 1, 2, 3],
        4,
    )
    words = np.where(records.findings.codes == reasons.TOO_FEW_FOR_DSR.code, 5, words)
    named = np.array(list(Significance), dtype=object)[words]
    empty = records.findings.blank & (words != 5)
    return FunnelSignificance(
        method="score limits" if records.statistic is Statistic.PROPORTION else "Poisson limits",
        significance=np.where(empty, None, named),
        baseline=baseline,
        codes=records.findings.codes,
    )


def _side(records: Records, baseline: Floats, level: float) -> npt.NDArray[np.int64]:
    """1 above the funnel, -1 below it, 0 within."""
    if records.statistic is Statistic.PROPORTION:
        value = divide(records.events, records.denominator)
        reach = z_score(level) * np.sqrt(divide(baseline * (1 - baseline), records.denominator))
        return _sign(value > baseline + reach, value < baseline - reach)
    lower, upper = poisson(records.findings.blanked(records.events), level)
    above = divide(lower, records.denominator) > baseline
    below = divide(upper, records.denominator) < baseline
    return _sign(above, below)


def _sign(above: Mask, below: Mask) -> npt.NDArray[np.int64]:
    return np.asarray(above.astype(np.int64) - below.astype(np.int64))


@dataclass(frozen=True, eq=False, kw_only=True)
class FunnelPoints:
    """Where each rate is drawn: its value over the people of one year."""

    measure: str = "funnel-points"
    method: str = "population found from events and rate"
    rate: Floats
    denominator: Floats
    codes: Any
    version: str = VERSION

    @property
    def reasons(self) -> Any:
        return np.where(is_blank(self.codes), texts(self.codes), "")


@quietly
def funnel_points(records: Records, rate: Floats, *, years_of_data: float) -> FunnelPoints:
    """Standardised rates of fewer than 10 events aren't drawn."""
    return FunnelPoints(
        rate=records.findings.blanked(rate),
        denominator=records.findings.blanked(records.denominator / years_of_data),
        codes=records.findings.codes,
    )
