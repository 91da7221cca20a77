"""Directly standardised rates, with Dobson's limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from leveller.methods.measures import reasons
from leveller.methods.measures.arrays import ArrayLike, Floats, divide, floats, quietly
from leveller.methods.measures.confidence import Levels, confidence_levels
from leveller.methods.measures.findings import Findings
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
    bands = _Bands.read(count, population, standard_population, event_frequency, present)
    if missing_count_is_zero:
        bands = bands.with_missing_counts_as_zero()
    findings = bands.check()
    events, total, variance, rate = bands.sums()
    findings.note(events < minimum_events, reasons.TOO_FEW_EVENTS)
    safe = findings.blanked(events)
    return StandardisedRate(
        measure="directly-standardised-rate",
        method="Dobson" if event_frequency is None else "Dobson, adjusted for repeated events",
        value=findings.blanked(rate) * multiplier,
        intervals=intervals_at(
            confidence_levels(confidence),
            lambda level: _scaled(dobson(rate, variance, safe, level), multiplier),
            findings,
        ),
        codes=findings.codes,
        count=events,
        population=total,
        standard_error=findings.blanked(np.sqrt(variance)) * multiplier,
    )


@dataclass(frozen=True)
class _Bands:
    """Counts by group, frequency and band; populations and weights by group and band."""

    count: Floats
    frequency: Floats
    population: Floats
    weight: Floats
    present: Any

    @classmethod
    def read(
        cls, count: Any, population: Any, standard: Any, frequency: Any, present: Any
    ) -> "_Bands":
        counted = floats(count)
        if frequency is None:
            counted, frequency = counted[..., None, :], [1.0]
        people, weight = np.broadcast_arrays(floats(population), floats(standard))
        there = True if present is None else np.asarray(present, bool)
        return cls(counted, floats(frequency), people, weight, np.broadcast_to(there, people.shape))

    def with_missing_counts_as_zero(self) -> "_Bands":
        filled = np.where(np.isnan(self.count), 0.0, self.count)
        return _Bands(filled, self.frequency, self.population, self.weight, self.present)

    def check(self) -> Findings:
        here, counted = self.present, self.count
        shape = np.broadcast_shapes(counted.shape[:-2], self.population.shape[:-1])
        findings = Findings(shape)
        findings.note(_any(np.isinf(self.population) & here), reasons.NOT_FINITE)
        findings.note(_any(np.isinf(counted).any(-2) & here), reasons.NOT_FINITE)
        findings.note(_any((counted < 0).any(-2) & here), reasons.COUNT_NEGATIVE)
        findings.note(_any((self.population <= 0) & here), reasons.POPULATION_NOT_POSITIVE)
        findings.note(_any(np.isnan(self.population) & here), reasons.POPULATION_MISSING)
        findings.note(_any(np.isnan(counted).any(-2) & here), reasons.COUNT_MISSING)
        findings.note(self._standard_wrong(), reasons.STANDARD_POPULATION_WRONG)
        return findings

    def _standard_wrong(self) -> Any:
        kept = np.where(self.present, self.weight, 0.0)
        return ~(np.isfinite(kept) & (kept >= 0)).all(-1) | ~(kept.sum(-1) > 0)

    def sums(self) -> tuple[Floats, Floats, Floats, Floats]:
        """Events, people, the variance of the rate and the rate, all per person."""
        counted = np.where(self.present[..., None, :], self.count, 0.0)
        people = np.where(self.present, self.population, 0.0)
        weight = np.where(self.present, self.weight, 0.0)
        share = divide(weight, weight.sum(-1, keepdims=True))
        per_person = np.where(self.present, divide(share, self.population), 0.0)
        once = np.einsum("...fb,f->...b", counted, self.frequency)
        twice = np.einsum("...fb,f->...b", counted, self.frequency**2)
        variance = (twice * per_person**2).sum(-1)
        return once.sum(-1), people.sum(-1), variance, (once * per_person).sum(-1)


def _any(where: Any) -> Any:
    return where.any(-1)


def _scaled(limits: tuple[Floats, Floats], multiplier: float) -> tuple[Floats, Floats]:
    return limits[0] * multiplier, limits[1] * multiplier
