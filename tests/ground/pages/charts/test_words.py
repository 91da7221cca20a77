"""A description never claims what the intervals can't tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.ground.pages.charts import words
from leveller.workbench.ground.pages.charts.points import Axis, Estimate, Point, Series
from leveller.workbench.ground.pages.charts.words import Verdict

AXIS = Axis("Healthy life expectancy", "years")


@st.composite
def estimates(draw):
    lower, value, upper = sorted(draw(st.lists(st.floats(-100, 100), min_size=3, max_size=3)))
    return Estimate(value, lower, upper)


@given(estimates(), estimates())
def test_two_figures_differ_only_when_their_intervals_do_not_meet(one, other):
    verdict = words.against(one, other)
    meet = max(one.lower, other.lower) <= min(one.upper, other.upper)
    assert (verdict is Verdict.CANNOT_TELL) == meet
    if verdict is Verdict.HIGHER:
        assert one.value > other.value
        assert words.against(other, one) is Verdict.LOWER


@given(estimates(), estimates())
def test_a_change_is_claimed_only_when_it_can_be_told(first, last):
    series = Series("Northmoor", (Point("2009 - 11", first), Point("2020 - 22", last)))
    said = words.change(AXIS, series)
    meet = max(first.lower, last.lower) <= min(first.upper, last.upper)
    assert ("The last figure is" in said) != meet
    assert ("cannot tell a change" in said) == meet


def series(*values):
    points = zip(("2001", "2002", "2003"), values, strict=False)
    return Series("North", tuple(Point(period, e) for period, e in points))


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (series(), "North: no figure is known."),
        (series(Estimate(None), Estimate(60.0)), "North: 60.0 years in 2002."),
        (
            series(Estimate(60.0), Estimate(61.0)),
            "North: 60.0 years in 2001 and 61.0 years in 2002. "
            "There are no intervals to judge the change by.",
        ),
        (
            series(Estimate(60.0, 59, 61), Estimate(None), Estimate(63.0, 62, 64)),
            "North: 60.0 years (59.0 to 61.0) in 2001 and 63.0 years (62.0 to 64.0) in 2003. "
            "The last figure is higher than the first.",
        ),
    ],
)
def test_changes_in_words(held, said):
    assert words.change(AXIS, held) == said


def test_ends_name_the_places_and_leave_out_the_unknown():
    values = [("A", Estimate(60.0)), ("B", Estimate(None)), ("C", Estimate(58.0, 57, 59))]
    assert words.ends(AXIS, values) == (
        "Highest: A, 60.0 years. Lowest: C, 58.0 years (57.0 to 59.0)."
    )
    assert words.ends(AXIS, values[:2]) == "A: 60.0 years."
    assert words.ends(AXIS, values[1:2]) == "No figure is known."


def test_missing_ones_are_named():
    assert words.missing([]) == ""
    assert words.missing(["A"]) == "A has no figure."
    assert words.missing(["A", "B"]) == "A and B have no figure."


def test_many_names_are_counted():
    assert words.few(["A", "B"]) == "A and B"
    assert words.few(list("ABCDEFG")) == "7"
