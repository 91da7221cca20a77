"""What is published, attacked by linear programmes: a thousand tables, a thousand pairs."""

from collections.abc import Iterable, Sequence

import numpy as np
import pytest
from tests.methods.measures.attacks import Known, attack, could_be
from tests.methods.measures.tables import (
    by_the_rule_alone,
    finer_and_coarser,
    needs_by_area,
    of_several_kinds,
)

from leveller.methods.measures import NHS_RULE, Cell, Ledger, Release, control_tables, pinned_down

"""The part of small cells that may be known closer than "1 to 7"."""


def known_of(release: Release) -> dict[frozenset[str], tuple[int, int]]:
    return {each.group: (each.fewest, each.most) for each in attack([release.cells])[0]}


def test_the_attacker_tells_a_cell_that_can_be_told_by_hand() -> None:
    """Shown: 10, 10, a star and 15 in all. Only 8, 8 and 1 do that."""
    covers = [["a"], ["b"], ["c"], ["a", "b", "c"]]
    found = attack([Release.of("", [8, 8, 1, 17], covers).cells])[0]
    assert found == [Known(frozenset("c"), 1, 1)]
    assert found[0].recovered
    assert found[0].narrowed


def test_the_attacker_bounds_a_cell_as_by_hand() -> None:
    """Shown: 10, a star and 20 in all, which is 18 to 22. 8 to 12 leave 6 to 14: 6 or 7."""
    found = attack([Release.of("", [12, 6, 18], [["a"], ["b"], ["a", "b"]]).cells])[0]
    assert found == [Known(frozenset("b"), 6, 7)]
    assert found[0].narrowed
    assert not found[0].recovered


def test_the_attacker_tells_nothing_where_a_total_leaves_room() -> None:
    """Shown: 10, a star and 15 in all, which is 13 to 17. 12 and 1, or 8 and 7, would do."""
    release = Release.of("", [10, 4, 14], [["a"], ["b"], ["a", "b"]])
    assert known_of(release) == {frozenset("b"): (1, 7)}


def test_the_attacker_finds_those_whom_two_releases_differ_in() -> None:
    """Both are shown as 40, which is 38 to 42: so they differ by 0 to 4."""
    assert known_of(Release.of("", [40, 42], [["a"], ["a", "b"]])) == {frozenset("b"): (0, 4)}


def test_the_attacker_reads_what_is_shown_as_the_rule_means_it() -> None:
    for shown in (None, 0.0, 10.0, 15.0, 145.0):
        assert could_be(shown) == Cell(frozenset("a"), shown).bounds(NHS_RULE)


def test_the_attacker_and_the_guard_find_the_same() -> None:
    draw = np.random.default_rng(8)
    for table in of_several_kinds(draw, 12):
        cells = by_the_rule_alone(table).cells
        found = {(each.covers, each.fewest, each.most) for each in pinned_down(cells, NHS_RULE)}
        narrowed = [each for each in attack([cells])[0] if each.narrowed]
        assert found == {(each.group, each.fewest, each.most) for each in narrowed}


def published(tables: Iterable[np.ndarray]) -> list[Release]:
    controlled = control_tables({f"table {n}": table for n, table in enumerate(tables)})
    return [each.release for each in controlled.values()]


def outcome(releases: Sequence[Release]) -> tuple[int, int, int]:
    """The small groups of all releases, how many are recovered, and how many are narrowed."""
    known = [each for found in attack([release.cells for release in releases]) for each in found]
    return (
        sum(0 < each.most <= 7 for each in known),
        sum(each.recovered for each in known),
        sum(each.narrowed for each in known),
    )


def test_what_the_rule_alone_would_narrow_is_not_narrowed_in_what_is_published() -> None:
    draw = np.random.default_rng(1)
    tables = [needs_by_area(draw) for _ in range(20)]
    small, recovered, narrowed = outcome([by_the_rule_alone(table) for table in tables])
    assert small > 400
    assert recovered == 0
    assert narrowed > 0
    assert outcome(published(tables))[1:] == (0, 0)


def test_published_tables_give_no_cell_away_and_narrow_none() -> None:
    small, recovered, narrowed = outcome(published(of_several_kinds(np.random.default_rng(6), 24)))
    assert small > 50
    assert (recovered, narrowed) == (0, 0)


@pytest.mark.slow
def test_a_thousand_tables_of_several_kinds() -> None:
    tables = of_several_kinds(np.random.default_rng(7), 1_000)
    small, recovered, narrowed = outcome(published(tables))
    assert small > 3_000
    assert (recovered, narrowed) == (0, 0)


@pytest.mark.slow
def test_a_thousand_tables_of_needs_by_area() -> None:
    """Nothing is given away, and hardly a total has to be withheld for it."""
    draw = np.random.default_rng(3)
    releases = published(needs_by_area(draw) for _ in range(1_000))
    small, recovered, narrowed = outcome(releases)
    assert small > 20_000
    assert (recovered, narrowed) == (0, 0)
    figures = 8 * 5 + 8 + 5 + 1
    assert sum(len(release.cells) for release in releases) > 0.99 * 1_000 * figures


def pairs_let_through(number: int, seed: int) -> tuple[int, int, int]:
    """How many second releases the ledger refuses; and of the pairs that it lets through, how
    many groups are recovered, and how many narrowed, by whoever holds both."""
    draw = np.random.default_rng(seed)
    through = []
    for _ in range(number):
        first, second = finer_and_coarser(draw)
        if not Ledger().add(first).review(second).refused:
            through.append(Release("both", (*first.cells, *second.cells)))
    _, recovered, narrowed = outcome(through)
    return number - len(through), recovered, narrowed


def test_the_ledger_refuses_what_two_releases_reveal_together() -> None:
    refused, recovered, narrowed = pairs_let_through(12, seed=4)
    assert 0 < refused < 12
    assert (recovered, narrowed) == (0, 0)


@pytest.mark.slow
def test_a_thousand_pairs_of_releases() -> None:
    refused, recovered, narrowed = pairs_let_through(1_000, seed=5)
    assert 0 < refused < 1_000
    assert (recovered, narrowed) == (0, 0)
