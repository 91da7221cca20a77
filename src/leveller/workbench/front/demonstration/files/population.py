"""People: councils by sex, age and year; small areas by age, persons, in the last year."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from leveller.workbench.front.demonstration.aggregation import COUNCIL
from leveller.workbench.front.demonstration.files.writing import write_csv, write_parquet
from leveller.workbench.front.demonstration.parameters import YEARS
from leveller.workbench.front.demonstration.world import World

FIVE_YEARS = (
    "Aged 4 years and under",
    *(f"Aged {age} to {age + 4} years" for age in range(5, 90, 5)),
    "Aged 90 years and over",
)
HEADER = (
    *("area_code", "area_name", "geography", "period", "indicator", "measure", "unit", "sex"),
    *("age_group", "value"),
)
INDICATOR = "Usual resident population by sex and age group"
MEASURE, UNIT = "Count", "Usual residents"
SEXES = {"Persons": (0, 1), "Males": (0,), "Females": (1,)}


def write(world: World, folder: Path) -> list[Path]:
    path = folder / "population-councils.csv"
    return [write_csv(path, HEADER, _councils(world)), _small_areas(world, folder)]


def five_year(people: np.ndarray) -> np.ndarray:
    """Bands of five years: those under 1 and those of 1 to 4 together, on the last axis."""
    youngest = people[..., :2].sum(axis=-1, keepdims=True)
    return np.concatenate([youngest, people[..., 2:]], axis=-1)


def _councils(world: World) -> Iterator[list[object]]:
    """Every year for the country, the authorities and the region's councils; else the last."""
    people = five_year(world.sums.of(world.people))
    for p, place in enumerate(world.sums.published):
        every = place.kind != COUNCIL or world.sums.in_region[p]
        for t in range(len(YEARS)) if every else (len(YEARS) - 1,):
            for sex, axes in SEXES.items():
                ages = people[p, t, list(axes)].sum(axis=0)
                for age, value in (("All ages", ages.sum()), *zip(FIVE_YEARS, ages, strict=True)):
                    yield [
                        *(place.code, place.name, place.kind, f"{YEARS[t]}-06-30"),
                        *(INDICATOR, MEASURE, UNIT, sex, age, int(value)),
                    ]


def _small_areas(world: World, folder: Path) -> Path:
    persons = five_year(world.people[:, -1].sum(axis=1))
    labels = [*(f"{age:02d}-{age + 4:02d}" for age in range(0, 90, 5)), "90+"]
    columns: dict[str, object] = {
        "lsoa21_code": world.places.smalls.codes,
        "total_population": persons.sum(axis=1),
        **{label: persons[:, band] for band, label in enumerate(labels)},
    }
    return write_parquet(folder / f"population-small-areas-mid{YEARS[-1]}.parquet", columns)
