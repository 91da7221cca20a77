"""Made-up boundaries for the gallery: cells of a shaken grid, cut into councils."""

import math
from collections.abc import Mapping
from functools import cache

import shapely
from shapely.geometry.base import BaseGeometry

from leveller.workbench.ground.pages.benchmarks import Benchmark
from leveller.workbench.ground.pages.charts import Axis, Estimate
from leveller.workbench.ground.pages.gallery.figures import AXIS, COUNCILS, SOURCE, around
from leveller.workbench.ground.pages.maps import Area, Map, Shapes, choropleth

WEST, SOUTH, WIDE, HIGH = -2.6, 53.4, 0.6, 0.3
SIDE = 24  # small areas in a row and in a column


def _corner(i: int, j: int) -> tuple[float, float]:
    shift = 0.35 / SIDE
    x = i / SIDE + shift * math.sin(7.1 * i + 3.3 * j)
    y = j / SIDE + shift * math.cos(5.7 * i - 2.9 * j)
    return WEST + WIDE * x, SOUTH + HIGH * y


@cache
def small() -> Mapping[str, BaseGeometry]:
    cells = ((i, j) for i in range(SIDE) for j in range(SIDE) if _is_inside(i, j))
    steps = ((0, 0), (1, 0), (1, 1), (0, 1))
    return {
        f"X{i:02d}{j:02d}": shapely.Polygon([_corner(i + a, j + b) for a, b in steps])
        for i, j in cells
    }


def _is_inside(i: int, j: int) -> bool:
    x, y = (i + 0.5) / SIDE - 0.5, (j + 0.5) / SIDE - 0.5
    return math.hypot(x, y) < 0.44 + 0.06 * math.sin(5 * math.atan2(y, x))


@cache
def councils() -> Mapping[str, BaseGeometry]:
    held: dict[str, list[BaseGeometry]] = {f"C{n}": [] for n in range(len(COUNCILS))}
    for code, cell in small().items():
        held[f"C{_council(int(code[1:3]), int(code[3:5]))}"].append(cell)
    return {code: shapely.union_all(cells) for code, cells in held.items() if cells}


def _council(i: int, j: int) -> int:
    angle = math.atan2(j - SIDE / 2 + 0.5, i - SIDE / 2 + 0.5) + math.pi
    return min(len(COUNCILS) - 1, int(angle / (2 * math.pi) * len(COUNCILS)))


SMALL, OF_COUNCILS = Shapes("gallery small areas", small), Shapes("gallery councils", councils)


def every_map() -> list[Map]:
    known = {"source": SOURCE}
    classes = (Benchmark.WORSE, Benchmark.SIMILAR, Benchmark.BETTER)
    by_class = [
        Area(code, name, around(58 + 1.1 * i, 0.9), classes[i * 5 % 3], f"#{code}")
        for i, (code, name) in enumerate(zip(councils(), COUNCILS, strict=True))
    ]
    by_value = [Area(a.code, a.label, a.estimate, None, a.link) for a in by_class[:-1]]
    missing = Area(by_class[-1].code, by_class[-1].label, Estimate(None, note="not published"))
    scores = [
        Area(code, f"Small area {code}", Estimate(round(30 + 25 * math.sin(n / 37), 1)))
        for n, code in enumerate(small())
    ]
    return [
        choropleth(
            key="classes",
            title="Healthy life expectancy against England, by council",
            axis=AXIS,
            areas=by_class,
            shapes=OF_COUNCILS,
            label="Council",
            **known,
        ),
        choropleth(
            key="values",
            title="Healthy life expectancy, by council",
            axis=AXIS,
            areas=[*by_value, missing],
            shapes=OF_COUNCILS,
            label="Council",
            **known,
        ),
        choropleth(
            key="small",
            title="Deprivation, by small area",
            axis=Axis("Deprivation score"),
            areas=scores,
            shapes=SMALL,
            over=OF_COUNCILS,
            label="Small area",
            **known,
        ),
    ]
