"""What is published: values with limits, counts and denominators, as a statistician would."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from leveller.workbench.front.demonstration import breakdowns, measuring
from leveller.workbench.front.demonstration.aggregation import COUNCIL, Published
from leveller.workbench.front.demonstration.indicators import Counted, Plan
from leveller.workbench.front.demonstration.measuring import Measured
from leveller.workbench.front.demonstration.parameters import COUNTRY_NAME, YEARS
from leveller.workbench.front.demonstration.world import World

PERSONS, MALES, FEMALES = "Persons", "Male", "Female"
DECILE_TYPE = f"LSOA21 deprivation deciles in {COUNTRY_NAME} (IMD2025)"
QUINTILE_TYPE = f"LSOA21 deprivation quintiles in {COUNTRY_NAME} (IMD2025)"
ETHNIC_TYPE = "Ethnic groups"
DECILES = (
    *("Most deprived decile (IMD2025)", "Second most deprived decile (IMD2025)"),
    *("Third more deprived decile (IMD2025)", "Fourth more deprived decile (IMD2025)"),
    *("Fifth more deprived decile (IMD2025)", "Fifth less deprived decile (IMD2025)"),
    *("Fourth less deprived decile (IMD2025)", "Third less deprived decile (IMD2025)"),
    *("Second least deprived decile (IMD2025)", "Least deprived decile (IMD2025)"),
)
QUINTILES = (
    *("Most deprived quintile (IMD2025)", "Second most deprived quintile (IMD2025)"),
    *("Third more deprived quintile (IMD2025)", "Second least deprived quintile (IMD2025)"),
    "Least deprived quintile (IMD2025)",
)
SLASHED = ("Financial", "Academic", "Yearly", "Financial year end point")


@dataclass(frozen=True)
class Heading:
    """What the figures of a block share."""

    id: int
    name: str
    age: str
    sex: str = PERSONS
    category_type: str = ""
    category: str = ""


@dataclass(frozen=True)
class Period:
    label: str
    first_year: int
    years: int = 1


@dataclass(frozen=True)
class Block:
    """Figures by [place, period] under one heading; `kept` says which of them are published."""

    heading: Heading
    places: list[Published]
    periods: list[Period]
    measured: Measured
    count: np.ndarray
    base: np.ndarray
    kept: np.ndarray


def periods_of(plan: Plan) -> list[Period]:
    return [Period(_label(int(year), plan.year_type), int(year)) for year in YEARS]


def _label(year: int, year_type: str) -> str:
    return f"{year}/{(year + 1) % 100:02d}" if year_type in SLASHED else str(year)


def blocks_of(plan: Plan, counted: Counted, world: World) -> Iterator[Block]:
    """Every figure of one counted indicator."""
    heading = Heading(plan.id, plan.name, plan.age)
    yield _block(plan, heading, _summed(world.sums.of, counted), world)
    if plan.by_sex:
        for sex, part in zip((MALES, FEMALES), breakdowns.by_sex(plan, counted), strict=True):
            yield _block(plan, _with(heading, sex=sex), _summed(world.sums.of, part), world)
    yield from _by_decile(plan, heading, counted, world)
    if plan.by_ethnic_group:
        yield from _by_quintile(plan, heading, counted, world)
        yield from _by_ethnic_group(plan, heading, counted, world)


def _with(heading: Heading, **changed: str) -> Heading:
    return Heading(**{**heading.__dict__, **changed})


def _summed(add: Callable[[np.ndarray], np.ndarray], counted: Counted) -> Counted:
    return Counted(add(counted.events), add(counted.base))


def _by_decile(plan: Plan, heading: Heading, counted: Counted, world: World) -> Iterator[Block]:
    """For the country and its authorities: a council has too few small areas for tenths."""
    for rank, name in enumerate(DECILES, 1):
        part = _of_class(world, counted, world.index.decile == rank)
        titled = _with(heading, category_type=DECILE_TYPE, category=name)
        yield _block(plan, titled, part, world, councils=False)


def _by_quintile(plan: Plan, heading: Heading, counted: Counted, world: World) -> Iterator[Block]:
    quintile = (world.index.decile + 1) // 2
    for rank, name in enumerate(QUINTILES, 1):
        part = _of_class(world, counted, quintile == rank)
        yield _block(plan, _with(heading, category_type=QUINTILE_TYPE, category=name), part, world)


def _of_class(world: World, counted: Counted, member: np.ndarray) -> Counted:
    shaped = member.reshape(-1, *[1] * (counted.events.ndim - 1))
    return _summed(lambda values: world.sums.of(values * shaped), counted)


def _by_ethnic_group(
    plan: Plan, heading: Heading, counted: Counted, world: World
) -> Iterator[Block]:
    parts = breakdowns.by_ethnic_group(plan, counted, world.places)
    for name, part in zip(breakdowns.GROUPS, parts, strict=True):
        titled = _with(heading, category_type=ETHNIC_TYPE, category=name)
        yield _block(plan, titled, _summed(world.sums.of, part), world)


def _block(
    plan: Plan, heading: Heading, summed: Counted, world: World, councils: bool = True
) -> Block:
    places = world.sums.published
    events, base = summed.events, summed.base
    count = np.full(events.shape, np.nan) if plan.kind in ("mean", "air") else events
    if plan.kind == "standardised":
        measured = measuring.standardised_rate(events, np.maximum(base, 1))
        count, base = events.sum(axis=-1), base.sum(axis=-1)
    else:
        measured = _measured(plan, events, np.maximum(base, 1))
    shown = np.array([councils or place.kind != COUNCIL for place in places])
    kept = (base > 0) & plan.years & shown[:, None]
    if plan.region_only:
        kept &= world.sums.in_region[:, None]
    return Block(heading, places, periods_of(plan), measured, count, base, kept)


def _measured(plan: Plan, events: np.ndarray, base: np.ndarray) -> Measured:
    if plan.kind == "proportion":
        return measuring.proportion(events, base, plan.multiplier)
    if plan.kind == "crude rate":
        return measuring.crude_rate(events, base, plan.multiplier)
    return measuring.without_interval(events / base)
