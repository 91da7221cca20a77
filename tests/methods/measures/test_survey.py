import math

import numpy as np
import pytest
from tests.methods import disparity_oracles as slow

from leveller.methods.measures import ByCode, survey_disparities
from leveller.methods.measures.disparities.survey import ranks

ONE = ByCode(np.zeros(400, np.intp), 1)


def people(seed: int = 1) -> dict[str, np.ndarray]:
    draw = np.random.default_rng(seed)
    order = draw.integers(1, 6, 400).astype(float)
    chance = 1 / (1 + np.exp(-(-1 + 0.4 * order)))
    return {
        "outcome": (draw.random(400) < chance).astype(float),
        "order": order,
        "weight": draw.uniform(0.2, 2.0, 400),
    }


def test_ranks_are_shared_within_a_subgroup_and_centred_on_its_weight() -> None:
    weight, order = np.array([1.0, 3, 2, 2, 2]), np.array([1.0, 1, 2, 3, 3])
    found = ranks(weight, order, ByCode(np.zeros(5, np.intp), 1))
    np.testing.assert_allclose(found, [0.2, 0.2, 0.5, 0.8, 0.8])


def test_indices_and_slopes_agree_with_slow_ones() -> None:
    sample = people()
    found = survey_disparities(**sample, by=ONE)
    rank = ranks(sample["weight"], sample["order"], ONE)
    weight, outcome = list(sample["weight"]), list(sample["outcome"])
    total = sum(weight)
    mean = sum(w * y for w, y in zip(weight, outcome, strict=True)) / total
    index = (
        2
        * sum(w * (y - mean) * (r - 0.5) for w, y, r in zip(weight, outcome, rank, strict=True))
        / total
    )
    assert found["aci"].value[0] == pytest.approx(index)
    assert found["rci"].value[0] == pytest.approx(index / mean)
    start, slope = slow.logistic(outcome, weight, list(rank))
    low, high = (1 / (1 + math.exp(-x)) for x in (start, start + slope))
    assert found["sii"].value[0] == pytest.approx(high - low, abs=1e-5)
    assert found["rii"].value[0] == pytest.approx(high / low, rel=1e-4)


def test_the_size_of_weights_does_not_matter() -> None:
    sample = people()
    plain = survey_disparities(**sample, by=ONE)
    tenfold = survey_disparities(**{**sample, "weight": sample["weight"] * 10}, by=ONE)
    for name, each in plain.items():
        assert tenfold[name].value[0] == pytest.approx(each.value[0])
        assert tenfold[name].standard_error[0] == pytest.approx(each.standard_error[0])


def test_people_of_one_unit_who_are_alike_widen_the_interval() -> None:
    sample = people()
    alike = {name: np.repeat(values[:100], 4) for name, values in sample.items()}
    apart = survey_disparities(**alike, by=ONE)
    together = survey_disparities(**alike, by=ONE, psu=np.repeat(np.arange(100), 4))
    ratio = together["aci"].standard_error[0] / apart["aci"].standard_error[0]
    assert ratio == pytest.approx(2, rel=0.02)


def test_design_intervals_cover_the_truth_of_clustered_samples() -> None:
    """Units differ, so intervals that ignore them fail; those of the design hold."""
    draw = np.random.default_rng(4)
    runs, units, each = 300, 40, 10
    order = np.tile(np.arange(each) % 5 + 1.0, units)
    shift = draw.normal(0, 0.6, (runs, units)).repeat(each, axis=1)
    slope = draw.normal(0, 0.25, (runs, units)).repeat(each, axis=1)
    chance = 1 / (1 + np.exp(-(-1 + shift + (0.3 + slope) * (order - 3))))
    outcome = (draw.random(chance.shape) < chance).astype(float).ravel()
    by = ByCode(np.repeat(np.arange(runs), order.size), runs)
    psu = np.arange(runs * units).repeat(each)
    options = {
        "outcome": outcome,
        "order": np.tile(order, runs),
        "weight": np.ones(outcome.size),
        "by": by,
    }
    truth = survey_disparities(**options)["aci"].value.mean()
    design = survey_disparities(**options, psu=psu)["aci"].interval()
    inside = (design.lower <= truth) & (truth <= design.upper)
    assert inside.mean() > 0.91


def test_settings_stand_on_their_own() -> None:
    one, two = people(1), people(2)
    both = {name: np.concatenate([one[name], two[name]]) for name in one}
    found = survey_disparities(**both, by=ByCode(np.repeat([0, 1], 400), 2))
    for place, sample in enumerate((one, two)):
        alone = survey_disparities(**sample, by=ONE)
        assert found["sii"].value[place] == pytest.approx(alone["sii"].value[0])
        assert found["sii"].standard_error[place] == pytest.approx(alone["sii"].standard_error[0])


def test_a_stratum_with_one_unit_is_compared_with_all() -> None:
    sample = people()
    strata = np.zeros(400, np.intp)
    strata[:10] = 1
    psu = np.arange(400)
    psu[:10] = 0
    found = survey_disparities(**sample, by=ONE, psu=psu, strata=strata)
    assert np.isfinite(found["aci"].standard_error[0])


def test_missing_outcomes_are_a_fault_unless_forced() -> None:
    sample = people()
    sample["outcome"][5] = np.nan
    assert (
        "outcome, weight or order is missing"
        in survey_disparities(**sample, by=ONE)["aci"].reasons[0]
    )
    forced = survey_disparities(**sample, by=ONE, force=True)
    assert np.isfinite(forced["aci"].value[0])
    assert "left out" in forced["aci"].cautions[0]


def test_negative_weights_and_outcomes_that_are_no_shares_say_so() -> None:
    sample = people()
    sample["weight"][3] = -1
    assert "weight is negative" in survey_disparities(**sample, by=ONE)["aci"].reasons[0]
    sample = people()
    sample["outcome"] = sample["outcome"] * 30
    found = survey_disparities(**sample, by=ONE)
    assert "not from 0 to 1" in found["sii"].reasons[0]
    assert np.isfinite(found["aci"].value[0])
