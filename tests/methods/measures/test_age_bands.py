import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.methods.measures.age_bands import (
    OPEN,
    AgeBand,
    AgeBandError,
    check_no_overlap,
    gaps_between,
    parse_age_band,
    read_age_bands,
)


@pytest.mark.parametrize(
    ("label", "start", "end"),
    [
        ("5-9", 5, 10),
        ("00-04", 0, 5),
        ("10 - 14", 10, 15),
        ("15–19", 15, 20),
        ("Aged 20 to 24 years", 20, 25),
        ("85+", 85, OPEN),
        ("90 and over", 90, OPEN),
        ("Aged 85 years and over", 85, OPEN),
        ("75 plus", 75, OPEN),
        ("<1", 0, 1),
        ("Under 1", 0, 1),
        ("Aged 4 years and under", 0, 5),
        ("0", 0, 1),
        ("37 yrs", 37, 38),
    ],
)
def test_labels_mean_the_band_that_a_reader_would_take_them_for(
    label: str, start: float, end: float
) -> None:
    assert parse_age_band(label) == AgeBand(start, end)


@pytest.mark.parametrize("label", ["", "adults", "9-5", None])
def test_a_label_without_an_age_is_refused_by_name(label: object) -> None:
    with pytest.raises(AgeBandError, match="age band"):
        parse_age_band(label)


@given(st.integers(0, 110), st.integers(1, 40) | st.none())
def test_a_band_is_read_back_from_its_own_words(start: int, width: int | None) -> None:
    band = AgeBand(start, OPEN if width is None else start + width)
    assert parse_age_band(str(band)) == band


def test_bare_numbers_are_start_ages_in_whatever_order() -> None:
    bands = read_age_bands([5, 0, "10", 1])
    assert bands == (AgeBand(5, 10), AgeBand(0, 1), AgeBand(10, OPEN), AgeBand(1, 5))


def test_repeated_start_ages_are_refused() -> None:
    with pytest.raises(AgeBandError, match="without repeats"):
        read_age_bands([0, 5, 5, 10])


def test_overlaps_are_refused_and_gaps_are_found() -> None:
    with pytest.raises(AgeBandError, match="55-69 and 60-64 overlap"):
        check_no_overlap(read_age_bands(["50-54", "55-69", "60-64"]))
    assert gaps_between(read_age_bands(["0-4", "10-14", "15+"])) == (AgeBand(5, 10),)
