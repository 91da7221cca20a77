"""Who the people behind a count are: events and bases split by sex and by ethnic group.

Those with the event and those without are split apart, so that the parts always add up.
"""

import numpy as np

from leveller.workbench.front.demonstration.geography import Geography
from leveller.workbench.front.demonstration.indicators import Counted, Plan
from leveller.workbench.front.demonstration.parameters import steady, stream

MALE_SHARE, MALE_ODDS = 0.495, {92443: 1.30, 92033: 1.25, 90634: 0.72, 99009: 1.25, 92904: 0.75}
GROUPS = ("White", "Asian", "Black", "Mixed", "Other")
GROUP_SHARES = np.array([0.850, 0.070, 0.030, 0.032, 0.018])
CROWDED_SHARES = np.array([-0.25, 0.75, 0.80, 0.45, 0.60])  # more where the density is tenfold
GROUP_ODDS = {92033: (1.0, 1.20, 1.40, 1.10, 1.15), 90634: (1.0, 0.92, 0.90, 1.02, 0.85)}


def by_sex(plan: Plan, counted: Counted) -> tuple[Counted, Counted]:
    """Males, females; by [small area, year]."""
    rng = stream(f"{plan.key} by sex")
    with_it = MALE_SHARE * MALE_ODDS[plan.id]
    share = with_it / (with_it + 1 - MALE_SHARE)
    men = rng.binomial(counted.events.astype(int), share)
    if plan.kind == "proportion":
        other = rng.binomial((counted.base - counted.events).astype(int), MALE_SHARE)
        base = men + other
    else:
        base = np.rint(counted.base * MALE_SHARE).astype(int)
    return Counted(men, base), Counted(counted.events - men, counted.base - base)


def by_ethnic_group(plan: Plan, counted: Counted, places: Geography) -> list[Counted]:
    """In the order of `GROUPS`; by [small area, year]."""
    rng = stream(f"{plan.key} by ethnic group")
    crowding = np.log10(places.density / np.median(places.density))[:, None]
    shares = GROUP_SHARES * np.exp(CROWDED_SHARES * crowding)
    odds = np.array(GROUP_ODDS[plan.id])
    events = rng.multinomial(counted.events, _parts(shares * odds)[:, None, :])
    others = rng.multinomial(counted.base - counted.events, _parts(shares)[:, None, :])
    return [Counted(events[..., g], (events + others)[..., g]) for g in range(len(GROUPS))]


def _parts(shares: np.ndarray) -> np.ndarray:
    parts = steady(shares / shares.sum(axis=1, keepdims=True))
    return parts / parts.sum(axis=1, keepdims=True)
