"""How a figure is printed, and what a figure must have."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.ground.papers import units
from leveller.workbench.ground.papers.figures import Figure, FigureError, Interval, Part, Trace
from tests.ground.papers import sample
from tests.ground.papers.sentences import strategies as some


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (9.345, "years", "9.3 years"),
        (9.35, "years", "9.4 years"),
        (1.0, "years", "1.0 years"),
        (1, "people", "1 person"),
        (1234, "people", "1,234 people"),
        (12.96, "%", "13.0%"),
        (-5.25, "percentage points", "−5.3 percentage points"),
        (431.25, "per 100,000", "431.3 per 100,000"),
        (1234567, "£", "£1,234,567"),
        (-1200, "£", "−£1,200"),
        (2.135, "times", "2.14 times"),
        (-0.04, "years", "0.0 years"),
        (3, "", "3"),
        (7.1, "µg/m³", "7.1 µg/m³"),
    ],
)
def test_a_value_is_printed_with_its_unit(value, unit, text):
    assert sample.figure(value, unit=unit).shows(Part.VALUE) == text


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("years", "between 9.0 and 9.7 years"),
        ("%", "between 9.0% and 9.7%"),
        ("£", "between £9 and £10"),
    ],
)
def test_an_interval_is_printed_with_its_unit(unit, text):
    assert sample.figure(9.4, 9.03, 9.74, unit=unit).shows(Part.INTERVAL) == text


def test_the_size_of_a_negative_difference_has_no_sign():
    figure = sample.figure(-9.4, -9.74, -9.03)
    assert figure.shows(Part.SIZE) == "9.4 years"
    assert figure.shows(Part.SIZE_INTERVAL) == "between 9.0 and 9.7 years"
    assert figure.shows(Part.OPPOSITE) == "9.4 years"
    assert figure.shows(Part.OPPOSITE_INTERVAL) == "between 9.0 and 9.7 years"


def test_an_interval_across_nought_keeps_its_signs():
    figure = sample.figure(-0.4, -1.2, 0.44)
    assert figure.shows(Part.SIZE_INTERVAL) == "between −1.2 and 0.4 years"
    assert figure.shows(Part.OPPOSITE_INTERVAL) == "between −0.4 and 1.2 years"


def test_the_level_and_the_kind_of_interval_are_named():
    figure = sample.figure(1.0)
    held = Interval(0, 2, level=99.8, name="credible interval")
    assert (
        Figure(**{**vars(figure), "interval": held}).shows(Part.LEVEL) == "99.8% credible interval"
    )
    assert figure.shows(Part.LEVEL) == ""


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1e16])
def test_what_is_no_number_is_no_figure(value):
    with pytest.raises(FigureError, match="must be a finite number"):
        sample.figure(value)
    with pytest.raises(FigureError, match="must be a finite number"):
        Interval(-math.inf, value)


def test_an_interval_lies_the_right_way_round():
    with pytest.raises(FigureError, match=r"lower limit .* \(3\) is above its upper limit"):
        Interval(3, 2)


@pytest.mark.parametrize("name", ["period", "place", "measure"])
def test_a_figure_needs_what_it_is_checked_by(name):
    with pytest.raises(FigureError, match=f"needs its {name}"):
        sample.figure(1, **{name: " "})


def test_a_trace_is_what_it_was_when_it_was_made():
    selection = {"place": "E47000001"}
    trace = Trace((sample.DEATHS,), "Rate", "1", selection)
    selection["place"] = "E47000002"
    assert trace.selection["place"] == "E47000001"


@given(some.figures())
def test_the_number_printed_is_the_value_within_half_of_its_last_digit(figure):
    text = figure.shows(Part.NUMBER).replace(",", "").replace("−", "-")
    half = Decimal(1).scaleb(-figure.decimals_shown) / 2
    assert abs(Decimal(text) - Decimal(repr(figure.value))) <= half


@given(some.values, some.values, st.integers(0, 3))
def test_enough_decimals_tell_two_numbers_apart(one, other, decimals):
    found = units.decimals_apart(one, other, decimals)
    assert found >= decimals
    if one != other:
        assert units.number(one, found) != units.number(other, found)
        if found > decimals:
            assert units.number(one, found - 1) == units.number(other, found - 1)
