"""Which groups are too small, too uniform or too dominated to say anything of."""

from dataclasses import dataclass

import numpy as np

from leveller.methods.measures.arrays import ArrayLike, Mask, broadcast, divide, quietly
from leveller.methods.measures.disclosure import DisclosureError

MINIMUM_PEOPLE = 8
MINIMUM_HOUSEHOLDS = 3
SMALLEST_CLASS = 10
LARGEST_PART = 0.9


@dataclass(frozen=True)
class Minimum:
    """A group of 30 people may be two households, so both are counted."""

    people: int = MINIMUM_PEOPLE
    households: int = MINIMUM_HOUSEHOLDS


@quietly
def too_small(people: ArrayLike, households: ArrayLike, minimum: Minimum | None = None) -> Mask:
    """Where a statistic may not be shown; an empty group is not too small, it is empty."""
    least = minimum or Minimum()
    counted, homes = broadcast(people, households)
    if np.any(homes > counted):
        raise DisclosureError("households: there can't be more households than people.")
    some = counted > 0
    return np.asarray(some & ((counted < least.people) | (homes < least.households)))


@quietly
def too_uniform(part: ArrayLike, whole: ArrayLike) -> Mask:
    """Where all or none of a group have something, which tells it of each of them."""
    some, everyone = broadcast(part, whole)
    return np.asarray((everyone > 0) & ((some == 0) | (some == everyone)))


@quietly
def dominated(largest: ArrayLike, total: ArrayLike, share: float = LARGEST_PART) -> Mask:
    """Where one contributor (a service, say) makes up more than a share of a total."""
    top, whole = broadcast(largest, total)
    return np.asarray(divide(top, whole) > share)


def smallest_class(*columns: ArrayLike) -> int:
    """How many rows share the rarest combination of values (k of k-anonymity); 0 without rows."""
    if not columns:
        raise DisclosureError("columns: give at least one column that could identify people.")
    numbered = [np.unique(np.asarray(column), return_inverse=True)[1] for column in columns]
    if numbered[0].size == 0:
        return 0
    table = np.stack([each.reshape(-1) for each in numbered], axis=1)
    return int(np.unique(table, axis=0, return_counts=True)[1].min())


def may_leave_as_rows(*columns: ArrayLike, smallest: int = SMALLEST_CLASS) -> bool:
    """Whether every combination of identifying values is shared by at least ten rows."""
    return smallest_class(*columns) >= smallest
