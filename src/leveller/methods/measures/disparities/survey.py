"""Gradients from survey microdata: a row a person, with weights, strata and sampling units.

Variances are those of the with-replacement design by linearisation (Binder 1983): scores are summed
by primary sampling unit and compared within strata. A stratum with a single unit is compared with
the mean of all units, as the survey package's "adjust" does.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from leveller.methods.measures.arrays import Floats, divide
from leveller.methods.measures.disparities.ranked import Fit
from leveller.methods.measures.grouping import ByCode

Codes = npt.NDArray[np.intp]
ITERATIONS = 60


@dataclass(frozen=True, eq=False)
class Survey:
    """People by setting: outcome (0 to 1 for the logistic slope), weight, rank and design."""

    outcome: Floats
    weight: Floats
    rank: Floats
    by: ByCode
    unit: ByCode
    unit_setting: Codes
    unit_stratum: ByCode
    stratum_setting: Codes


def survey(
    outcome: Floats,
    weight: Floats,
    order: Floats,
    by: ByCode,
    *,
    psu: Codes | None = None,
    strata: Codes | None = None,
) -> Survey:
    """Without `psu` each person is a unit; without `strata` a setting is one stratum."""
    people = np.arange(outcome.size) if psu is None else psu
    layers = by.codes if strata is None else strata
    _, layer = _numbered(by.codes, layers)
    unit_first, unit = _numbered(layer, people)
    stratum_first, _ = _first_rows(layer)
    return Survey(
        outcome,
        weight,
        ranks(weight, order, by),
        by,
        ByCode(unit, unit_first.size),
        by.codes[unit_first],
        ByCode(layer[unit_first], stratum_first.size),
        by.codes[stratum_first],
    )


def _numbered(*keys: Codes) -> tuple[Codes, Codes]:
    """A number for each distinct row of keys, with a row where each stands."""
    _, first, number = np.unique(
        np.stack(keys, axis=1), axis=0, return_index=True, return_inverse=True
    )
    return first, number.reshape(-1)


def _first_rows(number: Codes) -> tuple[Codes, Codes]:
    _, first = np.unique(number, return_index=True)
    return first, number


def ranks(weight: Floats, order: Floats, by: ByCode) -> Floats:
    """The middle of each subgroup's share of the weight; its members share it."""
    first, cell = _numbered(by.codes, np.unique(order, return_inverse=True)[1].reshape(-1))
    inside = np.bincount(cell, weight, first.size)
    setting = by.codes[first]
    total = np.cumsum(inside)
    before_setting = np.concatenate([[0.0], total])[np.searchsorted(setting, np.arange(by.groups))]
    middle = total - inside / 2 - before_setting[setting]
    return divide(middle, by.sum(weight)[setting])[cell]


def fit(sample: Survey, *, logistic: bool) -> Fit:
    """The outcome on the rank by the weights; linear, or logistic by Newton's method."""
    intercept, slope = _logistic(sample) if logistic else _linear(sample)
    line = intercept[sample.by.codes] + slope[sample.by.codes] * sample.rank
    fitted = 1 / (1 + np.exp(-line)) if logistic else line
    curvature = sample.weight * (fitted * (1 - fitted) if logistic else 1.0)
    return Fit(
        intercept, slope, _variances(sample, curvature, sample.weight * (sample.outcome - fitted))
    )


def _linear(sample: Survey) -> tuple[Floats, Floats]:
    a, b, c = _moments(sample.by, sample.weight, sample.rank)
    d = sample.by.sum(sample.weight * sample.outcome)
    e = sample.by.sum(sample.weight * sample.outcome * sample.rank)
    slope = divide(a * e - b * d, a * c - b * b)
    return divide(d - slope * b, a), slope


def _logistic(sample: Survey) -> tuple[Floats, Floats]:
    by, weight, rank = sample.by, sample.weight, sample.rank
    mean = np.clip(divide(by.sum(weight * sample.outcome), by.sum(weight)), 1e-12, 1 - 1e-12)
    intercept, slope = np.log(mean / (1 - mean)), np.zeros(by.groups)
    for _ in range(ITERATIONS):
        fitted = 1 / (1 + np.exp(-(intercept[by.codes] + slope[by.codes] * rank)))
        a, b, c = _moments(by, weight * fitted * (1 - fitted), rank)
        first = by.sum(weight * (sample.outcome - fitted))
        second = by.sum(weight * (sample.outcome - fitted) * rank)
        steps = (
            divide(c * first - b * second, a * c - b * b),
            divide(a * second - b * first, a * c - b * b),
        )
        intercept, slope = intercept + steps[0], slope + steps[1]
        if np.abs(np.nan_to_num(np.asarray(steps))).max(initial=0.0) < 1e-13:
            break
    settled = (np.abs(steps[0]) < 1e-9) & (np.abs(steps[1]) < 1e-9)
    return np.where(settled, intercept, np.nan), np.where(settled, slope, np.nan)


def _moments(by: ByCode, weight: Floats, rank: Floats) -> tuple[Floats, Floats, Floats]:
    return by.sum(weight), by.sum(weight * rank), by.sum(weight * rank**2)


def _variances(sample: Survey, curvature: Floats, score: Floats) -> tuple[Floats, Floats, Floats]:
    a, b, c = _moments(sample.by, curvature, sample.rank)
    d, e, f = _between_units(sample, score, score * sample.rank)
    base = (a * c - b * b) ** 2
    return (
        divide(c * c * d - 2 * b * c * e + b * b * f, base),
        divide(-b * c * d + (a * c + b * b) * e - a * b * f, base),
        divide(b * b * d - 2 * a * b * e + a * a * f, base),
    )


def _between_units(sample: Survey, first: Floats, second: Floats) -> tuple[Floats, Floats, Floats]:
    """Sums of squares and products of the units' scores within strata, by setting."""
    layer = sample.unit_stratum
    number = layer.rows
    factor = np.where(number > 1, divide(number, np.maximum(number - 1, 1)), 1.0)
    distances: list[Any] = []
    for score in (first, second):
        total = sample.unit.sum(score)
        centre = np.where(number > 1, divide(layer.sum(total), number), 0.0)
        distances.append(total - centre[layer.codes])
    x, y = distances
    settings = ByCode(sample.stratum_setting, sample.by.groups)
    return tuple(  # type: ignore[return-value]
        settings.sum(factor * layer.sum(product)) for product in (x * x, x * y, y * y)
    )
