"""Confidence levels as people write them: 0.95, 95 or several at once."""

import math
from collections.abc import Sequence
from functools import lru_cache

from leveller.methods.measures.errors import MeasureError

Levels = float | Sequence[float]


class ConfidenceError(MeasureError):
    """A level that is not from 0.9 up to 1, nor from 90 up to 100 per cent."""


def confidence_levels(confidence: Levels) -> tuple[float, ...]:
    """The levels as fractions, in the order given: `(95, 0.998)` gives `(0.95, 0.998)`."""
    stated = (confidence,) if isinstance(confidence, int | float) else tuple(confidence)
    return tuple(_fraction(float(level)) for level in stated)


def _fraction(level: float) -> float:
    if 0.9 <= level < 1:
        return level
    if 90 <= level < 100:
        return level / 100
    raise ConfidenceError(
        f"confidence: {level:g} is not a confidence level. Give a number from 0.9 up to, but not "
        "including, 1 (such as 0.95), or a percentage from 90 up to, but not including, 100."
    )


def level_label(level: float) -> str:
    """How a level is written in a column's name: 0.95 is `95_0` and 0.998 is `99_8`."""
    text = f"{level * 100:.4f}".rstrip("0")
    return (text + "0" if text.endswith(".") else text).replace(".", "_")


@lru_cache(maxsize=64)
def z_score(level: float) -> float:
    """How many standard errors reach from the middle to each limit: 1.96 for 0.95."""
    from scipy.special import ndtri

    return float(ndtri(0.5 + level / 2))


def tail(level: float) -> float:
    """The chance left in each tail: 0.025 for 0.95."""
    return math.fsum((0.5, -level / 2))
