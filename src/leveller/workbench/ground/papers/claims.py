"""What may be said of figures: a gap, a change, a comparison, a range. Each knows its direction.

The direction is read off the interval, in one place. Where the interval holds "no difference",
the claim is unclear, and the sentence may not say that anything is higher, wider or rising.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from leveller.workbench.ground.papers import units
from leveller.workbench.ground.papers.figures import Figure, FigureError, Interval


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"
    UNCLEAR = "cannot tell"
    UNKNOWN = "no interval"
    TURNED = "changed sides"


def direction_of(interval: Interval | None, nothing: float = 0.0) -> Direction:
    """Where an interval lies against `nothing`: 0 for a difference, 1 for a ratio."""
    if interval is None:
        return Direction.UNKNOWN
    if interval.lower > nothing:
        return Direction.UP
    return Direction.DOWN if interval.upper < nothing else Direction.UNCLEAR


def sharpened(figure: Figure, nothing: float = 0.0) -> Figure:
    """With decimals enough that an end that isn't `nothing` isn't printed as if it were."""
    ends = (figure.interval.lower, figure.interval.upper) if figure.interval else (figure.value,)
    decimals = max(units.decimals_apart(e, nothing, figure.decimals_shown) for e in ends)
    return with_decimals(figure, decimals)


def with_decimals(figure: Figure, decimals: int) -> Figure:
    """The figure itself where it is printed so already: a paper lists each figure once."""
    return figure if figure.decimals_shown == decimals else replace(figure, decimals=decimals)


def told_apart(one: Figure, other: Figure) -> tuple[Figure, Figure]:
    """Both figures with decimals enough that different values are printed differently."""
    decimals = max(one.decimals_shown, other.decimals_shown)
    decimals = units.decimals_apart(one.value, other.value, decimals)
    return with_decimals(one, decimals), with_decimals(other, decimals)


def _same(one: Figure, other: Figure, *names: str) -> None:
    for name in names:
        if getattr(one, name) != getattr(other, name):
            raise FigureError(
                f"These figures cannot be set side by side: their {name} differs "
                f"({getattr(one, name)!r} and {getattr(other, name)!r})."
            )


@dataclass(frozen=True)
class Side:
    """One end of a gap with its preposition: `in` the most deprived areas, `for` men."""

    name: str
    preposition: str = "in"

    @property
    def text(self) -> str:
        return f"{self.preposition} {self.name}"


class Kind(StrEnum):
    DIFFERENCE = "difference"
    RATIO = "ratio"

    @property
    def preposition(self) -> str:
        return "of" if self is Kind.RATIO else "in"

    @property
    def nothing(self) -> float:
        """The value that means that there is no gap."""
        return 1.0 if self is Kind.RATIO else 0.0


@dataclass(frozen=True)
class Gap:
    """`size` is the value at `first` less that at `second`, or divided by it for a ratio."""

    size: Figure
    first: Side
    second: Side
    kind: Kind = Kind.DIFFERENCE

    def __post_init__(self) -> None:
        if self.kind is Kind.RATIO and self.size.value <= 0:
            raise FigureError(f"A ratio must be above nought; it is {self.size.value}.")

    @property
    def direction(self) -> Direction:
        return direction_of(self.size.interval, self.kind.nothing)

    @property
    def printed(self) -> Figure:
        return sharpened(self.size, self.kind.nothing)

    def is_reversed(self) -> bool:
        """Whether the first side has the smaller value."""
        return self.size.value < self.kind.nothing


class Polarity(StrEnum):
    LOW_IS_GOOD = "low is good"
    HIGH_IS_GOOD = "high is good"
    NO_JUDGEMENT = "no judgement"


@dataclass(frozen=True)
class Change:
    """`difference` is the later value less the earlier one, with its own interval."""

    earlier: Figure
    later: Figure
    difference: Figure
    polarity: Polarity = Polarity.NO_JUDGEMENT

    def __post_init__(self) -> None:
        _same(self.earlier, self.later, "unit", "place", "measure", "group")

    @property
    def direction(self) -> Direction:
        return direction_of(self.difference.interval)


@dataclass(frozen=True)
class GapChange:
    """A gap then and now. Both gaps lie between the same sides and are of one kind."""

    earlier: Gap
    later: Gap
    difference: Figure

    def __post_init__(self) -> None:
        _same(self.earlier.size, self.later.size, "unit", "place", "measure", "group")
        if (self.earlier.first, self.earlier.second, self.earlier.kind) != (
            self.later.first,
            self.later.second,
            self.later.kind,
        ):
            raise FigureError("A gap can only be followed between the same two sides.")

    @property
    def direction(self) -> Direction:
        """UP when the gap widened. A gap that changed sides neither widened nor narrowed."""
        moved = direction_of(self.difference.interval)
        if moved in {Direction.UNCLEAR, Direction.UNKNOWN}:
            return moved
        if self.estimate_turned:
            return Direction.TURNED
        is_wider = (moved is Direction.UP) != self.later.is_reversed()
        return Direction.UP if is_wider else Direction.DOWN

    @property
    def estimate_turned(self) -> bool:
        """Whether the estimates lie on two sides, clearly or not."""
        return self.earlier.is_reversed() != self.later.is_reversed()


class Rule(StrEnum):
    """How a figure is compared with another, as Fingertips names its methods."""

    REFERENCE = "the other figure against this figure's interval"
    BOTH = "both intervals against each other"


@dataclass(frozen=True)
class Comparison:
    here: Figure
    there: Figure
    rule: Rule = Rule.REFERENCE

    def __post_init__(self) -> None:
        _same(self.here, self.there, "unit", "measure")

    @property
    def direction(self) -> Direction:
        """UP when the figure here is clearly higher."""
        interval, other = self.here.interval, self._other()
        if interval is None or other is None:
            return Direction.UNKNOWN
        if interval.lower > other.upper:
            return Direction.UP
        return Direction.DOWN if interval.upper < other.lower else Direction.UNCLEAR

    @property
    def is_by_group(self) -> bool:
        return self.here.place == self.there.place and self.here.group != self.there.group

    @property
    def is_of_one_period(self) -> bool:
        return self.here.period == self.there.period

    def _other(self) -> Interval | None:
        if self.rule is Rule.REFERENCE:
            return Interval(self.there.value, self.there.value)
        return self.there.interval


@dataclass(frozen=True)
class Range:
    """The lowest and the highest of `count` places of one kind within a whole."""

    lowest: Figure
    highest: Figure
    count: int
    places: str
    whole: str
    gap: Figure | None = None

    def __post_init__(self) -> None:
        _same(self.lowest, self.highest, "unit", "measure", "group", "period")
        if self.count < 2 or self.lowest.value > self.highest.value:
            raise FigureError("A range needs two places or more, and its lowest value first.")

    @property
    def direction(self) -> Direction:
        """UP when the highest is clearly above the lowest."""
        return Comparison(self.highest, self.lowest, Rule.BOTH).direction


@dataclass(frozen=True)
class Share:
    """`part` of `whole` things: 395 of 1,673 small areas, as the percentage `figure`.

    `quality` completes "of the things": `were among the most deprived tenth in England`.
    """

    figure: Figure
    part: Figure
    whole: Figure
    things: str
    quality: str


class Verdict(StrEnum):
    """What the test of a recent trend found."""

    RISING = "rising"
    FALLING = "falling"
    NO_CLEAR_CHANGE = "no significant change"
    NOT_CALCULATED = "cannot be calculated"


@dataclass(frozen=True)
class Trend:
    """The last `points` periods and what their test found; `reason` when it couldn't be made."""

    first: Figure
    last: Figure
    points: int
    verdict: Verdict
    polarity: Polarity = Polarity.NO_JUDGEMENT
    reason: str = ""

    def __post_init__(self) -> None:
        _same(self.first, self.last, "unit", "place", "measure", "group")


@dataclass(frozen=True)
class Missing:
    """What cannot be said, since there is no figure. `reason` is a whole sentence, or empty."""

    measure: str
    place: str
    period: str
    group: str = ""
    reason: str = ""
