"""Indirect standardisation, and the comparative mortality figure.

Indirect: the events observed against those expected at a reference's age-specific rates. The
comparative figure turns it round: the events that the reference would have at the group's rates.
Sources: Breslow and Day 1987; Inskip, Beral, Fraser and Haskey 1983.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from leveller.methods.measures import reasons
from leveller.methods.measures.arrays import ArrayLike, Floats, broadcast, divide, floats, quietly
from leveller.methods.measures.confidence import Levels, confidence_levels
from leveller.methods.measures.findings import Findings
from leveller.methods.measures.grouping import Grouping, LastAxis
from leveller.methods.measures.intervals import poisson
from leveller.methods.measures.results import Estimate, Interval, intervals_at
from leveller.methods.measures.standardisation import (
    MINIMUM_EVENTS,
    StandardisedRate,
    Strata,
    standardised,
)


@dataclass(frozen=True, eq=False, kw_only=True)
class StandardisedRatio(Estimate):
    """Observed over expected events: as a ratio, or times the reference's rate."""

    columns: ClassVar[Mapping[str, str]] = {
        "observed": "observed",
        "expected": "expected",
        "reference_rate": "ref_rate",
    }

    observed: Floats
    expected: Floats
    reference_rate: Floats
    """The reference's crude rate per multiplier; NaN for a ratio."""


@dataclass(frozen=True, eq=False)
class ReferenceStrata:
    """A group's people beside the reference's events and people, a row an age band."""

    people: Floats
    reference_events: Floats
    reference_people: Floats
    over: Grouping
    present: Any = True


@quietly
def indirectly_standardised_ratio(
    count: ArrayLike,
    population: ArrayLike,
    reference_count: ArrayLike,
    reference_population: ArrayLike,
    *,
    confidence: Levels = 0.95,
    refvalue: float = 1.0,
    missing_count_is_zero: bool = False,
) -> StandardisedRatio:
    """Observed over expected events, times `refvalue` (1 or 100); also called the SMR.

    Arrays end in an axis of age bands; `count` may be each group's total instead, without that
    axis (shape of the groups alone). Exact limits under 10 observed events, Byar's from 10.
    """
    observed, strata, findings = _strata(
        count, population, reference_count, reference_population, missing_count_is_zero
    )
    return ratio_of(observed, strata, findings, confidence=confidence, refvalue=refvalue)


@quietly
def indirectly_standardised_rate(
    count: ArrayLike,
    population: ArrayLike,
    reference_count: ArrayLike,
    reference_population: ArrayLike,
    *,
    confidence: Levels = 0.95,
    multiplier: float = 100_000.0,
    missing_count_is_zero: bool = False,
) -> StandardisedRatio:
    """The standardised ratio times the reference's crude rate per `multiplier`."""
    observed, strata, findings = _strata(
        count, population, reference_count, reference_population, missing_count_is_zero
    )
    return rate_of(observed, strata, findings, confidence=confidence, multiplier=multiplier)


@quietly
def ratio_of(
    observed: Floats,
    strata: ReferenceStrata,
    findings: Findings,
    *,
    confidence: Levels,
    refvalue: float,
) -> StandardisedRatio:
    expected = _expected(strata, findings)
    _check_observed(observed, findings)
    by = np.full(expected.shape, refvalue)
    return _result("indirectly-standardised-ratio", observed, expected, by, findings, confidence)


@quietly
def rate_of(
    observed: Floats,
    strata: ReferenceStrata,
    findings: Findings,
    *,
    confidence: Levels,
    multiplier: float,
) -> StandardisedRatio:
    expected = _expected(strata, findings)
    _check_observed(observed, findings)
    over = strata.over
    events, people = (
        over.sum(np.where(strata.present, part, 0.0))
        for part in (strata.reference_events, strata.reference_people)
    )
    by = divide(events, people) * multiplier
    found = _result("indirectly-standardised-rate", observed, expected, by, findings, confidence)
    return replace(found, reference_rate=findings.blanked(by))


def _strata(
    count: ArrayLike,
    population: ArrayLike,
    reference_count: ArrayLike,
    reference_population: ArrayLike,
    missing_is_zero: bool,
) -> tuple[Floats, ReferenceStrata, Findings]:
    """Observed totals, strata and first findings. Counts are by band where their last axis is that
    of the bands and they have no fewer axes than the populations; else they are totals."""
    counted = floats(count)
    if missing_is_zero:
        counted = np.where(np.isnan(counted), 0.0, counted)
    people, events, reference = broadcast(population, reference_count, reference_population)
    by_band = counted.ndim >= people.ndim and counted.shape[-1:] == people.shape[-1:]
    if by_band:
        counted, people, events, reference = broadcast(counted, people, events, reference)
    strata = ReferenceStrata(people, events, reference, LastAxis())
    findings = Findings(people.shape[:-1])
    findings.note((counted < 0).any(-1) if by_band else counted < 0, reasons.COUNT_NEGATIVE)
    return floats(counted.sum(-1) if by_band else counted), strata, findings


def _expected(strata: ReferenceStrata, findings: Findings) -> Floats:
    _check_strata(strata, findings)
    rates = divide(strata.reference_events, strata.reference_people) * strata.people
    return strata.over.sum(np.where(strata.present, rates, 0.0))


def _check_strata(strata: ReferenceStrata, findings: Findings) -> None:
    over, here = strata.over, strata.present
    people, events, reference = strata.people, strata.reference_events, strata.reference_people
    infinite = np.isinf(people) | np.isinf(events) | np.isinf(reference)
    findings.note(over.any(infinite & here), reasons.NOT_FINITE)
    findings.note(over.any((people < 0) & here), reasons.POPULATION_NEGATIVE)
    findings.note(over.any((events < 0) & here), reasons.REFERENCE_COUNT_NEGATIVE)
    findings.note(over.any((reference <= 0) & here), reasons.REFERENCE_POPULATION)
    findings.note(over.any(np.isnan(people) & here), reasons.POPULATION_MISSING)
    missing = np.isnan(events) | np.isnan(reference)
    findings.note(over.any(missing & here), reasons.REFERENCE_MISSING)


def _check_observed(observed: Floats, findings: Findings) -> None:
    findings.note(np.isinf(observed), reasons.NOT_FINITE)
    findings.note(observed < 0, reasons.COUNT_NEGATIVE)
    findings.note(np.isnan(observed), reasons.COUNT_MISSING)


def _result(
    measure: str,
    observed: Floats,
    expected: Floats,
    by: Floats,
    findings: Findings,
    confidence: Levels,
) -> StandardisedRatio:
    findings.note(~(expected > 0), reasons.NOTHING_EXPECTED)
    safe = findings.blanked(observed)

    def limits(level: float) -> tuple[Floats, Floats]:
        lower, upper = poisson(safe, level)
        return divide(lower, expected) * by, divide(upper, expected) * by

    return StandardisedRatio(
        measure=measure,
        method="exact Poisson under 10 events, Byar from 10",
        value=findings.blanked(divide(observed, expected) * by),
        intervals=intervals_at(confidence_levels(confidence), limits, findings),
        codes=findings.codes,
        observed=observed,
        expected=findings.blanked(expected),
        reference_rate=np.full(expected.shape, np.nan),
    )


@quietly
def comparative_mortality_figure(
    count: ArrayLike,
    population: ArrayLike,
    reference_count: ArrayLike,
    reference_population: ArrayLike,
    *,
    confidence: Levels = 0.95,
    refvalue: float = 100.0,
    minimum_events: float = MINIMUM_EVENTS,
    missing_count_is_zero: bool = False,
) -> StandardisedRate:
    """The reference's events at the group's rates over its own, times `refvalue`.

    So it is the group's rate standardised to the reference population, over the reference's crude
    rate; unlike indirect ratios, figures of several groups can be compared with each other. The
    limits are Dobson's, with the reference taken as exact.
    """
    counted, people, events, reference = broadcast(
        count, population, reference_count, reference_population
    )
    if missing_count_is_zero:
        counted = np.where(np.isnan(counted), 0.0, counted)
    strata = Strata(counted, counted, people, reference, LastAxis())
    return comparative(
        strata, events, confidence=confidence, refvalue=refvalue, minimum_events=minimum_events
    )


@quietly
def comparative(
    strata: Strata,
    reference_events: Floats,
    *,
    confidence: Levels,
    refvalue: float,
    minimum_events: float,
    faults: Findings | None = None,
) -> StandardisedRate:
    """From strata whose weights are the reference population."""
    over = strata.over
    rate = standardised(
        strata,
        confidence=confidence,
        multiplier=1.0,
        minimum_events=minimum_events,
        repeated=False,
        faults=faults,
    )
    findings = Findings(rate.codes.shape)
    findings.codes = rate.codes
    wrong = (reference_events < 0) & strata.present
    findings.note(over.any(wrong), reasons.REFERENCE_COUNT_NEGATIVE)
    events = over.sum(np.where(strata.present, reference_events, 0.0))
    findings.note(np.isnan(events), reasons.REFERENCE_MISSING)
    findings.note(~(events > 0), reasons.NOTHING_EXPECTED)
    by = refvalue * divide(over.sum(np.where(strata.present, strata.weight, 0.0)), events)
    return replace(
        rate,
        measure="comparative-mortality-figure",
        method="Dobson, over the reference's crude rate",
        value=findings.blanked(rate.value * by),
        intervals=tuple(
            Interval(
                each.level, findings.blanked(each.lower * by), findings.blanked(each.upper * by)
            )
            for each in rate.intervals
        ),
        codes=findings.codes,
        standard_error=findings.blanked(rate.standard_error * by),
    )
