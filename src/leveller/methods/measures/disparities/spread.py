"""How far subgroups lie from their mean, from the best or from a reference.

Each is a function from subgroups to one figure a setting. Sources: Schlotheuber and Hosseinpoor
2022 for the definitions; Ahn and others 2018 for the variances.
"""

import numpy as np

from leveller.methods.measures.arrays import Floats, divide, floats
from leveller.methods.measures.disparities.subgroups import Subgroups

PER = 1_000.0
"""The mean log deviation and the Theil index are given times a thousand, as the WHO does."""


def between_group_variance(groups: Subgroups) -> Floats:
    """The weighted mean of squared distances from the mean."""
    return np.asarray((groups.share * _distance(groups) ** 2).sum(-1))


def between_group_variance_error(groups: Subgroups) -> Floats:
    share, error = groups.share, groups.errors
    through_means = (share**2 * error**2 * _distance(groups) ** 2).sum(-1)
    total = (share**2 * error**2).sum(-1)
    fourth = (share**4 * error**4).sum(-1)
    own = (share**2 * (1 - share) ** 2 * error**4).sum(-1)
    return floats(np.sqrt(4 * through_means + 2 * (total**2 - fourth + own)))


def between_group_standard_deviation(groups: Subgroups) -> Floats:
    return np.sqrt(between_group_variance(groups))


def coefficient_of_variation(groups: Subgroups) -> Floats:
    """The standard deviation as a percentage of the mean."""
    return 100 * divide(between_group_standard_deviation(groups), groups.mean)


def mean_difference_from_mean(groups: Subgroups) -> Floats:
    return _mean_distance(groups, groups.mean, groups.even)


def weighted_mean_difference_from_mean(groups: Subgroups) -> Floats:
    return _mean_distance(groups, groups.mean, groups.share)


def mean_difference_from_best(groups: Subgroups) -> Floats:
    return _mean_distance(groups, groups.best, groups.even)


def weighted_mean_difference_from_best(groups: Subgroups) -> Floats:
    return _mean_distance(groups, groups.best, groups.share)


def mean_difference_from_reference(groups: Subgroups) -> Floats:
    return _mean_distance(groups, groups.at_reference(groups.estimate), groups.even)


def weighted_mean_difference_from_reference(groups: Subgroups) -> Floats:
    return _mean_distance(groups, groups.at_reference(groups.estimate), groups.share)


def index_of_disparity(groups: Subgroups) -> Floats:
    """The unweighted mean distance from the mean, as a percentage of it."""
    return 100 * divide(mean_difference_from_mean(groups), groups.mean)


def weighted_index_of_disparity(groups: Subgroups) -> Floats:
    return 100 * divide(weighted_mean_difference_from_mean(groups), groups.mean)


def theil(groups: Subgroups) -> Floats:
    """A subgroup at 0 adds nothing, since x log x goes to 0 with x."""
    ratio = _ratio(groups)
    with np.errstate(divide="ignore", invalid="ignore"):
        each = np.where(ratio > 0, ratio * np.log(ratio), 0.0)
    return floats(PER * (groups.share * each).sum(-1))


def theil_error(groups: Subgroups) -> Floats:
    ratio = np.where(groups.known & (groups.values > 0), _ratio(groups), 1.0)
    logs = 1 + np.log(ratio)
    centre = (groups.share * ratio * logs).sum(-1)[..., None]
    variance = ((logs - centre) ** 2 * _relative_variance(groups)).sum(-1)
    return floats(PER * np.sqrt(variance))


def mean_log_deviation(groups: Subgroups) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        each = np.where(groups.known, -np.log(_ratio(groups)), 0.0)
    return floats(PER * (groups.share * each).sum(-1))


def mean_log_deviation_error(groups: Subgroups) -> Floats:
    ratio = np.where(groups.known, _ratio(groups), 1.0)
    slope = 1 - divide(np.ones_like(ratio), ratio)
    return floats(PER * np.sqrt((slope**2 * _relative_variance(groups)).sum(-1)))


def _distance(groups: Subgroups) -> Floats:
    return np.where(groups.known, groups.values - groups.mean[..., None], 0.0)


def _mean_distance(groups: Subgroups, point: Floats, weight: Floats) -> Floats:
    return np.asarray((weight * np.abs(groups.values - point[..., None])).sum(-1))


def _ratio(groups: Subgroups) -> Floats:
    return divide(groups.values, groups.mean[..., None])


def _relative_variance(groups: Subgroups) -> Floats:
    return divide(groups.share**2 * groups.errors**2, groups.mean[..., None] ** 2)
