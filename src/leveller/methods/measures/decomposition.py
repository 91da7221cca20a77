"""Which ages, and which causes of death, make a gap in life expectancy.

Sources: Arriaga 1984 for ages (as in Preston, Heuveline and Guillot 2001); Arriaga 1989 for causes,
which share each age's years in proportion to their part of its difference in death rates.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from leveller.methods.measures import reasons
from leveller.methods.measures.arrays import ArrayLike, Floats, divide, floats, quietly
from leveller.methods.measures.findings import Findings, is_blank, texts
from leveller.methods.measures.life_tables import LifeExpectancy, life_expectancy
from leveller.methods.measures.version import VERSION


@dataclass(frozen=True, eq=False, kw_only=True)
class GapByAge:
    """Years of the gap (group less reference) that each age band makes; they add up to the gap.

    `by_cause` has an axis of causes before that of bands; it is None without deaths by cause.
    """

    measure: str = "life-expectancy-decomposition"
    method: str
    gap: Floats
    by_age: Floats
    by_cause: Floats | None
    codes: Any
    version: str = VERSION

    @property
    def reasons(self) -> Any:
        return np.where(is_blank(self.codes), texts(self.codes), "")


@quietly
def decompose_gap(
    group: tuple[ArrayLike, ArrayLike],
    reference: tuple[ArrayLike, ArrayLike],
    start_ages: ArrayLike,
    *,
    causes: tuple[ArrayLike, ArrayLike] | None = None,
    infant_fraction: float = 0.1,
) -> GapByAge:
    """`group` and `reference` are deaths and population by band; `causes` are both sides' deaths
    by cause, with an axis of causes before that of bands, adding up to all deaths."""
    sides = [
        life_expectancy(*side, start_ages, infant_fraction=infant_fraction, wide_intervals="keep")
        for side in (group, reference)
    ]
    mine, other = sides
    by_age = _arriaga(other, mine)
    findings = Findings(by_age.shape[:-1])
    findings.note(mine.is_empty[..., 0] | other.is_empty[..., 0], reasons.TABLE_EMPTY)
    by_cause = None
    if causes is not None:
        by_cause = _shared_out(by_age, sides, causes, (group, reference), findings)
    blank = findings.blank[..., None]
    return GapByAge(
        method="Arriaga 1984" + ("" if causes is None else ", causes by Arriaga 1989"),
        gap=findings.blanked(mine.value[..., 0] - other.value[..., 0]),
        by_age=np.where(blank, np.nan, by_age),
        by_cause=None if by_cause is None else np.where(blank[..., None], np.nan, by_cause),
        codes=findings.codes,
    )


def _arriaga(start: LifeExpectancy, end: LifeExpectancy) -> Floats:
    """Years gained by going from one table to the other, band by band.

    Within a band people live longer (direct), and more of them reach the years above (indirect and
    their interaction); the last band has only the direct part.
    """
    a, b = _columns(start), _columns(end)
    direct = a.survivors * (divide(b.lived, b.survivors) - divide(a.lived, a.survivors))
    above = _next(b.above)
    later = above * (
        divide(a.survivors, b.survivors) - divide(_next(a.survivors), _next(b.survivors))
    )
    later[..., -1] = 0.0
    return direct + later


@dataclass(frozen=True, eq=False)
class _Columns:
    survivors: Floats
    lived: Floats
    above: Floats


def _columns(table: LifeExpectancy) -> _Columns:
    lived = table.table.years_lived
    above = np.flip(np.cumsum(np.flip(lived, -1), -1), -1)
    return _Columns(table.table.survivors, lived, above)


def _next(values: Floats) -> Floats:
    """The value of the band above; NaN in the last one."""
    return np.concatenate([values[..., 1:], np.full_like(values[..., :1], np.nan)], axis=-1)


def _shared_out(
    by_age: Floats,
    sides: list[LifeExpectancy],
    causes: tuple[ArrayLike, ArrayLike],
    totals: tuple[tuple[ArrayLike, ArrayLike], ...],
    findings: Findings,
) -> Floats:
    rates = []
    for deaths, (total, people) in zip(causes, totals, strict=True):
        by_cause, all_deaths = floats(deaths), floats(total)
        off = np.abs(by_cause.sum(-2) - all_deaths) > 1e-9 * (1 + np.abs(all_deaths))
        findings.note(off.any(-1), reasons.CAUSES_DONT_ADD_UP)
        rates.append(
            divide(by_cause, np.broadcast_to(floats(people), all_deaths.shape)[..., None, :])
        )
    difference = rates[0] - rates[1]
    whole = (sides[0].table.death_rate - sides[1].table.death_rate)[..., None, :]
    findings.note(
        ((whole[..., 0, :] == 0) & (difference != 0).any(-2)).any(-1), reasons.NO_DIFFERENCE_AT_AGE
    )
    share = np.where(whole == 0, 0.0, divide(difference, whole))
    return share * by_age[..., None, :]


@dataclass(frozen=True, eq=False, kw_only=True)
class Potential:
    """What a population would gain if a group's death rates fell to a reference's."""

    measure: str = "potential-impact"
    method: str = "the group's people at the reference's death rates"
    deaths_avoided: Floats
    years_gained: Floats
    """Of life expectancy at birth, for the group."""
    by_age: Floats
    version: str = VERSION


@quietly
def potential_impact(
    group: tuple[ArrayLike, ArrayLike],
    reference: tuple[ArrayLike, ArrayLike],
    start_ages: ArrayLike,
    *,
    only_gains: bool = False,
) -> Potential:
    """Deaths that would not happen, by band and in all, and the years of life expectancy gained.

    `only_gains` leaves bands alone where the group already does better than the reference.
    """
    deaths, people = (floats(part) for part in group)
    rate = divide(floats(reference[0]), floats(reference[1]))
    expected = rate * people
    if only_gains:
        expected = np.minimum(expected, deaths)
    now = life_expectancy(deaths, people, start_ages, wide_intervals="keep").value[..., 0]
    then = life_expectancy(expected, people, start_ages, wide_intervals="keep").value[..., 0]
    avoided = deaths - expected
    return Potential(
        deaths_avoided=np.asarray(avoided.sum(-1)), years_gained=then - now, by_age=avoided
    )
