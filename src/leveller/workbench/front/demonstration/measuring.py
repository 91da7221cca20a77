"""Seam to the mathematics: counts to values with their 95% and 99.8% limits."""

from dataclasses import dataclass

import numpy as np

from leveller.workbench.front.demonstration import life_tables
from leveller.workbench.front.demonstration.parameters import bands

Z = {0.95: 1.959963984540054, 0.998: 3.090232306167813}
STANDARD_POPULATION = np.array(
    (
        *(1000, 4000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000),
        *(7000, 7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000),
    )
)
PER = 100_000


@dataclass(frozen=True)
class Measured:
    """Values and limits of one shape; limits are NaN where the measure has none."""

    value: np.ndarray
    lower95: np.ndarray
    upper95: np.ndarray
    lower998: np.ndarray
    upper998: np.ndarray


def without_interval(value: np.ndarray) -> Measured:
    none = np.full(np.shape(value), np.nan)
    return Measured(value, none, none, none, none)


def proportion(events: np.ndarray, base: np.ndarray, multiplier: float) -> Measured:
    limits = [_wilson(events, base, z) for z in Z.values()]
    return _measured(events / base, limits, multiplier)


def crude_rate(events: np.ndarray, base: np.ndarray, multiplier: float) -> Measured:
    limits = [tuple(limit / base for limit in _poisson(events, z)) for z in Z.values()]
    return _measured(events / base, limits, multiplier)


def standardised_rate(events: np.ndarray, people: np.ndarray, under: int = 999) -> Measured:
    """Directly standardised by age; the last axis is the bands. Dobson's limits."""
    weight = np.where(bands(0, under), STANDARD_POPULATION, 0)
    share = weight / weight.sum() / people
    rate, variance = (events * share).sum(axis=-1), (events * share**2).sum(axis=-1)
    total = np.where(weight > 0, events, 0).sum(axis=-1)
    scale = np.sqrt(variance / np.maximum(total, 1))
    limits = [
        tuple(rate + scale * (limit - total) for limit in _poisson(total, z)) for z in Z.values()
    ]
    return _measured(rate, limits, PER)


def life_expectancy(deaths: np.ndarray, people: np.ndarray) -> Measured:
    return _normal(*life_tables.life_expectancy(deaths, people))


def healthy_life_expectancy(
    deaths: np.ndarray, people: np.ndarray, healthy: np.ndarray, asked: np.ndarray
) -> Measured:
    return _normal(*life_tables.healthy_life_expectancy(deaths, people, healthy, asked))


def _measured(
    value: np.ndarray, limits: list[tuple[np.ndarray, ...]], multiplier: float
) -> Measured:
    return Measured(*(multiplier * v for v in (value, *limits[0], *limits[1])))


def _normal(value: np.ndarray, variance: np.ndarray) -> Measured:
    error = np.sqrt(variance)
    return _measured(value, [(value - z * error, value + z * error) for z in Z.values()], 1)


def _wilson(events: np.ndarray, base: np.ndarray, z: float) -> tuple[np.ndarray, np.ndarray]:
    reach = z * np.sqrt(z * z + 4 * events * (1 - events / base))
    middle, divisor = 2 * events + z * z, 2 * (base + z * z)
    return (middle - reach) / divisor, (middle + reach) / divisor


def _poisson(events: np.ndarray, z: float) -> tuple[np.ndarray, np.ndarray]:
    """Byar's limits of a count."""
    some, above = np.maximum(events, 1), events + 1
    lower = some * (1 - 1 / (9 * some) - z / (3 * np.sqrt(some))) ** 3
    upper = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    return np.where(events > 0, np.maximum(lower, 0), 0), upper
