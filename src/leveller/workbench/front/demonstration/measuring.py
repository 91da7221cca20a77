"""Counts to published values with their 95% and 99.8% limits, by the house's own measures."""

from dataclasses import dataclass

import numpy as np

from leveller.methods import measures
from leveller.workbench.front.demonstration.parameters import BAND_LABELS, BAND_STARTS, bands

LEVELS = (0.95, 0.998)
STANDARD_POPULATION = measures.weights_for(measures.read_age_bands(BAND_LABELS), "ESP2013")


@dataclass(frozen=True)
class Measured:
    """Values and limits of one shape; NaN where the measure gives none."""

    value: np.ndarray
    lower95: np.ndarray
    upper95: np.ndarray
    lower998: np.ndarray
    upper998: np.ndarray


def without_interval(value: np.ndarray) -> Measured:
    none = np.full(np.shape(value), np.nan)
    return Measured(value, none, none, none, none)


def proportion(events: np.ndarray, base: np.ndarray, multiplier: float) -> Measured:
    return _all(
        measures.proportion(events, base, multiplier=multiplier, confidence=LEVELS),
    )


def crude_rate(events: np.ndarray, base: np.ndarray, multiplier: float) -> Measured:
    return _all(measures.crude_rate(events, base, multiplier=multiplier, confidence=LEVELS))


def standardised_rate(events: np.ndarray, people: np.ndarray, under: int = 999) -> Measured:
    """Per 100,000, directly standardised by age; the last axis is the bands."""
    young = bands(0, under)
    return _all(
        measures.directly_standardised_rate(
            events[..., young], people[..., young], STANDARD_POPULATION[young], confidence=LEVELS
        )
    )


def life_expectancy(deaths: np.ndarray, people: np.ndarray) -> Measured:
    return _at_birth(measures.life_expectancy(deaths, people, BAND_STARTS, confidence=LEVELS))


def healthy_life_expectancy(
    deaths: np.ndarray, people: np.ndarray, healthy: np.ndarray, asked: np.ndarray
) -> Measured:
    """By Sullivan. Where nobody of an age was asked there is no value."""
    share = np.divide(healthy, asked, out=np.full(np.shape(asked), np.nan), where=asked > 0)
    return _at_birth(
        measures.healthy_life_expectancy(
            deaths, people, share, BAND_STARTS, respondents=asked, confidence=LEVELS
        )
    )


def standard_error(measured: Measured) -> np.ndarray:
    """Of a measure with symmetrical limits."""
    return (measured.upper95 - measured.value) / 1.959963984540054


def _all(estimate: measures.Estimate) -> Measured:
    limits = [limit for i in estimate.intervals for limit in (i.lower, i.upper)]
    return Measured(estimate.value, *limits)


def _at_birth(estimate: measures.Estimate) -> Measured:
    return Measured(*(array[..., 0] for array in _all(estimate).__dict__.values()))
