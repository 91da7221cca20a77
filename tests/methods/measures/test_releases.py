"""What releases reveal, shown by attacking them with linear programmes."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from leveller.methods.measures import (
    NHS_RULE,
    Cell,
    DisclosureError,
    Ledger,
    Release,
    control_counts,
    guard_table,
    pinned_down,
)
from leveller.methods.measures.guard import _covers


def needs_by_area(draw: np.random.Generator) -> np.ndarray:
    """Eight areas of much the same size by five needs, most cells small."""
    return draw.poisson(np.outer(draw.lognormal(0, 0.2, 8), [12, 8, 6, 5, 4]))


def scattered(draw: np.random.Generator) -> np.ndarray:
    """Many zeros and a few large cells, where totals give the most away."""
    return draw.poisson(draw.gamma(1.0, 6.0, (8, 5)))


def release_of(table: np.ndarray, title: str = "") -> Release:
    counts = np.concatenate([table.ravel(), table.sum(1), table.sum(0), [table.sum()]])
    return Release.of(title, counts, _covers(*table.shape))


def sensitive(table: np.ndarray) -> int:
    return int(((table >= 1) & (table <= 7)).sum())


def attack(tables: list[np.ndarray]) -> tuple[int, int, int]:
    """Sensitive cells, those recovered exactly, and those known closer than 1 to 7."""
    at_risk = recovered = narrowed = 0
    for table in tables:
        found = pinned_down(release_of(table).cells, NHS_RULE)
        at_risk += sensitive(table)
        recovered += sum(each.exact for each in found)
        narrowed += len(found)
    return at_risk, recovered, narrowed


@given(st.lists(st.integers(0, 9), min_size=6, max_size=6))
@settings(max_examples=15)
def test_bounds_are_those_of_trying_every_table(cells: list[int]) -> None:
    """Against brute force over all tables of two by three with cells up to 12."""
    table = np.array(cells).reshape(2, 3)
    release = release_of(table)
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


def test_the_rule_alone_recovers_no_cell_of_tables_of_needs_by_area() -> None:
    draw = np.random.default_rng(1)
    at_risk, recovered, narrowed = attack([needs_by_area(draw) for _ in range(15)])
    assert at_risk > 250
    assert recovered == 0
    assert narrowed <= 0.01 * at_risk


def test_the_rule_alone_may_tell_a_cell_of_a_small_table_and_the_guard_does_not() -> None:
    """Shown: 10, 10, * and 15 in all. Only 8, 8 and 1 do that."""
    table = np.array([[8, 8, 1], [30, 40, 50]])
    found = pinned_down(release_of(table).cells, NHS_RULE)
    assert any(each.exact and each.covers == {"0,2"} for each in found)
    assert Ledger().review(release_of(table)).refused
    guarded = guard_table(table)
    assert list(guarded.row_totals.labels) == ["*", "120"]
    assert list(guarded.withheld_rows) == [True, False]
    assert not Ledger().review(guarded.release).refused


def narrowest(release: Release, rows: int, columns: int) -> list[tuple[int, int]]:
    """Another attack: two plain programmes a suppressed cell, straight from what is shown."""
    names = [f"{row},{column}" for row in range(rows) for column in range(columns)]
    members = np.array([[name in cell.covers for name in names] for cell in release.cells], float)
    low, high = np.array([cell.bounds(NHS_RULE) for cell in release.cells]).T
    matrix, sides = np.concatenate([members, -members]), np.concatenate([high, -low])
    found = []
    for cell in release.cells:
        if len(cell.covers) == 1 and cell.shown is None:
            target = np.array([name in cell.covers for name in names], float)
            ends = [
                linprog(sign * target, A_ub=matrix, b_ub=sides, method="highs").fun * sign
                for sign in (1, -1)
            ]
            found.append((int(np.ceil(ends[0] - 1e-6)), int(np.floor(ends[1] + 1e-6))))
    return found


def guarded_against(number: int, seed: int) -> None:
    """Tables of several shapes and kinds, guarded, then attacked by the other implementation."""
    draw = np.random.default_rng(seed)
    for turn in range(number):
        shape = (int(draw.integers(2, 5)), int(draw.integers(2, 5)))
        kinds = (
            draw.poisson(7, shape),
            draw.poisson(draw.gamma(1.0, 6.0, shape)),
            draw.integers(0, 16, shape),
        )
        guarded = guard_table(kinds[turn % 3])
        assert all(bounds == (1, 7) for bounds in narrowest(guarded.release, *shape))


def test_guarded_tables_give_no_cell_away_and_narrow_none() -> None:
    guarded_against(12, seed=6)


@pytest.mark.slow
def test_a_thousand_guarded_tables() -> None:
    guarded_against(1_000, seed=7)


def test_the_guard_changes_no_cell_and_keeps_the_totals_that_are_safe() -> None:
    table = scattered(np.random.default_rng(2))
    guarded = guard_table(table)
    np.testing.assert_array_equal(guarded.cells.shown, control_counts(table).shown)
    kept = ~guarded.withheld_rows
    np.testing.assert_array_equal(
        guarded.row_totals.shown[kept], control_counts(table.sum(1)).shown[kept]
    )
    with pytest.raises(DisclosureError, match="rows by columns"):
        guard_table([1, 2, 3])


@pytest.mark.slow
def test_a_thousand_tables_of_needs_by_area() -> None:
    """By the rule alone no cell is recovered, and few are narrowed: the guard withholds those."""
    draw = np.random.default_rng(3)
    at_risk, recovered, narrowed = attack([needs_by_area(draw) for _ in range(1_000)])
    assert recovered == 0
    assert narrowed <= 0.01 * at_risk


def finer_and_coarser(draw: np.random.Generator) -> tuple[Release, Release]:
    """One set of small areas published twice: by two groupings that cut across each other."""
    counts = draw.poisson(draw.uniform(0.5, 6, 12))
    units = [f"area {i}" for i in range(12)]
    ends = [*sorted(draw.choice(np.arange(1, 12), 3, replace=False)), 12]
    moved = [*(end + draw.integers(0, 2) for end in ends[:-1]), 12]
    pair = []
    for edges in (ends, moved):
        starts = [0, *edges[:-1]]
        cuts = [range(a, b) for a, b in zip(starts, edges, strict=True) if b > a]
        pair.append(
            Release.of(
                "by group",
                [counts[list(cut)].sum() for cut in cuts],
                [[units[i] for i in cut] for cut in cuts],
            )
        )
    return pair[0], pair[1]


def pairs_let_through(number: int, seed: int) -> tuple[int, int]:
    """How many second releases the ledger refuses, and what those let through reveal together."""
    draw = np.random.default_rng(seed)
    refused = revealed = 0
    for _ in range(number):
        first, second = finer_and_coarser(draw)
        ledger = Ledger().add(first)
        if ledger.review(second).refused:
            refused += 1
            continue
        alone = {
            each.covers
            for cells in (first.cells, second.cells)
            for each in pinned_down(cells, NHS_RULE)
        }
        both = pinned_down([*first.cells, *second.cells], NHS_RULE)
        revealed += sum(each.covers not in alone for each in both)
    return refused, revealed


def test_the_ledger_refuses_what_two_releases_reveal_together() -> None:
    refused, revealed = pairs_let_through(12, seed=4)
    assert refused > 0
    assert revealed == 0


@pytest.mark.slow
def test_a_thousand_pairs_of_releases() -> None:
    refused, revealed = pairs_let_through(1_000, seed=5)
    assert 0 < refused < 1_000
    assert revealed == 0


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
