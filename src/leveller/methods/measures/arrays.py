"""The array types of the measures, and the few operations that every family needs."""

import functools
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]
ArrayLike = npt.ArrayLike

P = ParamSpec("P")
T = TypeVar("T")


def quietly(function: Callable[P, T]) -> Callable[P, T]:
    """Arithmetic on missing and infinite values gives NaN without numpy's warnings.

    For functions that find such values themselves and say so group by group.
    """

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            return function(*args, **kwargs)

    return run


def floats(values: Any) -> Floats:
    """The values as an array of 64-bit floats; missing values are NaN."""
    return np.asarray(values, dtype=np.float64)


def broadcast(*arrays: Any) -> tuple[Floats, ...]:
    """The arrays as floats of one common shape."""
    return tuple(np.broadcast_arrays(*(floats(array) for array in arrays)))


def divide(numerator: Floats, denominator: Floats) -> Floats:
    """Element by element; NaN or infinity where it isn't defined, without a warning."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.divide(numerator, denominator)
