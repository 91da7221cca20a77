"""Deaths and life expectancy by decile, in the columns in which analysts pass them on."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from leveller.workbench.front.demonstration import life_tables
from leveller.workbench.front.demonstration.files.writing import numbers, write_csv
from leveller.workbench.front.demonstration.mortality import CAUSE_NAMES
from leveller.workbench.front.demonstration.parameters import BAND_LABELS, YEARS
from leveller.workbench.front.demonstration.vital_figures import POOLED
from leveller.workbench.front.demonstration.world import World

SEXES = ("Male", "Female")
LIFE_HEADER = ("area_code", "sex", "imd_decile", "population", "deaths", "life_expectancy", "se")


def write(world: World, folder: Path) -> list[Path]:
    ages = (*BAND_LABELS, "All Ages")
    return [
        write_csv(
            folder / "deaths-by-cause-and-decile.csv",
            ("year", "imd", "sex", "cause", *ages),
            _deaths(world),
        ),
        write_csv(
            folder / "population-by-decile.csv", ("year", "imd", "sex", *ages), _people(world)
        ),
        write_csv(
            folder / f"life-expectancy-by-decile-{YEARS[-POOLED]}-{YEARS[-1] % 100}.csv",
            LIFE_HEADER,
            _life_expectancy(world),
        ),
    ]


def _deaths(world: World) -> Iterator[list[object]]:
    for decile, year, t in _deciles_and_years():
        died = world.died_of[world.index.decile == decile, t].sum(axis=0)
        for sex, name in enumerate(SEXES):
            for cause, title in enumerate(CAUSE_NAMES):
                yield [year, decile, name, title, *_with_total(died[sex, :, cause])]


def _people(world: World) -> Iterator[list[object]]:
    for decile, year, t in _deciles_and_years():
        people = world.people[world.index.decile == decile, t].sum(axis=0)
        for sex, name in enumerate(SEXES):
            yield [year, decile, name, *_with_total(people[sex])]


def _deciles_and_years() -> Iterator[tuple[int, int, int]]:
    for t, year in enumerate(YEARS):
        for decile in range(1, 11):
            yield decile, int(year), t


def _with_total(counts: np.ndarray) -> list[int]:
    return [*map(int, counts), int(counts.sum())]


def _life_expectancy(world: World) -> Iterator[list[object]]:
    """By tenths within each place: councils and authorities rank their own small areas."""
    for place, member in _places(world):
        within = np.zeros(len(member), int)
        within[member] = _tenths(world.index.ranks["IMD"][member])
        for sex, name in enumerate(SEXES):
            for decile in range(1, 11):
                last = world.deaths[within == decile, -POOLED:, sex].sum(axis=(0, 1))
                lived = world.people[within == decile, -POOLED:, sex].sum(axis=(0, 1))
                value, variance = life_tables.life_expectancy(last, lived)
                figures = numbers(np.array([value, np.sqrt(variance)]), 8)
                yield [place, name, decile, int(lived.sum()), int(last.sum()), *figures]


def _places(world: World) -> Iterator[tuple[str, np.ndarray]]:
    places = world.places
    for layer, own in ((places.authorities, places.authority), (places.councils, places.council)):
        for index, code in enumerate(layer.codes):
            yield code, own == index


def _tenths(ranks: np.ndarray) -> np.ndarray:
    """1 for the most deprived tenth of the areas given."""
    order = np.argsort(np.argsort(ranks, kind="stable"), kind="stable")
    return order * 10 // len(ranks) + 1
