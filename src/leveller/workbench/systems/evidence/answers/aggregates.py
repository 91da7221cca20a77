"""A figure for an authority made out of its councils' figures, where that can be done honestly.

Counts add up. Proportions and crude rates are made anew out of the summed counts and denominators,
with their proper limits. What rests on ages, on a survey or on an order of places can't be put
together out of its parts, and is refused in words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from leveller.methods.measures import crude_rate, proportion
from leveller.methods.measures.rates import Rate
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.vocabulary.models.indicators import ValueType
from leveller.workbench.systems.evidence import surroundings
from leveller.workbench.systems.evidence.answers import control
from leveller.workbench.systems.evidence.answers.across import Across, across
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.store.figures import Interval, Observation, ReleaseCard
from leveller.workbench.systems.evidence.traces import Trace

ADDED = {ValueType.COUNT, ValueType.POPULATION, ValueType.AMOUNT}
MADE_ANEW: dict[str, tuple[str, Callable[..., Rate]]] = {
    ValueType.PROPORTION: (
        "the councils' counts over their denominators, Wilson limits",
        proportion,
    ),
    ValueType.CRUDE_RATE: (
        "the councils' counts over their denominators, exact limits under 10 events, else Byar's",
        crude_rate,
    ),
}
REFUSALS = {
    ValueType.STANDARDISED_RATE: (
        "A standardised rate needs the counts and people of each age group; the rates of councils "
        "can't be averaged."
    ),
    ValueType.RATIO: (
        "A standardised ratio needs the observed and expected counts of each council; ratios can't "
        "be averaged."
    ),
    ValueType.LIFE_EXPECTANCY: (
        "Life expectancy comes out of a life table of all deaths and people by age; the region's "
        "is not the mean of its councils'."
    ),
    ValueType.MEAN: (
        "A mean needs the number of people behind each council's mean; a median can't be put "
        "together at all."
    ),
    ValueType.SCORE: "Scores compare the areas that they were made for; their mean says nothing.",
    ValueType.RANK: "Ranks say an order, not an amount; they can't be added or averaged.",
    ValueType.QUANTILE: "Deciles and quintiles say an order, not an amount; they have no average.",
    ValueType.OTHER: "Nobody has said what kind of number this is, so it can't be added up.",
}
NEVER_WEIGHTED = {ValueType.RANK, ValueType.QUANTILE}
APPROXIMATION = "approximation: mean of the councils' figures, weighted by their denominators"


@dataclass(frozen=True)
class Aggregate:
    """`figure` has the authority's code and row 0: no row of any file says it."""

    indicator: IndicatorCard
    place: Spot
    figure: Observation
    method: str
    is_approximation: bool
    members: tuple[tuple[Spot, Observation], ...]
    as_at: date
    release: ReleaseCard
    trace: Trace


@dataclass(frozen=True)
class Refused:
    """Why there is no figure, in words for the page."""

    place: Spot
    reason: str
    members: tuple[Spot, ...]
    missing: tuple[Spot, ...]
    as_at: date


def aggregate(
    actor: Actor,
    indicator: str,
    place: str,
    *,
    sex: str | None = None,
    age: str | None = None,
    period: str | None = None,
    release: str | None = None,
    approximate: bool = False,
    as_at: date | None = None,
) -> Aggregate | Refused:
    """A figure for an authority out of the councils that are its members on the day.

    With `approximate` what can't be made anew is a mean weighted by denominators, and says so.
    """
    day = as_at or surroundings.today()
    spot = surroundings.spot(place, day)
    members = surroundings.councils(place, day)
    codes = [member.code for member in members]
    asked = {"sex": sex, "age": age, "period": period, "release": release}
    found = across(actor, indicator, codes, raw=True, **asked) if codes else None
    if found is None:
        return Refused(spot, "No council has a figure.", tuple(members), tuple(members), day)
    return of_members(found, spot, members, day, approximate=approximate)


def of_members(
    found: Across, spot: Spot, members: Sequence[Spot], day: date, *, approximate: bool = False
) -> Aggregate | Refused:
    """A figure out of the members' raw figures, or why there can be none."""
    made = _made(found, spot, approximate)
    if isinstance(made, str):
        return Refused(spot, made, tuple(members), found.missing, day)
    figure, method = made
    return Aggregate(
        indicator=found.indicator,
        place=spot,
        figure=control.controlled([figure], found.release.disclosure)[0],
        method=method,
        is_approximation=method == APPROXIMATION,
        members=_shown(found),
        as_at=day,
        release=found.release,
        trace=Trace(found.trace.selections, measure=f"aggregate: {method}"),
    )


def _made(found: Across, spot: Spot, approximate: bool) -> tuple[Observation, str] | str:
    """The figure and its method, or the reason for which there is none."""
    observations = [observation for _, observation in found.figures]
    valued = [o for o in observations if o.value is not None]
    if found.missing or len(valued) < len(observations):
        without = [s.name for s in found.missing] + [
            s.name for s, o in found.figures if o.value is None
        ]
        return f"There is no figure in {found.period} for {', '.join(without)}."
    kind = ValueType(found.indicator.value_type)
    if kind in ADDED:
        total = sum(o.value for o in valued if o.value is not None)
        return _figure(found, spot, total, None, None, None), "the sum of the councils' figures"
    if kind in MADE_ANEW:
        return _anew(found, spot, observations, kind)
    if approximate and kind not in NEVER_WEIGHTED:
        return _weighted(found, spot, observations)
    return REFUSALS[kind]


def _anew(
    found: Across, spot: Spot, observations: Sequence[Observation], kind: ValueType
) -> tuple[Observation, str] | str:
    method, measure = MADE_ANEW[kind]
    totals = _totals(observations)
    if totals is None:
        return "The release doesn't give the count and the denominator of every council."
    count, denominator = totals
    made = measure(count, denominator, multiplier=found.indicator.multiplier)
    if made.is_empty:
        return f"It can't be computed: {made.reasons}."
    limits = Interval(float(made.interval().lower), float(made.interval().upper))
    return _figure(found, spot, float(made.value), limits, count, denominator), method


def _totals(observations: Sequence[Observation]) -> tuple[float, float] | None:
    counts = [o.count for o in observations if o.count is not None]
    bases = [o.denominator for o in observations if o.denominator is not None]
    if len(counts) < len(observations) or len(bases) < len(observations):
        return None
    return sum(counts), sum(bases)


def _weighted(
    found: Across, spot: Spot, observations: Sequence[Observation]
) -> tuple[Observation, str] | str:
    pairs = [(o.value, o.denominator) for o in observations]
    if any(value is None or not weight for value, weight in pairs):
        return (
            "The release doesn't give the denominator of every council, so nothing can weigh them."
        )
    total = sum(weight for _, weight in pairs if weight)
    mean = sum(value * weight for value, weight in pairs if value is not None and weight) / total
    return _figure(found, spot, mean, None, None, None), APPROXIMATION


def _figure(
    found: Across,
    spot: Spot,
    value: float,
    interval: Interval | None,
    count: float | None,
    denominator: float | None,
) -> Observation:
    return Observation(
        indicator=found.indicator.key,
        place=spot.code,
        period=found.period,
        sex=found.sex,
        age=found.age,
        breakdown="",
        category="",
        category_order=None,
        value=value,
        interval=interval,
        interval998=None,
        count=count,
        denominator=denominator,
        note="",
        row=0,
    )


def _shown(found: Across) -> tuple[tuple[Spot, Observation], ...]:
    observations = control.controlled([o for _, o in found.figures], found.release.disclosure)
    return tuple((spot, o) for (spot, _), o in zip(found.figures, observations, strict=True))
