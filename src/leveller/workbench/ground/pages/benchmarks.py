"""How a figure compares with its benchmark, told by word and shape as well as by colour.

The classes are those of the field. Circles, squares and diamonds judge (better, worse, similar);
triangles only point (higher, lower), for indicators where neither end is the good one.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Look:
    """`glyph` for text, `shape` for a chart, `colour` with at least 4.5:1 against white."""

    label: str
    glyph: str
    shape: str
    colour: str


class Benchmark(StrEnum):
    BEST = "best"
    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    WORST = "worst"
    HIGHEST = "highest"
    HIGHER = "higher"
    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"
    LOWER = "lower"
    LOWEST = "lowest"
    NOT_COMPARED = "not compared"

    @classmethod
    def of(cls, text: str) -> "Benchmark":
        """The class that a publisher's word means: `Better`, `NotCompared`, `Not compared` …"""
        plain = text.strip().lower().replace("_", " ").replace("notcompared", "not compared")
        return cls(plain or cls.NOT_COMPARED)

    @property
    def look(self) -> Look:
        return LOOKS[self]

    @property
    def css(self) -> str:
        return self.value.replace(" ", "-")


# Outlines within -1 to 1, where the chart library has no shape of its own.
STAR = "M0,-1L.29,-.4 .95,-.31 .48,.15 .59,.81 0,.5 -.59,.81 -.48,.15 -.95,-.31 -.29,-.4Z"
RING = "M0,-1A1,1 0 1,0 0,1A1,1 0 1,0 0,-1ZM0,-.5A.5,.5 0 1,1 0,.5A.5,.5 0 1,1 0,-.5Z"
OPEN_UP = "M0,-.9L.9,.8L-.9,.8ZM0,-.25L-.4,.5L.4,.5Z"
OPEN_DOWN = "M0,.9L-.9,-.8L.9,-.8ZM0,.25L.4,-.5L-.4,-.5Z"

LOOKS = {
    Benchmark.BEST: Look("Best", "\u2605", STAR, "#12396e"),
    Benchmark.BETTER: Look("Better", "\u25cf", "circle", "#1b62ad"),
    Benchmark.SIMILAR: Look("Similar", "\u25c6", "diamond", "#686f73"),
    Benchmark.WORSE: Look("Worse", "\u25a0", "square", "#b84a00"),
    Benchmark.WORST: Look("Worst", "\u2716", "cross", "#7d2b00"),
    Benchmark.HIGHEST: Look("Highest", "\u25b2", "triangle-up", "#43206f"),
    Benchmark.HIGHER: Look("Higher", "\u25b2", "triangle-up", "#6a3fa0"),
    Benchmark.HIGH: Look("High", "\u25b3", OPEN_UP, "#6a3fa0"),
    Benchmark.MIDDLE: Look("Middle", "\u25c6", "diamond", "#686f73"),
    Benchmark.LOW: Look("Low", "\u25bd", OPEN_DOWN, "#1f756c"),
    Benchmark.LOWER: Look("Lower", "\u25bc", "triangle-down", "#1f756c"),
    Benchmark.LOWEST: Look("Lowest", "\u25bc", "triangle-down", "#0d4a44"),
    Benchmark.NOT_COMPARED: Look("Not compared", "\u25cb", RING, "#686f73"),
}
