"""Healthy and disability-free life expectancy, by Sullivan's method.

Sources: Sullivan 1971; Jagger, Van Oyen and Robine, "Health expectancy calculation by the Sullivan
method: a practical guide", 2014; Mathers 1991 for the part of the variance that mortality gives.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from leveller.methods.measures import reasons
from leveller.methods.measures.age_bands import AgeBandError
from leveller.methods.measures.arrays import ArrayLike, Floats, divide, floats, quietly
from leveller.methods.measures.confidence import Levels, confidence_levels
from leveller.methods.measures.findings import Findings
from leveller.methods.measures.intervals import normal
from leveller.methods.measures.life_tables import (
    LifeExpectancy,
    LifeTable,
    chance_variance,
    life_expectancy,
)
from leveller.methods.measures.results import intervals_at


@dataclass(frozen=True, eq=False, kw_only=True)
class HealthyLifeExpectancy(LifeExpectancy):
    """Years still to be lived in good health at each age, beside all years."""

    columns: ClassVar[Mapping[str, str]] = {
        "share_of_life": "share_of_life",
    }

    life_expectancy: LifeExpectancy
    share_of_life: Floats


@quietly
def healthy_life_expectancy(
    deaths: ArrayLike,
    population: ArrayLike,
    healthy: ArrayLike,
    start_ages: ArrayLike,
    *,
    respondents: ArrayLike | None = None,
    healthy_se: ArrayLike | None = None,
    confidence: Levels = 0.95,
    mortality_variance: bool = True,
    infant_fraction: float = 0.1,
    fractions: ArrayLike | None = None,
    present: ArrayLike | None = None,
) -> HealthyLifeExpectancy:
    """Years in good health, from a life table and the share in good health by age band.

    `healthy` is a share from 0 to 1. Its uncertainty comes from `healthy_se` or from the number of
    survey `respondents`; with neither only mortality counts. For disability-free years give the
    share without disability; for quality-adjusted years give the mean quality of life and its SE.
    """
    whole = life_expectancy(
        deaths,
        population,
        start_ages,
        confidence=confidence,
        infant_fraction=infant_fraction,
        fractions=fractions,
        wide_intervals="keep",
        present=present,
    )
    share, error = _shares(healthy, respondents, healthy_se, whole.value.shape)
    findings = _check(whole, share, error)
    years = _remaining(whole.table, share)
    variance = _share_variance(whole.table, error)
    if mortality_variance:
        variance = variance + _mortality_variance(whole, share, years, deaths)
    return _finish(whole, findings, years, np.sqrt(variance), confidence, mortality_variance)


def _finish(
    whole: LifeExpectancy,
    findings: Findings,
    years: Floats,
    error: Floats,
    confidence: Levels,
    with_mortality: bool,
) -> HealthyLifeExpectancy:
    return HealthyLifeExpectancy(
        measure="healthy-life-expectancy",
        method="Sullivan on Chiang II" + (", with mortality's variance" if with_mortality else ""),
        value=findings.blanked(years),
        intervals=intervals_at(
            confidence_levels(confidence), lambda level: normal(years, error, level), findings
        ),
        codes=findings.codes,
        start_ages=whole.start_ages,
        standard_error=findings.blanked(error),
        table=whole.table,
        life_expectancy=whole,
        share_of_life=findings.blanked(divide(years, whole.value)),
    )


def _shares(
    healthy: ArrayLike,
    respondents: ArrayLike | None,
    healthy_se: ArrayLike | None,
    shape: tuple[int, ...],
) -> tuple[Floats, Floats]:
    if respondents is not None and healthy_se is not None:
        raise AgeBandError("give either respondents or healthy_se, not both.")
    share = np.broadcast_to(floats(healthy), shape)
    if respondents is not None:
        return share, np.sqrt(divide(share * (1 - share), floats(respondents)))
    return share, np.broadcast_to(floats(0.0 if healthy_se is None else healthy_se), shape)


def _check(whole: LifeExpectancy, share: Floats, error: Floats) -> Findings:
    findings = Findings(share.shape)
    findings.codes = whole.codes.copy()
    outside = ((share < 0) | (share > 1)).any(-1, keepdims=True)
    findings.note(outside, reasons.HEALTHY_OUTSIDE)
    missing = np.isnan(share) | np.isnan(error)
    findings.note(
        np.flip(np.logical_or.accumulate(np.flip(missing, -1), -1), -1), reasons.HEALTHY_MISSING
    )
    return findings


def _remaining(table: LifeTable, share: Floats) -> Floats:
    """Healthy years from each age on, built from the oldest band down."""
    years = np.empty_like(table.dying)
    years[..., -1] = share[..., -1] * table.open_years
    for band in range(table.dying.shape[-1] - 2, -1, -1):
        lost, dying = 1 - table.fractions[band], table.dying[..., band]
        lived = table.widths[band] * (1 - dying * lost)
        years[..., band] = share[..., band] * lived + (1 - dying) * years[..., band + 1]
    return years


def _share_variance(table: LifeTable, error: Floats) -> Floats:
    """What the survey's uncertainty gives: years lived in each band, squared, by its variance."""
    variance = np.empty_like(table.dying)
    variance[..., -1] = (error[..., -1] * table.open_years) ** 2
    for band in range(table.dying.shape[-1] - 2, -1, -1):
        lost, dying = 1 - table.fractions[band], table.dying[..., band]
        lived = table.widths[band] * (1 - dying * lost)
        later = (1 - dying) ** 2 * variance[..., band + 1]
        variance[..., band] = (error[..., band] * lived) ** 2 + later
    return variance


def _mortality_variance(
    whole: LifeExpectancy, share: Floats, years: Floats, deaths: ArrayLike
) -> Floats:
    """What the deaths' uncertainty gives (Mathers 1991), with Silcocks' term for the open band."""
    table = whole.table
    died = np.broadcast_to(floats(deaths), table.dying.shape)
    chance = chance_variance(died, table.dying)
    variance = np.empty_like(table.dying)
    variance[..., -1] = divide((share[..., -1] * table.open_years) ** 2, died[..., -1])
    for band in range(table.dying.shape[-1] - 2, -1, -1):
        lost = table.widths[band] * (1 - table.fractions[band]) * share[..., band]
        later = (1 - table.dying[..., band]) ** 2 * variance[..., band + 1]
        variance[..., band] = chance[..., band] * (lost + years[..., band + 1]) ** 2 + later
    return variance
