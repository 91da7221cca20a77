"""Periods as publishers write them, to a label and half-open dates.

A year that runs over two calendar years is written with a slash (`2021/22`); calendar years that
were put together are written with a dash (`2018 - 20`). Where a text could mean either, nothing is
guessed: `AmbiguousPeriodError` says what must be stated.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
EARLIEST, LATEST = 1801, 2199  # the first census, and well beyond any projection
LONGEST_SPAN = 30  # years that two digits may reach: more means that they are no year


class Years(StrEnum):
    """Where a year begins that is written over two calendar years."""

    FINANCIAL = "financial"
    ACADEMIC = "academic"
    SURVEY = "survey"
    CALENDAR = "calendar"


FIRST_MONTH = {Years.FINANCIAL: 4, Years.ACADEMIC: 9, Years.SURVEY: 11}


@dataclass(frozen=True, slots=True)
class Period:
    """`start` is its first day, `end` the first day after it."""

    label: str
    start: date
    end: date


class PeriodError(ValueError):
    """The text is not a period."""


class AmbiguousPeriodError(PeriodError):
    """The text can be read as two different periods."""


def parse(text: str, years: Years | None = None, months: bool = False) -> Period:
    """The period that a text says.

    `years` says what consecutive years joined by a dash are (`2018-19`), and where a year begins
    that is written with a slash. `months` reads `2010-11` as November 2010: see `are_months`.
    Raises `PeriodError`.
    """
    cleaned = _cleaned(text)
    for pattern, read in READERS:
        match = pattern.fullmatch(cleaned)
        if match:
            try:
                return read(match, years, months)
            except (ValueError, OverflowError) as error:
                if isinstance(error, PeriodError):
                    raise
                raise PeriodError(f"{text!r} is not a period.") from error
    raise PeriodError(f"{text!r} is not a period.")


def are_months(texts: Iterable[str]) -> bool:
    """Whether the year-and-two-digits texts of one column are months, such as `2022-01`.

    They are when one of them can't be anything else, and none of them can't be a month.
    """
    pairs = [m for m in (JOINED.fullmatch(_cleaned(t)) for t in texts) if m]
    tails = [(int(m["year"]), int(m["tail"])) for m in pairs]
    possible = all(1 <= tail <= 12 for _, tail in tails)
    certain = any(tail <= year % 100 for year, tail in tails)
    return possible and certain


def between(first: date, last: date) -> Period:
    """The period from a first to a last day, both included, with the label it is known by."""
    if last < first:
        raise PeriodError(f"It ends on {last}, before it starts on {first}.")
    end = last + timedelta(days=1)
    return Period(_label(first, end), first, end)


def _cleaned(text: str) -> str:
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", text).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", plain).strip()


def _label(start: date, end: date) -> str:
    whole_months = start.day == end.day == 1
    months = (end.year - start.year) * 12 + end.month - start.month
    if whole_months and months % 12 == 0:
        if start.month == 1:
            return _calendar(start.year, end.year - 1).label
        if start.month in (4, 9):
            return _running(start.year, end.year, start.month).label
    if whole_months and months == 3 and start.month in (1, 4, 7, 10):
        return f"{start.year} Q{(start.month + 2) // 3}"
    if whole_months:
        return _months(start, end).label
    last = end - timedelta(days=1)
    return _day(start).label if last == start else f"{_day(start).label} - {_day(last).label}"


def _year(text: str) -> int:
    year = int(text)
    if not EARLIEST <= year <= LATEST:
        raise PeriodError(f"{text} is not a year of this age.")
    return year


def _tail(first: int, text: str) -> int:
    """The year that two or four digits after `first` mean."""
    if len(text) == 4:
        return _year(text)
    century = first - first % 100
    last = century + int(text) + (100 if int(text) < first % 100 else 0)
    if last - first > LONGEST_SPAN:
        raise PeriodError(f"{text} after {first} is not a later year.")
    return last


def _calendar(first: int, last: int) -> Period:
    if last < first:
        raise PeriodError(f"It ends in {last}, before it starts in {first}.")
    label = str(first) if first == last else f"{first} - {last % 100:02}"
    return Period(label, date(first, 1, 1), date(last + 1, 1, 1))


def _running(first: int, last: int, month: int) -> Period:
    """Years that each run over two calendar years, from `first` to the one that ends in `last`."""
    if last <= first:
        raise PeriodError(f"It ends in {last}, before it starts in {first}.")
    label = f"{first}/{(first + 1) % 100:02}"
    if last > first + 1:
        label += f" - {(last - 1) % 100:02}/{last % 100:02}"
    return Period(label, date(first, month, 1), date(last, month, 1))


def _day(day: date) -> Period:
    label = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return Period(label, day, day + timedelta(days=1))


def _month(year: int, month: int) -> Period:
    start = date(year, month, 1)
    return Period(f"{MONTHS[month - 1]} {year}", start, _next_month(start))


def _months(start: date, end: date) -> Period:
    last = end - timedelta(days=1)
    if _next_month(start) == end:
        return _month(start.year, start.month)
    label = f"{MONTHS[start.month - 1]} {start.year} - {MONTHS[last.month - 1]} {last.year}"
    return Period(label, start, end)


def _next_month(start: date) -> date:
    return date(start.year + start.month // 12, start.month % 12 + 1, 1)


def _named_month(text: str) -> int:
    for number, name in enumerate(MONTHS, 1):
        if text[:3].lower() == name.lower():
            return number
    raise PeriodError(f"{text!r} is not a month.")


def _first_month(years: Years | None) -> int:
    return FIRST_MONTH.get(years or Years.FINANCIAL, 4)


Reader = Callable[[re.Match[str], Years | None, bool], Period]


def _read_year(match: re.Match[str], years: Years | None, months: bool) -> Period:
    year = _year(match["year"])
    return _calendar(year, year)


def _read_joined(match: re.Match[str], years: Years | None, months: bool) -> Period:
    """`2018 - 20`, `2018-20`, `201820`, `2018 to 2020`, and the doubtful `2018-19`."""
    year, joint = _year(match["year"]), match["joint"]
    if months:
        return _month(year, int(match["tail"]))
    last = _tail(year, match["tail"])
    if last != year + 1 or joint == " - ":
        return _calendar(year, last)
    if years == Years.CALENDAR:
        return _calendar(year, last)
    if years or (joint == "" and int(match["tail"]) > 12):
        return _running(year, last, _first_month(years))
    other = "two calendar years"
    if joint == "":
        other = f"the month {_month(year, int(match['tail'])).label}"
    raise AmbiguousPeriodError(
        f"{match.string!r} can be the year {year}/{last % 100:02} or {other}."
    )


def _read_running(match: re.Match[str], years: Years | None, months: bool) -> Period:
    """`2018/19`, and several of them: `2020/21 - 24/25`."""
    first = _year(match["first"])
    if _tail(first, match["first_end"]) != first + 1:
        raise PeriodError(f"{match.string!r} does not run from one year into the next.")
    if match["last"] is None:
        return _running(first, first + 1, _first_month(years))
    last = _tail(first, match["last"])
    if _tail(last, match["last_end"]) != last + 1:
        raise PeriodError(f"{match.string!r} does not run from one year into the next.")
    return _running(first, last + 1, _first_month(years))


def _read_quarter(match: re.Match[str], years: Years | None, months: bool) -> Period:
    """`2022 Q1` is of the calendar year; `2022/23 Q1` begins with the financial year."""
    year, quarter = _year(match["year"]), int(match["quarter"])
    first_month = 1
    label = f"{year} Q{quarter}"
    if match["year_end"]:
        if _tail(year, match["year_end"]) != year + 1:
            raise PeriodError(f"{match.string!r} does not run from one year into the next.")
        first_month, label = _first_month(years), f"{year}/{(year + 1) % 100:02} Q{quarter}"
    count = first_month - 1 + (quarter - 1) * 3
    start = date(year + count // 12, count % 12 + 1, 1)
    end = start
    for _ in range(3):
        end = _next_month(end)
    return Period(label, start, end)


def _read_months(match: re.Match[str], years: Years | None, months: bool) -> Period:
    """`Oct 2021-Sep 2022`, `October 2021 to September 2022`, `Mar 2022`."""
    first = date(_year(match["year"]), _named_month(match["month"]), 1)
    if match["last_month"] is None:
        return _month(first.year, first.month)
    last = date(_year(match["last_year"]), _named_month(match["last_month"]), 1)
    if last < first:
        raise PeriodError(f"{match.string!r} ends before it starts.")
    return _months(first, _next_month(last))


def _read_year_to(match: re.Match[str], years: Years | None, months: bool) -> Period:
    """`Year ending March 2022`."""
    end = _next_month(date(_year(match["year"]), _named_month(match["month"]), 1))
    return _months(date(end.year - 1, end.month, 1), end)


def _read_iso_day(match: re.Match[str], years: Years | None, months: bool) -> Period:
    return _day(date(_year(match["year"]), int(match["month"]), int(match["day"])))


def _read_named_day(match: re.Match[str], years: Years | None, months: bool) -> Period:
    return _day(date(_year(match["year"]), _named_month(match["month"]), int(match["day"])))


MONTH = r"[A-Za-z]{3,9}\.?"
JOINED = re.compile(r"(?P<year>\d{4})(?P<joint>| ?- ?| to )(?P<tail>\d{2}|(?<=[ -])\d{4})")
READERS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (r"(?:mid[- ]?)?(?P<year>\d{4})(?:\.0+)?", _read_year),
        (JOINED.pattern, _read_joined),
        (
            r"(?P<first>\d{4})/(?P<first_end>\d{2}|\d{4})"
            r"(?: ?(?:-|to) ?(?P<last>\d{4}|\d{2})/(?P<last_end>\d{2}|\d{4}))?",
            _read_running,
        ),
        (r"(?P<year>\d{4})(?:/(?P<year_end>\d{2}|\d{4}))? ?Q(?P<quarter>[1-4])", _read_quarter),
        (r"Q(?P<quarter>[1-4]) ?(?P<year>\d{4})(?:/(?P<year_end>\d{2}|\d{4}))?", _read_quarter),
        (
            rf"(?P<month>{MONTH}) (?P<year>\d{{4}})"
            rf"(?: ?(?:-|to) ?(?P<last_month>{MONTH}) (?P<last_year>\d{{4}}))?",
            _read_months,
        ),
        (rf"year (?:to|ending|ended) (?P<month>{MONTH}) (?P<year>\d{{4}})", _read_year_to),
        (
            r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?",
            _read_iso_day,
        ),
        (r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})", _read_iso_day),
        (rf"(?P<day>\d{{1,2}}) (?P<month>{MONTH}) (?P<year>\d{{4}})", _read_named_day),
    )
)
