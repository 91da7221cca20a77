"""Lists of rows as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.systems.evidence.checking import row_lists


@given(st.sets(st.integers(1, 10_000), min_size=1, max_size=60))
def test_what_is_written_names_the_same_rows_when_it_is_read(rows: set[int]) -> None:
    parsed = row_lists.parse(row_lists.write(rows))
    assert {row for first, last in parsed for row in range(first, last + 1)} == rows


def test_neighbours_become_a_range() -> None:
    assert row_lists.write([2330, 1545, 1546, 1547, 1548]) == "1545-1548,2330"


@pytest.mark.parametrize("text", ["", "a", "5-3", "0", "1-2-3", "-4", "1;2"])
def test_what_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(row_lists.RowListError):
        row_lists.parse(text)


def test_the_condition_holds_for_the_rows_only() -> None:
    assert (
        row_lists.condition(row_lists.parse("2,4-5"))
        == "row BETWEEN 2 AND 2 OR row BETWEEN 4 AND 5"
    )
    assert row_lists.condition(()) == "FALSE"
