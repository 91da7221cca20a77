"""Counts to values: proportions and crude rates."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from leveller.methods.measures import reasons
from leveller.methods.measures.arrays import ArrayLike, Floats, Mask, broadcast, divide, quietly
from leveller.methods.measures.confidence import Levels, confidence_levels
from leveller.methods.measures.findings import Findings
from leveller.methods.measures.intervals import EXACT_BELOW, poisson, wilson
from leveller.methods.measures.results import Estimate, intervals_at


@dataclass(frozen=True, eq=False, kw_only=True)
class Rate(Estimate):
    """A value made of a count and what it is counted over."""

    columns: ClassVar[Mapping[str, str]] = {
        "numerator": "numerator",
        "denominator": "denominator",
    }

    numerator: Floats
    denominator: Floats
    exact: Mask
    """Where the limits are exact rather than Byar's; nowhere for a proportion."""


@quietly
def proportion(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    confidence: Levels = 0.95,
    multiplier: float = 1.0,
) -> Rate:
    """The share of a denominator, with Wilson's score limits.

    `multiplier=100` gives percentages. Source: Wilson 1927, as in Newcombe and Altman 2000.
    """
    counted, base = broadcast(numerator, denominator)
    findings = _check(counted, base)
    findings.note(counted > base, reasons.NUMERATOR_ABOVE_DENOMINATOR)
    safe = findings.blanked(counted)
    return Rate(
        measure="proportion",
        method="Wilson score",
        value=findings.blanked(divide(counted, base)) * multiplier,
        intervals=intervals_at(
            confidence_levels(confidence),
            lambda level: _times(wilson(safe, base, level), multiplier),
            findings,
        ),
        codes=findings.codes,
        numerator=counted,
        denominator=base,
        exact=np.zeros(base.shape, bool),
    )


@quietly
def crude_rate(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    confidence: Levels = 0.95,
    multiplier: float = 100_000.0,
) -> Rate:
    """Events per `multiplier` of the denominator, with Poisson limits.

    Exact limits under 10 events (Ulm 1990), Byar's approximation from 10 (Breslow and Day 1987).
    """
    events, base = broadcast(numerator, denominator)
    findings = _check(events, base)
    safe = findings.blanked(events)
    return Rate(
        measure="rate",
        method="exact Poisson under 10 events, Byar from 10",
        value=findings.blanked(divide(events, base)) * multiplier,
        intervals=intervals_at(
            confidence_levels(confidence),
            lambda level: _per(poisson(safe, level), base, multiplier),
            findings,
        ),
        codes=findings.codes,
        numerator=events,
        denominator=base,
        exact=events < EXACT_BELOW,
    )


def _check(counted: Floats, base: Floats) -> Findings:
    findings = Findings(counted.shape)
    findings.note(np.isnan(counted) | np.isnan(base), reasons.MISSING)
    findings.note(np.isinf(counted) | np.isinf(base), reasons.NOT_FINITE)
    findings.note(counted < 0, reasons.NUMERATOR_NEGATIVE)
    findings.note(base < 0, reasons.DENOMINATOR_NEGATIVE)
    findings.note(base == 0, reasons.DENOMINATOR_ZERO)
    return findings


def _times(limits: tuple[Floats, Floats], multiplier: float) -> tuple[Floats, Floats]:
    return limits[0] * multiplier, limits[1] * multiplier


def _per(limits: tuple[Floats, Floats], base: Floats, multiplier: float) -> tuple[Floats, Floats]:
    return divide(limits[0], base) * multiplier, divide(limits[1], base) * multiplier
