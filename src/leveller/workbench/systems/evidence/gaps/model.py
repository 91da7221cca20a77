"""What a gap is, and what stands in its place where there can be none."""

from dataclasses import dataclass
from enum import StrEnum

from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.store.figures import Interval, Period, ReleaseCard
from leveller.workbench.systems.evidence.traces import Trace


class Measure(StrEnum):
    SLOPE = "slope index of inequality"
    RELATIVE_SLOPE = "relative index of inequality"
    RANGE = "range between councils"
    RATIO = "ratio between councils"
    COUNTRY = "difference from the country"
    ENDS = "difference between the most and the least deprived tenth"
    SMALL_AREAS = "slope over small areas by deprivation"


class Verdict(StrEnum):
    NARROWED = "narrowed"
    WIDENED = "widened"
    CANNOT_TELL = "can't tell"


@dataclass(frozen=True, slots=True)
class End:
    """One of the two between whom the gap lies. `code` is empty where it is not a place."""

    name: str
    value: float | None
    interval: Interval | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """The gap in one period."""

    period: Period
    value: float
    interval: Interval | None
    ends: tuple[End, End]


@dataclass(frozen=True, slots=True)
class Difference:
    """The later gap less the earlier in the gap's unit; of ratios, the later over the earlier."""

    value: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Change:
    """What may be said of the gap over time. `since` shares no day with the gap's own period.

    `difference` is None where no change can be judged.
    """

    verdict: Verdict
    why: str
    since: Point | None = None
    difference: Difference | None = None


@dataclass(frozen=True, slots=True)
class Other:
    """The same gap in another authority, in the same release and period."""

    place: Spot
    value: float
    interval: Interval | None
    ends: tuple[End, End]
    councils: int


@dataclass(frozen=True)
class Gap:
    """An inequality of one indicator at one place and time.

    `value` is in `unit`; `ends` gives both of those between whom it lies, the worse off first
    where the indicator says what is good. `no_interval` is why there is none. `substitute` labels
    a gap that is not the place's own at its latest: another vintage, or the country.
    """

    indicator: IndicatorCard
    place: Spot
    measure: Measure
    value: float
    unit: str
    interval: Interval | None
    no_interval: str
    period: Period
    sex: str
    age: str
    ends: tuple[End, End]
    change: Change
    history: tuple[Point, ...]
    method: str
    cautions: tuple[str, ...]
    substitute: str
    release: ReleaseCard
    trace: Trace
    others: tuple[Other, ...] = ()


@dataclass(frozen=True, slots=True)
class Unanswerable:
    """A question that the figures can't answer: the front turns it into a data need."""

    question: str
    why: str
    substitute: str
    would_settle: str
    supplier: str
    indicator: str = ""


@dataclass(frozen=True)
class Part:
    """One cause of death in the gap between the most and the least deprived tenth."""

    indicator: IndicatorCard
    gap: Gap | None
    share: float | None
    reason: str


@dataclass(frozen=True)
class Causes:
    """Which causes of death make up the gap, by sex; shares add up to 1 of what can be computed."""

    place: Spot
    sex: str
    period: Period
    total: Gap
    parts: tuple[Part, ...]
    substitute: str
