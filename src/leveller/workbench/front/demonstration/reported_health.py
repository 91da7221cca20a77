"""Who says that their health is good: a yearly survey of a sample of people of every age."""

import numpy as np

from leveller.workbench.front.demonstration.deprivation import Deprivation
from leveller.workbench.front.demonstration.geography import Geography
from leveller.workbench.front.demonstration.parameters import (
    BAND_MIDS,
    FEMALE,
    MALE,
    YEARS,
    steady,
    stream,
)

SAMPLED = 0.015  # share of people asked in a year
GOOD_AT_BIRTH = {MALE: 3.20, FEMALE: 3.00}  # log odds of good health
WORSE_A_DECADE = {MALE: 0.37, FEMALE: 0.36}
WORSE_A_YEAR = 0.022  # log odds lost a year, everywhere
GRADIENT, GRADIENT_WIDENS = 1.32, 0.022  # log odds, least to most deprived; growth a year
GRADIENT_AGES, GRADIENT_SHAPE = (0, 15, 30, 50, 70, 95), (0.45, 0.5, 0.9, 1.15, 0.9, 0.5)
COUNCIL_OWN = 0.05


def prevalence(places: Geography, index: Deprivation) -> np.ndarray:
    """Share in good health by [small area, year, sex, band]: the planted truth."""
    own = COUNCIL_OWN * stream("reported health").normal(size=len(places.councils.codes))
    elapsed = (YEARS - YEARS[0])[:, None, None]
    start = np.array([GOOD_AT_BIRTH[s] for s in (MALE, FEMALE)])[:, None]
    falls = np.array([WORSE_A_DECADE[s] for s in (MALE, FEMALE)])[:, None] * BAND_MIDS / 10
    shape = np.interp(BAND_MIDS, GRADIENT_AGES, GRADIENT_SHAPE)
    steepness = GRADIENT * (1 + GRADIENT_WIDENS * elapsed) * shape
    ladder = (index.rung - 0.5)[:, None, None, None] * steepness
    odds = start - falls - WORSE_A_YEAR * elapsed + own[places.council][:, None, None, None]
    return steady(1 / (1 + np.exp(-(odds + ladder))))


def survey(people: np.ndarray, shares: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Those asked, and those of them in good health, by [small area, year, sex, band]."""
    rng = stream("survey")
    asked = rng.binomial(people, SAMPLED)
    return asked, rng.binomial(asked, shares)
