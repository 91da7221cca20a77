import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.methods import oracles

from leveller.methods.measures.confidence import (
    ConfidenceError,
    confidence_levels,
    level_label,
    tail,
    z_score,
)


def test_fractions_and_percentages_mean_the_same_and_keep_their_order() -> None:
    assert confidence_levels((99.8, 0.95)) == (0.998, 0.95)
    assert confidence_levels(95) == (0.95,)


@pytest.mark.parametrize("wrong", [0.5, 0.89, 1, 1.5, 45, 89.9, 100, 120, -1, float("nan")])
def test_a_level_outside_the_two_scales_is_refused_with_the_rule(wrong: float) -> None:
    with pytest.raises(ConfidenceError, match=r"from 0\.9 up to"):
        confidence_levels(wrong)


@given(st.floats(0.9, 0.9999))
def test_z_scores_agree_with_another_implementation(level: float) -> None:
    assert z_score(level) == pytest.approx(oracles.z(level), rel=1e-9)
    assert tail(level) == pytest.approx((1 - level) / 2)


@pytest.mark.parametrize(
    ("level", "label"), [(0.95, "95_0"), (0.998, "99_8"), (0.9, "90_0"), (0.9995, "99_95")]
)
def test_labels_are_those_of_the_column_names_that_the_field_uses(level: float, label: str) -> None:
    assert level_label(level) == label
