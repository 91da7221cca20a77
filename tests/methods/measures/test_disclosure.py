import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.methods.measures import (
    CountRule,
    DisclosureError,
    control_counts,
    control_shares,
)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=30))
def test_no_shown_count_tells_the_true_one(counts: list[int]) -> None:
    found = control_counts(counts)
    for count, shown, hidden in zip(counts, found.shown, found.suppressed, strict=True):
        assert hidden == (1 <= count <= 7)
        if hidden:
            assert np.isnan(shown)
        else:
            assert shown % 5 == 0
            assert abs(shown - count) <= 2
            assert (shown == 0) == (count == 0)


def test_labels_show_a_star_a_zero_or_a_rounded_count() -> None:
    found = control_counts([0, 1, 7, 8, 12, 13, np.nan, 1_234])
    assert list(found.labels) == ["0", "*", "*", "10", "10", "15", "", "1235"]
    assert not found.suppressed[6]


def test_shares_are_made_of_rounded_figures_or_not_at_all() -> None:
    found = control_shares([5, 12, 0, 99, 0], [40, 48, 33, 99, 0], multiplier=100)
    np.testing.assert_allclose(found.value, [np.nan, 20.0, 0.0, 100.0, np.nan])
    assert list(found.suppressed) == [True, False, False, False, False]
    assert list(found.everyone_or_no_one) == [False, False, True, True, False]


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=1, max_size=20))
def test_a_share_is_never_above_everyone(pairs: list[tuple[int, int]]) -> None:
    found = control_shares([a for a, _ in pairs], [a + b for a, b in pairs])
    known = found.value[~np.isnan(found.value)]
    assert np.all((known >= 0) & (known <= 1))


@pytest.mark.parametrize("wrong", [[-1], [2.5], [np.inf]])
def test_what_is_no_count_is_refused(wrong: list[float]) -> None:
    with pytest.raises(DisclosureError, match="whole numbers from 0"):
        control_counts(wrong)


def test_a_part_above_its_whole_and_an_impossible_rule_are_refused() -> None:
    with pytest.raises(DisclosureError, match="larger than its whole"):
        control_shares([5], [4])
    with pytest.raises(DisclosureError, match="round_to"):
        CountRule(round_to=0)


def test_another_publishers_rule_can_be_given() -> None:
    found = control_counts([1, 4, 5, 6], CountRule(suppress_to=4, round_to=1))
    assert list(found.labels) == ["*", "*", "5", "6"]
