"""Figures by deprivation: the chart with its fitted line, and what its slope says."""

from dataclasses import dataclass

from leveller.workbench.ground.pages import charts, figures
from leveller.workbench.systems.evidence.gaps import deprivation
from leveller.workbench.systems.evidence.presenters import claims, profile, sources, units
from leveller.workbench.systems.evidence.queries import Gradient, Interval

GROUPS = {10: "decile", 5: "quintile"}
RELATIVE_DECIMALS = 2
HIGHER = "Higher among the most deprived"
LOWER = "Lower among the most deprived"


@dataclass(frozen=True)
class Slope:
    """The two indices of one gradient with their intervals, said in words.

    `size` is the slope without its sign; `direction` says who has the higher figures.
    """

    place: str
    people: str
    period: str
    size: str
    size_interval: str
    direction: str
    absolute: str
    absolute_interval: str
    relative: str
    relative_interval: str
    method: str
    cautions: tuple[str, ...]
    trace: str


def chart(found: Gradient | None, key: str = "deprivation") -> charts.Chart | None:
    if found is None or not found.is_ordered or len(found.points) < min(GROUPS):
        return None
    slope = _slope(found)
    estimates = tuple(sources.observed(o) for o in found.points)
    held = charts.Estimate(slope.value) if slope else None
    label = f"{found.place.name}, {profile.people(found.points[0]).lower()}"
    return charts.gradient(
        key=key,
        title=f"{label}, by deprivation, {figures.period(found.period.label)}",
        axis=units.axis(found.indicator),
        gradients=[charts.Gradient(label, estimates, slope.ends if slope else None, held)],
        group=GROUPS.get(len(found.points), "group"),
        source=sources.source(found.release),
        notes=(f"Groups: {found.breakdown}.", *(slope.cautions if slope else ())),
    )


def slope(found: Gradient | None) -> Slope | None:
    """The slope index, and the relative index where a ratio means something."""
    made = _slope(found) if found else None
    if made is None or found is None:
        return None
    card = found.indicator
    is_relative = card.value_type in deprivation.RELATIVE
    return Slope(
        place=found.place.name,
        people=profile.people(found.points[0]),
        period=figures.period(found.period.label),
        size=figures.quantity(abs(made.value), claims.unit_of_difference(card.unit), card.decimals),
        size_interval=_interval(_without_sign(made), card.decimals),
        direction=HIGHER if made.value < 0 else LOWER,
        absolute=figures.quantity(made.value, claims.unit_of_difference(card.unit), card.decimals),
        absolute_interval=_interval(made.interval, card.decimals),
        relative=figures.number(made.relative, RELATIVE_DECIMALS) if is_relative else "",
        relative_interval=_interval(made.relative_interval, RELATIVE_DECIMALS),
        method=made.method,
        cautions=made.cautions,
        trace=found.trace.url,
    )


def _slope(found: Gradient) -> deprivation.Slope | None:
    return deprivation.slope_of(found.indicator, found.points, found.breakdown)


def _without_sign(made: deprivation.Slope) -> Interval | None:
    """Turned round with the slope; an interval on both sides of zero keeps its signs."""
    held = made.interval
    if held is None or made.value >= 0:
        return held
    return Interval(-held.upper, -held.lower, held.level)


def _interval(held: Interval | None, decimals: int) -> str:
    return figures.interval(held.lower, held.upper, decimals) if held else ""
