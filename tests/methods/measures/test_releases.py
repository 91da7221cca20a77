"""What releases reveal, and what the ledger refuses."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.methods.measures.tables import by_the_rule_alone

from leveller.methods.measures import (
    NHS_RULE,
    Cell,
    DisclosureError,
    Ledger,
    Release,
    pinned_down,
)


@given(st.lists(st.integers(0, 9), min_size=6, max_size=6))
@settings(max_examples=15)
def test_bounds_are_those_of_trying_every_table(cells: list[int]) -> None:
    """Against brute force over all tables of two by three with cells up to 12."""
    table = np.array(cells).reshape(2, 3)
    release = by_the_rule_alone(table)
    bounds = {cell.covers: cell.bounds(NHS_RULE) for cell in release.cells}
    names = [frozenset([f"{i},{j}"]) for i in range(2) for j in range(3)]
    columns = [np.arange(bounds[name][0], bounds[name][1] + 1) for name in names]
    every = np.array(list(itertools.product(*columns)))
    for cell in release.cells:
        inside = [names.index(frozenset([unit])) for unit in cell.covers]
        low, high = bounds[cell.covers]
        total = every[:, inside].sum(1)
        every = every[(total >= low) & (total <= high)]
    expected = {
        name: (int(every[:, i].min()), int(every[:, i].max()))
        for i, name in enumerate(names)
        if 0 < every[:, i].max() <= 7 and (every[:, i].min(), every[:, i].max()) != (1, 7)
    }
    found = {
        each.covers: (each.fewest, each.most)
        for each in pinned_down(release.cells, NHS_RULE)
        if len(each.covers) == 1
    }
    assert found == expected


def test_one_more_month_over_the_same_area_is_refused() -> None:
    """A year, and the same year with a month: the month's few people could be told."""
    months = [[f"month {i}" for i in range(12)], [f"month {i}" for i in range(13)]]
    ledger = Ledger().add(Release.of("to December", [40], [months[0]]))
    review = ledger.review(Release.of("to January", [42], [months[1]]))
    assert review.refused
    assert review.revealed[0].covers == {"month 12"}
    assert (review.revealed[0].fewest, review.revealed[0].most) == (0, 4)
    assert "month 12" in review.words
    with pytest.raises(DisclosureError, match="refused"):
        ledger.add(Release.of("to January", [42], [months[1]]))


def test_a_release_that_reveals_nothing_new_is_taken_and_remembered() -> None:
    first = Release.of("first", [40, 90], [["a"], ["b"]])
    ledger = Ledger().add(first)
    again = ledger.add(Release.of("again", [40, 90], [["a"], ["b"]]))
    assert [release.title for release in again.releases] == ["first", "again"]
    assert "may go out" in ledger.review(Release.of("whole", [130], [["a", "b"]])).words
    assert ledger.releases == (first,)


def test_the_ledger_keeps_no_true_count() -> None:
    release = Release.of("t", [3, 43, 0], [["a"], ["b"], ["c"]])
    assert [cell.shown for cell in release.cells] == [None, 45.0, 0.0]
    assert release.cells[1].bounds(NHS_RULE) == (43, 47)
    assert Cell(frozenset("a"), 10.0).bounds(NHS_RULE) == (8, 12)


def test_figures_that_contradict_each_other_are_an_error() -> None:
    cells = [Cell(frozenset("a"), None), Cell(frozenset("ab"), 0.0), Cell(frozenset("b"), None)]
    with pytest.raises(DisclosureError, match="contradict"):
        pinned_down(cells, NHS_RULE)
