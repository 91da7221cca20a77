"""Figures that come of births and deaths: life expectancy, healthy years, infants, under 75."""

from collections.abc import Iterator

import numpy as np

from leveller.workbench.front.demonstration import measuring, mortality
from leveller.workbench.front.demonstration.aggregation import COUNCIL, MIDDLE, Published
from leveller.workbench.front.demonstration.figures import (
    DECILE_TYPE,
    DECILES,
    FEMALES,
    MALES,
    PERSONS,
    Block,
    Heading,
    Period,
)
from leveller.workbench.front.demonstration.measuring import Measured
from leveller.workbench.front.demonstration.parameters import BAND_LABELS, YEARS, bands
from leveller.workbench.front.demonstration.world import World

LIFE = (90366, "Life expectancy at birth")
HEALTHY_LIFE = (90362, "Healthy life expectancy at birth")
LIFE_OF_MIDDLES = (93283, "Life expectancy at birth")
INFANTS = (99001, "Infant deaths under 1 year of age")
DEATHS = (99018, "Deaths from all causes by age")
UNDER_75 = {
    108: ("Mortality rate for all causes aged 74 and under", tuple(range(10))),
    40501: ("Mortality rate for cancer aged 74 and under", mortality.CANCER),
    99002: ("Mortality rate for circulatory diseases aged 74 and under", mortality.CIRCULATORY),
    99003: ("Mortality rate for respiratory diseases aged 74 and under", mortality.RESPIRATORY),
}
SEXES = (MALES, FEMALES)
POOLED, MIDDLES_POOLED = 3, 5  # years of deaths together, so that a council has enough


def pooled(values: np.ndarray, years: int = POOLED) -> np.ndarray:
    """Sums over runs of years; the second axis becomes that of the first years of the runs."""
    runs = [values[:, start : start + years].sum(axis=1) for start in range(len(YEARS) - years + 1)]
    return np.stack(runs, axis=1)


def pooled_periods(years: int = POOLED) -> list[Period]:
    firsts = [int(year) for year in YEARS[: len(YEARS) - years + 1]]
    return [Period(f"{y} - {(y + years - 1) % 100:02d}", y, years) for y in firsts]


def blocks(world: World) -> Iterator[Block]:
    yield from life_expectancy(world)
    yield from infant_mortality(world)
    yield from premature_mortality(world)


def life_expectancy(world: World) -> Iterator[Block]:
    """Life and healthy life expectancy; by decile for the country and its authorities."""
    yield from _lives(world, np.ones(len(world.places.points), bool), "", "")
    for rank, name in enumerate(DECILES, 1):
        yield from _lives(world, world.index.decile == rank, DECILE_TYPE, name)


def _lives(world: World, member: np.ndarray, kind: str, category: str) -> Iterator[Block]:
    shaped = member[:, None, None, None]
    arrays = (world.deaths, world.people, world.said_good, world.asked)
    died, lived, good, asked = (pooled(world.sums.of(array * shaped)) for array in arrays)
    for sex, name in enumerate(SEXES):
        counts = (died[:, :, sex], lived[:, :, sex])
        survey = (good[:, :, sex], asked[:, :, sex])
        for (number, title), measured in (
            (LIFE, measuring.life_expectancy(*counts)),
            (HEALTHY_LIFE, measuring.healthy_life_expectancy(*counts, *survey)),
        ):
            heading = Heading(number, title, "All ages", name, kind, category)
            yield _life_block(world, heading, measured, counts[1], bool(category))


def _life_block(
    world: World, heading: Heading, measured: Measured, lived: np.ndarray, deciles: bool
) -> Block:
    places, none = world.sums.published, np.full(lived.shape[:2], np.nan)
    kept = lived.sum(axis=-1) > 0
    kept &= np.array([not deciles or place.kind != COUNCIL for place in places])[:, None]
    return Block(heading, places, pooled_periods(), measured, none, none, kept)


def life_expectancy_of_middles(world: World) -> Iterator[Block]:
    """Five years together, for middle-layer areas."""
    middles = world.places.middles
    places = [Published(c, n, MIDDLE) for c, n in zip(middles.codes, middles.names, strict=True)]
    died, lived = (
        pooled(world.sums.by_middle(array), MIDDLES_POOLED)[:, -1:]
        for array in (world.deaths, world.people)
    )
    for sex, name in enumerate(SEXES):
        measured = measuring.life_expectancy(died[:, :, sex], lived[:, :, sex])
        none = np.full(measured.value.shape, np.nan)
        heading = Heading(*LIFE_OF_MIDDLES, "All ages", name)
        periods = pooled_periods(MIDDLES_POOLED)[-1:]
        yield Block(heading, places, periods, measured, none, none, np.isfinite(measured.value))


def infant_mortality(world: World) -> Iterator[Block]:
    """Deaths under 1 among 1,000 live births. Births are taken as the people under 1."""
    infants = bands(0, 1)
    died, born = (
        pooled(world.sums.of(array[..., infants].sum(axis=(2, 3))))
        for array in (world.deaths, world.people)
    )
    measured = measuring.crude_rate(died, born, 1000)
    heading = Heading(*INFANTS, "<1 yr")
    yield Block(heading, world.sums.published, pooled_periods(), measured, died, born, born > 0)


def premature_mortality(world: World) -> Iterator[Block]:
    """Directly standardised, under 75; by sex, and by decile for the country and authorities."""
    everyone = np.ones(len(world.places.points), bool)
    for number, (name, causes) in UNDER_75.items():
        died = world.died_of[..., list(causes)].sum(axis=-1)
        heading = Heading(number, name, "<75 yrs")
        yield _standardised(world, heading, died.sum(axis=2), world.people.sum(axis=2), everyone)
        for sex, sex_name in enumerate(SEXES):
            titled = Heading(number, name, "<75 yrs", sex_name)
            yield _standardised(world, titled, died[:, :, sex], world.people[:, :, sex], everyone)
        for rank, decile in enumerate(DECILES, 1):
            titled = Heading(number, name, "<75 yrs", PERSONS, DECILE_TYPE, decile)
            member = world.index.decile == rank
            yield _standardised(world, titled, died.sum(axis=2), world.people.sum(axis=2), member)


def _standardised(
    world: World, heading: Heading, died: np.ndarray, lived: np.ndarray, member: np.ndarray
) -> Block:
    shaped, places = member[:, None, None], world.sums.published
    events, people = world.sums.of(died * shaped), world.sums.of(lived * shaped)
    measured = measuring.standardised_rate(events, np.maximum(people, 1), under=75)
    young = bands(0, 75)
    count, base = events[..., young].sum(axis=-1), people[..., young].sum(axis=-1)
    periods = [Period(str(year), int(year)) for year in YEARS]
    kept = (base > 0) & np.array([member.all() or p.kind != COUNCIL for p in places])[:, None]
    return Block(heading, places, periods, measured, count, base, kept)


def deaths_by_age(world: World) -> Iterator[Block]:
    """Counts by sex and age band, for the country, the authorities and the region's councils."""
    places, died, lived = world.sums.published, *map(world.sums.of, (world.deaths, world.people))
    shown = world.sums.in_region | np.array([place.kind != COUNCIL for place in places])
    periods = [Period(str(year), int(year)) for year in YEARS]
    for sex, name in enumerate(SEXES):
        for band, label in enumerate(BAND_LABELS):
            count = died[:, :, sex, band]
            measured = measuring.without_interval(count.astype(float))
            kept = np.broadcast_to(shown[:, None], count.shape)
            base = lived[:, :, sex, band]
            heading = Heading(*DEATHS, f"{label} yrs", name)
            yield Block(heading, places, periods, measured, count, base, kept)
