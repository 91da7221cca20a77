"""Long extracts: a value a row, without limits, as they are passed on from official sources."""

from collections.abc import Iterator
from pathlib import Path

from leveller.workbench.front.demonstration.files.writing import numbers, write_csv
from leveller.workbench.front.demonstration.indicators import LONG, Counted, Plan
from leveller.workbench.front.demonstration.parameters import YEARS
from leveller.workbench.front.demonstration.world import World

HEADER = (
    *("area_code", "area_name", "area_type", "period", "indicator", "measure", "unit"),
    *("value", "compared_to_England", "inequality"),
)


def write(world: World, folder: Path) -> list[Path]:
    return [
        write_csv(folder / f"extract-{plan.id}.csv", HEADER, _rows(plan, counted, world))
        for plan, counted in world.counted.values()
        if plan.file == LONG
    ]


def _rows(plan: Plan, counted: Counted, world: World) -> Iterator[list[object]]:
    events, base = world.sums.of(counted.events), world.sums.of(counted.base)
    for p, place in enumerate(world.sums.published):
        values = numbers(plan.multiplier * events[p] / base[p], 1)
        for year, value in zip(YEARS, values, strict=True):
            yield [
                *(place.code, place.name, place.kind, year, plan.name, "Percentage"),
                *("Households", value, "Not compared", ""),
            ]
