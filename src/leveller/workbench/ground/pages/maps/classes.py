"""Which class an area falls in, and how the class looks: a colour, a pattern, a sign, words."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.benchmarks import Benchmark
from leveller.workbench.ground.pages.charts.points import Axis
from leveller.workbench.ground.pages.palette import RAMP

PATTERNS = {
    Benchmark.BEST: "crossed",
    Benchmark.BETTER: "dotted",
    Benchmark.WORSE: "rising",
    Benchmark.WORST: "thick",
    Benchmark.HIGHEST: "thick",
    Benchmark.HIGHER: "rising",
    Benchmark.HIGH: "rising",
    Benchmark.LOW: "dotted",
    Benchmark.LOWER: "dotted",
    Benchmark.LOWEST: "crossed",
}
TINTS = {
    Benchmark.BEST: "#7da7da",
    Benchmark.BETTER: "#a9c8ea",
    Benchmark.WORSE: "#f3c3a0",
    Benchmark.WORST: "#e39668",
    Benchmark.HIGHEST: "#a98bd0",
    Benchmark.HIGHER: "#cdb9e4",
    Benchmark.HIGH: "#cdb9e4",
    Benchmark.LOW: "#a9d3cd",
    Benchmark.LOWER: "#a9d3cd",
    Benchmark.LOWEST: "#70b3aa",
}
PLAIN = "#e2e6e7"
DARK = RAMP[len(RAMP) // 2 :]


@dataclass(frozen=True)
class MapClass:
    """`sign` is written into areas that have room for it, and in the legend."""

    key: str
    label: str
    fill: str
    ink: str = "#16282c"
    pattern: str = ""
    sign: str = ""


NO_FIGURE = MapClass("none", "No figure", "#ffffff", "#8a9599", "sparse", "–")


def of_benchmarks(held: Sequence[Benchmark]) -> list[MapClass]:
    return [
        MapClass(
            b.css,
            b.look.label,
            TINTS.get(b, PLAIN),
            b.look.colour,
            PATTERNS.get(b, ""),
            b.look.glyph,
        )
        for b in Benchmark
        if b in held
    ]


def breaks(values: Sequence[float], count: int) -> list[float]:
    """Upper bounds of classes of about equal numbers of areas; fewer classes where values tie."""
    if not values:
        return []
    ordered = sorted(values)
    ends = (-(-len(ordered) * i // count) - 1 for i in range(1, count + 1))
    return sorted({ordered[max(end, 0)] for end in ends})


def of_quantiles(
    values: Sequence[float], axis: Axis, count: int = 5, *, low_is_dark: bool = False
) -> list[MapClass]:
    """Classes from the lowest, which is the lightest, to the highest, each with its true range.

    `low_is_dark` turns the shades round, for ranks and tenths whose first is the one to look at.
    """
    bounds = breaks(values, count)
    shades = [
        RAMP[round(i * (len(RAMP) - 1) / max(len(bounds) - 1, 1))] for i in range(len(bounds))
    ]
    if low_is_dark:
        shades.reverse()
    classes, below = [], -math.inf
    for i, (bound, shade) in enumerate(zip(bounds, shades, strict=True), 1):
        held = [value for value in values if below < value <= bound]
        words = _range(min(held), max(held), axis)
        ink = "#ffffff" if shade in DARK else "#16282c"
        classes.append(MapClass(str(i), words, shade, ink, sign=str(i)))
        below = bound
    return classes


def _range(lowest: float, highest: float, axis: Axis) -> str:
    ends = dict.fromkeys(figures.number(end, axis.decimals) for end in (lowest, highest))
    return " to ".join(figures.with_unit(end, "%" if axis.unit == "%" else "") for end in ends)


def class_of(value: float, bounds: Sequence[float], classes: Sequence[MapClass]) -> MapClass:
    return classes[bisect_left(bounds, value)]
