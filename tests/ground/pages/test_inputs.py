from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.ground.pages.figures import MONTHS
from leveller.workbench.ground.pages.inputs import DatePartsField, month_number

field = DatePartsField(label="The date of birth")


@given(st.dates(date(1000, 1, 1)), st.booleans())
def test_every_real_date_is_read(day, in_words):
    month = MONTHS[day.month - 1] if in_words else str(day.month)
    assert field.clean([str(day.day), month, f"{day.year:04}"]) == day


NO_MONTH = "must have a month from 1 to 12, or its name"
NO_YEAR = "must have a year of four digits, such as 2026"


@pytest.mark.parametrize(
    ("parts", "fault", "code"),
    [
        (["", "3", "2027"], "must include a day", "day"),
        (["1", "", ""], "must include a month and year", "month"),
        (["30", "2", "2027"], "must be a real date", "day"),
        (["1", "13", "2027"], NO_MONTH, "month"),
        (["1", "ju", "2027"], NO_MONTH, "month"),
        (["1", "3", "27"], NO_YEAR, "year"),
        (["x", "3", "2027"], "must be a real date", "day"),
        (["1", "3", "\uff12\uff10\uff12\uff17"], NO_YEAR, "year"),
    ],
)
def test_each_fault_says_what_is_wrong_and_where(parts, fault, code):
    with pytest.raises(ValidationError) as caught:
        field.clean(parts)
    assert caught.value.messages == [f"The date of birth {fault}"]
    assert caught.value.error_list[0].code == code


def test_a_date_that_is_left_out_is_missing():
    with pytest.raises(ValidationError) as caught:
        field.clean(["", "", ""])
    assert caught.value.error_list[0].code == "required"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3),
        ("03", 3),
        ("Mar", 3),
        ("march", 3),
        ("sept", 9),
        ("ma", None),
        ("0", None),
        ("x", None),
    ],
)
def test_months(text, number):
    assert month_number(text) == number


def test_an_optional_date_may_be_left_out():
    assert DatePartsField(required=False).clean(["", "", ""]) is None


def test_what_was_typed_is_shown_again():
    form = type("F", (forms.Form,), {"when": field})({"when_day": "31", "when_month": "feb"})
    assert [part.value for part in form["when"].date_parts] == ["31", "feb", ""]
    form = type("F", (forms.Form,), {"when": field})(initial={"when": date(2027, 3, 1)})
    assert [part.value for part in form["when"].date_parts] == ["1", "3", "2027"]


def test_a_change_is_noticed():
    assert not field.has_changed(date(2027, 3, 1), ["1", "3", "2027"])
    assert field.has_changed(date(2027, 3, 1), ["2", "3", "2027"])
    assert field.has_changed(None, ["99", "3", "2027"])
