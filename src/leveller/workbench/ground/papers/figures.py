"""A figure of a paper: a number with its unit, interval, period, place, measure and trace.

A sentence holds the figure itself, not its text. So the JSON can list what each sentence rests on,
and a test can check that the number that is printed is the number that was measured.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from leveller.workbench.ground.pages import figures as written
from leveller.workbench.ground.papers import units

LARGEST = 1e15


class FigureError(ValueError):
    """A figure that cannot be printed as it is: says which field and why."""


def _finite(name: str, value: float) -> None:
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise FigureError(f"The {name} of a figure must be a finite number; it is {value}.")


@dataclass(frozen=True)
class Interval:
    """Both ends as published or computed; `level` in percent; `method` as the field calls it."""

    lower: float
    upper: float
    level: float = 95.0
    name: str = "confidence interval"
    method: str = ""

    def __post_init__(self) -> None:
        _finite("lower limit", self.lower)
        _finite("upper limit", self.upper)
        if self.lower > self.upper:
            raise FigureError(
                f"The lower limit of an interval ({self.lower}) is above its upper limit "
                f"({self.upper})."
            )

    def holds(self, value: float) -> bool:
        return self.lower <= value <= self.upper


@dataclass(frozen=True)
class Source:
    """One release that figures rest on. `vintage` says which one; `sha256` names its file."""

    key: str
    title: str
    publisher: str = ""
    vintage: str = ""
    licence: str = ""
    attribution: str = ""
    address: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Trace:
    """The way back: releases, the rows selected from them, the measure and its version."""

    sources: tuple[Source, ...]
    measure: str
    version: str
    selection: Mapping[str, object] = field(default_factory=dict, hash=False)
    address: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "selection", MappingProxyType(dict(self.selection)))


class Instead(StrEnum):
    """What a substitute differs in from the figure that was wanted."""

    PLACE = "place"
    PERIOD = "period"
    MEASURE = "measure"


@dataclass(frozen=True)
class Substitute:
    """A figure that stands in for one that we lack: `wanted` is what was asked for, in words."""

    wanted: str
    instead: Instead


@dataclass(frozen=True, kw_only=True)
class Figure:
    """`measure` is a noun as it stands inside a sentence; `group` is whom it counts, in the plural.

    `period` is the label of the store (`2018 - 20`). `is_exact` says that there can be no interval,
    since everything was counted; any other figure without one says that none was published.
    """

    value: float
    unit: str
    period: str
    place: str
    measure: str
    interval: Interval | None = None
    group: str = ""
    trace: Trace | None = None
    substitute: Substitute | None = None
    decimals: int | None = None
    is_exact: bool = False
    is_plural: bool = False

    def __post_init__(self) -> None:
        _finite("value", self.value)
        for name in ("period", "place", "measure"):
            if not getattr(self, name).strip():
                raise FigureError(f"A figure needs its {name}: without it nobody can check it.")

    @property
    def decimals_shown(self) -> int:
        return units.wording(self.unit).decimals if self.decimals is None else self.decimals

    def shows(self, part: "Part") -> str:
        """How a part of the figure is printed; empty where there is none."""
        return PRINTED[part](self)

    def between(self, sign: int = 1, unit: str | None = None) -> str:
        """`between 9.0 and 9.7 years`; with `sign` −1 as it is of the difference the other way."""
        if self.interval is None:
            return ""
        lower, upper = sorted((sign * self.interval.lower, sign * self.interval.upper))
        return units.between(lower, upper, self.unit if unit is None else unit, self.decimals_shown)

    def between_sizes(self) -> str:
        """The interval of a difference that is clearly below nought, said without its sign."""
        return self.between(sign=-1 if self.interval and self.interval.upper <= 0 else 1)


class Part(StrEnum):
    """SIZE is without sign, NUMBER without unit, OPPOSITE is of the difference the other way."""

    VALUE = "value"
    SIZE = "size"
    NUMBER = "number"
    OPPOSITE = "opposite"
    INTERVAL = "interval"
    SIZE_INTERVAL = "interval of the size"
    NUMBER_INTERVAL = "interval of the number"
    OPPOSITE_INTERVAL = "interval of the opposite"
    LEVEL = "level of the interval"
    PERIOD = "period"
    PLACE = "place"
    MEASURE = "measure"
    GROUP = "group"


def _level(figure: Figure) -> str:
    return f"{figure.interval.level:g}% {figure.interval.name}" if figure.interval else ""


PRINTED = {
    Part.VALUE: lambda f: units.quantity(f.value, f.unit, f.decimals_shown),
    Part.SIZE: lambda f: units.quantity(abs(f.value), f.unit, f.decimals_shown),
    Part.NUMBER: lambda f: units.number(f.value, f.decimals_shown),
    Part.OPPOSITE: lambda f: units.quantity(-f.value, f.unit, f.decimals_shown),
    Part.INTERVAL: Figure.between,
    Part.SIZE_INTERVAL: Figure.between_sizes,
    Part.NUMBER_INTERVAL: lambda f: f.between(unit=""),
    Part.OPPOSITE_INTERVAL: lambda f: f.between(sign=-1),
    Part.LEVEL: _level,
    Part.PERIOD: lambda f: written.period(f.period),
    Part.PLACE: lambda f: f.place,
    Part.MEASURE: lambda f: f.measure,
    Part.GROUP: lambda f: f.group,
}
