"""Deciles and quintiles counted from either end: 1 is always the most deprived."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.systems.evidence.normalising import categories
from leveller.workbench.systems.evidence.normalising.categories import (
    ConflictError,
    Direction,
    DirectionError,
    Kind,
)

IN_WORDS = [
    "Most deprived decile (IMD2019)",
    "Second most deprived decile (IMD2019)",
    "Third more deprived decile (IMD2019)",
    "Fourth more deprived decile (IMD2019)",
    "Fifth more deprived decile (IMD2019)",
    "Fifth less deprived decile (IMD2019)",
    "Fourth less deprived decile (IMD2019)",
    "Third less deprived decile (IMD2019)",
    "Second least deprived decile (IMD2019)",
    "Least deprived decile (IMD2019)",
]
QUINTILES = [
    "Most deprived quintile",
    "Second most deprived quintile",
    "Average deprived quintile",
    "Second least deprived quintile",
    "Least deprived quintile",
]
NUMBERED = [str(n) for n in range(1, 11)]
NAME = "County & UA deprivation deciles in England (IMD2019, 4/21 geography)"


def ranks(*arguments: object) -> list[int | None]:
    return [order.rank for order in categories.order(*arguments).values()]  # type: ignore[arg-type]


@given(st.permutations(IN_WORDS))
def test_words_tell_the_order_whatever_order_they_come_in(labels: list[str]) -> None:
    found = categories.order(NAME, labels)
    assert [found[label].rank for label in IN_WORDS] == list(range(1, 11))
    assert {order.kind for order in found.values()} == {Kind.DECILE}


def test_quintiles_in_words_have_a_middle() -> None:
    assert ranks("", QUINTILES) == [1, 2, 3, 4, 5]


def test_bare_numbers_tell_no_direction() -> None:
    with pytest.raises(DirectionError):
        categories.order("Deprivation decile", NUMBERED)


def test_a_stated_direction_settles_bare_numbers() -> None:
    assert ranks("Deprivation decile", NUMBERED, Direction.FIRST) == list(range(1, 11))
    assert ranks("Deprivation decile", NUMBERED, Direction.LAST) == list(range(10, 0, -1))


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("IMD decile (1 = most deprived)", 1),
        ("IMD decile (where 1 is least deprived)", 10),
        ("IMD decile (10 is the most deprived)", 10),
    ],
)
def test_the_name_of_the_breakdown_may_state_the_direction(name: str, first: int) -> None:
    assert ranks(name, NUMBERED)[0] == first


def test_words_at_both_ends_state_the_direction_of_the_numbers_between() -> None:
    labels = ["1 (least deprived)", *NUMBERED[1:9], "10 (most deprived)"]
    assert ranks("Deprivation decile", labels) == list(range(10, 0, -1))


def test_a_statement_that_contradicts_the_words_is_refused() -> None:
    labels = ["1 (least deprived)", *NUMBERED[1:9], "10 (most deprived)"]
    with pytest.raises(ConflictError):
        categories.order("Deprivation decile", labels, Direction.FIRST)


def test_a_year_in_the_name_is_not_taken_for_a_decile() -> None:
    labels = [f"Decile {n} (IMD 2019)" for n in range(1, 11)]
    assert ranks("Deprivation", labels, Direction.FIRST) == list(range(1, 11))


def test_other_breakdowns_have_no_order() -> None:
    found = categories.order("Ethnic groups", ["White", "Asian"])
    assert {(o.kind, o.rank) for o in found.values()} == {(Kind.OTHER, None)}
    assert categories.kind_of("Cause of death", ["Cancer"]) == Kind.CAUSE
