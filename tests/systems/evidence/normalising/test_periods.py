"""Periods however they are written, and the ones that nobody can be sure of."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.systems.evidence.normalising import periods
from leveller.workbench.systems.evidence.normalising.periods import Period, PeriodError, Years

years = st.integers(1850, 2150)


@pytest.mark.parametrize(
    ("text", "label", "start", "end"),
    [
        ("2019", "2019", (2019, 1, 1), (2020, 1, 1)),
        ("2019.0", "2019", (2019, 1, 1), (2020, 1, 1)),
        (" 2019 ", "2019", (2019, 1, 1), (2020, 1, 1)),
        ("mid-2002", "2002", (2002, 1, 1), (2003, 1, 1)),
        ("2018 - 20", "2018 - 20", (2018, 1, 1), (2021, 1, 1)),
        ("2018-20", "2018 - 20", (2018, 1, 1), (2021, 1, 1)),
        ("2018–20", "2018 - 20", (2018, 1, 1), (2021, 1, 1)),
        ("201820", "2018 - 20", (2018, 1, 1), (2021, 1, 1)),
        ("2018 to 2020", "2018 - 20", (2018, 1, 1), (2021, 1, 1)),
        ("1999 - 01", "1999 - 01", (1999, 1, 1), (2002, 1, 1)),
        ("2018 - 19", "2018 - 19", (2018, 1, 1), (2020, 1, 1)),
        ("2018/19", "2018/19", (2018, 4, 1), (2019, 4, 1)),
        ("2018/2019", "2018/19", (2018, 4, 1), (2019, 4, 1)),
        ("1999/00", "1999/00", (1999, 4, 1), (2000, 4, 1)),
        ("202021", "2020/21", (2020, 4, 1), (2021, 4, 1)),
        ("2020/21 - 24/25", "2020/21 - 24/25", (2020, 4, 1), (2025, 4, 1)),
        ("2022 Q1", "2022 Q1", (2022, 1, 1), (2022, 4, 1)),
        ("Q4 2022", "2022 Q4", (2022, 10, 1), (2023, 1, 1)),
        ("2022/23 Q4", "2022/23 Q4", (2023, 1, 1), (2023, 4, 1)),
        ("Oct 2021-Sep 2022", "Oct 2021 - Sep 2022", (2021, 10, 1), (2022, 10, 1)),
        ("October 2021 to September 2022", "Oct 2021 - Sep 2022", (2021, 10, 1), (2022, 10, 1)),
        ("Year ending March 2022", "Apr 2021 - Mar 2022", (2021, 4, 1), (2022, 4, 1)),
        ("Jan 2020", "Jan 2020", (2020, 1, 1), (2020, 2, 1)),
        ("1981-04-05", "5 Apr 1981", (1981, 4, 5), (1981, 4, 6)),
        ("2021-03-21 00:00:00", "21 Mar 2021", (2021, 3, 21), (2021, 3, 22)),
        ("21/03/2021", "21 Mar 2021", (2021, 3, 21), (2021, 3, 22)),
        ("21 March 2021", "21 Mar 2021", (2021, 3, 21), (2021, 3, 22)),
    ],
)
def test_a_period_has_one_label_and_half_open_dates(
    text: str, label: str, start: tuple[int, int, int], end: tuple[int, int, int]
) -> None:
    assert periods.parse(text) == Period(label, date(*start), date(*end))


@pytest.mark.parametrize("text", ["2018-19", "201011", "2001-02"])
def test_what_can_be_read_twice_is_refused_until_somebody_says_which(text: str) -> None:
    with pytest.raises(periods.AmbiguousPeriodError):
        periods.parse(text)
    first = int(text[:4])
    running = periods.parse(text, Years.FINANCIAL)
    assert running.label == f"{first}/{(first + 1) % 100:02}"
    assert periods.parse(text, Years.ACADEMIC).start == date(first, 9, 1)
    calendar = periods.parse(text, Years.CALENDAR)
    assert (calendar.start, calendar.end) == (date(first, 1, 1), date(first + 2, 1, 1))


@pytest.mark.parametrize(
    "text",
    ["", "n/a", "2018/20", "20210", "3019", "2020 - 18", "2020 - 2018", "13/13/2020", "Q5 2020",
     "Foo 2020", "Sep 2022 - Oct 2021", "=A1", "2020/21 - 18/19", "2020/21 Q9"],
)  # fmt: skip
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(PeriodError):
        periods.parse(text)


def test_a_column_of_months_is_told_by_what_can_be_nothing_else() -> None:
    assert periods.are_months(["2022-01", "2022-12"])
    assert not periods.are_months(["2010-11"])
    assert not periods.are_months(["2021-22", "2010-11"])
    assert periods.parse("2010-11", months=True).label == "Nov 2010"


@given(years, st.integers(0, 30))
def test_calendar_years_come_back_the_same_from_their_label(first: int, length: int) -> None:
    last = first + length
    found = periods.between(date(first, 1, 1), date(last, 12, 31))
    assert periods.parse(found.label) == found
    assert found.end == date(last + 1, 1, 1)


@given(years, st.integers(0, 15))
def test_financial_years_come_back_the_same_from_their_label(first: int, length: int) -> None:
    found = periods.between(date(first, 4, 1), date(first + length + 1, 3, 31))
    assert periods.parse(found.label, Years.FINANCIAL) == found


@given(years, st.integers(1, 12))
def test_months_come_back_the_same_from_their_label(year: int, month: int) -> None:
    following = date(year + month // 12, month % 12 + 1, 1)
    found = periods.between(date(year, month, 1), following - timedelta(days=1))
    assert periods.parse(found.label) == found


@given(st.dates(date(1850, 1, 1), date(2150, 1, 1)))
def test_days_come_back_the_same_from_their_label(day: date) -> None:
    assert periods.parse(periods.between(day, day).label) == periods.parse(day.isoformat())


@given(st.text(max_size=30))
def test_any_text_is_a_period_or_an_error_that_says_so(text: str) -> None:
    try:
        found = periods.parse(text)
    except PeriodError:
        return
    assert found.start < found.end
    assert found.label


@given(st.dates(date(1850, 1, 1), date(2150, 1, 1)), st.integers(0, 4000))
def test_a_period_between_days_ends_the_day_after_the_last(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    found = periods.between(first, last)
    assert (found.start, found.end) == (first, last + timedelta(days=1))


def test_a_period_that_ends_before_it_starts_is_none() -> None:
    with pytest.raises(PeriodError, match="before it starts"):
        periods.between(date(2020, 1, 2), date(2020, 1, 1))
