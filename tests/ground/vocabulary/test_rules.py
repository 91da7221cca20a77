"""What a link must say."""

import pytest

from leveller.workbench.ground.vocabulary import rules
from leveller.workbench.ground.vocabulary.models import Strength
from leveller.workbench.ground.vocabulary.presenters import differences

GOOD = {
    "strength": "weak",
    "evidence": "It counts smokers.",
    "author": "North",
    "status": "read",
    "role": "measures",
}


def test_a_link_that_says_everything_has_no_faults() -> None:
    assert rules.faults_of_link(**GOOD) == {}


@pytest.mark.parametrize("field", list(GOOD))
@pytest.mark.parametrize("wrong", ["", "  ", "certain"])
def test_each_missing_or_unknown_word_is_one_fault_of_its_field(field: str, wrong: str) -> None:
    faults = rules.faults_of_link(**(GOOD | {field: wrong}))
    free = field in {"evidence", "author"} and wrong.strip()
    assert list(faults) == ([] if free else [field])


@pytest.mark.parametrize(("reason", "is_fault"), [("", True), (" \n", True), ("New survey", False)])
def test_a_change_needs_a_reason(reason: str, is_fault: bool) -> None:
    assert bool(rules.fault_of_reason(reason)) is is_fault


def test_every_strength_says_what_it_means() -> None:
    assert set(rules.STRENGTH_MEANS) == set(Strength)


def test_both_texts_of_a_stale_edit_are_kept_field_by_field() -> None:
    class Theirs:
        evidence, strength = "theirs", "weak"

    error = rules.StaleEditError(Theirs(), {"evidence": "yours", "strength": "weak"})
    shown = differences({"evidence": "Evidence", "strength": "Strength"}, error.theirs, error.yours)
    assert [(d.label, d.theirs, d.yours, d.differs) for d in shown] == [
        ("Evidence", "theirs", "yours", True),
        ("Strength", "weak", "weak", False),
    ]
    assert "Nothing was saved" in str(error)
