"""Short words: sizes without signs, directions only from verdicts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.systems.evidence.gaps import Measure, Verdict
from leveller.workbench.systems.evidence.presenters import words
from leveller.workbench.systems.evidence.queries import Interval
from tests.front.region import change, gap, point


@pytest.mark.parametrize(
    ("sex", "said"), [("male", "Men"), ("female", "Women"), ("persons", "Everyone")]
)
def test_whom(sex: str, said: str) -> None:
    assert words.whom(gap(sex=sex)) == said


@pytest.mark.parametrize("value", [4.6, -4.6])
def test_a_size_has_no_sign(value: float) -> None:
    assert words.size(gap(value=value)) == "4.6 years"


def test_an_interval_of_a_negative_gap_is_turned_with_its_size() -> None:
    turned = gap(Measure.SLOPE, -9.3, interval=Interval(-9.4, -9.2))
    assert words.interval(turned) == "9.2 to 9.4"


def test_an_interval_over_zero_keeps_its_signs() -> None:
    across = gap(Measure.COUNTRY, 0.2, interval=Interval(-0.3, 0.7))
    assert words.interval(across) == "−0.3 to 0.7"


def test_a_negative_gap_lies_within_its_interval_that_goes_over_zero() -> None:
    across = gap(Measure.SLOPE, -0.9, interval=Interval(-2.1, 0.4))
    assert (words.size(across), words.interval(across)) == ("0.9 years", "−0.4 to 2.1")
    assert words.magnitude(across) == "0.9"


def test_no_interval_is_said() -> None:
    assert words.interval(gap(interval=None)) == "no interval published"


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (21, "21st"), (111, "111th"), (122, "122nd")],
)  # fmt: skip
def test_ordinals(number: int, said: str) -> None:
    assert words.ordinal(number) == said


@given(st.text(max_size=40))
def test_a_sentence_ends_once(text: str) -> None:
    said = words.sentence(text)
    assert said == "" or (said.endswith(".") and not said.endswith(".."))


def test_every_measure_has_words() -> None:
    said = [words.measure(gap(measure)) for measure in Measure]
    assert len(set(said)) == len(said)
    assert all(said)


def test_since_names_both_periods() -> None:
    moved = gap(change=change(Verdict.WIDENED, point("2014 - 16", 3.6)))
    assert words.since(moved) == "2014 to 2016 against 2020 to 2022"
    assert words.since(gap()) == ""
