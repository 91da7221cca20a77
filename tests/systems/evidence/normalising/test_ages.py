"""Ages however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.systems.evidence.normalising import ages
from leveller.workbench.systems.evidence.normalising.ages import Age


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("All ages", 0, None), ("All Ages", 0, None), ("total_population", 0, None),
        ("18+ yrs", 18, None), ("90+", 90, None), ("90 and over", 90, None),
        ("90 & over", 90, None), ("Aged 85 years and over", 85, None), ("Over 65", 66, None),
        ("Aged 4 years and under", 0, 5), ("Under 18", 0, 18), ("<1", 0, 1), ("<75 yrs", 0, 75),
        ("0-4", 0, 5), ("00-04", 0, 5), ("5 to 9", 5, 10), ("Aged 5 to 9 years", 5, 10),
        ("65-74 yrs", 65, 75), ("7", 7, 8), ("0", 0, 1), ("105 & over", 105, None),
    ],
)  # fmt: skip
def test_an_age_has_half_open_years(text: str, start: int, end: int | None) -> None:
    found = ages.parse(text)
    assert (found.start, found.end) == (start, end)


def test_the_label_stays_as_published() -> None:
    assert ages.parse("Aged 5  to 9 years").label == "Aged 5 to 9 years"
    assert ages.parse("All Ages").label == "All ages"


@pytest.mark.parametrize("text", ["Not applicable", "<28 days", "6-8 weeks", "", "200", "9-5"])
def test_a_text_that_tells_no_years_keeps_its_label(text: str) -> None:
    assert ages.parse(text) == Age(text)


@pytest.mark.parametrize(
    ("heading", "label"),
    [("00-04", "0-4"), ("90 and over", "90+"), ("<1", "0"), ("all_ages", "All ages"), ("7", "7")],
)
def test_a_heading_that_is_an_age_gets_a_short_label(heading: str, label: str) -> None:
    found = ages.heading(heading)
    assert found is not None
    assert found.label == label


@pytest.mark.parametrize("heading", ["lsoa11_code", "sex", "2019", "Value", ""])
def test_other_headings_are_no_ages(heading: str) -> None:
    assert ages.heading(heading) is None


@given(st.integers(0, 100), st.integers(1, 30))
def test_a_band_of_whole_years_comes_back_from_its_label(start: int, width: int) -> None:
    found = ages.between(str(start), str(start + width - 1))
    again = ages.parse(found.label)
    assert (again.start, again.end) == (start, start + width)


@given(st.integers(1, 110))
def test_an_open_band_comes_back_from_its_label(start: int) -> None:
    found = ages.between(str(start), "")
    assert (ages.parse(found.label).start, ages.parse(found.label).end) == (start, None)


@given(st.text(max_size=30))
def test_any_text_is_an_age_with_sound_bounds_or_none(text: str) -> None:
    found = ages.parse(text)
    assert found.end is None or found.start is None or found.start < found.end
