"""What follows from dates and changes of places."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.ground.places import rules
from leveller.workbench.ground.places.models.relations import ChangeMethod

days = st.dates(date(2000, 1, 1), date(2030, 1, 1))
periods = st.tuples(st.none() | days, st.none() | days).filter(
    lambda p: p[0] is None or p[1] is None or p[0] < p[1]
)


@given(periods, periods, days)
def test_periods_that_hold_on_one_day_overlap(
    one: tuple[date | None, date | None], other: tuple[date | None, date | None], day: date
) -> None:
    if rules.holds_at(*one, day) and rules.holds_at(*other, day):
        assert rules.overlap(one, other)


def test_periods_that_meet_do_not_overlap() -> None:
    assert not rules.overlap((date(2018, 1, 1), date(2024, 5, 7)), (date(2024, 5, 7), None))


def test_snapshots_become_half_open_periods() -> None:
    first, second, third = date(2019, 4, 1), date(2020, 4, 1), date(2021, 4, 1)
    snapshots = {
        first: [("A", "x"), ("A", "y")],
        second: [("A", "x")],
        third: [("A", "x"), ("A", "y"), ("B", "z")],
    }
    assert rules.periods_of_snapshots(snapshots) == [
        ("A", "x", first, None),
        ("A", "y", first, second),
        ("A", "y", third, None),
        ("B", "z", third, None),
    ]


def test_merged_and_recoded_places_pass_on_everything() -> None:
    steps = [
        rules.Step("old-1", "new", ChangeMethod.MERGED),
        rules.Step("old-2", "new", ChangeMethod.MERGED),
        rules.Step("was", "is", ChangeMethod.RECODED),
    ]
    carried = rules.carry_counts({"old-1": 10, "old-2": 5, "was": 3, "new": 1}, steps)
    assert carried.counts == {"new": 16, "is": 3}
    assert carried.kept_apart == {}
    assert carried.methods == {"old-1": "merged", "old-2": "merged", "was": "recoded"}


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        (
            [rules.Step("a", "b", ChangeMethod.SPLIT), rules.Step("a", "c", ChangeMethod.SPLIT)],
            "no shares",
        ),
        (
            [
                rules.Step("a", "b", ChangeMethod.SPLIT, 0.5),
                rules.Step("a", "c", ChangeMethod.SPLIT, 0.4),
            ],
            "do not add up",
        ),
        ([rules.Step("a", "b", ChangeMethod.IRREGULAR, 1.0)], "boundaries moved"),
    ],
)
def test_what_cannot_be_carried_is_kept_apart_with_its_reason(
    steps: list[rules.Step], reason: str
) -> None:
    carried = rules.carry_counts({"a": 10}, steps)
    assert carried.counts == {}
    assert reason in carried.kept_apart["a"]


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 1000)),
    st.floats(0, 1),
)
def test_no_count_is_lost_or_made(counts: dict[str, int], share: float) -> None:
    steps = [
        rules.Step("a", "x", ChangeMethod.SPLIT, share),
        rules.Step("a", "y", ChangeMethod.SPLIT, 1 - share),
        rules.Step("b", "x", ChangeMethod.MERGED),
        rules.Step("c", "z", ChangeMethod.IRREGULAR),
    ]
    carried = rules.carry_counts(counts, steps)
    kept = sum(counts[code] for code in carried.kept_apart)
    assert sum(carried.counts.values()) + kept == pytest.approx(sum(counts.values()))
