"""What a read gives back: one observation, one series, with all that a page must say of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from leveller.workbench.systems.evidence.store.frames import Frame


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open span of days: from `start`, up to but without `end`."""

    label: str
    start: date
    end: date

    def __str__(self) -> str:
        return self.label

    @property
    def months(self) -> int:
        days = (self.end - self.start).days
        return round(days / 30.4375)

    def overlaps(self, other: "Period") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Interval:
    lower: float
    upper: float
    level: float = 0.95

    def overlaps(self, other: "Interval") -> bool:
        return self.lower <= other.upper and other.lower <= self.upper


@dataclass(frozen=True, slots=True)
class Observation:
    """One row of a release. `place` is the code that the file gave, which may have ended since."""

    indicator: str
    place: str
    period: Period
    sex: str
    age: str
    breakdown: str
    category: str
    category_order: int | None
    value: float | None
    interval: Interval | None
    interval998: Interval | None
    count: float | None
    denominator: float | None
    note: str
    row: int
    is_suppressed: bool = False


COLUMNS = (
    "indicator",
    "place",
    "period",
    "period_start",
    "period_end",
    "sex",
    "age",
    "breakdown",
    "category",
    "category_order",
    "value",
    "lower95",
    "upper95",
    "lower998",
    "upper998",
    "count",
    "denominator",
    "note",
    "row",
)


def observations(frame: Frame) -> list[Observation]:
    return [_observation(*row) for row in frame.tuples(COLUMNS)]


def _observation(
    indicator: str,
    place: str,
    label: str,
    start: date,
    end: date,
    sex: str,
    age: str,
    breakdown: str,
    category: str,
    order: float | None,
    value: float | None,
    lower95: float | None,
    upper95: float | None,
    lower998: float | None,
    upper998: float | None,
    count: float | None,
    denominator: float | None,
    note: str,
    row: int,
) -> Observation:
    return Observation(
        indicator=indicator,
        place=place,
        period=Period(label, start, end),
        sex=sex,
        age=age,
        breakdown=breakdown,
        category=category,
        category_order=None if order is None else int(order),
        value=value,
        interval=_interval(lower95, upper95, 0.95),
        interval998=_interval(lower998, upper998, 0.998),
        count=count,
        denominator=denominator,
        note=note,
        row=row,
    )


def _interval(lower: float | None, upper: float | None, level: float) -> Interval | None:
    return None if lower is None or upper is None else Interval(lower, upper, level)


@dataclass(frozen=True, slots=True)
class ReleaseCard:
    """What a figure says of the release that it came from."""

    sha256: str
    kind: str
    title: str
    filename: str
    source: str
    publisher: str
    licence: str
    attribution: str
    published_on: date
    is_public: bool
    is_withdrawn: bool
    disclosure: str

    def as_dict(self) -> dict[str, Any]:
        return {
            "sha256": self.sha256,
            "title": self.title,
            "file": self.filename,
            "source": self.source,
            "publisher": self.publisher,
            "licence": self.licence,
            "attribution": self.attribution,
            "published_on": self.published_on.isoformat(),
            "is_withdrawn": self.is_withdrawn,
        }
