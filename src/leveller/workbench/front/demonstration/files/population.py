"""People by age and sex, one column an age: councils year by year, small areas in the last year."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from leveller.workbench.front.demonstration.aggregation import COUNCIL
from leveller.workbench.front.demonstration.files.writing import write_csv, write_parquet
from leveller.workbench.front.demonstration.parameters import BAND_LABELS, YEARS
from leveller.workbench.front.demonstration.world import World

SEXES = {"All": (0, 1), "Females": (1,), "Males": (0,)}


def write(world: World, folder: Path) -> list[Path]:
    header = ("area_code", "area_name", "year", "sex", "all_ages", *BAND_LABELS)
    path = folder / "population-councils.csv"
    return [write_csv(path, header, _councils(world)), _small_areas(world, folder)]


def _councils(world: World) -> Iterator[list[object]]:
    """Every year for the country, the authorities and the region's councils; else the last."""
    people = world.sums.of(world.people)
    for p, place in enumerate(world.sums.published):
        every = place.kind != COUNCIL or world.sums.in_region[p]
        for t in range(len(YEARS)) if every else (len(YEARS) - 1,):
            for sex, axes in SEXES.items():
                ages = people[p, t, list(axes)].sum(axis=0).tolist()
                yield [place.code, place.name, YEARS[t], sex, sum(ages), *ages]


def _small_areas(world: World, folder: Path) -> Path:
    """Bands of five years, the first two of the model's together."""
    people = np.stack([world.people[:, -1, list(axes)].sum(axis=1) for axes in SEXES.values()], 1)
    bands = np.concatenate([people[..., :2].sum(axis=-1, keepdims=True), people[..., 2:]], axis=-1)
    labels = [*(f"{age:02d}-{age + 4:02d}" for age in range(0, 90, 5)), "90+"]
    columns: dict[str, object] = {
        "lsoa21_code": np.repeat(world.places.smalls.codes, len(SEXES)).tolist(),
        "sex": list(SEXES) * len(world.places.smalls.codes),
        "total_population": bands.sum(axis=-1).ravel(),
        **{label: bands[..., band].ravel() for band, label in enumerate(labels)},
    }
    return write_parquet(folder / f"population-small-areas-mid{YEARS[-1]}.parquet", columns)
