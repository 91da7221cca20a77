"""Disclosure control on the way out: no row leaves the store's readers without it.

A release says whether it asks for control. Under the rule a count of 1 to 7, over however many
people, is suppressed together with the value and the limits that would give it away. Every other
count is shown to the nearest 5, and a proportion or crude rate is made anew out of the counts that
are shown, with its limits, so that the true count can't be worked out of the value.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from leveller.methods.measures import Interval as Limits
from leveller.methods.measures import control_counts, crude_rate, proportion
from leveller.workbench.systems.evidence.store.figures import Interval, Observation

NONE = "none"
SMALL_COUNTS = "counts 1 to 7"
# Every rule that a release may ask for, in words for who publishes it.
RULES: Mapping[str, str] = {
    NONE: "None: every figure is shown as it was published.",
    SMALL_COUNTS: (
        "Small counts: counts of 1 to 7 people are suppressed, other counts are shown to the "
        "nearest 5, wherever the figures are shown."
    ),
}
SUPPRESSED = "Suppressed, because the number of people is small."
MULTIPLIERS = (1.0, 100.0, 1_000.0, 10_000.0, 100_000.0)
ROUNDING = 0.05  # how far a published value may lie from its counts for being rounded


def controlled(observations: Sequence[Observation], rule: str) -> list[Observation]:
    """The observations as they may be shown under the rule that the release asks for."""
    if rule == NONE or not observations:
        return list(observations)
    counts = control_counts(np.array([_whole(o.count) for o in observations]))
    bases = control_counts(np.array([_whole(o.denominator) for o in observations]))
    small = (counts.suppressed | bases.suppressed).tolist()
    shown = [
        replace(o, count=_known(count), denominator=_known(base))
        for o, count, base in zip(
            observations, counts.shown.tolist(), bases.shown.tolist(), strict=True
        )
    ]
    scales = [None if small[n] else _scale(observations[n], shown[n]) for n in range(len(shown))]
    for scale in {scale for scale in scales if scale}:
        rows = [n for n, each in enumerate(scales) if each == scale]
        for n, made in zip(rows, _made_anew([shown[n] for n in rows], scale), strict=True):
            shown[n] = made
    return [_suppressed(o) if hide else o for o, hide in zip(shown, small, strict=True)]


def _suppressed(o: Observation) -> Observation:
    return replace(
        o,
        value=None,
        interval=None,
        interval998=None,
        count=None,
        note=" ".join(part for part in (o.note, SUPPRESSED) if part),
        is_suppressed=True,
    )


@dataclass(frozen=True)
class _Scale:
    """How a value comes out of its count and denominator; without limits where the count is 0."""

    multiplier: float
    is_share: bool


def _scale(true: Observation, shown: Observation) -> _Scale | None:
    """None for a value that isn't made of its count and denominator."""
    if true.value is None or true.count is None or not shown.denominator:
        return None
    if not true.count:
        return _Scale(0.0, True)
    multiplier = _multiplier(true)
    if multiplier is None or shown.count is None:
        return None
    return _Scale(multiplier, multiplier <= 100 and shown.count <= shown.denominator)


def _multiplier(o: Observation) -> float | None:
    if not o.count or not o.denominator or not o.value:
        return None
    found = o.value * o.denominator / o.count
    return next((m for m in MULTIPLIERS if abs(found / m - 1) < ROUNDING), None)


def _made_anew(observations: Sequence[Observation], scale: _Scale) -> list[Observation]:
    """Values and limits out of the counts that are shown."""
    if not scale.multiplier:
        return [replace(o, interval=None, interval998=None) for o in observations]
    measure = proportion if scale.is_share else crude_rate
    made = measure(
        [o.count for o in observations],
        [o.denominator for o in observations],
        multiplier=scale.multiplier,
        confidence=(0.95, 0.998),
    )
    inner, outer = (_intervals(level) for level in made.intervals)
    return [
        replace(
            o,
            value=value,
            interval=inner[n] if o.interval else None,
            interval998=outer[n] if o.interval998 else None,
        )
        for n, (o, value) in enumerate(zip(observations, made.value.tolist(), strict=True))
    ]


def _intervals(limits: Limits) -> list[Interval]:
    pairs = zip(limits.lower.tolist(), limits.upper.tolist(), strict=True)
    return [Interval(lower, upper, limits.level) for lower, upper in pairs]


def _whole(count: float | None) -> float:
    """A count of people is whole; publishers' averages are taken to the nearest."""
    return float("nan") if count is None else float(round(count))


def _known(number: float) -> float | None:
    return None if number != number else number
