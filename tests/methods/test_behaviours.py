"""The edge cases of other tools, each with the behaviour that is wanted of ours.

A row of the shared table without a check here fails, so that none is forgotten.
"""

import csv
import math
from collections.abc import Callable
from typing import Any

import pytest
from tests.methods.golden import FOLDER
from tests.methods.measures.test_life_tables import AGES, DEATHS, PEOPLE

from leveller.methods.measures import ConfidenceError, GradientError, MeasureError, measure

Table = dict[str, list[Any]]
CHECKS: dict[str, Callable[[], None]] = {}


def behaviour(name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    def keep(check: Callable[[], None]) -> Callable[[], None]:
        CHECKS[name] = check
        return check

    return keep


def rows() -> list[Any]:
    path = FOLDER / "behaviours.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            pytest.param(row, id=f"{row['id']}-{row['area'].replace(' ', '_')}")
            for row in csv.DictReader(lines)
        ]


@pytest.mark.shared
@pytest.mark.parametrize("row", rows())
def test_behaviour(row: dict[str, str]) -> None:
    assert row["id"] in CHECKS, f"nobody checks {row['condition']}"
    CHECKS[row["id"]]()


def refused(name: str, table: Table, **options: Any) -> MeasureError:
    """The error that a measure stops with."""
    with pytest.raises(MeasureError) as caught:
        measure(name, table, **options)
    return caught.value


def empty_rows(result: dict[str, Any], column: str = "value") -> list[bool]:
    return [math.isnan(float(value)) for value in result[column]]


# tables with a good group "A" and a group "B" that breaks something


def standard(**change: Any) -> Table:
    table: Table = {
        "area": ["A"] * 3 + ["B"] * 3,
        "x": [5.0, 20, 40] * 2,
        "n": [4_000.0, 12_000, 3_000] * 2,
        "std": [16_000.0, 65_500, 18_500] * 2,
    }
    for name, value in change.items():
        table[name][4] = value
    return table


DSR = {"count": "x", "population": "n", "standard_population": "std", "by": "area"}


def lives(**change: Any) -> Table:
    table: Table = {
        "area": ["A"] * 20 + ["B"] * 20,
        "age": [*AGES, *AGES],
        "d": [*DEATHS, *DEATHS],
        "n": [*PEOPLE, *PEOPLE],
    }
    for name, value in change.items():
        table[name][26] = value
    return table


LIFE = {"start_age": "age", "population": "n", "deaths": "d", "by": "area"}


def deciles(number: int = 5, **change: Any) -> Table:
    table: Table = {
        "area": ["A"] * number + ["B"] * number,
        "q": [*range(1, number + 1)] * 2,
        "n": [100.0] * (2 * number),
        "v": [0.2 + 0.05 * i for i in range(number)] * 2,
        "lo": [0.15 + 0.05 * i for i in range(number)] * 2,
        "hi": [0.25 + 0.05 * i for i in range(number)] * 2,
    }
    for name, value in change.items():
        table[name][number + 2] = value
    return table


SLOPE = {
    "quantile": "q",
    "population": "n",
    "value": "v",
    "lower": "lo",
    "upper": "hi",
    "by": "area",
}


@behaviour("b01")
def few_events_leave_a_rate_empty_with_the_reason() -> None:
    table = standard()
    table["x"][3:] = [1, 2, 6]
    result = measure("directly-standardised-rate", table, **DSR)
    assert empty_rows(result) == [False, True]
    assert "fewer events" in result["reason"][1]


@behaviour("b02")
def a_missing_count_leaves_its_group_empty_unless_missing_means_none() -> None:
    result = measure("directly-standardised-rate", standard(x=math.nan), **DSR)
    assert empty_rows(result) == [False, True]
    assert "missing" in result["reason"][1]
    told = measure(
        "directly-standardised-rate", standard(x=math.nan), missing_count_is_zero=True, **DSR
    )
    assert empty_rows(told) == [False, False]


@behaviour("b04")
def a_population_of_zero_is_an_error_and_the_others_come_back_where_asked() -> None:
    error = refused("directly-standardised-rate", standard(n=0), **DSR)
    assert (error.column, error.group, error.rule) == ("n", {"area": "B"}, "population-above-zero")
    assert "'n'" in str(error)
    assert "area = 'B'" in str(error)
    result = measure("directly-standardised-rate", standard(n=-4), invalid="empty", **DSR)
    assert empty_rows(result) == [False, True]


@behaviour("b07")
def a_confidence_level_outside_the_scales_is_an_error_everywhere() -> None:
    for level in (0.5, 45, 120, 1.0):
        with pytest.raises(ConfidenceError, match="confidence"):
            measure("directly-standardised-rate", standard(), confidence=level, **DSR)
        with pytest.raises(ConfidenceError, match="confidence"):
            measure("life-expectancy", lives(), confidence=[0.95, level], **LIFE)
    percent = measure("directly-standardised-rate", standard(), confidence=95, **DSR)
    assert "lower95_0cl" in percent


@behaviour("b09")
def a_numerator_above_its_denominator_is_an_error_that_names_the_row() -> None:
    table: Table = {"x": [1.0, 9], "n": [5.0, 4]}
    error = refused("proportion", table, numerator="x", denominator="n")
    assert (error.column, error.group) == ("x", {"row": 2})
    result = measure("proportion", table, numerator="x", denominator="n", invalid="empty")
    assert empty_rows(result) == [False, True]
    assert result["value"][0] == 0.2


@behaviour("b11")
def no_events_give_a_lower_limit_of_zero_and_an_exact_upper_one() -> None:
    rate = measure("rate", {"x": [0.0], "n": [12_345.0]}, numerator="x", denominator="n")
    assert rate["lower95_0cl"][0] == 0
    assert rate["upper95_0cl"][0] == pytest.approx(29.8815670645114)
    table = {"x": [0.0, 0], "n": [500.0, 900], "rx": [10.0, 20], "rn": [9_000.0, 9_000]}
    ratio = measure(
        "indirectly-standardised-ratio",
        table,
        count="x",
        population="n",
        reference_count="rx",
        reference_population="rn",
    )
    assert (ratio["value"][0], ratio["lower95_0cl"][0]) == (0, 0)


def empties_life(words: str, **change: Any) -> None:
    result = measure("life-expectancy", lives(**change), **LIFE)
    assert not any(empty_rows(result)[:20])
    assert all(empty_rows(result)[20:27])
    assert words in result["reason"][20]


@behaviour("b13")
def negative_deaths_leave_life_expectancy_empty_with_the_reason() -> None:
    empties_life("deaths below 0", d=-5)


@behaviour("b15")
def nobody_in_a_band_leaves_life_expectancy_empty_with_the_reason() -> None:
    empties_life("population of 0 or below", n=0)
    empties_life("population of 0 or below", n=-2)


@behaviour("b17")
def an_interval_wider_than_20_years_is_empty_with_the_reason() -> None:
    table = lives()
    table["d"][20:], table["n"][20:] = [0.0] * 3 + [1.0] + [0.0] * 15 + [1.0], [30.0] * 20
    result = measure("life-expectancy", table, **LIFE)
    assert empty_rows(result)[20]
    assert empty_rows(result, "lower95_0cl")[20]
    assert "wider than 20 years" in result["reason"][20]


@behaviour("b19")
def a_first_age_band_other_than_0_is_an_error() -> None:
    table = {name: values[1:20] for name, values in lives().items()}
    error = refused("life-expectancy", table, **LIFE)
    assert (error.column, error.rule) == ("age", "first-band-0")


@behaviour("b21")
def fewer_than_5_quantiles_are_an_error() -> None:
    error = refused("slope-index-of-inequality", deciles(4), **SLOPE)
    assert (error.column, error.rule, error.group) == ("q", "at-least-5-quantiles", {"area": "A"})
    assert refused("slope-index-of-inequality", deciles(101), **SLOPE).rule == error.rule


@behaviour("b23")
def a_group_without_a_quantile_is_kept_empty_with_the_reason() -> None:
    table = {
        name: [v for i, v in enumerate(values) if i != 8] for name, values in deciles().items()
    }
    table = {name: [*values, *deciles()[name][:5]] for name, values in table.items()}
    table["area"][9:] = ["C"] * 5
    result = measure("slope-index-of-inequality", table, **SLOPE)
    assert list(result["area"]) == ["A", "B", "C"]
    assert empty_rows(result, "sii") == [False, True, False]
    assert "quantile" in result["reason"][1]


@behaviour("b25")
def a_proportion_outside_0_to_1_is_an_error() -> None:
    for column, value in (("v", 1.3), ("v", -0.1)):
        error = refused(
            "slope-index-of-inequality",
            deciles(**{column: value}),
            value_type="proportion",
            repetitions=1_000,
            **SLOPE,
        )
        assert (error.column, error.group) == ("v", {"area": "B"})
        assert error.rule == "proportion-within-0-and-1"
    for column, value in (("hi", 1.4), ("lo", -0.2)):
        error = refused(
            "slope-index-of-inequality",
            deciles(**{column: value}),
            value_type="proportion",
            repetitions=1_000,
            **SLOPE,
        )
        assert error.rule == "proportion-within-0-and-1"


@behaviour("b27")
def too_few_repetitions_are_an_error() -> None:
    with pytest.raises(GradientError, match="repetitions: 999"):
        measure("slope-index-of-inequality", deciles(), repetitions=999, **SLOPE)


@behaviour("b29")
def fewer_values_than_quantiles_leave_the_group_without() -> None:
    table = {"area": ["A"] * 6 + ["B"] * 3, "v": [1.0, 2, 3, 4, 5, 6, 7, 8, 9]}
    result = measure("quantiles", table, value="v", nquantiles=5, by="area")
    assert empty_rows(result, "quantile") == [False] * 6 + [True] * 3
    assert "fewer values than quantiles" in result["reason"][7]


@behaviour("b31")
def no_events_without_a_denominator_is_an_error() -> None:
    table = {"ev": [40.0, 0], "rate": [80.0, 0]}
    error = refused("funnel-points", table, events="ev", rate="rate")
    assert (error.group, error.rule) == ({"row": 2}, "denominator-where-no-events")


def subgroups(**change: Any) -> Table:
    table: Table = {
        "y": [10.0, 20, 30, 40, 50],
        "n": [10.0] * 5,
        "o": [1, 2, 3, 4, 5],
        "place": ["A"] * 5,
    }
    return {**table, **change}


@behaviour("b33")
def many_missing_subgroups_are_an_error_unless_forced() -> None:
    table = subgroups(y=[10.0, math.nan, 30, 40, 50])
    error = refused("disparities", table, estimate="y", population="n", by="place")
    assert (error.column, error.group) == ("y", {"place": "A"})
    forced = measure("disparities", table, estimate="y", population="n", by="place", force=True)
    assert not empty_rows(forced, "estimate")[0]


@behaviour("b35")
def two_subgroups_are_an_error() -> None:
    table = {name: values[:2] for name, values in subgroups().items()}
    error = refused("disparities", table, estimate="y", population="n", by="place")
    assert error.rule == "more-than-two-subgroups"


def estimate_of(name: str, table: Table, **options: Any) -> tuple[float, str, str]:
    result = measure("disparities", table, estimate="y", population="n", measures=[name], **options)
    caution = result["caution"][0] if "caution" in result else ""
    return float(result["estimate"][0]), str(result["reason"][0]), str(caution)


@behaviour("b37")
def a_reference_worse_than_the_average_is_not_replaced() -> None:
    table = subgroups(y=[50.0, 40, 30, 20, 10])
    value, _, caution = estimate_of("par", table, order="o")
    assert value == -20
    assert "nothing to gain" in caution
    assert estimate_of("par", table, order="o", worse_reference_is_zero=True)[0] == 0


@behaviour("b39")
def an_estimate_of_zero_is_not_replaced_before_logarithms() -> None:
    table = subgroups(y=[0.0, 20, 30, 40, 50])
    value, reason, _ = estimate_of("mld", table)
    assert math.isnan(value)
    assert "logarithm" in reason
    assert math.isfinite(estimate_of("ti", table)[0])
    assert math.isfinite(estimate_of("mld", table, zero_becomes=1e-6)[0])
