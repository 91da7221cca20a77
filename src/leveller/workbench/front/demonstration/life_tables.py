"""Seam to the mathematics: life tables and slopes, as arrays over any leading axes.

Abridged life tables by Chiang's second method with Silcocks's variance of the last interval, and
Sullivan's healthy life expectancy; bands as in `parameters`.
"""

import numpy as np

from leveller.workbench.front.demonstration.parameters import BAND_WIDTHS

FRACTION = np.array([0.1, *[0.5] * (len(BAND_WIDTHS) - 1)])


def life_expectancy(deaths: np.ndarray, people: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Life expectancy at birth and its variance. Bands are the last axis."""
    rate, chance = _chances(deaths, people)
    alive, lived = _lived(rate, chance)
    ahead = lived[..., ::-1].cumsum(axis=-1)[..., ::-1]
    expected = ahead / alive
    return expected[..., 0], _variance(deaths, rate, chance, alive, expected)


def healthy_life_expectancy(
    deaths: np.ndarray, people: np.ndarray, healthy: np.ndarray, asked: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Sullivan: years lived, weighted by the share who said their health is good; and variance."""
    rate, chance = _chances(deaths, people)
    alive, lived = _lived(rate, chance)
    share = healthy / np.maximum(asked, 1)
    survey = (lived**2 * share * (1 - share) / np.maximum(asked, 1)).sum(axis=-1)
    good = lived * share
    ahead = good[..., ::-1].cumsum(axis=-1)[..., ::-1] / alive
    weight = alive[..., :-1] ** 2 * _kept(ahead, share[..., :-1]) ** 2
    deadly = (weight * _chance_variance(deaths, chance)[..., :-1]).sum(axis=-1)
    return good.sum(axis=-1), survey + deadly


def _chances(deaths: np.ndarray, people: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rate = deaths / np.maximum(people, 1)
    chance = BAND_WIDTHS * rate / (1 + BAND_WIDTHS * (1 - FRACTION) * rate)
    chance = np.minimum(chance, 1)
    chance[..., -1] = 1
    return rate, chance


def _lived(rate: np.ndarray, chance: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Those alive at the start of each band, of one born, and the years that they live in it."""
    alive = np.concatenate(
        [np.ones_like(chance[..., :1]), (1 - chance[..., :-1]).cumprod(axis=-1)], axis=-1
    )
    lived = BAND_WIDTHS * alive * (1 - (1 - FRACTION) * chance)
    lived[..., -1] = alive[..., -1] / np.maximum(rate[..., -1], 1e-9)
    return alive, lived


def _chance_variance(deaths: np.ndarray, chance: np.ndarray) -> np.ndarray:
    return np.where(deaths > 0, chance**2 * (1 - chance) / np.maximum(deaths, 1), 0)


def _kept(expected: np.ndarray, share: np.ndarray | float = 1.0) -> np.ndarray:
    """Years lost by a death in each band but the last."""
    widths, fraction = BAND_WIDTHS[:-1], FRACTION[:-1]
    return (1 - fraction) * widths * share + expected[..., 1:]


def _variance(
    deaths: np.ndarray,
    rate: np.ndarray,
    chance: np.ndarray,
    alive: np.ndarray,
    expected: np.ndarray,
) -> np.ndarray:
    weight = alive[..., :-1] ** 2 * _kept(expected) ** 2
    inner = (weight * _chance_variance(deaths, chance)[..., :-1]).sum(axis=-1)
    last = np.maximum(rate[..., -1], 1e-9)
    open_band = alive[..., -1] ** 2 / last**4 * last**2 / np.maximum(deaths[..., -1], 1)
    return inner + open_band


def slope(values: np.ndarray, variances: np.ndarray, people: np.ndarray) -> tuple[float, float]:
    """Slope index of deciles in the order most to least deprived, weighted by people; its error.

    The interval treats the deciles' values as independent normal: the slope is linear in them.
    """
    share = people / people.sum()
    rank = share.cumsum() - share / 2
    centred = rank - (share * rank).sum()
    weight = share * centred / (share * centred**2).sum()
    return float((weight * values).sum()), float(np.sqrt((weight**2 * variances).sum()))
