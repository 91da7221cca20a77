import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.methods import oracles

from leveller.methods.measures import GradientError, slope_index

DECILES = st.lists(
    st.tuples(st.floats(50, 90), st.floats(0.05, 2.0), st.integers(500, 50_000)),
    min_size=5,
    max_size=10,
)


def parts(deciles: list[tuple[float, float, int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    values, errors, people = (np.array(part, dtype=float) for part in zip(*deciles, strict=True))
    return values, errors, people


@given(DECILES)
def test_the_slope_and_ratio_are_those_of_the_normal_equations(
    deciles: list[tuple[float, float, int]],
) -> None:
    values, _, people = parts(deciles)
    start, end = oracles.line_ends(list(values), list(people))
    found = slope_index(values, people)
    assert float(found.value) == pytest.approx(end - start, abs=1e-8)
    assert float(found.relative) == pytest.approx(end / start)
    assert found.intervals == ()


@given(DECILES)
def test_exact_limits_are_the_spread_of_the_slope_under_each_decile_moved_alone(
    deciles: list[tuple[float, float, int]],
) -> None:
    """The slope is linear, so its variance is the sum of what each decile's error does to it."""
    values, errors, people = parts(deciles)
    found = slope_index(values, people, se=errors, confidence=(0.95, 0.998))
    base = float(found.value)
    moved = []
    for i, error in enumerate(errors):
        shifted = values.copy()
        shifted[i] += error
        start, end = oracles.line_ends(list(shifted), list(people))
        moved.append(end - start - base)
    spread = np.sqrt(np.sum(np.square(moved)))
    for interval in found.intervals:
        reach = oracles.z(interval.level) * spread
        assert float(interval.upper) == pytest.approx(base + reach, abs=1e-7)
        assert float(interval.lower) == pytest.approx(base - reach, abs=1e-7)


@given(DECILES, st.floats(-20, 20).filter(lambda m: abs(m) > 0.01))
def test_a_multiplier_scales_the_slope_and_a_negative_one_turns_it_and_the_ratio(
    deciles: list[tuple[float, float, int]], multiplier: float
) -> None:
    values, errors, people = parts(deciles)
    plain = slope_index(values, people, se=errors)
    scaled = slope_index(values, people, se=errors, multiplier=multiplier)
    assert float(scaled.value) == pytest.approx(multiplier * float(plain.value), abs=1e-9)
    limits = sorted(multiplier * float(x) for x in (plain.interval().lower, plain.interval().upper))
    assert float(scaled.interval().lower) == pytest.approx(limits[0], abs=1e-9)
    assert float(scaled.interval().upper) == pytest.approx(limits[1], abs=1e-9)
    ratio = float(plain.relative)
    assert float(scaled.relative) == pytest.approx(1 / ratio if multiplier < 0 else ratio)
    relative = scaled.relative_intervals[0]
    assert relative.lower <= scaled.relative <= relative.upper


@given(DECILES, st.floats(0.01, 100))
def test_only_shares_of_people_matter_and_equal_values_have_no_slope(
    deciles: list[tuple[float, float, int]], scale: float
) -> None:
    values, _, people = parts(deciles)
    assert slope_index(values, people * scale).value == pytest.approx(
        float(slope_index(values, people).value), abs=1e-8
    )
    flat = slope_index(np.full(len(values), 70.0), people)
    assert float(flat.value) == pytest.approx(0, abs=1e-9)
    assert float(flat.relative) == pytest.approx(1)


def test_limits_from_an_interval_of_any_level_are_those_of_its_standard_error() -> None:
    values, errors, people = np.linspace(70, 80, 10), np.full(10, 0.5), np.full(10, 100.0)
    reach = oracles.z(0.998) * errors
    stated = slope_index(
        values, people, lower=values - reach, upper=values + reach, limits_confidence=99.8
    )
    given_se = slope_index(values, people, se=errors)
    assert float(stated.interval().upper) == pytest.approx(float(given_se.interval().upper))


def test_simulated_limits_agree_with_exact_ones_within_the_error_that_they_report() -> None:
    draw = np.random.default_rng(5)
    values = 75 + np.cumsum(draw.normal(0.5, 0.5, (20, 10)), axis=1)
    errors, people = draw.uniform(0.2, 2, (20, 10)), draw.integers(500, 9_000, (20, 10))
    exact = slope_index(values, people, se=errors, confidence=(0.95, 0.998))
    simulated = slope_index(
        values, people, se=errors, confidence=(0.95, 0.998), limits="simulated", repetitions=20_000
    )
    pairs = [
        (exact.intervals, simulated.intervals, simulated.simulation_errors),
        (
            exact.relative_intervals,
            simulated.relative_intervals,
            simulated.relative_simulation_errors,
        ),
    ]
    assert exact.simulation_errors == ()
    for sure, drawn, errors_left in pairs:
        for a, b, error in zip(sure, drawn, errors_left, strict=True):
            distance = np.concatenate(
                [(b.lower - a.lower) / error.lower, (b.upper - a.upper) / error.upper]
            )
            assert np.abs(distance).max() < 5
            assert 0.2 < np.sqrt(np.mean(distance**2)) < 2.5


def test_the_same_input_gives_the_same_limits_whoever_stands_beside_it() -> None:
    rates, people = np.linspace(9, 4, 10), np.full(10, 500.0)
    both = np.stack([rates, rates * 2])
    options = {"value_type": "rate", "repetitions": 5_000}
    alone = slope_index(rates, people, lower=rates * 0.9, upper=rates * 1.1, **options)
    beside = slope_index(both, people, lower=both * 0.9, upper=both * 1.1, **options)
    assert float(alone.interval().lower) == float(beside.interval().lower[0])
    other = slope_index(rates, people, lower=rates * 0.9, upper=rates * 1.1, seed=2, **options)
    assert float(other.interval().lower) != float(alone.interval().lower)


@pytest.mark.parametrize("multiplier", [0.5, -0.5, 1.0, -100.0])
@pytest.mark.parametrize("kind", ["rate", "proportion"])
def test_transformed_limits_never_swap_whatever_the_multiplier(
    kind: str, multiplier: float
) -> None:
    """A positive multiplier under 1 swaps them in PHEindicatormethods 2.1."""
    values = np.linspace(0.4, 0.2, 10)
    found = slope_index(
        values,
        np.full(10, 800.0),
        lower=values * 0.95,
        upper=values * 1.05,
        value_type=kind,
        transform=True,
        multiplier=multiplier,
    )
    interval, relative = found.intervals[0], found.relative_intervals[0]
    assert interval.lower < found.value < interval.upper
    assert relative.lower < found.relative < relative.upper
    assert (found.relative > 1) == (multiplier < 0)


def test_a_log_linear_gradient_is_recovered_exactly_on_the_transformed_scale() -> None:
    people = np.full(10, 100.0)
    ranks = (np.arange(10) + 0.5) / 10
    rates = 8 * np.exp(-1.2 * ranks)
    found = slope_index(rates, people, value_type="rate", transform=True)
    assert float(found.relative) == pytest.approx(np.exp(-1.2))
    assert float(found.intercept) == pytest.approx(8)
    assert float(found.value) == pytest.approx(8 * np.exp(-1.2) - 8)


def test_the_sign_is_said_in_words() -> None:
    values, people = np.linspace(70, 80, 10), np.full(10, 100.0)
    assert (
        slope_index(values, people).sign == "Positive: the value rises towards the least deprived."
    )
    assert slope_index(values, people, multiplier=-1).sign.endswith("the most deprived.")
    good = slope_index(values, people, polarity="high-is-good").sign
    assert good.endswith("More is better, so positive favours the least deprived.")
    bad = slope_index(values, people, polarity="low-is-good", multiplier=-1).sign
    assert bad.endswith("More is worse, so positive burdens the most deprived.")


@pytest.mark.parametrize(
    ("at", "to", "words", "kind"),
    [
        ("value", np.nan, "missing", "other"),
        ("value", np.inf, "infinite", "other"),
        ("people", 0.0, "population of a quantile", "other"),
        ("people", np.nan, "missing", "other"),
        ("se", np.nan, "missing", "other"),
        ("se", -0.1, "below 0", "other"),
        ("value", 1.2, "not from 0 to 1", "proportion"),
        ("value", 1.0, "no logit", "proportion"),
        ("value", 0.0, "no logarithm", "rate"),
    ],
)
def test_a_group_that_cannot_be_computed_is_empty_with_its_reason(
    at: str, to: float, words: str, kind: str
) -> None:
    given_parts = {
        "value": np.tile(np.linspace(0.2, 0.6, 10), (2, 1)),
        "people": np.full((2, 10), 100.0),
        "se": np.full((2, 10), 0.1),
    }
    given_parts[at][1, 3] = to
    found = slope_index(
        given_parts["value"],
        given_parts["people"],
        se=given_parts["se"],
        value_type=kind,
        repetitions=1_000,
    )
    assert np.isfinite(found.value[0])
    assert np.isfinite(found.interval().lower[0])
    assert np.isnan(found.value[1])
    assert np.isnan(found.interval().lower[1])
    assert np.isnan(found.relative_intervals[0].upper[1])
    assert words in found.reasons[1]


@pytest.mark.parametrize("number", [1, 4, 101])
def test_fewer_than_5_or_more_than_100_quantiles_make_no_slope(number: int) -> None:
    found = slope_index(np.linspace(1, 2, number), np.ones(number))
    assert np.isnan(found.value)
    assert "fewer than 5 quantiles" in str(found.reasons)


def test_limits_the_wrong_way_round_are_a_fault_of_their_own() -> None:
    values = np.linspace(1, 2, 10)
    found = slope_index(values, np.ones(10), lower=values + 0.1, upper=values - 0.1)
    assert "lower limit is above its upper limit" in str(found.reasons)


def test_limits_at_0_or_1_are_no_trouble_without_their_logit() -> None:
    values = np.linspace(0.0, 0.9, 10)
    found = slope_index(values, np.ones(10), lower=values - 0.05, upper=values + 0.05)
    assert np.isfinite(found.interval().upper)


def test_a_ratio_whose_bottom_may_be_zero_has_no_limits_and_says_so() -> None:
    found = slope_index(np.linspace(0.1, 5, 10), np.ones(10), se=np.full(10, 3.0))
    assert np.isfinite(found.interval().lower)
    assert np.isnan(found.relative_intervals[0].lower)
    assert "relative index has no bounds" in str(found.cautions)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"repetitions": 999}, "repetitions"),
        ({"multiplier": 0}, "multiplier"),
        ({"transform": True}, "transform"),
        ({"lower": np.ones(10)}, "both lower and upper"),
    ],
)
def test_settings_that_cannot_be_used_are_refused(options: dict[str, object], words: str) -> None:
    with pytest.raises(GradientError, match=words):
        slope_index(np.ones(10), np.ones(10), **options)  # type: ignore[arg-type]


def test_exact_intervals_cover_the_truth_at_their_nominal_rate() -> None:
    draw = np.random.default_rng(13)
    truth, errors = np.linspace(72, 82, 10), np.linspace(1.5, 0.5, 10)
    people = np.linspace(900, 1_100, 10)
    target = slope_index(truth, people)
    found = slope_index(draw.normal(truth, errors, (4_000, 10)), people, se=errors)
    for interval, value in (
        (found.intervals[0], target.value),
        (found.relative_intervals[0], target.relative),
    ):
        inside = (interval.lower <= value) & (value <= interval.upper)
        assert inside.mean() == pytest.approx(0.95, abs=0.015)
