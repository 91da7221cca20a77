"""How a unit behaves: its decimals, its singular, and the unit of a difference.

A unit is the text that stands behind a number, as in the page's tables; `%` and `£` are written
against it. A unit that isn't listed is written as it is, with one decimal.
"""

from dataclasses import dataclass

from leveller.workbench.ground.pages import figures as written

MOST_DECIMALS = 6


@dataclass(frozen=True)
class Wording:
    """`singular` stands behind a bare 1; `of_difference` is the unit of one value less another."""

    decimals: int = 1
    singular: str = ""
    of_difference: str = ""


WORDINGS = {
    "": Wording(decimals=0),
    "years": Wording(singular="year"),
    "months": Wording(singular="month"),
    "weeks": Wording(singular="week"),
    "days": Wording(singular="day"),
    "%": Wording(of_difference="percentage points"),
    "percentage points": Wording(singular="percentage point"),
    "points": Wording(singular="point"),
    "times": Wording(decimals=2, singular="time"),
    "£": Wording(decimals=0),
    "people": Wording(decimals=0, singular="person"),
    "deaths": Wording(decimals=0, singular="death"),
    "areas": Wording(decimals=0, singular="area"),
    "small areas": Wording(decimals=0, singular="small area"),
}


def wording(unit: str) -> Wording:
    return WORDINGS.get(unit, Wording())


def of_difference(unit: str) -> str:
    """The unit of a difference: `percentage points` for `%`, otherwise the same."""
    return wording(unit).of_difference or unit


def number(value: float, decimals: int) -> str:
    """As a page writes it: `1,234`, `12.3`, `−0.4`."""
    return written.number(value, decimals)


def quantity(value: float, unit: str, decimals: int) -> str:
    """`9.4 years`, `1 person`, `45.0%`, `−£1,200`."""
    text = number(value, decimals)
    is_one = text.removeprefix(written.MINUS) == "1"
    return written.with_unit(text, (is_one and wording(unit).singular) or unit)


def between(lower: float, upper: float, unit: str, decimals: int) -> str:
    """`between 9.0 and 9.7 years`; a sign stands at both ends: `between 12.1% and 13.0%`."""
    at_both_ends = unit if unit in {"%", "£"} else ""
    low, high = quantity(lower, at_both_ends, decimals), quantity(upper, unit, decimals)
    return f"between {low} and {high}"


def decimals_apart(one: float, other: float, decimals: int) -> int:
    """The fewest decimals, from `decimals` on, with which two different numbers look different."""
    if one == other:
        return decimals
    return next(
        (d for d in range(decimals, MOST_DECIMALS) if number(one, d) != number(other, d)),
        max(decimals, MOST_DECIMALS),
    )
