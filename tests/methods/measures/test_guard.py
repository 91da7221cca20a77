import numpy as np
import pytest
from tests.methods.measures.tables import by_the_rule_alone, scattered

from leveller.methods.measures import (
    NHS_RULE,
    CountRule,
    Ledger,
    control_counts,
    control_table,
    control_tables,
    pinned_down,
)


def test_margins_come_from_the_true_counts_each_under_the_rule_on_its_own() -> None:
    found = control_table([[3, 20, 0], [12, 30, 0]])
    assert list(found.margins[0].labels) == ["15", "50", "0"]
    assert list(found.margins[1].labels) == ["25", "40"]
    assert found.total.labels == "65"
    assert found.cells.labels[0, 0] == "*"
    assert not any(each.any() for each in found.withheld)


def test_a_small_total_of_two_small_cells_is_withheld_since_neither_could_be_7() -> None:
    found = control_table([[3, 40], [2, 60]])
    assert list(found.withheld[0]) == [True, False]


def test_the_rule_alone_may_tell_a_cell_of_a_small_table_and_a_controlled_table_does_not() -> None:
    """Shown by the rule: 10, 10, a star and 15 in all. Only 8, 8 and 1 do that."""
    table = np.array([[8, 8, 1], [30, 40, 50]])
    alone = by_the_rule_alone(table)
    assert any(each.exact and each.covers == {"0,2"} for each in pinned_down(alone.cells, NHS_RULE))
    assert Ledger().review(alone).refused
    found = control_table(table, title="needs")
    assert list(found.margins[1].labels) == ["*", "120"]
    assert list(found.withheld[1]) == [True, False]
    assert Ledger().add(found.release).releases[0].title == "needs"


def test_control_changes_no_cell_and_keeps_the_totals_that_are_safe() -> None:
    table = scattered(np.random.default_rng(2))
    found = control_table(table)
    np.testing.assert_array_equal(found.cells.shown, control_counts(table).shown)
    for axis in (0, 1):
        kept = ~found.withheld[axis]
        np.testing.assert_array_equal(
            found.margins[axis].shown[kept], control_counts(table.sum(axis)).shown[kept]
        )
        assert found.margins[axis].suppressed[~kept].all()


def test_many_tables_at_once_are_as_each_by_itself() -> None:
    draw = np.random.default_rng(3)
    tables = {f"table {n}": scattered(draw, (4, 3)) for n in range(6)}
    for title, found in control_tables(tables).items():
        assert found.release == control_table(tables[title], title=title).release


@pytest.mark.parametrize("shape", [(), (3,), (1, 4), (4, 1), (2, 3, 2), (0, 3)])
def test_tables_of_any_number_of_axes_give_nothing_away(shape: tuple[int, ...]) -> None:
    draw = np.random.default_rng(4)
    for _ in range(5):
        table = draw.integers(0, 14, shape)
        found = control_table(table)
        assert pinned_down(found.release.cells, NHS_RULE) == ()
        assert [each.shown.shape for each in found.margins] == [
            table.sum(axis).shape for axis in range(table.ndim)
        ]


def test_one_row_whose_total_tells_a_cell_is_shown_without_it() -> None:
    found = control_table([8, 8, 1])
    assert found.total.labels == found.margins[0].labels == "*"
    assert found.withheld_total


def test_a_missing_cell_and_its_totals_stay_missing_and_are_not_called_withheld() -> None:
    found = control_table([[np.nan, 3], [20, 30]])
    assert list(found.cells.labels[0]) == ["", "*"]
    assert list(found.margins[1].labels) == ["", "50"]
    assert found.total.labels == ""
    assert not found.withheld[1].any()
    assert not found.withheld_total


def test_another_publishers_rule_holds_for_totals_too() -> None:
    found = control_table([[2, 9], [11, 4]], CountRule(suppress_to=4, round_to=1))
    assert pinned_down(found.release.cells, CountRule(suppress_to=4, round_to=1)) == ()
    assert list(found.cells.labels[0]) == ["*", "9"]
    assert list(found.margins[1].labels) != ["11", "15"]
