"""Deaths and life expectancy by decile, in the columns in which analysts pass them on."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from leveller.workbench.front.demonstration import measuring
from leveller.workbench.front.demonstration.files.writing import numbers, write_csv
from leveller.workbench.front.demonstration.mortality import CAUSE_NAMES
from leveller.workbench.front.demonstration.parameters import (
    BAND_LABELS,
    COUNTRY_CODE,
    REGION_CODE,
    YEARS,
)
from leveller.workbench.front.demonstration.vital_figures import POOLED
from leveller.workbench.front.demonstration.world import World

SEXES = ("Male", "Female")
LIFE_HEADER = (
    *("area_code", "period", "sex", "imd_decile", "population", "deaths"),
    *("life_expectancy", "se"),
)
# The study by tenths within areas is a year older than the published series, so that the series is
# what is shown first.
STUDIED = (slice(0, POOLED), slice(len(YEARS) - POOLED - 1, len(YEARS) - 1))


def write(world: World, folder: Path) -> list[Path]:
    header, ages = ("area_code", "year", "imd", "sex"), (*BAND_LABELS, "All Ages")
    return [
        write_csv(
            folder / "deaths-by-cause-and-decile.csv", (*header, "cause", *ages), _deaths(world)
        ),
        write_csv(folder / "population-by-decile.csv", (*header, *ages), _people(world)),
        write_csv(folder / "life-expectancy-by-decile.csv", LIFE_HEADER, _life_expectancy(world)),
    ]


def _deaths(world: World) -> Iterator[list[object]]:
    for place, year, decile, t, member in _groups(world):
        died = world.died_of[member, t].sum(axis=0)
        for sex, name in enumerate(SEXES):
            for cause, title in enumerate(CAUSE_NAMES):
                yield [place, year, decile, name, title, *_with_total(died[sex, :, cause])]


def _people(world: World) -> Iterator[list[object]]:
    for place, year, decile, t, member in _groups(world):
        people = world.people[member, t].sum(axis=0)
        for sex, name in enumerate(SEXES):
            yield [place, year, decile, name, *_with_total(people[sex])]


def _groups(world: World) -> Iterator[tuple[str, int, int, int, np.ndarray]]:
    """The deciles of the country, in the country and in the region, year by year."""
    everywhere = np.ones(len(world.places.points), bool)
    for place, inside in ((COUNTRY_CODE, everywhere), (REGION_CODE, world.places.in_region)):
        for t, year in enumerate(YEARS):
            for decile in range(1, 11):
                yield place, int(year), decile, t, inside & (world.index.decile == decile)


def _with_total(counts: np.ndarray) -> list[int]:
    return [*map(int, counts), int(counts.sum())]


def _life_expectancy(world: World) -> Iterator[list[object]]:
    """By tenths within each place: councils and authorities rank their own small areas."""
    groups = list(_tenths_of_places(world))
    for years in STUDIED:
        died, lived = (
            np.array([array[member, years].sum(axis=(0, 1)) for _, _, member in groups])
            for array in (world.deaths, world.people)
        )
        measured = measuring.life_expectancy(died, lived)
        errors = measuring.standard_error(measured)
        for g, (place, decile, _) in enumerate(groups):
            for sex, name in enumerate(SEXES):
                counts = (int(lived[g, sex].sum()), int(died[g, sex].sum()))
                figures = numbers(np.array([measured.value[g, sex], errors[g, sex]]), 8)
                yield [place, _label(years), name, decile, *counts, *figures]


def _label(years: slice) -> str:
    return f"{YEARS[years][0]} - {YEARS[years][-1] % 100:02d}"


def _tenths_of_places(world: World) -> Iterator[tuple[str, int, np.ndarray]]:
    places = world.places
    for layer, own in ((places.authorities, places.authority), (places.councils, places.council)):
        for index, code in enumerate(layer.codes):
            member = own == index
            within = np.zeros(len(member), int)
            within[member] = _tenths(world.index.ranks["IMD"][member])
            for decile in range(1, 11):
                yield code, decile, within == decile


def _tenths(ranks: np.ndarray) -> np.ndarray:
    """1 for the most deprived tenth of the areas given."""
    order = np.argsort(np.argsort(ranks, kind="stable"), kind="stable")
    return order * 10 // len(ranks) + 1
