"""Simple measures of two subgroups, and what all would gain by doing as well as one of them."""

from typing import NamedTuple

import numpy as np

from leveller.methods.measures.arrays import Floats, divide
from leveller.methods.measures.disparities.subgroups import Subgroups


class Pair(NamedTuple):
    """Two subgroups' estimates and standard errors."""

    first: Floats
    second: Floats
    first_error: Floats
    second_error: Floats


def pair(groups: Subgroups) -> Pair:
    """The ends of an ordered dimension, else the highest and the lowest.

    Ordered: the advantaged first where more is good, the disadvantaged first where it is bad, so
    that a positive difference is to the disadvantage of the disadvantaged.
    """
    if groups.ordered:
        places = np.arange(groups.estimate.shape[-1])
        last = np.where(groups.known, places, -1).max(-1)
        start = np.where(groups.known, places, places.size).min(-1)
        first = np.where(groups.favourable, last, start)
        second = np.where(groups.favourable, start, last)
    else:
        first = np.where(groups.known, groups.estimate, -np.inf).argmax(-1)
        second = np.where(groups.known, groups.estimate, np.inf).argmin(-1)
    first, second = (np.clip(at, 0, groups.estimate.shape[-1] - 1) for at in (first, second))
    return Pair(
        *(_at(values, at) for values in (groups.estimate, groups.se) for at in (first, second))
    )


def _at(values: Floats, at: Floats) -> Floats:
    return np.asarray(np.take_along_axis(values, np.asarray(at, np.intp)[..., None], -1)[..., 0])


def difference(groups: Subgroups) -> Floats:
    two = pair(groups)
    return two.first - two.second


def difference_error(groups: Subgroups) -> Floats:
    two = pair(groups)
    return np.hypot(two.first_error, two.second_error)


def ratio(groups: Subgroups) -> Floats:
    two = pair(groups)
    return divide(two.first, two.second)


def ratio_log_error(groups: Subgroups) -> Floats:
    """The standard error of the ratio's logarithm."""
    two = pair(groups)
    return np.hypot(divide(two.first_error, two.first), divide(two.second_error, two.second))


def benchmark(groups: Subgroups) -> tuple[Floats, Floats]:
    """The estimate that all might reach and its people: the most advantaged subgroup's where there
    is an order, else the best."""
    if groups.ordered:
        places = np.where(groups.known, np.arange(groups.estimate.shape[-1]), -1)
        at = np.maximum(places.max(-1), 0)
    else:
        worth = np.where(groups.favourable[..., None], groups.estimate, -groups.estimate)
        at = np.where(groups.known, worth, -np.inf).argmax(-1)
    return _at(groups.estimate, np.asarray(at)), _at(groups.population, np.asarray(at))


def attributable_risk(groups: Subgroups) -> Floats:
    """What the mean would gain if all did as well as the benchmark."""
    return benchmark(groups)[0] - groups.mean


def attributable_fraction(groups: Subgroups) -> Floats:
    """The same as a percentage of the mean."""
    return 100 * divide(attributable_risk(groups), groups.mean)


def attributable_risk_error(groups: Subgroups) -> Floats:
    return groups.mean * attributable_fraction_error(groups) / 100


def attributable_fraction_error(groups: Subgroups) -> Floats:
    """Walter 1978, from the two-by-two table of the benchmark's people and all others."""
    estimate, people = benchmark(groups)
    everyone = np.where(groups.known, groups.population, 0.0).sum(-1)
    with_in = divide(estimate, groups.scale) * people
    without_in = people - with_in
    with_out = divide(groups.mean, groups.scale) * everyone - with_in
    without_out = everyone - with_out - people
    top = (
        with_in
        * everyone
        * (with_out * without_in * (everyone - with_in) + without_out * with_in**2)
    )
    bottom = (with_out + with_in) ** 3 * people**3
    with np.errstate(invalid="ignore"):
        return 100 * np.sqrt(divide(top, bottom))
