import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.methods import disparity_oracles as slow

from leveller.methods.measures import DisparityError, Subgroups, applicable, summary_measures
from leveller.methods.measures.disparities.ranked import logistic_fit
from leveller.methods.measures.disparities.recipes import RECIPES

CELLS = st.lists(
    st.tuples(st.floats(2, 98), st.integers(20, 5_000)), min_size=3, max_size=9
).filter(lambda cells: len({round(y, 3) for y, _ in cells}) == len(cells))
FEW = {"repetitions": 200}


def groups(cells: list[tuple[float, int]], **options: object) -> Subgroups:
    estimates, people = (np.array(part, dtype=float) for part in zip(*cells, strict=True))
    return Subgroups.of(
        estimates, se=np.full(len(cells), 0.5), population=people, scale=100.0, **options
    )  # type: ignore[arg-type]


@given(CELLS, st.booleans(), st.integers(0, 2))
def test_every_measure_of_unordered_subgroups_agrees_with_the_slow_one(
    cells: list[tuple[float, int]], favourable: bool, reference: int
) -> None:
    marks = np.arange(len(cells)) == reference
    found = summary_measures(groups(cells, favourable=favourable, reference=marks), **FEW)
    estimates, people = (list(part) for part in zip(*cells, strict=True))
    expected = slow.measures(estimates, people, favourable=favourable, reference=reference)
    assert set(found) == set(expected)
    for name, value in expected.items():
        assert float(found[name].value) == pytest.approx(value, abs=1e-9), name


@given(CELLS)
def test_the_concentration_index_is_twice_the_covariance_with_the_rank(
    cells: list[tuple[float, int]],
) -> None:
    found = summary_measures(groups(cells, ordered=True), bounds=(0, 100), **FEW)
    estimates, people = (list(part) for part in zip(*cells, strict=True))
    index, middle = (
        slow.concentration_by_covariance(estimates, people),
        slow.mean(estimates, people),
    )
    assert float(found["aci"].value) == pytest.approx(index, abs=1e-9)
    assert float(found["rci"].value) == pytest.approx(index / middle, abs=1e-9)
    assert float(found["aci_bounded"].value) == pytest.approx(index / 100, abs=1e-9)
    share = middle / 100
    assert float(found["rci_wagstaff"].value) == pytest.approx(
        index / 100 / share / (1 - share), abs=1e-9
    )
    assert float(found["rci_erreygers"].value) == pytest.approx(4 * index / 100, abs=1e-9)


@settings(max_examples=5)
@given(CELLS)
def test_the_logistic_slope_of_people_agrees_with_a_slow_climb(
    cells: list[tuple[float, int]],
) -> None:
    subgroups = groups(cells, ordered=True)
    estimates, people = (list(part) for part in zip(*cells, strict=True))
    start, slope = slow.logistic([y / 100 for y in estimates], people, slow.ranks(people))
    fit = logistic_fit(subgroups, as_who=False)
    assert float(fit.intercept) == pytest.approx(start, abs=1e-4)
    assert float(fit.slope) == pytest.approx(slope, abs=1e-4)
    found = summary_measures(subgroups, measures=["sii_by_people", "rii_by_people"])
    low, high = (100 / (1 + math.exp(-x)) for x in (start, start + slope))
    assert float(found["sii_by_people"].value) == pytest.approx(high - low, abs=1e-2)
    assert float(found["rii_by_people"].value) == pytest.approx(high / low, rel=1e-3)


def test_who_weights_counts_twice_and_the_result_says_so() -> None:
    cells = [(29.0, 40_164), (26.6, 20_639), (22.4, 37_500), (19.7, 46_813), (8.7, 17_440)]
    found = summary_measures(groups(cells, ordered=True, favourable=False), **FEW)
    assert abs(found["sii"].value - found["sii_by_people"].value) > 2
    assert "weighted by population twice" in str(found["sii"].cautions)
    assert str(found["sii_by_people"].cautions) == ""


@given(CELLS, st.floats(0.01, 50))
def test_scales_of_estimates_and_people_do_what_they_should(
    cells: list[tuple[float, int]], factor: float
) -> None:
    estimates, people = (np.array(part, dtype=float) for part in zip(*cells, strict=True))
    names = ["d", "r", "bgv", "bgsd", "cov", "mdmw", "idisu", "mld", "ti", "par", "paf"]
    plain = summary_measures(Subgroups.of(estimates, population=people), measures=names)
    other = summary_measures(
        Subgroups.of(estimates * factor, population=people * 7), measures=names
    )
    power = {"d": 1, "bgv": 2, "bgsd": 1, "mdmw": 1, "par": 1}
    for name in names:
        expected = float(plain[name].value) * factor ** power.get(name, 0)
        assert float(other[name].value) == pytest.approx(expected, rel=1e-6, abs=1e-9), name


def test_equal_subgroups_have_no_inequality_and_no_error() -> None:
    """healthequal stops with an error for the slopes."""
    found = summary_measures(
        groups([(40.0, 100)] * 4, ordered=True, reference=np.arange(4) == 0), **FEW
    )
    for name, each in found.items():
        expected = 1 if name in ("r", "rii", "rii_linear", "rii_by_people") else 0
        assert float(each.value) == pytest.approx(expected, abs=1e-9), name


def test_ties_at_an_end_give_one_answer() -> None:
    found = summary_measures(
        groups([(10.0, 50), (10.0, 60), (30.0, 40), (30.0, 20)]), measures=["d"]
    )
    assert found["d"].value.shape == ()
    assert found["d"].value == 20


def test_standard_errors_are_on_the_scale_of_their_values() -> None:
    """healthequal's intervals of the Theil index and of the MLD are a thousand times too narrow,
    that of the PAF a hundred times. Each limit must be the simulated one, near enough."""
    draw = np.random.default_rng(3)
    estimates = np.array([30.0, 45, 52, 61, 70])
    people, errors = np.array([900.0, 1_500, 1_200, 800, 600]), np.full(5, 1.5)
    found = summary_measures(Subgroups.of(estimates, se=errors, population=people, scale=100.0))
    drawn = Subgroups.of(draw.normal(estimates, errors, (20_000, 5)), population=people)
    for name in ("ti", "mld", "bgv"):
        spread = float(summary_measures(drawn, measures=[name])[name].value.std())
        assert float(found[name].standard_error) == pytest.approx(spread, rel=0.08), name
    width = found["paf"].interval().upper - found["paf"].interval().lower
    assert float(width) == pytest.approx(2 * 1.96 * float(found["paf"].standard_error), rel=1e-3)


def test_simulated_limits_hold_their_value_and_report_their_error() -> None:
    found = summary_measures(groups([(30.0, 900), (45.0, 700), (70.0, 800)]), repetitions=20_000)
    for name in ("bgsd", "cov", "mdmu", "mdbw", "idisu", "idisw"):
        each = found[name]
        assert each.interval().lower < each.value < each.interval().upper
        assert 0 < each.simulation_errors[0].lower < 0.1 * abs(each.value)


def test_simulation_never_leaves_what_the_indicator_can_be() -> None:
    subgroups = Subgroups.of([99.5, 98.0, 0.5], se=[3.0, 3.0, 3.0], scale=100.0)
    found = summary_measures(subgroups, measures=["mdbu"], repetitions=20_000)
    assert found["mdbu"].interval().upper < 100


def test_an_estimate_of_zero_is_no_trouble_for_theil_and_empties_the_mld() -> None:
    cells = [(0.0, 100), (20.0, 100), (40.0, 100)]
    found = summary_measures(groups(cells), measures=["ti", "mld"])
    share = 1 / 3
    assert float(found["ti"].value) == pytest.approx(1000 * share * 2 * math.log(2))
    assert np.isnan(found["mld"].value)
    assert "logarithm" in str(found["mld"].reasons)
    as_peer = summary_measures(groups(cells), measures=["ti", "mld"], zero_becomes=1e-6)
    assert np.isfinite(as_peer["mld"].value)


def test_a_reference_worse_than_the_average_keeps_its_value_unless_asked() -> None:
    cells = [(60.0, 100), (50.0, 100), (40.0, 100)]
    found = summary_measures(groups(cells, ordered=True), measures=["par", "paf"])
    assert (found["par"].value, found["paf"].value) == (-10, -20)
    assert "nothing to gain" in str(found["par"].cautions)
    zeroed = summary_measures(
        groups(cells, ordered=True), measures=["par", "paf"], worse_reference_is_zero=True
    )
    assert (zeroed["par"].value, zeroed["paf"].value) == (0, 0)


@pytest.mark.parametrize(
    ("estimates", "ordered", "words"),
    [
        ([1.0, 2, np.nan, 4, 5], False, "more than 15% of the subgroups"),
        ([1.0, 2, np.nan, 4, 5, 6, 7, 8], True, "ordered subgroup has no estimate"),
        ([1.0, 2], False, "two subgroups or fewer"),
        ([1.0, 2, np.inf], False, "infinite"),
    ],
)
def test_subgroups_that_make_no_measure_say_why(
    estimates: list[float], ordered: bool, words: str
) -> None:
    found = summary_measures(Subgroups.of(estimates, ordered=ordered), measures=["bgv", "d"])
    assert words in str(found["bgv"].reasons)
    assert np.isnan(found["d"].value)


def test_force_goes_on_without_the_missing_and_says_so() -> None:
    estimates = [1.0, 2, np.nan, 4, 5]
    found = summary_measures(Subgroups.of(estimates), measures=["bgv"], force=True)
    assert float(found["bgv"].value) == pytest.approx(np.var([1.0, 2, 4, 5]))
    assert "left out" in str(found["bgv"].cautions)
    few = summary_measures(Subgroups.of([*range(1, 10), np.nan]), measures=["bgv"])
    assert "left out" in str(few["bgv"].cautions)


def test_what_a_measure_lacks_is_said() -> None:
    plain = Subgroups.of([10.0, 20, 30])
    needs = {"aci": "no order", "sii": "no order", "mdru": "exactly one subgroup must be"}
    found = summary_measures(plain, measures=[*needs])
    for name, words in needs.items():
        assert words in str(found[name].reasons)
    ordered = summary_measures(
        Subgroups.of([10.0, 20, 30], ordered=True), measures=["sii", "rci_wagstaff"]
    )
    assert "scale of the indicator" in str(ordered["sii"].reasons)
    assert "bounds" in str(ordered["rci_wagstaff"].reasons)
    outside = summary_measures(
        Subgroups.of([10.0, 20, 300], ordered=True, scale=100.0), measures=["sii_linear"]
    )
    assert "outside 0 and the scale" in str(outside["sii_linear"].reasons)


def test_without_standard_errors_values_stand_without_limits() -> None:
    found = summary_measures(Subgroups.of([10.0, 20, 30], population=[1, 1, 1], scale=100.0))
    assert np.isfinite(found["mdmu"].value)
    assert np.isnan(found["mdmu"].interval().lower)
    assert "without standard errors" in str(found["bgv"].cautions)
    assert np.isfinite(found["par"].interval().lower)  # Walter's needs none


def test_many_settings_at_once_are_each_on_their_own() -> None:
    draw = np.random.default_rng(5)
    estimates = draw.uniform(10, 90, (6, 5))
    estimates[2, 4] = np.nan
    there = np.ones((6, 5), bool)
    there[2, 4] = False
    many = Subgroups.of(
        estimates,
        se=np.full((6, 5), 2.0),
        population=np.ones((6, 5)) * 50,
        scale=100.0,
        there=there,
    )
    found = summary_measures(many, repetitions=2_000)
    for i in range(6):
        width = 4 if i == 2 else 5
        one = summary_measures(
            Subgroups.of(
                estimates[i, :width],
                se=np.full(width, 2.0),
                population=np.full(width, 50.0),
                scale=100.0,
            ),
            repetitions=2_000,
        )
        for name, each in one.items():
            assert float(found[name].value[i]) == pytest.approx(float(each.value)), name


def test_unknown_measures_and_bounds_are_refused() -> None:
    with pytest.raises(DisparityError, match="'gini' is unknown"):
        summary_measures(Subgroups.of([1.0, 2, 3]), measures=["gini"])
    with pytest.raises(DisparityError, match="bounds"):
        summary_measures(Subgroups.of([1.0, 2, 3]), bounds=(1, 1))


def test_what_applies_depends_on_order_reference_and_bounds() -> None:
    assert "aci" not in applicable(Subgroups.of([1.0, 2, 3]))
    ordered = Subgroups.of([1.0, 2, 3], ordered=True, reference=[True, False, False])
    assert set(applicable(ordered, (0, 1))) == set(RECIPES)
