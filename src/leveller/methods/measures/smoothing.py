"""Smoothed small-area rates: each area's own rate drawn towards that of all areas.

The smaller an area, the more of its figure is borrowed. Shown beside the raw rate, never instead of
it. Source: Marshall 1991 (moment estimates of the prior); Clayton and Kaldor 1987 (gamma-Poisson),
whose posterior gives the interval.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from leveller.methods.measures import reasons
from leveller.methods.measures.arrays import ArrayLike, Floats, broadcast, divide, quietly
from leveller.methods.measures.confidence import Levels, confidence_levels, tail
from leveller.methods.measures.findings import Findings
from leveller.methods.measures.grouping import ByCode
from leveller.methods.measures.results import Estimate, intervals_at


@dataclass(frozen=True, eq=False, kw_only=True)
class SmoothedRate(Estimate):
    """The smoothed rate, beside the raw one and the weight that the area's own figure has."""

    columns: ClassVar[Mapping[str, str]] = {"raw": "raw_value", "own_weight": "own_weight"}

    raw: Floats
    own_weight: Floats


@quietly
def smoothed_rate(
    count: ArrayLike,
    population: ArrayLike,
    *,
    confidence: Levels = 0.95,
    multiplier: float = 100_000.0,
    by: ByCode | None = None,
) -> SmoothedRate:
    """Empirical Bayes rates of areas (one axis), drawn towards the mean of their group.

    `population` may be expected events, for smoothed ratios. `by` says which areas belong together;
    without it all do. The interval is of the gamma posterior and takes the prior as known.
    """
    events, people = broadcast(count, population)
    within = by or ByCode(np.zeros(events.size, np.intp), 1)
    findings = _check(events, people, within)
    used = ~findings.blank
    mean, spread = _prior(np.where(used, events, 0.0), np.where(used, people, 0.0), used, within)
    centre, variance = mean[within.codes], spread[within.codes]
    weight = np.where(variance > 0, divide(variance, variance + divide(centre, people)), 0.0)
    raw = divide(events, people)
    return SmoothedRate(
        measure="smoothed-rate",
        method="empirical Bayes, gamma-Poisson with Marshall's prior",
        value=findings.blanked(weight * raw + (1 - weight) * centre) * multiplier,
        intervals=intervals_at(
            confidence_levels(confidence),
            lambda level: _posterior(events, people, centre, variance, level, multiplier),
            findings,
        ),
        codes=findings.codes,
        raw=findings.blanked(raw) * multiplier,
        own_weight=findings.blanked(weight),
    )


def _check(events: Floats, people: Floats, within: ByCode) -> Findings:
    findings = Findings(events.shape)
    findings.note(np.isnan(events) | np.isnan(people), reasons.MISSING)
    findings.note(np.isinf(events) | np.isinf(people), reasons.NOT_FINITE)
    findings.note(events < 0, reasons.COUNT_NEGATIVE)
    findings.note(people <= 0, reasons.POPULATION_NOT_POSITIVE)
    enough = within.sum((~findings.blank).astype(np.float64)) >= 3
    findings.note(~enough[within.codes], reasons.TOO_FEW_AREAS)
    return findings


def _prior(events: Floats, people: Floats, used: Any, within: ByCode) -> tuple[Floats, Floats]:
    """The mean of all areas, and how much true rates vary about it beyond chance: 0 at least."""
    number = within.sum(used.astype(np.float64))
    total = within.sum(people)
    mean = divide(within.sum(events), total)
    off = np.where(used, divide(events, people) - mean[within.codes], 0.0)
    observed = divide(within.sum(people * off**2), total)
    spread = observed - divide(mean * number, total)
    return mean, np.maximum(spread, 0.0)


def _posterior(
    events: Floats, people: Floats, mean: Floats, spread: Floats, level: float, multiplier: float
) -> tuple[Floats, Floats]:
    """Quantiles of the gamma posterior; the mean itself where areas don't differ beyond chance."""
    from scipy.special import gammaincinv

    alike = spread <= 0
    safe = np.where(alike, 1.0, spread)
    shape, rate = divide(mean**2, safe) + events, divide(mean, safe) + people
    low, high = (
        divide(np.asarray(gammaincinv(shape, share)), rate)
        for share in (tail(level), 1 - tail(level))
    )
    return np.where(alike, mean, low) * multiplier, np.where(alike, mean, high) * multiplier
