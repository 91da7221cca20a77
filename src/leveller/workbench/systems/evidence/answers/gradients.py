"""The gradient of one indicator over the categories of a breakdown, at one place."""

from dataclasses import dataclass
from datetime import date

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.systems.evidence import catalogue, surroundings
from leveller.workbench.systems.evidence.answers import indicators, reading
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.answers.reading import Row
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.catalogue import Holding
from leveller.workbench.systems.evidence.store.figures import Observation, Period, ReleaseCard
from leveller.workbench.systems.evidence.traces import Trace


@dataclass(frozen=True)
class Gradient:
    """Figures by category at one place; ordered ones run from the most deprived, which is 1."""

    indicator: IndicatorCard
    place: Spot
    period: Period
    sex: str
    age: str
    breakdown: str
    kind: str
    points: tuple[Observation, ...]
    overall: Observation | None
    periods: tuple[Period, ...]
    breakdowns: tuple[str, ...]
    release: ReleaseCard

    @property
    def is_ordered(self) -> bool:
        return all(point.category_order is not None for point in self.points)

    @property
    def trace(self) -> Trace:
        return Trace.to(
            self.release,
            indicator=self.indicator.key,
            place=self.place.codes,
            period=self.period.label,
            sex=self.sex,
            age=self.age,
            breakdown=self.breakdown,
        )


def by_category(
    actor: Actor,
    indicator: str,
    place: str,
    breakdown_kind: str,
    *,
    sex: str | None = None,
    age: str | None = None,
    period: str | None = None,
    breakdown: str | None = None,
    release: str | None = None,
    as_at: date | None = None,
) -> Gradient | None:
    """Figures of one place by the categories of one breakdown, in one period of one release.

    Of several breakdowns of the kind the one with the latest figures is taken, and the others are
    named. Ordered categories come in their order, 1 being the most deprived. `overall` is the
    figure of the same people without the breakdown, where the release has it.
    """
    spot = surroundings.spot(place, as_at)
    holdings = [
        holding
        for holding in catalogue.visible(actor).of(indicator, spot.kind, breakdown, release)
        if holding.breakdown_kind == breakdown_kind and holding.breakdown
    ]
    for holding in holdings:
        rows = reading.rows_of(holding, {"place": spot.codes, "breakdown": (holding.breakdown, "")})
        parts = [row for row in rows if row.observation.breakdown]
        if parts:
            named = tuple(dict.fromkeys(each.breakdown for each in holdings))
            card = indicators.card(indicator)
            return of_rows(card, spot, holding, named, rows, chosen(parts, sex, age, period))
    return None


def chosen(
    rows: list[Row], sex: str | None, age: str | None, period: str | None
) -> tuple[list[Row], list[Period]]:
    """The rows of one sex, age and period, and the periods that could have been asked for."""
    rows = reading.of_one_population(rows, sex, age)
    periods = reading.periods_of(rows)
    taken = next((p for p in reversed(periods) if period in (None, p.label)), None)
    return [row for row in rows if row.observation.period == taken], periods


def of_rows(
    card: IndicatorCard,
    spot: Spot,
    holding: Holding,
    breakdowns: tuple[str, ...],
    rows: list[Row],
    kept: tuple[list[Row], list[Period]],
) -> Gradient | None:
    points = [row.observation for row in kept[0]]
    if not points:
        return None
    one = points[0]
    whole = [
        row.observation
        for row in rows
        if not row.observation.breakdown
        and (row.observation.sex, row.observation.age) == (one.sex, one.age)
        and row.observation.period == one.period
    ]
    return Gradient(
        indicator=card,
        place=spot,
        period=one.period,
        sex=one.sex,
        age=one.age,
        breakdown=holding.breakdown,
        kind=holding.breakdown_kind,
        points=tuple(sorted(points, key=lambda o: (o.category_order or 0, o.category))),
        overall=whole[0] if whole else None,
        periods=tuple(kept[1]),
        breakdowns=breakdowns,
        release=holding.release,
    )
