"""What charts are drawn from."""

from dataclasses import dataclass

from leveller.workbench.ground.pages import figures


@dataclass(frozen=True)
class Axis:
    """What is measured: its name, its unit and how many decimals its figures are shown with."""

    label: str
    unit: str = ""
    decimals: int = 1

    @property
    def heading(self) -> str:
        return f"{self.label} ({self.unit})" if self.unit else self.label

    def words(self, estimate: "Estimate") -> str:
        """The figure with its interval: `60.1 years (59.0 to 61.2)`."""
        return figures.estimate(
            estimate.value, estimate.lower, estimate.upper, self.unit, self.decimals
        )

    def figure(self, value: float | None) -> str:
        return figures.quantity(value, self.unit, self.decimals)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95% interval where one exists; `note` says why there is none."""

    value: float | None
    lower: float | None = None
    upper: float | None = None
    note: str = ""

    @property
    def is_missing(self) -> bool:
        return figures.is_missing(self.value)

    @property
    def has_interval(self) -> bool:
        return not (figures.is_missing(self.lower) or figures.is_missing(self.upper))


@dataclass(frozen=True)
class Point:
    period: str
    estimate: Estimate


@dataclass(frozen=True)
class Series:
    label: str
    points: tuple[Point, ...]

    @property
    def known(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if not point.estimate.is_missing)


@dataclass(frozen=True)
class Break:
    """From `period` on, figures can't be compared with those before, for the reason given."""

    period: str
    reason: str
