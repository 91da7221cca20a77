import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.methods.measures import QuantileError, assign_quantiles

VALUES = st.lists(st.integers(-20, 20) | st.none(), min_size=1, max_size=60)


def slow(values: list[float | None], number: int, invert: bool) -> list[int | None]:
    """The published algorithm, in exact fractions of whole numbers."""
    known = [v for v in values if v is not None]
    if len(known) < number:
        return [None] * len(values)
    out: list[int | None] = []
    for value in values:
        if value is None:
            out.append(None)
            continue
        before = sum(other > value if invert else other < value for other in known)
        rank = before + 1
        steps = -((-(len(known) + 1 - rank) * number) // len(known))
        out.append(max(number + 1 - steps, 1))
    return out


@given(VALUES, st.integers(2, 10), st.booleans())
def test_it_agrees_with_the_slow_one(values: list[float | None], number: int, invert: bool) -> None:
    array = np.array([math.nan if v is None else v for v in values], dtype=float)
    found = assign_quantiles(array, nquantiles=number, invert=invert)
    expected = [math.nan if q is None else q for q in slow(values, number, invert)]
    np.testing.assert_array_equal(found.quantile, expected)


@given(st.permutations(range(30)), st.integers(2, 10))
def test_without_ties_the_groups_differ_by_one_at_most(order: list[int], number: int) -> None:
    found = assign_quantiles(np.array(order, dtype=float), nquantiles=number).quantile
    sizes = np.bincount(found.astype(int))[1:]
    assert sizes.max() - sizes.min() <= 1
    assert found[np.argmin(order)] == 1
    assert found[np.argmax(order)] == number


def test_equal_values_stand_together_and_reasons_are_given() -> None:
    found = assign_quantiles(
        [[1, 1, 1, 1, np.nan, 9], [1, 2, np.nan, np.nan, np.nan, np.nan]], nquantiles=3
    )
    assert len(set(found.quantile[0, :4])) == 1
    assert "missing" in found.reasons[0, 4]
    assert "fewer values than quantiles" in found.reasons[1, 0]
    assert np.isnan(found.quantile[1]).all()


def test_each_group_may_be_turned_or_not() -> None:
    found = assign_quantiles([[1, 2, 3, 4], [1, 2, 3, 4]], nquantiles=2, invert=[False, True])
    np.testing.assert_array_equal(found.quantile, [[1, 1, 2, 2], [2, 2, 1, 1]])


def test_one_quantile_is_none() -> None:
    with pytest.raises(QuantileError, match="at least 2"):
        assign_quantiles([1, 2, 3], nquantiles=1)
