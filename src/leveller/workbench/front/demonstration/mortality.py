"""Deaths: a hazard by age, sex, year and place, Poisson counts, and their causes.

hazard = (Makeham + exp(Gompertz)) or the infants' rate, times year, deprivation and council.
"""

from dataclasses import dataclass

import numpy as np

from leveller.workbench.front.demonstration.deprivation import Deprivation
from leveller.workbench.front.demonstration.geography import Geography
from leveller.workbench.front.demonstration.parameters import (
    BAND_MIDS,
    BAND_STARTS,
    FEMALE,
    MALE,
    REGION_CODE,
    YEARS,
    steady,
    stream,
)

MAKEHAM = {MALE: 0.00030, FEMALE: 0.00016}
LEVEL = {MALE: 0.00280, FEMALE: 0.00180}  # Gompertz hazard at 50
SLOPE = {MALE: 0.0985, FEMALE: 0.1035}  # its growth a year of age
INFANT = {MALE: 0.0042, FEMALE: 0.0035}
CHILD_OF_1_TO_4 = 0.00018
IMPROVEMENT = {y: -0.012 * (y - 2015) for y in range(2015, 2020)}
PANDEMIC = {2020: 0.085, 2021: 0.055, 2022: 0.005, 2023: -0.020, 2024: -0.035}
YEAR = np.array([{**IMPROVEMENT, **PANDEMIC}[int(y)] for y in YEARS])  # log of the year's factor

GRADIENT = {MALE: 1.22, FEMALE: 1.10}  # log rate ratio, most to least deprived, where it is largest
WIDENING = {MALE: 0.012, FEMALE: 0.004}  # growth of the gradient a year, in the country
REGION_WIDENING = {MALE: 0.035, FEMALE: 0.004}  # and in the region
GRADIENT_AGES = (0, 1, 15, 30, 50, 65, 80, 95)
GRADIENT_SHAPE = (0.75, 0.60, 0.55, 0.90, 1.10, 0.95, 0.50, 0.20)
COUNCIL_OWN, REGION_OWN, YEAR_OWN = 0.025, 0.040, 0.010


@dataclass(frozen=True)
class Cause:
    """log share = level + growth·a + bend·a² + gradient·(½ - rung), a = (age - 60) / 20."""

    name: str
    level: float
    growth: float
    bend: float
    gradient: float
    male: float = 0.0


CAUSES = (
    Cause("01 Neoplasms", 0.0, 0.10, -0.45, -0.25),
    Cause("02 Diseases of the respiratory system", -1.35, 0.55, -0.08, 0.55),
    Cause("03 Diabetes", -3.6, 0.20, -0.10, 0.30),
    Cause("04 Ischaemic heart disease", -0.95, 0.30, -0.22, 0.20, 0.5),
    Cause("05 Stroke (cerebrovascular)", -1.95, 0.55, -0.05, 0.05),
    Cause("06 Other circulatory", -1.55, 0.45, -0.08, 0.10),
    Cause("07 Intentional injuries", -3.4, -1.05, 0.10, 0.35, 0.7),
    Cause("08 Unintentional injuries", -2.7, -0.45, 0.22, 0.25, 0.4),
    Cause("09 All other causes", -0.60, 0.30, 0.22, 0.10),
)
NEONATAL, NEONATAL_SHARE = "10 Neonatal", 0.68  # of deaths under 1
CAUSE_NAMES = (*(cause.name for cause in CAUSES), NEONATAL)
CIRCULATORY, CANCER, RESPIRATORY = (3, 4, 5), (0,), (1,)


def base_hazard() -> np.ndarray:
    """Deaths a person a year by [sex, band] in the first year, halfway down the ladder."""
    hazard = np.stack([_adult(sex) for sex in (MALE, FEMALE)])
    hazard[:, 0] = [INFANT[MALE], INFANT[FEMALE]]
    hazard[:, 1] = CHILD_OF_1_TO_4
    return hazard


def _adult(sex: int) -> np.ndarray:
    return MAKEHAM[sex] + LEVEL[sex] * np.exp(SLOPE[sex] * (BAND_MIDS - 50))


def gradient(widening: dict[int, float]) -> np.ndarray:
    """Log rate ratio, most to least deprived, by [year, sex, band]."""
    shape = np.interp(BAND_MIDS, GRADIENT_AGES, GRADIENT_SHAPE)
    elapsed = (YEARS - YEARS[0])[:, None]
    size = np.array([GRADIENT[sex] * (1 + widening[sex] * elapsed) for sex in (MALE, FEMALE)])
    return size.transpose(1, 0, 2) * shape


def hazard(places: Geography, index: Deprivation) -> np.ndarray:
    """Expected deaths a person a year by [small area, year, sex, band]: the planted truth."""
    rng = stream("hazard")
    council = COUNCIL_OWN * rng.normal(size=(len(places.councils.codes), 1))
    council = council + YEAR_OWN * rng.normal(size=(len(council), len(YEARS)))
    region = places.authorities.codes.index(REGION_CODE)
    council = council + REGION_OWN * (places.councils.parent == region)[:, None]
    effect = (YEAR + council[places.council])[:, :, None, None]
    steeper = places.in_region[:, None, None, None]
    steepness = np.where(steeper, gradient(REGION_WIDENING), gradient(WIDENING))
    ladder = (0.5 - index.rung)[:, None, None, None] * steepness
    return np.round(base_hazard() * np.exp(effect + ladder), 9)


def deaths(people: np.ndarray, hazards: np.ndarray) -> np.ndarray:
    """Deaths by [small area, year, sex, band]; never more than there are people."""
    return np.minimum(stream("deaths").poisson(people * hazards), people)


def causes(counts: np.ndarray, index: Deprivation) -> np.ndarray:
    """The deaths by cause, as a further last axis in the order of `CAUSE_NAMES`."""
    found = np.zeros((*counts.shape, len(CAUSE_NAMES)), np.int32)
    places, years, sexes, bands = np.nonzero(counts)
    shares = cause_shares()[sexes, bands]
    shares = shares * np.exp((0.5 - index.rung[places])[:, None] * _cause_gradients())
    shares = steady(shares)
    shares /= shares.sum(axis=1, keepdims=True)
    drawn = stream("causes").multinomial(counts[places, years, sexes, bands], shares)
    found[places, years, sexes, bands] = drawn
    return found


def cause_shares() -> np.ndarray:
    """Shares of deaths by [sex, band, cause], halfway down the ladder, before they are scaled."""
    age = ((BAND_MIDS - 60) / 20)[:, None]
    level, growth, bend, male = np.array([(c.level, c.growth, c.bend, c.male) for c in CAUSES]).T
    log = level + growth * age + bend * age**2
    shares = np.stack([np.exp(log + male), np.exp(log)])
    shares /= shares.sum(axis=2, keepdims=True)
    neonatal = np.where(BAND_STARTS == 0, NEONATAL_SHARE, 0.0)
    return np.concatenate(
        [
            shares * (1 - neonatal)[:, None],
            np.broadcast_to(neonatal[:, None], (2, len(neonatal), 1)),
        ],
        axis=2,
    )


def _cause_gradients() -> np.ndarray:
    return np.array([*(cause.gradient for cause in CAUSES), 0.3])
