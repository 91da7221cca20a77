"""Numbers with separators, notes and marks; and what only looks like a number."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.systems.evidence.normalising import numbers
from leveller.workbench.systems.evidence.normalising.numbers import Number, NumberError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12.3", 12.3), ("1,335", 1335), ("1,234,567.8", 1234567.8), ("1 234", 1234),
        ("1\u00a0234", 1234), ("£1,335.50", 1335.5), ("12.3%", 12.3), ("-4", -4), ("−4", -4),
        ("+4", 4), (".5", 0.5), ("1e5", 1e5), ("1.2E-05", 1.2e-05),
    ],
)  # fmt: skip
def test_a_number_is_read_to_its_last_digit(text: str, value: float) -> None:
    assert numbers.parse(text) == Number(value)


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("12.3*", 12.3, "*"),
        ("12.3 [p]", 12.3, "[p] (provisional)"),
        ("12.3 (r)", 12.3, "(r) (revised)"),
        ("1,234†", 1234, "†"),
    ],
)
def test_a_note_beside_a_number_is_kept(text: str, value: float, note: str) -> None:
    assert numbers.parse(text) == Number(value, note)


@pytest.mark.parametrize("text", ["-", "N/A", "NA", "*", "[x]", "[c]", "..", ":", "suppressed"])
def test_a_mark_in_place_of_a_number_is_no_value_and_says_so(text: str) -> None:
    found = numbers.parse(text)
    assert found.value is None
    assert text in found.note


def test_nothing_is_no_value_and_needs_no_note() -> None:
    assert numbers.parse("  ") == Number(None)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("nan", "calculation"), ("inf", "calculation"), ("-Infinity", "calculation"),
        ("#DIV/0!", "spreadsheet"), ("#N/A", "spreadsheet"), ("=A1/B1", "formula"),
        ("1,23", "comma"), ("1234,567", "comma"), ("(12)", "minus or a note"), ("abc", "text"),
        ("1_000", "text"), ("12p", "text"), ("1e999", "text|large"), ("0x1F", "text"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(NumberError, match=why):
        numbers.parse(text)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_comes_back_the_same(value: float) -> None:
    assert numbers.parse(repr(value)).value == value


@given(st.integers(-(10**15), 10**15))
def test_thousands_separators_change_nothing(value: int) -> None:
    assert numbers.parse(f"{value:,}").value == value


@given(st.text(max_size=20))
def test_any_text_is_a_finite_number_a_mark_or_an_error(text: str) -> None:
    try:
        found = numbers.parse(text)
    except NumberError:
        return
    assert found.value is None or math.isfinite(found.value)
