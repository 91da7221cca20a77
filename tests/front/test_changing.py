"""What is said of a gap over time follows from the interval of its change alone."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.front import changing
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.gaps import End, Gap, Measure, Point, Verdict
from leveller.workbench.systems.evidence.gaps import changes as measured
from leveller.workbench.systems.evidence.store.figures import Interval, Period, ReleaseCard
from leveller.workbench.systems.evidence.traces import Trace

DAY = datetime.date(2024, 1, 1)
CARD = IndicatorCard(
    *("life", "Life expectancy", "", "", "years", 1.0, "life expectancy", "high is good"),
    *(1, True, True, 1),
)
RELEASE = ReleaseCard(
    "a" * 64, "observations", "Title", "f.csv", "s", "p", "l", "a", DAY, True, False, "none"
)


def point(year: int, value: float, width: float | None) -> Point:
    period = Period(str(year), datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1))
    interval = None if width is None else Interval(value - width, value + width)
    return Point(period, value, interval, (End("Most", 70.0), End("Least", 70.0 + value)))


def gap(measure: Measure, *history: Point) -> Gap:
    now = history[-1]
    return Gap(
        indicator=CARD, place=Spot("E47000001", "Greater Manchester", "authority", ()),
        measure=measure, value=now.value, unit="years", interval=now.interval, no_interval="",
        period=now.period, sex="male", age="All ages", ends=now.ends,
        change=measured.change(history), history=history, method="", cautions=(),
        substitute="", release=RELEASE, trace=Trace.to(RELEASE, indicator="life"),
    )  # fmt: skip


def said(measure: Measure, *history: Point) -> str:
    return changing.paragraph(gap(measure, *history)).text


@pytest.mark.parametrize("measure", [Measure.SLOPE, Measure.RANGE, Measure.COUNTRY])
@pytest.mark.parametrize(
    ("now", "width", "opening"),
    [
        (9.0, 0.5, "The gap in life expectancy for men between {sides} widened."),
        (3.0, 0.5, "The gap in life expectancy for men between {sides} narrowed."),
        (7.5, 2.0, "We cannot tell from these data whether the gap"),
    ],
)
def test_a_gap_is_said_to_move_only_beyond_chance(
    measure: Measure, now: float, width: float, opening: str
) -> None:
    text = said(measure, point(2015, 6.0, width), point(2020, now, width))
    start, _, end = opening.partition("{sides}")
    assert text.startswith(start)
    assert end in text
    assert "6.0" in text


def test_a_negative_gap_that_grows_has_widened() -> None:
    text = changing.paragraph(
        gap(Measure.COUNTRY, point(2015, -1.0, 0.2), point(2020, -3.0, 0.2))
    ).text
    assert " widened." in text
    assert "narrowed" not in text


def test_without_intervals_both_sizes_are_told_and_no_verdict() -> None:
    text = changing.paragraph(
        gap(Measure.SLOPE, point(2015, 6.0, None), point(2020, 9.0, None))
    ).text
    assert text.startswith("We cannot tell from these data whether the gap")
    assert "6.0 years" in text
    assert "9.0 years" in text
    assert "widened" not in text


def test_without_an_earlier_figure_nothing_is_compared() -> None:
    text = said(Measure.SLOPE, point(2020, 9.0, 0.2))
    assert text.endswith("There is no earlier figure.")


def test_the_verdict_agrees_with_the_sentence() -> None:
    found = gap(Measure.SLOPE, point(2015, 6.0, 0.2), point(2020, 9.0, 0.2))
    assert found.change.verdict is Verdict.WIDENED
    assert found.change.difference is not None
    assert found.change.difference.interval.lower > 0


@given(
    value=st.floats(-3, 9),
    width=st.floats(0.01, 5),
    measure=st.sampled_from([Measure.SLOPE, Measure.RANGE, Measure.COUNTRY]),
)
def test_the_sentence_names_a_direction_only_with_the_verdict(
    value: float, width: float, measure: Measure
) -> None:
    found = gap(measure, point(2015, 3.0, width), point(2020, value, width))
    text = changing.paragraph(found).text
    directions = {word for word in ("widened", "narrowed") if f" {word}." in text}
    allowed = {Verdict.WIDENED: {"widened"}, Verdict.NARROWED: {"narrowed"}}
    assert directions <= allowed.get(found.change.verdict, set())
