"""Life expectancy at every age, by Chiang's abridged life table.

Sources: Chiang 1968 and 1984 (method II); Silcocks, Jenner and Reza 2001 for the variance of the
last, open interval; Toson and Baker 2003 and Eayres and Williams 2004 for small populations.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from leveller.methods.measures import reasons
from leveller.methods.measures.age_bands import OPEN, AgeBandError, bands_from_starts
from leveller.methods.measures.arrays import ArrayLike, Floats, Mask, divide, floats, quietly
from leveller.methods.measures.confidence import Levels, confidence_levels, z_score
from leveller.methods.measures.findings import Findings
from leveller.methods.measures.intervals import normal
from leveller.methods.measures.results import Estimate, Interval, intervals_at

INFANT_FRACTION = 0.1
OTHER_FRACTION = 0.5
ROBUST_POPULATION = 5000
WIDEST_INTERVAL = 20.0


class WideIntervals(StrEnum):
    """What becomes of a value whose 95% interval is wider than 20 years."""

    EMPTY = "empty"
    VALUE_ONLY = "value-only"
    """The value goes and the limits stay, as in OHID's tools."""
    KEEP = "keep"


@dataclass(frozen=True, eq=False, kw_only=True)
class LifeExpectancy(Estimate):
    """Arrays end in an axis of ages: element i is the expectancy at `start_ages[i]`."""

    columns: ClassVar[Mapping[str, str]] = {
        "standard_error": "standard_error",
        "population_used": "pops_used",
        "deaths_used": "dths_used",
    }

    start_ages: Floats
    standard_error: Floats
    table: "LifeTable" = field(repr=False)

    @cached_property
    def population_used(self) -> Floats:
        """The people at each age and above; NaN where the expectancy is empty."""
        return np.where(self.is_empty, np.nan, from_here_on(self.table.population))

    @cached_property
    def deaths_used(self) -> Floats:
        return np.where(self.is_empty, np.nan, from_here_on(self.table.deaths))


@dataclass(frozen=True, eq=False)
class LifeTable:
    """The columns of the table, arrays ending in the axis of ages.

    `death_rate` is per person-year, `dying` the chance of dying in the band.
    """

    deaths: Floats
    population: Floats
    death_rate: Floats
    dying: Floats
    widths: Floats
    fractions: Floats

    @property
    def open_years(self) -> Floats:
        """Years still to be lived at the last age; NaN where nobody died there."""
        rate = self.death_rate[..., -1]
        return divide(np.ones_like(rate), np.where(rate > 0, rate, np.nan))

    @cached_property
    def survivors(self) -> Floats:
        """Of one person born, how much of one reaches each age."""
        survivors = np.ones_like(self.dying)
        np.cumprod(1 - self.dying[..., :-1], axis=-1, out=survivors[..., 1:])
        return survivors

    @cached_property
    def years_lived(self) -> Floats:
        """The years that one person born lives in each band."""
        years = self.survivors * self.closed_widths * (1 - self.dying * (1 - self.fractions))
        years[..., -1] = self.survivors[..., -1] * self.open_years
        return years

    @property
    def closed_widths(self) -> Floats:
        return np.where(np.isfinite(self.widths), self.widths, 0.0)


@quietly
def life_expectancy(
    deaths: ArrayLike,
    population: ArrayLike,
    start_ages: ArrayLike,
    *,
    confidence: Levels = 0.95,
    infant_fraction: float = INFANT_FRACTION,
    fractions: ArrayLike | None = None,
    minimum_population: float = 0.0,
    wide_intervals: WideIntervals | str = WideIntervals.EMPTY,
    blank_whole_group: bool = False,
    present: ArrayLike | None = None,
) -> LifeExpectancy:
    """Years still to be lived at each age, from deaths and population (person-years) by band.

    The start ages ascend from 0; the last band is open. `infant_fraction` is the part of the first
    band that those who die in it live; `fractions` gives it for every band (default a half). A band
    that can't be used empties the ages up to its own, since those above don't depend on it;
    `blank_whole_group` empties all. `present` is false for a band that a group hasn't got.
    """
    ages = _check_ages(floats(start_ages))
    died, people = (
        bands_together(part) for part in np.broadcast_arrays(floats(deaths), floats(population))
    )
    there = None if present is None else np.broadcast_to(np.asarray(present, bool), died.shape)
    findings = _check(died, people, there, blank_whole_group, minimum_population)
    part = _fractions(ages, infant_fraction, fractions)
    table = build_table(died, people, ages, part)
    expectancy, error = _expectancy(table)
    _check_expectancy(findings, expectancy, error, died)
    return _finish(
        ages, table, findings, expectancy, error, confidence, WideIntervals(wide_intervals)
    )


def bands_together(values: Floats) -> Floats:
    """The same array with each band's groups side by side in memory: tables go band by band."""
    return np.moveaxis(np.ascontiguousarray(np.moveaxis(values, -1, 0)), 0, -1)


def _finish(
    ages: Floats,
    table: LifeTable,
    findings: Findings,
    expectancy: Floats,
    error: Floats,
    confidence: Levels,
    wide: WideIntervals,
) -> LifeExpectancy:
    intervals = intervals_at(
        confidence_levels(confidence), lambda level: normal(expectancy, error, level), findings
    )
    if wide is not WideIntervals.KEEP:
        findings.note(2 * z_score(0.95) * error > WIDEST_INTERVAL, reasons.INTERVAL_WIDE)
    if wide is WideIntervals.EMPTY:
        intervals = tuple(
            Interval(each.level, findings.blanked(each.lower), findings.blanked(each.upper))
            for each in intervals
        )
    return LifeExpectancy(
        measure="life-expectancy",
        method="Chiang II, with Silcocks' variance of the last interval",
        value=findings.blanked(expectancy),
        intervals=intervals,
        codes=findings.codes,
        start_ages=ages,
        standard_error=findings.blanked(error),
        table=table,
    )


def _check_ages(ages: Floats) -> Floats:
    if ages.ndim != 1 or ages.size < 2:
        raise AgeBandError("start ages: give one row of at least two ages.")
    if ages[0] != 0:
        raise AgeBandError(
            f"start_age: the first age band starts at {ages[0]:g}; a life table starts at age 0."
        )
    bands_from_starts([float(age) for age in ages])
    return ages


def _fractions(ages: Floats, infant: float, given: ArrayLike | None) -> Floats:
    part = np.full(ages.size, OTHER_FRACTION)
    part[0] = infant
    part = part if given is None else floats(given)
    if part.shape != ages.shape or not ((part >= 0) & (part <= 1)).all():
        raise AgeBandError("fractions: give one number from 0 to 1 for every age band.")
    return part


def build_table(died: Floats, people: Floats, ages: Floats, part: Floats) -> LifeTable:
    """Chiang's table. The chance of dying stops at 1, where deaths outrun the people there."""
    widths = np.diff(ages, append=OPEN)
    rate = divide(died, people)
    dying = np.empty_like(rate)
    for band in range(ages.size - 1):
        expected = widths[band] * rate[..., band]
        dying[..., band] = np.minimum(expected / (1 + (1 - part[band]) * expected), 1.0)
    dying[..., -1] = 1.0
    return LifeTable(died, people, rate, dying, widths, part)


def _expectancy(table: LifeTable) -> tuple[Floats, Floats]:
    """From the oldest band down: years in the band, then those of whoever survives it.

    So no age depends on a band below it, and the table needs no survivors to be left.
    """
    expectancy, variance = np.empty_like(table.dying), np.empty_like(table.dying)
    later = expectancy[..., -1] = table.open_years
    spread = variance[..., -1] = divide(later**2, table.deaths[..., -1])
    for band in range(table.dying.shape[-1] - 2, -1, -1):
        width, dying = table.widths[band], table.dying[..., band]
        lost, living = width * (1 - table.fractions[band]), 1 - dying
        chance = chance_variance(table.deaths[..., band], dying)
        spread = variance[..., band] = living**2 * spread + chance * (lost + later) ** 2
        later = expectancy[..., band] = width - dying * lost + living * later
    return expectancy, np.sqrt(variance)


def chance_variance(died: Floats, dying: Floats) -> Floats:
    """The binomial variance of the chance of dying; 0 where nobody died."""
    return np.where(died == 0, 0.0, divide(dying**2 * (1 - dying), died))


def from_here_on(values: Floats) -> Floats:
    """The sum over each age and all above it."""
    return np.flip(np.cumsum(np.flip(values, -1), -1), -1)


def _at_or_above(bad: Mask) -> Any:
    return np.flip(np.logical_or.accumulate(np.flip(bad, -1), -1), -1)


def _check(
    died: Floats, people: Floats, there: Mask | None, whole_group: bool, minimum_population: float
) -> Findings:
    findings = Findings(died.shape)
    fine = (died >= 0) & (died <= people) & (people > 0) & (people < np.inf)
    if there is not None or not fine.all():
        _note_bad_bands(findings, died, people, np.ones_like(fine) if there is None else there)
    if whole_group:
        findings.note(findings.blank.any(-1, keepdims=True), reasons.BAD_BAND_ELSEWHERE)
    everyone = (people if there is None else np.where(there, people, 0.0)).sum(-1, keepdims=True)
    if minimum_population:
        findings.note(everyone <= minimum_population, reasons.POPULATION_SMALL)
    findings.note(everyone <= ROBUST_POPULATION, reasons.UNDER_5000)
    return findings


def _note_bad_bands(findings: Findings, died: Floats, people: Floats, there: Mask) -> None:
    bad_bands = (
        (~there, reasons.BAND_MISSING),
        ((np.isinf(died) | np.isinf(people)) & there, reasons.NOT_FINITE),
        (died < 0, reasons.DEATHS_NEGATIVE_BAND),
        (people <= 0, reasons.POPULATION_ZERO_BAND),
        (np.isnan(died) & there, reasons.DEATHS_MISSING),
        (np.isnan(people) & there, reasons.PEOPLE_MISSING),
        (died > people, reasons.DEATHS_ABOVE_POPULATION),
    )
    for bad, reason in bad_bands:
        if bad.any():
            findings.note(_at_or_above(bad), reason)


def _check_expectancy(findings: Findings, expectancy: Floats, error: Floats, died: Floats) -> None:
    findings.note(died[..., -1:] == 0, reasons.NO_DEATH_AT_THE_END)
    findings.note(~np.isfinite(expectancy), reasons.MISSING)
    findings.note(expectancy - z_score(0.95) * error < 0, reasons.LOWER_LIMIT_BELOW_ZERO)
