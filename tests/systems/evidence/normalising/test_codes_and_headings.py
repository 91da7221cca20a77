"""Codes that are well formed, and headings that are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.systems.evidence.normalising import codes, headings, sexes


@pytest.mark.parametrize(
    "code",
    ["E08000003", "S01006506", "X47000001", "nE38000006", "A81002", "Y00020", "U12345", "TLG",
     "TLG3", "TLC11", "95AA01S1", "95UU99C1", "Cl_L2_1a", "Cl_L3_7c1r", "Cl_L2_7cr", "QOP"],
)  # fmt: skip
def test_codes_of_every_kind_of_area_are_well_formed(code: str) -> None:
    assert codes.is_well_formed(code)


@pytest.mark.parametrize(
    "text", ["na", "Z", "Ukx", "England", "Grand Total", "E0800003", "E1234567O", "", "E08 000003"]
)
def test_other_texts_are_not(text: str) -> None:
    assert not codes.is_well_formed(text)


def test_a_code_that_was_mistyped_is_suggested_never_taken() -> None:
    assert codes.suggestion("e08000003 ") == "E08000003"
    assert codes.suggestion("Manchester") == ""
    assert codes.suggestion("E08000003") == ""


def test_headings_are_compared_without_case_and_punctuation() -> None:
    assert headings.normal("Lower CI 95.0 limit") == "lower_ci_95_0_limit"
    assert headings.normal("LSOA code (2011)") == headings.normal("lsoa_code_2011")
    assert headings.find(["Area Code", "Gender"], "sex", "gender") == "Gender"
    assert headings.find(["Area Code"], "sex") is None


@given(st.lists(st.text(max_size=10), max_size=6))
def test_a_fingerprint_is_that_of_the_normal_headings(names: list[str]) -> None:
    again = [headings.normal(name) for name in names]
    assert headings.fingerprint(names) == headings.fingerprint(again)


def test_a_fingerprint_depends_on_the_order() -> None:
    assert headings.fingerprint(["a", "b"]) != headings.fingerprint(["b", "a"])


@pytest.mark.parametrize(("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_columns_are_lettered_as_in_a_spreadsheet(index: int, letter: str) -> None:
    assert headings.letter(index) == letter


def test_repeated_headings_are_named_once_and_empty_ones_never() -> None:
    assert headings.repeated(["a", "", "b", "a", "a", ""]) == ["a"]


def test_sexes_have_one_name_each() -> None:
    assert sexes.parse("Persons") == sexes.parse("Both sexes") == "persons"
    assert sexes.parse("Males") == "male"
    assert sexes.parse("Not applicable") == ""
    with pytest.raises(sexes.UnknownSexError):
        sexes.parse("Urban")
