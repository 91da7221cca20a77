"""Directly standardised rates, and figures compared with a reference population's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from leveller.methods.measures import reasons
from leveller.methods.measures.arrays import ArrayLike, Floats, divide, floats, quietly
from leveller.methods.measures.confidence import Levels, confidence_levels
from leveller.methods.measures.findings import Findings
from leveller.methods.measures.grouping import Grouping, LastAxis
from leveller.methods.measures.intervals import dobson
from leveller.methods.measures.results import Estimate, intervals_at

MINIMUM_EVENTS = 10


@dataclass(frozen=True, eq=False, kw_only=True)
class StandardisedRate(Estimate):
    """A directly standardised rate with the events and people behind it."""

    columns: ClassVar[Mapping[str, str]] = {
        "count": "total_count",
        "population": "total_pop",
        "standard_error": "standard_error",
    }

    count: Floats
    population: Floats
    standard_error: Floats


@dataclass(frozen=True, eq=False)
class Strata:
    """What a standardised rate is made of, a row an age band.

    `squared_events` is the sum of squares of each person's number of events: the variance of the
    events. It equals `events` where nobody has more than one.
    """

    events: Floats
    squared_events: Floats
    people: Floats
    weight: Floats
    over: Grouping
    present: Any = True
    """False for a band that a group hasn't got."""


@quietly
def directly_standardised_rate(
    count: ArrayLike,
    population: ArrayLike,
    standard_population: ArrayLike,
    *,
    confidence: Levels = 0.95,
    multiplier: float = 100_000.0,
    minimum_events: float = MINIMUM_EVENTS,
    missing_count_is_zero: bool = False,
    event_frequency: ArrayLike | None = None,
    present: ArrayLike | None = None,
) -> StandardisedRate:
    """The rate that a standard population would have at each group's age-specific rates.

    Arrays end in an axis of age bands; the standard population may be one row for all. Under
    `minimum_events` events the group is empty. `present` is false for a band that a group
    hasn't got. Events that strike one person several times: give `event_frequency`, and as `count`
    the people who had each frequency, with a frequency axis before that of the bands.

    Source: Dobson, Kuulasmaa, Eberle and Scherer, Stat Med 1991; 10: 457-62; the adjustment for
    repeated events follows OHID's technical guidance on directly standardised rates.
    """
    counted = floats(count)
    if missing_count_is_zero:
        counted = np.nan_to_num(counted, nan=0.0, posinf=np.inf, neginf=-np.inf)
    events = squared = counted
    if event_frequency is not None:
        often = floats(event_frequency)
        events, squared = (np.einsum("...fb,f->...b", counted, f) for f in (often, often**2))
    people, weight = np.broadcast_arrays(floats(population), floats(standard_population))
    strata = Strata(
        events,
        squared,
        people,
        weight,
        LastAxis(),
        True if present is None else np.asarray(present, bool),
    )
    return standardised(
        strata,
        confidence=confidence,
        multiplier=multiplier,
        minimum_events=minimum_events,
        repeated=event_frequency is not None,
    )


@quietly
def standardised(
    strata: Strata,
    *,
    confidence: Levels,
    multiplier: float,
    minimum_events: float,
    repeated: bool,
    faults: Findings | None = None,
) -> StandardisedRate:
    """The rate of each group of strata; `faults` are what was found before."""
    rate, variance, events, people = _sums(strata)
    findings = faults or Findings(rate.shape)
    _check(strata, findings)
    findings.note(events < minimum_events, reasons.TOO_FEW_EVENTS)
    safe = findings.blanked(events)
    return StandardisedRate(
        measure="directly-standardised-rate",
        method="Dobson, adjusted for repeated events" if repeated else "Dobson",
        value=findings.blanked(rate) * multiplier,
        intervals=intervals_at(
            confidence_levels(confidence),
            lambda level: scaled(dobson(rate, variance, safe, level), multiplier),
            findings,
        ),
        codes=findings.codes,
        count=events,
        population=people,
        standard_error=findings.blanked(np.sqrt(variance)) * multiplier,
    )


def _sums(strata: Strata) -> tuple[Floats, Floats, Floats, Floats]:
    """Rate and its variance per person, events and people."""
    over, here = strata.over, strata.present
    events, squared, people, weight = (
        part if here is True else np.where(here, part, 0.0)
        for part in (strata.events, strata.squared_events, strata.people, strata.weight)
    )
    per_person = divide(weight, strata.people)
    if here is not True:
        per_person = np.where(here, per_person, 0.0)
    total = over.sum(weight)
    return (
        divide(over.sum(events * per_person), total),
        divide(over.sum(squared * per_person**2), total**2),
        over.sum(events),
        over.sum(people),
    )


def _check(strata: Strata, findings: Findings) -> None:
    over, here = strata.over, strata.present
    events, people, weight = strata.events, strata.people, strata.weight
    findings.note(over.any((np.isinf(events) | np.isinf(people)) & here), reasons.NOT_FINITE)
    findings.note(over.any((events < 0) & here), reasons.COUNT_NEGATIVE)
    findings.note(over.any((people <= 0) & here), reasons.POPULATION_NOT_POSITIVE)
    findings.note(over.any(np.isnan(people) & here), reasons.POPULATION_MISSING)
    findings.note(over.any(np.isnan(events) & here), reasons.COUNT_MISSING)
    wrong = over.any((~(weight >= 0) | np.isinf(weight)) & here)
    findings.note(wrong, reasons.STANDARD_POPULATION_WRONG)
    findings.note(~(over.sum(np.where(here, weight, 0.0)) > 0), reasons.STANDARD_POPULATION_WRONG)


def scaled(limits: tuple[Floats, Floats], multiplier: float) -> tuple[Floats, Floats]:
    return limits[0] * multiplier, limits[1] * multiplier
