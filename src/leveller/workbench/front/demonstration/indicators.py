"""Indicators counted up from small areas: the specification in `indicators.csv`, and the draws.

For small area i and year t, with τ years since the first and rung r from 0 (most deprived) to 1:
log odds (or log rate) = start + trend·τ + shock·pandemic(t) + (gradient + gradient trend·τ)·(½ - r)
+ what is the council's own. Counts are binomial or Poisson in what the area's people contribute.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from leveller.workbench.front.demonstration.geography import Geography, rows
from leveller.workbench.front.demonstration.parameters import (
    BAND_MIDS,
    YEARS,
    bands,
    steady,
    stream,
)

PANDEMIC = {2020: 1.0, 2021: 0.8, 2022: 0.4, 2023: 0.2, 2024: 0.1}
SHOCK = np.array([PANDEMIC.get(int(year), 0.0) for year in YEARS])
LONG = "long"  # the file of what is passed on as a long extract
COUNCIL_YEAR, AREA_OWN = 0.15, 0.05  # of a council's own part, that of one year; log odds
ADMISSIONS_BY_AGE = (0.016, 38.0)  # growth of emergency admissions a year of age, from this age


@dataclass(frozen=True)
class Plan:
    """One indicator, as it is planted. Log odds and log rates unless `kind` is mean or air."""

    id: int
    name: str
    short_name: str
    theme: str
    kind: str
    year_type: str
    polarity: str
    unit: str
    multiplier: float
    age: str
    bands: np.ndarray
    share: float
    start: float
    trend: float
    gradient: float
    gradient_trend: float
    own: float
    shock: float
    years: np.ndarray
    by_sex: bool
    by_ethnic_group: bool
    file: str
    region_only: bool
    planted_trend: str
    planted_gap: str

    @property
    def key(self) -> str:
        return f"indicator {self.id}"


@dataclass(frozen=True)
class Counted:
    """Events and what they are counted among, by [small area, year]; or by a band after these."""

    events: np.ndarray
    base: np.ndarray


@cache
def plans() -> tuple[Plan, ...]:
    return tuple(_plan(row) for row in rows("indicators.csv"))


def _plan(row: dict[str, str]) -> Plan:
    words = ("name", "short_name", "theme", "kind", "year_type", "polarity", "unit", "age", "file")
    numbers = ("multiplier", "share", "start", "trend", "gradient", "gradient_trend", "own")
    return Plan(
        id=int(row["id"]),
        bands=bands(int(row["age_from"]), int(row["age_to"] or 999)),
        years=np.array([_has(row, int(year)) for year in YEARS]),
        shock=float(row["shock"]),
        by_sex=row["sexes"] == "yes",
        by_ethnic_group=row["groups"] == "ethnic",
        region_only=row["region_only"] == "yes",
        planted_trend=row["planted_trend"],
        planted_gap=row["planted_gap"],
        **{word: row[word] for word in words},
        **{number: float(row[number]) for number in numbers},
    )


def _has(row: dict[str, str], year: int) -> bool:
    return int(row["first"]) <= year <= int(row["last"]) and str(year) not in row["gone"].split()


def counted(plan: Plan, places: Geography, rung: np.ndarray, people: np.ndarray) -> Counted:
    """The indicator's events in each small area and year. Means come as sums."""
    rng = stream(plan.key)
    base = _base(plan, people, rng)
    path = _path(plan, places, rung, rng)
    if plan.kind == "proportion":
        return Counted(rng.binomial(base, steady(1 / (1 + np.exp(-path)))), base)
    if plan.kind == "crude rate":
        return Counted(rng.poisson(base * steady_rate(np.exp(path))), base)
    if plan.kind == "standardised":
        return _by_age(path, people, rng)
    return Counted(base * path, base)


def _base(plan: Plan, people: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """What events are counted among: a sample of the people of the ages, or a multiple of them."""
    of_age = people[..., plan.bands].sum(axis=(2, 3))
    if plan.share < 0.5 and plan.kind == "proportion":
        return rng.binomial(of_age, plan.share)
    return np.rint(of_age * plan.share).astype(int)


def _path(plan: Plan, places: Geography, rung: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The expected value on the scale of the plan, by [small area, year]."""
    elapsed = YEARS - YEARS[0]
    councils = len(places.councils.codes)
    own = plan.own * rng.normal(size=(councils, 1))
    own = own + COUNCIL_YEAR * plan.own * rng.normal(size=(councils, len(YEARS)))
    ladder = (0.5 - rung)[:, None] * (plan.gradient + plan.gradient_trend * elapsed)
    if plan.kind == "air":
        crowding = np.log(places.density / np.median(places.density))
        ladder = plan.gradient * crowding[:, None] * np.ones(len(elapsed))
    level = _start(plan) + plan.trend * elapsed + plan.shock * SHOCK
    area = AREA_OWN * min(1.0, plan.own) * rng.normal(size=(len(rung), 1))
    return steady(level + ladder + own[places.council] + area)


def _start(plan: Plan) -> float:
    if plan.kind == "proportion":
        return float(np.log(plan.start / (1 - plan.start)))
    return float(np.log(plan.start)) if plan.kind in ("crude rate", "standardised") else plan.start


def steady_rate(rates: np.ndarray) -> np.ndarray:
    return np.round(rates, 10)


def _by_age(path: np.ndarray, people: np.ndarray, rng: np.random.Generator) -> Counted:
    """Events that grow with age, by [small area, year, band]."""
    growth, origin = ADMISSIONS_BY_AGE
    everyone = people.sum(axis=2)
    rates = steady_rate(np.exp(path[:, :, None] + growth * np.abs(BAND_MIDS - origin)))
    return Counted(rng.poisson(everyone * rates), everyone)
