import numpy as np
import pytest

from leveller.methods.measures import (
    DisclosureError,
    Minimum,
    dominated,
    may_leave_as_rows,
    smallest_class,
    too_small,
    too_uniform,
)


def test_a_group_needs_enough_people_and_enough_households() -> None:
    found = too_small([30, 30, 7, 8, 0], [2, 3, 7, 3, 0])
    assert list(found) == [True, False, True, False, False]
    assert list(too_small([30], [3], Minimum(people=40))) == [True]
    with pytest.raises(DisclosureError, match="more households than people"):
        too_small([2], [3])


def test_all_or_none_of_a_group_tells_of_each_of_them() -> None:
    assert list(too_uniform([0, 5, 20, 0], [20, 20, 20, 0])) == [True, False, True, False]


def test_one_contributor_may_not_make_up_a_total() -> None:
    assert list(dominated([95, 90, 10, 0], [100, 100, 100, 0])) == [True, False, False, False]


def test_the_rarest_combination_decides_whether_rows_may_leave() -> None:
    sex, band = np.repeat(["m", "f"], 20), np.tile(["young", "old"], 20)
    assert smallest_class(sex, band) == 10
    assert may_leave_as_rows(sex, band)
    assert not may_leave_as_rows(sex[:-1], band[:-1])
    assert smallest_class([]) == 0
    with pytest.raises(DisclosureError, match="at least one column"):
        smallest_class()
