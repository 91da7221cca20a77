"""Indicators with limits, counts and denominators, in the 27 columns of a Fingertips download."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from leveller.workbench.front.demonstration import figures, vital_figures
from leveller.workbench.front.demonstration.aggregation import Published
from leveller.workbench.front.demonstration.figures import Block
from leveller.workbench.front.demonstration.files.writing import numbers, write_csv
from leveller.workbench.front.demonstration.indicators import LONG
from leveller.workbench.front.demonstration.parameters import COUNTRY_CODE, COUNTRY_NAME
from leveller.workbench.front.demonstration.world import World

HEADER = (
    *("Indicator ID", "Indicator Name", "Parent Code", "Parent Name", "Area Code", "Area Name"),
    *("Area Type", "Sex", "Age", "Category Type", "Category", "Time period", "Value"),
    *("Lower CI 95.0 limit", "Upper CI 95.0 limit", "Lower CI 99.8 limit", "Upper CI 99.8 limit"),
    *("Count", "Denominator", "Value note", "Recent Trend"),
    *("Compared to England value or percentiles",),
    *("Compared to Combined authorities value or percentiles", "Time period Sortable"),
    *("New data", "Compared to goal", "Time period range"),
)
TOO_FEW = "Value cannot be calculated as number of cases is too small"
Parents = dict[str, tuple[str, str]]


def write(world: World, folder: Path) -> list[Path]:
    """One file a theme, as a profile is downloaded."""
    parents = _parents(world)
    themes: dict[str, list[Block]] = {
        "overarching": list(vital_figures.life_expectancy(world)),
        "premature-mortality": [
            *vital_figures.infant_mortality(world),
            *vital_figures.premature_mortality(world),
        ],
        "deaths": list(vital_figures.deaths_by_age(world)),
        "middle-layer-areas": list(vital_figures.life_expectancy_of_middles(world)),
    }
    for plan, counted in world.counted.values():
        if plan.file != LONG:
            blocks = figures.blocks_of(plan, counted, world)
            themes.setdefault(plan.file, []).extend(blocks)
    return [
        write_csv(folder / f"fingertips-{theme}.csv", HEADER, _rows(blocks, parents))
        for theme, blocks in themes.items()
    ]


def _parents(world: World) -> Parents:
    """Code and name of the place above each published one."""
    authorities, councils, middles = (
        world.places.authorities,
        world.places.councils,
        world.places.middles,
    )
    above = {COUNTRY_CODE: ("", "")}
    above |= dict.fromkeys(authorities.codes, (COUNTRY_CODE, COUNTRY_NAME))
    for layer, higher in ((councils, authorities), (middles, councils)):
        for code, parent in zip(layer.codes, layer.parent, strict=True):
            above[code] = (higher.codes[parent], higher.names[parent])
    return above


def _rows(blocks: Iterable[Block], parents: Parents) -> Iterator[list[object]]:
    for block in blocks:
        rows, columns = np.nonzero(block.kept)
        arrays = (*block.measured.__dict__.values(), block.count, block.base)
        texts = zip(*(numbers(array[rows, columns]) for array in arrays), strict=True)
        for p, t, numbered in zip(rows.tolist(), columns.tolist(), texts, strict=True):
            yield _row(block, block.places[p], t, numbered, parents)


def _row(
    block: Block, place: Published, t: int, numbered: tuple[str, ...], parents: Parents
) -> list[object]:
    heading, period = block.heading, block.periods[t]
    return [
        *(heading.id, heading.name, *parents[place.code], place.code, place.name, place.kind),
        *(heading.sex, heading.age, heading.category_type, heading.category, period.label),
        *numbered,
        *("" if numbered[0] else TOO_FEW, "", "Not compared", "Not compared"),
        *(f"{period.first_year}0000", ""),
        *("", f"{period.years}y"),
    ]
