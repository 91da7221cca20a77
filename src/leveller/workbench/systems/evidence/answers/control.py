"""Disclosure control on the way out: no row leaves the store's readers without it.

A release says whether it asks for control. Under the rule a count of 1 to 7, over however many
people, is suppressed together with the value and the limits that would give it away. Every other
count is shown to the nearest 5, and a proportion or crude rate is made anew out of the counts that
are shown, with its limits, so that the true count can't be worked out of the value.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from leveller.methods.measures import control_counts, crude_rate, proportion
from leveller.workbench.systems.evidence.store.figures import Interval, Observation

NONE = "none"
SUPPRESSED = "Suppressed, because the number of people is small."
MULTIPLIERS = (1.0, 100.0, 1_000.0, 10_000.0, 100_000.0)
ROUNDING = 0.05  # how far a published value may lie from its counts for being rounded


def controlled(observations: Sequence[Observation], rule: str) -> list[Observation]:
    """The observations as they may be shown under the rule that the release asks for."""
    if rule == NONE:
        return list(observations)
    counts = control_counts(np.array([_whole(o.count) for o in observations]))
    bases = control_counts(np.array([_whole(o.denominator) for o in observations]))
    return [
        _suppressed(o, _known(base)) if small else _rounded(o, _known(count), _known(base))
        for o, count, base, small in zip(
            observations,
            counts.shown.tolist(),
            bases.shown.tolist(),
            (counts.suppressed | bases.suppressed).tolist(),
            strict=True,
        )
    ]


def _suppressed(o: Observation, denominator: float | None) -> Observation:
    return replace(
        o,
        value=None,
        interval=None,
        interval998=None,
        count=None,
        denominator=denominator,
        note=" ".join(part for part in (o.note, SUPPRESSED) if part),
        is_suppressed=True,
    )


def _rounded(o: Observation, count: float | None, denominator: float | None) -> Observation:
    shown = replace(o, count=count, denominator=denominator)
    if o.count is None or o.value is None:
        return shown
    if not o.count or not count or not denominator:
        return replace(shown, interval=None, interval998=None)
    multiplier = _multiplier(o)
    if multiplier is None:
        return shown
    measure = proportion if multiplier <= 100 and count <= denominator else crude_rate
    made = measure(count, denominator, multiplier=multiplier, confidence=(0.95, 0.998))
    limits = [Interval(float(i.lower), float(i.upper), i.level) for i in made.intervals]
    return replace(
        shown,
        value=float(made.value),
        interval=limits[0] if o.interval else None,
        interval998=limits[1] if o.interval998 else None,
    )


def _multiplier(o: Observation) -> float | None:
    """Per how many a value is that is made of its count and denominator; None for another kind."""
    if not o.count or not o.denominator or not o.value:
        return None
    found = o.value * o.denominator / o.count
    return next((m for m in MULTIPLIERS if abs(found / m - 1) < ROUNDING), None)


def _whole(count: float | None) -> float:
    """A count of people is whole; publishers' averages are taken to the nearest."""
    return float("nan") if count is None else float(round(count))


def _known(number: float) -> float | None:
    return None if number != number else number
