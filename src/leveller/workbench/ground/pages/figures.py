"""How figures, periods and dates are written, everywhere: on a page, in a chart, in a document.

Figures are rounded half up from their shortest decimal form, as people round, and carry a true
minus sign. What is unknown is said in words, never left to a dash.
"""

import math
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

NO_FIGURE = "no figure"
MINUS = "\u2212"
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
QUARTERS = {
    "1": "January to March",
    "2": "April to June",
    "3": "July to September",
    "4": "October to December",
}
SPAN = re.compile(r"(?P<first>\d{4}) ?[-\u2013] ?(?P<last>\d{2}|\d{4})")
QUARTER = re.compile(r"(?P<year>\d{4}) Q(?P<quarter>[1-4])")
MONTH_SPAN = re.compile(
    r"(?P<first>[A-Z][a-z]{2}) (?P<from>\d{4}) ?[-\u2013] ?(?P<last>[A-Z][a-z]{2}) (?P<to>\d{4})"
)


def is_missing(value: float | None) -> bool:
    return value is None or (isinstance(value, float) and not math.isfinite(value))


def number(value: float | None, decimals: int | None = None) -> str:
    """`1,234`, `12.3`, `−0.4`. Whole numbers have no decimals unless asked for; others have one."""
    if is_missing(value):
        return NO_FIGURE
    if decimals is None:
        decimals = 0 if float(value).is_integer() else 1
    rounded = Decimal(repr(float(value)) if isinstance(value, float) else str(value)).quantize(
        Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP
    )
    return f"{MINUS if rounded < 0 else ''}{abs(rounded):,}"


def signed(value: float | None, decimals: int | None = None) -> str:
    """A difference, which says its direction: `+1.2`, `−1.2`, `0.0`."""
    text = number(value, decimals)
    rose = not is_missing(value) and value > 0 and text.strip("0.,") != ""
    return f"+{text}" if rose else text


def with_unit(text: str, unit: str) -> str:
    if text == NO_FIGURE or not unit:
        return text
    if unit == "£":
        return f"{MINUS}£{text[1:]}" if text.startswith(MINUS) else f"£{text}"
    return f"{text}%" if unit == "%" else f"{text} {unit}"


def quantity(value: float | None, unit: str = "", decimals: int | None = None) -> str:
    """A figure with its unit: `12.3 years`, `45%`, `£1,200`, `31 per 100,000`."""
    return with_unit(number(value, decimals), unit)


def interval(
    lower: float | None, upper: float | None, decimals: int | None = None, unit: str = ""
) -> str:
    """`11.9 to 12.7`; empty when there is none. Only signs, `%` and `£`, repeat at each end."""
    if is_missing(lower) or is_missing(upper):
        return ""
    sign = unit if unit in {"%", "£"} else ""
    return f"{quantity(lower, sign, decimals)} to {quantity(upper, sign, decimals)}"


def estimate(
    value: float | None,
    lower: float | None = None,
    upper: float | None = None,
    unit: str = "",
    decimals: int | None = 1,
) -> str:
    """A figure with its interval, if there is one: `12.3 years (11.9 to 12.7)`."""
    text, bounds = quantity(value, unit, decimals), interval(lower, upper, decimals, unit)
    return f"{text} ({bounds})" if bounds and not is_missing(value) else text


def fewer_than(threshold: int) -> str:
    """What stands in the place of a suppressed count, such as `fewer than 8`."""
    return f"fewer than {number(threshold)}"


def _span(found: re.Match[str]) -> str:
    first, last = found["first"], found["last"]
    if len(last) == 4:
        return f"{first} to {last}"
    century = int(first[:2]) + (last < first[2:])  # `1999 - 01` runs into the next one
    return f"{first} to {century}{last}"


def period(label: str) -> str:
    """A period in words: `2018 to 2020`, `January to March 2022`; `2021/22` stays as it is."""
    text = label.strip()
    if found := SPAN.fullmatch(text):
        return _span(found)
    if found := QUARTER.fullmatch(text):
        return f"{QUARTERS[found['quarter']]} {found['year']}"
    if found := MONTH_SPAN.fullmatch(text):
        names = {name[:3]: name for name in MONTHS}
        first, last = (names.get(found[end], found[end]) for end in ("first", "last"))
        return f"{first} {found['from']} to {last} {found['to']}"
    return text


def day(value: date | None) -> str:
    """`3 May 2025`."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else "no date"


def size(octets: int) -> str:
    """How large a download is: `512 bytes`, `12 kB`, `3.4 MB`."""
    if octets < 1000:
        return f"{octets} bytes"
    if octets < 1_000_000:
        return f"{number(octets / 1000, 0)} kB"
    return f"{number(octets / 1_000_000, 1)} MB"


def listed(words: list[str] | tuple[str, ...], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def short_period(label: str) -> str:
    """A period as an axis has room for: `2018–20`, `2022 Q1`, `2021/22`."""
    text = label.strip()
    if found := SPAN.fullmatch(text):
        return f"{found['first']}\u2013{found['last'][-2:]}"
    if found := MONTH_SPAN.fullmatch(text):
        return f"{found['first']} {found['from']}\u2013{found['last']} {found['to']}"
    return text
