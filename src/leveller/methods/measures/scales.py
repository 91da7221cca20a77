"""The scales on which rates and proportions are treated as normal: logarithm and logit."""

from enum import StrEnum

import numpy as np

from leveller.methods.measures.arrays import Floats, divide
from leveller.methods.measures.confidence import z_score


class ValueType(StrEnum):
    """What a value is, which says on which scale its uncertainty is taken to be normal."""

    OTHER = "other"
    RATE = "rate"
    PROPORTION = "proportion"


def on_scale(values: Floats, kind: ValueType) -> Floats:
    """The logarithm of rates, the logit of proportions, other values as they are."""
    with np.errstate(divide="ignore", invalid="ignore"):
        if kind is ValueType.RATE:
            return np.log(values)
        if kind is ValueType.PROPORTION:
            return np.log(divide(values, 1 - values))
    return values


def natural(scaled: Floats, kind: ValueType) -> Floats:
    """The way back from `on_scale`."""
    with np.errstate(over="ignore"):
        if kind is ValueType.RATE:
            return np.exp(scaled)
        if kind is ValueType.PROPORTION:
            return 1 / (1 + np.exp(-scaled))
    return scaled


def error_from_limits(lower: Floats, upper: Floats, kind: ValueType, level: float) -> Floats:
    """The standard error on the scale, from limits that were made at `level`."""
    with np.errstate(invalid="ignore"):
        return (on_scale(upper, kind) - on_scale(lower, kind)) / (2 * z_score(level))
