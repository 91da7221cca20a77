import math
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.ground.pages import figures

anything = st.floats(-1e9, 1e9, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (1234, None, "1,234"),
        (1234567.0, None, "1,234,567"),
        (12.34, None, "12.3"),
        (0.125, 2, "0.13"),
        (2.5, 0, "3"),
        (-0.44, 1, "\u22120.4"),
        (-0.04, 1, "0.0"),
        (9.345, 1, "9.3"),
        (0, 1, "0.0"),
        (None, 1, "no figure"),
        (math.nan, 1, "no figure"),
        (math.inf, 1, "no figure"),
    ],
)
def test_numbers(value, decimals, shown):
    assert figures.number(value, decimals) == shown


@given(anything, st.integers(0, 4))
def test_a_number_reads_back_as_itself_rounded_half_up(value, decimals):
    shown = figures.number(value, decimals).replace(",", "").replace(figures.MINUS, "-")
    expected = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert Decimal(shown) == expected
    assert not shown.startswith("-0") or Decimal(shown) != 0


@pytest.mark.parametrize(
    ("value", "shown"), [(1.24, "+1.2"), (-1.24, "\u22121.2"), (0.04, "0.0"), (0, "0.0")]
)
def test_a_difference_says_its_direction_only_when_it_shows(value, shown):
    assert figures.signed(value, 1) == shown


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (12.3, "years", "12.3 years"),
        (45, "%", "45%"),
        (1200, "£", "£1,200"),
        (-5, "£", "\u2212£5"),
        (None, "years", "no figure"),
    ],
)
def test_quantities(value, unit, shown):
    assert figures.quantity(value, unit) == shown


def test_estimates_carry_their_interval_when_there_is_one():
    assert figures.estimate(12.3, 11.9, 12.7, "years") == "12.3 years (11.9 to 12.7)"
    assert figures.estimate(45.2, 44.1, 46.3, "%") == "45.2% (44.1% to 46.3%)"
    assert figures.estimate(12.3, None, None, "years") == "12.3 years"
    assert figures.estimate(None, 11.9, 12.7, "years") == "no figure"


@pytest.mark.parametrize(
    ("label", "shown", "short"),
    [
        ("2019", "2019", "2019"),
        ("2018 - 20", "2018 to 2020", "2018–20"),
        ("2018-2020", "2018 to 2020", "2018–20"),
        ("1999 - 01", "1999 to 2001", "1999–01"),
        ("2021/22", "2021/22", "2021/22"),
        ("2022 Q1", "January to March 2022", "2022 Q1"),
        ("Oct 2021 - Sep 2022", "October 2021 to September 2022", "Oct 2021–Sep 2022"),
        ("Census day", "Census day", "Census day"),
    ],
)
def test_periods(label, shown, short):
    assert figures.period(label) == shown
    assert figures.short_period(label) == short


def test_days_sizes_lists_and_suppression():
    assert figures.day(date(2025, 5, 3)) == "3 May 2025"
    assert figures.day(None) == "no date"
    assert [figures.size(n) for n in (512, 12_400, 3_440_000)] == ["512 bytes", "12 kB", "3.4 MB"]
    assert figures.listed(["a", "b", "c"]) == "a, b and c"
    assert figures.listed(["a", "b"], "or") == "a or b"
    assert figures.listed([]) == ""
    assert figures.fewer_than(8) == "fewer than 8"
