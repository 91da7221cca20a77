"""One indicator at one place over time, out of one release."""

from dataclasses import dataclass
from datetime import date

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.systems.evidence import catalogue, surroundings
from leveller.workbench.systems.evidence.answers import indicators, reading
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.answers.reading import Found, Row
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.store.figures import Observation, ReleaseCard
from leveller.workbench.systems.evidence.traces import Trace


@dataclass(frozen=True)
class Series:
    """The figures in order of time, and what else could have been asked for.

    `months` is the length of their periods; `lengths` are all that the release has.
    """

    indicator: IndicatorCard
    place: Spot
    sex: str
    age: str
    breakdown: str
    category: str
    points: tuple[Observation, ...]
    release: ReleaseCard
    also_in: tuple[ReleaseCard, ...]
    sexes: tuple[str, ...]
    ages: tuple[str, ...]
    months: int
    lengths: tuple[int, ...]

    @property
    def latest(self) -> Observation | None:
        """The last figure that has a value."""
        return next((point for point in reversed(self.points) if point.value is not None), None)

    @property
    def trace(self) -> Trace:
        return Trace.to(
            self.release,
            indicator=self.indicator.key,
            place=self.place.codes,
            period=[point.period.label for point in self.points],
            sex=self.sex,
            age=self.age,
            breakdown=self.breakdown,
            category=self.category,
        )

    def trace_of(self, point: Observation) -> Trace:
        return trace_of(self.release, point)


def trace_of(release: ReleaseCard, point: Observation) -> Trace:
    """The trace of one figure: the row that it was published in."""
    return Trace.to(
        release,
        indicator=point.indicator,
        place=point.place,
        period=point.period.label,
        sex=point.sex,
        age=point.age,
        breakdown=point.breakdown,
        category=point.category,
    )


def trend(
    actor: Actor,
    indicator: str,
    place: str,
    *,
    sex: str | None = None,
    age: str | None = None,
    breakdown: str = "",
    category: str = "",
    months: int | None = None,
    release: str | None = None,
    as_at: date | None = None,
) -> Series | None:
    """The figures of an indicator at a place, out of one release; None when there are none.

    The release is the one with the latest period for places of that kind, the latest published
    where two are equal, unless one is asked for by its SHA-256.
    """
    spot = surroundings.spot(place, as_at)
    holdings = reading.holdings(catalogue.visible(actor), indicator, spot, breakdown, release)
    where = {"place": spot.codes, **({"category": (category,)} if breakdown else {})}
    found = reading.first_with_rows(holdings, where)
    if found is None:
        return None
    card = indicators.card(indicator)
    asked = {"sex": sex, "age": age, "months": months}
    return of_rows(card, spot, found, breakdown=breakdown, category=category, **asked)


def of_rows(
    card: IndicatorCard,
    spot: Spot,
    found: Found,
    *,
    sex: str | None = None,
    age: str | None = None,
    months: int | None = None,
    breakdown: str = "",
    category: str = "",
) -> Series | None:
    """The series of one population in periods of one length, out of a place's rows."""
    rows = reading.of_one_population(found.rows, sex, age)
    length = reading.choose_months(rows, months) if rows else 0
    kept = [row for row in rows if row.months == length]
    if not kept:
        return None
    return Series(
        indicator=card,
        place=spot,
        sex=rows[0].observation.sex,
        age=rows[0].observation.age,
        breakdown=breakdown,
        category=category,
        points=reading.once_a_period(kept, spot.codes),
        release=found.holding.release,
        also_in=found.also_in,
        sexes=_standing(found.rows, "sex"),
        ages=_standing(found.rows, "age"),
        months=length,
        lengths=tuple(sorted({row.months for row in rows})),
    )


def _standing(rows: list[Row], name: str) -> tuple[str, ...]:
    return tuple(sorted({getattr(row.observation, name) for row in rows}))
