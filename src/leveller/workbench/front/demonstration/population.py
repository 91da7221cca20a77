"""People by small area, year, sex and age band: whole numbers, from smooth shares by age."""

import numpy as np

from leveller.workbench.front.demonstration.deprivation import Deprivation
from leveller.workbench.front.demonstration.geography import Geography
from leveller.workbench.front.demonstration.parameters import (
    BAND_MIDS,
    BAND_STARTS,
    YEARS,
    steady,
    stream,
)

# Shares of people by age band in a place of middling age, in per cent.
SHARES = np.array(
    (
        *(1.05, 4.5, 5.9, 6.0, 5.7, 6.0, 6.6, 6.9, 6.7, 6.4),
        *(6.3, 6.9, 6.7, 5.8, 4.9, 4.9, 3.6, 2.5, 1.5, 0.9),
    )
)
TILT = {"city": -0.35, "industrial": -0.10, "coast": 0.30, "valley": 0.10, "rural": 0.35}
TILT_DEPRIVATION, TILT_OWN, TILT_A_YEAR = -0.12, 0.12, 0.008  # older where above zero
STUDENTS, STUDENT_FADES = 1.6, 2.0  # extra people of 20 to 24 in the middle of a city; kilometres
BOYS, MEN_FALL_FROM, MEN_FALL = 0.512, 55, 0.0050  # share of males at birth; and each year after
GROWTH = {"city": 0.008, "suburb": 0.007, "industrial": 0.004, "coast": 0.002, "valley": 0.000}
OTHER_GROWTH, GROWTH_OWN, SIZE_OWN = 0.003, 0.004, 0.12


def population(places: Geography, index: Deprivation) -> np.ndarray:
    """People, as whole numbers, by [small area, year, sex, band]."""
    rng = stream("population")
    count = len(places.points)
    settings = [places.settings[c] for c in places.council]
    size = places.people * np.exp(SIZE_OWN * rng.normal(size=count))
    growth = np.array([GROWTH.get(s, OTHER_GROWTH) for s in settings])
    growth = growth + GROWTH_OWN * rng.normal(size=count)
    tilt = np.array([TILT.get(s, 0.0) for s in settings]) + TILT_DEPRIVATION * index.latent
    tilt = steady(tilt + TILT_OWN * rng.normal(size=count))
    elapsed = YEARS - YEARS[0]
    people = steady(size)[:, None] * (1 + steady(growth)[:, None]) ** elapsed
    ages = _ages(tilt[:, None] + TILT_A_YEAR * elapsed, _students(places, settings))
    return np.rint(people[:, :, None, None] * ages[:, :, None, :] * _sexes()).astype(int)


def _students(places: Geography, settings: list[str]) -> np.ndarray:
    return np.array([s == "city" for s in settings]) * np.exp(-places.town / STUDENT_FADES)


def _ages(tilt: np.ndarray, students: np.ndarray) -> np.ndarray:
    """Shares by band that add up to 1, by small area and year."""
    shares = SHARES * np.exp(tilt[:, :, None] * (BAND_MIDS - 40) / 40)
    extra = 1 + STUDENTS * students[:, None] * (BAND_STARTS == 20)
    shares = shares * extra[:, None, :]
    return steady(shares / shares.sum(axis=2, keepdims=True))


def _sexes() -> np.ndarray:
    """The share of males and of females at each age."""
    males = BOYS - MEN_FALL * np.maximum(BAND_MIDS - MEN_FALL_FROM, 0)
    return np.stack([males, 1 - males])
