"""Dates and standings: what is refused, in words, and what the rows come to on a day."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.systems.levers import rules
from leveller.workbench.systems.levers.models import Standing

KNOWN = {
    "authorities": {"E47000001"},
    "domains": {"transport", "housing"},
    "powers": {"buses": "transport"},
}
GOOD = rules.HoldingDraft(
    "E47000001", "transport", "held", date(2020, 1, 1), source="An Order", status="read"
)


def faults(*drafts: rules.HoldingDraft) -> list[str]:
    return rules.faults(drafts, **KNOWN)


def test_a_good_row_has_no_fault() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"authority": "E47999999"}, "no authority has the code 'E47999999'"),
        ({"domain": "magic"}, "no power domain is called 'magic'"),
        ({"power": "trams"}, "has no power called 'trams'"),
        ({"domain": "housing", "power": "buses"}, "'housing' has no power called 'buses'"),
        ({"standing": "owned"}, "'owned' is not one of: held, shared"),
        ({"status": "certain"}, "'certain' is not one of: stated, read"),
        ({"source": " "}, "the source is missing"),
        ({"valid_to": date(2019, 1, 1)}, "which is not after its start on 1 January 2020"),
        ({"valid_to": date(2020, 1, 1)}, "which is not after its start"),
    ],
)
def test_each_fault_is_one_clear_message(change: dict[str, object], words: str) -> None:
    (fault,) = faults(replace(GOOD, **change))
    assert words in fault
    assert fault.endswith(".")


def test_overlapping_dates_are_refused_once_and_say_which() -> None:
    later = replace(GOOD, standing="shared", valid_from=date(2023, 5, 1))
    (fault,) = faults(GOOD, later)
    assert "from 1 May 2023 overlap from 1 January 2020" in fault
    assert "recorded as held" in fault


def test_dates_that_meet_do_not_overlap() -> None:
    first = replace(GOOD, valid_to=date(2023, 5, 1))
    assert faults(first, replace(GOOD, valid_from=date(2023, 5, 1))) == []


def test_a_domain_and_a_power_in_it_may_overlap() -> None:
    assert faults(GOOD, replace(GOOD, power="buses")) == []


DAY = date(2024, 1, 1)


@dataclass(frozen=True)
class Period:
    valid_from: date
    valid_to: date | None


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(st.integers(0, 20))
    end = draw(st.none() | st.integers(start + 1, 25))
    return Period(DAY + timedelta(start), None if end is None else DAY + timedelta(end))


def days_of(period: Period) -> set[date]:
    """Slow and plain: the days, one by one."""
    days = [DAY + timedelta(n) for n in range(40)]
    return {
        day
        for day in days
        if period.valid_from <= day and (period.valid_to is None or day < period.valid_to)
    }


@given(periods(), periods())
def test_periods_overlap_when_they_share_a_day(one: Period, other: Period) -> None:
    assert rules.overlap(one, other) == bool(days_of(one) & days_of(other))
    assert rules.overlap(one, other) == rules.overlap(other, one)


@given(periods(), st.integers(-5, 35))
def test_a_period_holds_on_its_days(period: Period, n: int) -> None:
    day = DAY + timedelta(n)
    assert rules.holds_on(period, day) == (day in days_of(period))


@given(st.lists(periods(), max_size=5))
def test_rows_without_faults_give_at_most_one_row_a_day(rows: list[Period]) -> None:
    drafts = [replace(GOOD, valid_from=p.valid_from, valid_to=p.valid_to) for p in rows]
    most = max((len(rules.on(rows, DAY + timedelta(n))) for n in range(40)), default=0)
    assert (faults(*drafts) == []) == (most <= 1)


@given(st.lists(st.sampled_from(list(Standing)), min_size=1))
def test_the_strongest_row_counts_whatever_their_order(standings: list[Standing]) -> None:
    strongest = rules.strongest(standings)
    assert strongest in standings
    assert strongest == rules.strongest(reversed(standings))
    assert all(rules.ORDER.index(strongest) <= rules.ORDER.index(s) for s in standings)


def test_nothing_recorded_is_not_the_same_as_not_held() -> None:
    assert rules.strongest([]) == rules.UNKNOWN != Standing.NOT_HELD


@pytest.mark.parametrize(
    ("standings", "differ"),
    [
        (["not held"], False),
        (["not held", "held"], True),
        (["not held", "planned"], False),
        (["held", "shared"], False),
        ([], False),
    ],
)
def test_sources_differ_when_one_denies_what_another_gives(
    standings: list[str], differ: bool
) -> None:
    assert rules.differs(standings) is differ


def test_every_standing_is_explained_and_ordered() -> None:
    assert set(rules.ORDER) == set(rules.MEANS) == set(Standing)
