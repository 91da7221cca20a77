"""Slow, obvious second ways to the numbers of the demonstration. No code of the product is used."""

import math
from collections.abc import Sequence

STARTS = [0, 1, *range(5, 95, 5)]


def life_expectancy(deaths: Sequence[float], people: Sequence[float]) -> float:
    """Chiang's abridged life table, written out age by age."""
    alive, lived = 1.0, 0.0
    for band, start in enumerate(STARTS):
        rate = deaths[band] / people[band]
        if band == len(STARTS) - 1:
            return lived + alive / rate
        width = STARTS[band + 1] - start
        fraction = 0.1 if start == 0 else 0.5
        dying = min(1.0, width * rate / (1 + width * (1 - fraction) * rate))
        lived += alive * width * ((1 - dying) + fraction * dying)
        alive *= 1 - dying
    raise AssertionError("a life table ends in an open band")


def healthy_life_expectancy(
    deaths: Sequence[float], people: Sequence[float], shares: Sequence[float]
) -> float:
    """Sullivan: each year lived counts as far as people of the age are in good health."""
    alive, healthy = 1.0, 0.0
    for band, start in enumerate(STARTS):
        rate = deaths[band] / people[band]
        if band == len(STARTS) - 1:
            return healthy + alive / rate * shares[band]
        width = STARTS[band + 1] - start
        fraction = 0.1 if start == 0 else 0.5
        dying = min(1.0, width * rate / (1 + width * (1 - fraction) * rate))
        healthy += alive * width * ((1 - dying) + fraction * dying) * shares[band]
        alive *= 1 - dying
    raise AssertionError("a life table ends in an open band")


def slope(values: Sequence[float], weights: Sequence[float]) -> float:
    """Weighted least squares of values on the middle rank of each group."""
    return sum(c * v for c, v in zip(slope_weights(weights), values, strict=True))


def slope_error(errors: Sequence[float], weights: Sequence[float]) -> float:
    parts = zip(slope_weights(weights), errors, strict=True)
    return math.sqrt(sum((c * e) ** 2 for c, e in parts))


def slope_weights(weights: Sequence[float]) -> list[float]:
    """What each group's value contributes to the slope."""
    whole, below, ranks = sum(weights), 0.0, []
    for weight in weights:
        ranks.append((below + weight / 2) / whole)
        below += weight
    middle = sum(w * r for w, r in zip(weights, ranks, strict=True)) / whole
    spread = sum(w * (r - middle) ** 2 for w, r in zip(weights, ranks, strict=True))
    return [w * (r - middle) / spread for w, r in zip(weights, ranks, strict=True)]


def trend(values: Sequence[float], errors: Sequence[float]) -> tuple[float, float]:
    """Slope a step and its chi-squared, each value weighted by the inverse of its variance."""
    weights = [1 / e**2 for e in errors]
    total = sum(weights)
    middle = sum(w * t for t, w in enumerate(weights)) / total
    spread = sum(w * (t - middle) ** 2 for t, w in enumerate(weights))
    slope = sum(w * (t - middle) * v for t, (w, v) in enumerate(zip(weights, values, strict=True)))
    return slope / spread, (slope / spread) ** 2 * spread


def recent_trend(values: Sequence[float], errors: Sequence[float]) -> str:
    """The rule of the published recent trend, on the last five points."""
    if len(values) < 5 or any(math.isnan(v) for v in (*values[-5:], *errors[-5:])):
        return "cannot be calculated"
    last, spread = list(values[-5:]), list(errors[-5:])
    slope, chi_squared = trend(last, spread)
    without = [trend_without(last, spread, left_out) * slope > 0 for left_out in range(len(last))]
    if chi_squared <= 9.5495 or not all(without):
        return "no significant change"
    return "increasing" if slope > 0 else "decreasing"


def trend_without(values: list[float], errors: list[float], left_out: int) -> float:
    kept = [t for t in range(len(values)) if t != left_out]
    weights = [1 / errors[t] ** 2 for t in kept]
    middle = sum(w * t for w, t in zip(weights, kept, strict=True)) / sum(weights)
    return sum(w * (t - middle) * values[t] for w, t in zip(weights, kept, strict=True))


def gap_verdict(gaps: Sequence[float], errors: Sequence[float], times: Sequence[int]) -> str:
    """Whether the size of a gap grows or shrinks over all its years, at the level of 95%."""
    weights = [1 / e**2 for e in errors]
    middle = sum(w * t for w, t in zip(weights, times, strict=True)) / sum(weights)
    spread = sum(w * (t - middle) ** 2 for w, t in zip(weights, times, strict=True))
    parts = zip(weights, times, gaps, strict=True)
    slope = sum(w * (t - middle) * abs(g) for w, t, g in parts) / spread
    return verdict(slope, 1 / math.sqrt(spread))


def verdict(change: float, error: float) -> str:
    if abs(change) < 1.96 * error:
        return "cannot tell"
    return "widening" if change > 0 else "narrowing"
