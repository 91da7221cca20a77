"""The whole simulated country, stage after stage; each stage takes only what it is handed."""

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from leveller.workbench.front.demonstration import (
    indicators,
    mortality,
    population,
    reported_health,
)
from leveller.workbench.front.demonstration.aggregation import Sums
from leveller.workbench.front.demonstration.deprivation import Deprivation, deprivation
from leveller.workbench.front.demonstration.geography import Geography, geography
from leveller.workbench.front.demonstration.indicators import Counted, Plan


@dataclass(frozen=True)
class World:
    """Arrays by [small area, year, sex, band]; `died_of` has the cause as a further axis.

    `hazard` and `in_good_health` are the planted truth; the rest is what was drawn from it.
    """

    places: Geography
    index: Deprivation
    people: np.ndarray
    hazard: np.ndarray
    deaths: np.ndarray
    died_of: np.ndarray
    in_good_health: np.ndarray
    asked: np.ndarray
    said_good: np.ndarray

    @cached_property
    def sums(self) -> Sums:
        return Sums(self.places)

    @cached_property
    def counted(self) -> dict[int, tuple[Plan, Counted]]:
        """Every planned indicator by its number, with its counts by small area and year."""
        return {
            plan.id: (
                plan,
                indicators.counted(plan, self.places, self.index.rung, self.people),
            )
            for plan in indicators.plans()
        }


@cache
def world() -> World:
    places = geography()
    index = deprivation(places)
    people = population.population(places, index)
    hazard = mortality.hazard(places, index)
    deaths = mortality.deaths(people, hazard)
    healthy = reported_health.prevalence(places, index)
    asked, good = reported_health.survey(people, healthy)
    died_of = mortality.causes(deaths, index)
    return World(places, index, people, hazard, deaths, died_of, healthy, asked, good)
