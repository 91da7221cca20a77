"""Control of counts that could identify people, before anything is shown.

The rule of NHS England for hospital and emergency statistics since September 2018: counts of 1 to
7 are suppressed, others are rounded to the nearest 5, zeros are shown. It holds for each cell and
each total on its own: totals are made of the true counts and then treated like any other. So exact
subtraction fails; where the parts of a total are few and small, it can still give one of them away,
which `control_table` finds and prevents.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from leveller.methods.measures.arrays import (
    ArrayLike,
    Floats,
    Mask,
    broadcast,
    divide,
    floats,
    quietly,
)
from leveller.methods.measures.errors import MeasureError
from leveller.methods.measures.version import VERSION

SUPPRESSED_MARK = "*"


class DisclosureError(MeasureError):
    """Counts that the rule can't be applied to."""


@dataclass(frozen=True)
class CountRule:
    """Counts from 1 up to `suppress_to` are suppressed, others rounded to `round_to`."""

    suppress_to: int = 7
    round_to: int = 5

    def __post_init__(self) -> None:
        if self.suppress_to < 0 or self.round_to < 1:
            raise DisclosureError("the rule needs suppress_to from 0 and round_to from 1.")


NHS_RULE = CountRule()


@dataclass(frozen=True, eq=False)
class ControlledCounts:
    """Counts that may be shown: NaN where suppressed, rounded elsewhere, 0 as it is."""

    shown: Floats
    suppressed: Mask
    rule: CountRule
    version: str = VERSION

    @property
    def labels(self) -> Any:
        """What a table prints: `*` where suppressed, empty text where there was no count."""
        words = np.array(
            [f"{count:.0f}" if np.isfinite(count) else "" for count in self.shown.ravel()],
            dtype=object,
        ).reshape(self.shown.shape)
        words[self.suppressed] = SUPPRESSED_MARK
        return words


def control_counts(counts: ArrayLike, rule: CountRule = NHS_RULE) -> ControlledCounts:
    """Each count on its own. A missing count stays missing; it is not called suppressed."""
    true = floats(counts)
    _check(true)
    suppressed = (true >= 1) & (true <= rule.suppress_to)
    rounded = np.floor(true / rule.round_to + 0.5) * rule.round_to
    return ControlledCounts(np.where(suppressed, np.nan, rounded), suppressed, rule)


def _check(true: Floats) -> None:
    known = true[~np.isnan(true)]
    if np.isinf(known).any() or (known < 0).any() or (known != np.floor(known)).any():
        raise DisclosureError(
            "counts: only whole numbers from 0 can be controlled; control counts before any "
            "weighting or rate is made of them."
        )


@dataclass(frozen=True, eq=False)
class ControlledShares:
    """Shares made of controlled counts: NaN where either count is suppressed."""

    value: Floats
    numerator: ControlledCounts
    denominator: ControlledCounts
    suppressed: Mask
    everyone_or_no_one: Mask
    """Where the share shown is 0 or 1, which tells something of every person in the group."""


@quietly
def control_shares(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    multiplier: float = 1.0,
    rule: CountRule = NHS_RULE,
) -> ControlledShares:
    """Shares of rounded figures: both counts go through the rule before the division."""
    counted, base = broadcast(numerator, denominator)
    if np.any(counted > base):
        raise DisclosureError("numerator: a part can't be larger than its whole.")
    top, bottom = control_counts(counted, rule), control_counts(base, rule)
    suppressed = top.suppressed | bottom.suppressed
    share = divide(top.shown, bottom.shown)
    value = np.where(suppressed | (bottom.shown == 0), np.nan, share)
    return ControlledShares(
        value * multiplier, top, bottom, suppressed, (value == 0) | (value == 1)
    )
