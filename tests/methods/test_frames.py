"""The dataframe interface: any kind in, the same kind out."""

import decimal
import math
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.methods.measures.test_life_tables import AGES, DEATHS, PEOPLE

from leveller.methods.measures import MeasureError, measure, measure_names, measure_spec
from leveller.methods.measures.tables.catalogue import HOMES

Table = dict[str, list[Any]]
CELLS: Table = {
    "area": ["E1", "E1", None, "E2", "E2"],
    "sex": ["m", "f", "m", "m", "m"],
    "x": [3, 9, 5, 0, 40],
    "n": [40.0, 60, 50, 15, 80],
}


def kinds() -> list[Any]:
    """Whichever dataframe libraries are installed, and the two that always are."""
    makers: list[tuple[str, Any]] = [("pyarrow", pa.table)]
    for name, make in (("pandas", "DataFrame"), ("polars", "DataFrame")):
        try:
            module = __import__(name)
        except ImportError:
            continue
        makers.append((name, getattr(module, make)))
        if name == "polars":
            makers.append(("polars lazy", module.LazyFrame))
    return [pytest.param(make, id=name) for name, make in makers]


def plain(frame: Any) -> Table:
    return nw.from_native(frame, eager_only=True).to_arrow().to_pydict()


@pytest.mark.parametrize("make", kinds())
def test_any_kind_of_dataframe_comes_back_as_its_kind(make: Any) -> None:
    data = make(CELLS)
    result = measure("rate", data, numerator="x", denominator="n", by=["area", "sex"])
    given_kind = type(data.collect()) if hasattr(data, "collect") else type(data)
    assert type(result) is given_kind
    rows = plain(result)
    assert [str(area) for area in rows["area"]] != []
    assert rows["sex"] == ["m", "f", "m", "m"]
    assert rows["value"] == pytest.approx([7_500, 15_000, 10_000, 100_000 * 40 / 95])
    assert rows["reason"] == [""] * 4


def test_a_dict_of_lists_comes_back_as_a_dict_of_arrays() -> None:
    result = measure("rate", CELLS, numerator="x", denominator="n", by="sex")
    assert list(result["sex"]) == ["m", "f"]
    assert isinstance(result["value"], np.ndarray)


@pytest.mark.parametrize("make", kinds())
def test_groups_without_a_name_are_kept(make: Any) -> None:
    """Grouping in pandas drops them, and PHStatsMethods with it."""
    result = plain(measure("rate", make(CELLS), numerator="x", denominator="n", by="area"))
    assert len(result["area"]) == 3
    assert result["value"][1] == pytest.approx(10_000)


@pytest.mark.parametrize("make", kinds())
def test_empty_results_are_missing_values(make: Any) -> None:
    data = make({**CELLS, "n": [40.0, 60, 50, 15, 0]})
    result = plain(measure("rate", data, numerator="x", denominator="n"))
    assert result["value"][4] is None or math.isnan(result["value"][4])
    assert result["reason"][4] == "the denominator is 0"
    assert result["area"] == plain(data.collect() if hasattr(data, "collect") else data)["area"]


def test_rows_of_pandas_keep_their_index() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(CELLS, index=[9, 7, 5, 3, 1])
    result = measure("rate", frame, numerator="x", denominator="n")
    assert list(result.index) == [9, 7, 5, 3, 1]
    assert result.loc[3, "value"] == 0


def test_numbers_of_any_type_serve() -> None:
    table = pa.table(
        {
            "x": pa.array([decimal.Decimal("3"), decimal.Decimal("4")]),
            "n": pa.array(["10", "20"]),
        }
    )
    assert measure("proportion", table, numerator="x", denominator="n")["value"].to_pylist() == [
        0.3,
        0.2,
    ]


@given(st.permutations(range(40)))
def test_the_order_of_rows_changes_nothing_but_the_order_of_groups(order: list[int]) -> None:
    table = {
        "area": ["A"] * 20 + ["B"] * 20,
        "age": [*AGES, *AGES],
        "d": [*DEATHS, *(DEATHS * 2)],
        "n": [*PEOPLE, *(PEOPLE * 3)],
    }
    options = {"start_age": "age", "deaths": "d", "population": "n", "by": "area"}
    tidy = measure("life-expectancy", table, **options)
    mixed = measure(
        "life-expectancy", {k: [v[i] for i in order] for k, v in table.items()}, **options
    )
    expected = dict(zip(zip(tidy["area"], tidy["age"], strict=True), tidy["value"], strict=True))
    found = dict(zip(zip(mixed["area"], mixed["age"], strict=True), mixed["value"], strict=True))
    assert found == expected


LIVES = {
    "area": ["A"] * 20 + ["B"] * 20,
    "age": [*AGES, *AGES],
    "d": [*DEATHS, *DEATHS],
    "n": [*PEOPLE, *PEOPLE],
}
LIFE = {"start_age": "age", "deaths": "d", "population": "n", "by": "area"}


def without(table: dict[str, Any], row: int) -> dict[str, Any]:
    return {name: [v for i, v in enumerate(values) if i != row] for name, values in table.items()}


def test_a_group_without_a_band_that_others_have_is_empty_up_to_it() -> None:
    table = {**LIVES, "area": ["A"] * 20 + ["B"] * 20}
    many = {name: [*values, *values[:20]] for name, values in table.items()}
    many["area"][40:] = ["C"] * 20
    result = measure("life-expectancy", without(many, 28), **LIFE)
    areas, values = np.array(result["area"]), result["value"]
    assert np.isfinite(values[areas != "B"]).all()
    assert np.isnan(values[areas == "B"][:8]).all()
    assert np.isfinite(values[areas == "B"][8:]).all()
    assert "an age band that other groups have is missing" in result["reason"][20]


def test_a_missing_band_at_the_end_empties_the_group() -> None:
    """Else 85 to 89 would be taken for 85 and over."""
    result = measure("life-expectancy", without(LIVES, 39), **LIFE)
    values = result["value"][np.array(result["area"]) == "B"]
    assert np.isnan(values).all()


def test_bands_with_both_ends_speak_for_themselves() -> None:
    def labels(last: int) -> list[str]:
        return ["0", "1-4", *(f"{a}-{a + 4}" for a in range(5, last, 5)), f"{last}+"]

    table = {
        "area": ["A"] * 20 + ["B"] * 19,
        "age": [*labels(90), *labels(85)],
        "d": [*DEATHS, *DEATHS[:18], DEATHS[18:].sum()],
        "n": [*PEOPLE, *PEOPLE[:18], PEOPLE[18:].sum()],
    }
    result = measure("life-expectancy", table, **LIFE)
    assert np.isfinite(result["value"]).all()
    gap = measure("life-expectancy", without(table, 10), **LIFE)
    assert np.isnan(gap["value"][:10]).all()
    assert np.isfinite(gap["value"][10:]).all()
    closed = {**table, "age": [*labels(90)[:-1], "90-94", *labels(85)]}
    assert "needs an open one" in measure("life-expectancy", closed, **LIFE)["reason"][0]


def test_one_table_with_a_band_missing_in_the_middle_is_doubted() -> None:
    alone = {name: values[:20] for name, values in LIVES.items()}
    result = measure("life-expectancy", without(alone, 9), **LIFE)
    assert np.isnan(result["value"]).all()
    assert "twice as wide" in result["reason"][0]


@pytest.mark.parametrize(
    ("name", "table", "options", "words"),
    [
        ("life-expectancy", LIVES, LIFE, "one-row-an-age-band"),
        (
            "directly-standardised-rate",
            {"area": ["A"] * 3, "age": ["0-14", "15-64", "65+"], "d": [9, 9, 9], "n": [99] * 3},
            {
                "count": "d",
                "population": "n",
                "standard_population": "ESP2013",
                "age_band": "age",
                "by": "area",
            },
            "one-row-an-age-band",
        ),
        (
            "slope-index-of-inequality",
            {"area": ["A"] * 5, "q": [1, 2, 3, 4, 5], "n": [9] * 5, "v": [1.0, 2, 3, 4, 5]},
            {"quantile": "q", "population": "n", "value": "v", "by": "area"},
            "one-row-a-quantile",
        ),
        (
            "recent-trend",
            {"area": ["A"] * 5, "year": [1, 2, 3, 4, 5], "x": [5] * 5, "n": [99] * 5},
            {"period": "year", "numerator": "x", "denominator": "n", "by": "area"},
            "one-row-a-period",
        ),
    ],
)
def test_repeated_keys_are_faults(
    name: str, table: dict[str, Any], options: dict[str, Any], words: str
) -> None:
    twice = {column: [*values, values[0]] for column, values in table.items()}
    with pytest.raises(MeasureError) as caught:
        measure(name, twice, **options)
    assert caught.value.rule == words
    assert caught.value.group == {"area": "A"}


def test_a_published_standard_is_matched_by_age_in_whatever_order() -> None:
    bands = ["65+", "0-14", "15-64"]
    table = {"age": bands, "d": [40, 5, 20], "n": [3_000, 4_000, 12_000]}
    named = measure(
        "directly-standardised-rate",
        table,
        count="d",
        population="n",
        standard_population="esp 2013",
        age_band="age",
    )
    column = measure(
        "directly-standardised-rate",
        {**table, "w": [19_500, 16_000, 64_500]},
        count="d",
        population="n",
        standard_population="w",
    )
    assert named["value"][0] == pytest.approx(column["value"][0])


def test_overlapping_bands_are_refused_by_name() -> None:
    table = {"age": ["50-54", "55-69", "60-64"], "d": [5, 6, 7], "n": [900] * 3}
    with pytest.raises(MeasureError, match=r"'age'.*55-69 and 60-64 overlap"):
        measure(
            "directly-standardised-rate",
            table,
            count="d",
            population="n",
            standard_population="ESP2013",
            age_band="age",
        )


def test_groups_may_have_bands_of_their_own_where_told() -> None:
    table = {
        "what": ["all"] * 3 + ["under 65"] * 2,
        "age": ["0-14", "15-64", "65+", "0-14", "15-64"],
        "d": [5, 20, 40, 5, 20],
        "n": [4_000, 12_000, 3_000, 4_000, 12_000],
    }
    options = {
        "count": "d",
        "population": "n",
        "standard_population": "ESP2013",
        "age_band": "age",
        "by": "what",
    }
    assert np.isnan(measure("directly-standardised-rate", table, **options)["value"][1])
    told = measure("directly-standardised-rate", table, own_bands=True, **options)
    assert np.isfinite(told["value"]).all()


def test_observed_totals_and_a_reference_may_stand_in_tables_of_their_own() -> None:
    bands = ["0-14", "15-64", "65+"]
    table = {"area": ["A"] * 3 + ["B"] * 3, "age": bands * 2, "n": [4_000, 12_000, 3_000] * 2}
    reference = {"age": bands[::-1], "rx": [900, 400, 30], "rn": [60_000, 300_000, 90_000]}
    options: dict[str, Any] = {
        "population": "n",
        "age_band": "age",
        "reference_data": reference,
        "reference_count": "rx",
        "reference_population": "rn",
        "observed_total": "seen",
        "by": "area",
    }
    result = measure(
        "indirectly-standardised-ratio",
        table,
        observed_data={"area": ["B"], "seen": [7]},
        **options,
    )
    expected = 4_000 * 30 / 90_000 + 12_000 * 400 / 300_000 + 3_000 * 900 / 60_000
    assert result["expected"][1] == pytest.approx(expected)
    assert result["value"][1] == pytest.approx(7 / expected)
    assert np.isnan(result["value"][0])
    with pytest.raises(MeasureError, match="a group twice"):
        measure(
            "indirectly-standardised-ratio",
            table,
            observed_data={"area": ["B", "B"], "seen": [7, 7]},
            **options,
        )


def test_a_gap_between_two_groups_and_a_range_with_who_is_at_each_end() -> None:
    table = {
        "year": [2020] * 3 + [2021] * 3,
        "who": ["most", "middle", "least"] * 2,
        "v": [73.9, 80.0, 83.3, 73.0, 79.0, 83.0],
        "e": [0.1] * 6,
    }
    options = {"group": "who", "value": "v", "se": "e", "by": "year"}
    ends = {"group_value": "least", "reference_value": "most"}
    gap = measure("gap", table, **ends, **options)
    assert list(gap["value"]) == pytest.approx([9.4, 10.0])
    span = measure("gap", table, **options)
    assert list(span["highest"]) == ["least", "least"]
    assert list(span["lowest"]) == ["most", "most"]
    ratio = measure(
        "gap", table, group_value="least", reference_value="most", relative=True, **options
    )
    assert ratio["value"][0] == pytest.approx(83.3 / 73.9)
    with pytest.raises(MeasureError, match="no row has 'nobody'"):
        measure("gap", table, group_value="nobody", reference_value="most", **options)


def test_comparison_trend_decomposition_smoothing_neighbours_and_disclosure() -> None:
    table = {"v": [3.5, 3.5], "lo": [3.0, 3.0], "hi": [4.0, 4.0], "ref": [2.0, 3.2]}
    compared = measure(
        "comparison",
        table,
        value="v",
        lower="lo",
        upper="hi",
        reference="ref",
        polarity="high-is-good",
    )
    assert list(compared["outcome"]) == ["Better", "Similar"]
    series = {"year": [*range(2015, 2020)], "x": [100, 150, 200, 250, 300], "n": [1_000] * 5}
    trend = measure(
        "recent-trend",
        series,
        period="year",
        numerator="x",
        denominator="n",
        polarity="low-is-good",
    )
    assert (trend["trend"][0], trend["judgement"][0]) == ("Increasing", "getting worse")
    lives = {
        "who": ["a"] * 20 + ["b"] * 20,
        "age": AGES * 2,
        "d": [*DEATHS * 2, *DEATHS],
        "n": [*PEOPLE, *PEOPLE],
    }
    parts = measure(
        "life-expectancy-decomposition",
        lives,
        start_age="age",
        population="n",
        deaths="d",
        group="who",
        group_value="a",
        reference_value="b",
    )
    assert parts["years"].sum() == pytest.approx(parts["gap"][0])
    counts = {"x": [1, 100, 30, 55], "n": [10, 1_000, 900, 700]}
    smooth = measure("smoothed-rate", counts, count="x", population="n")
    assert smooth["own_weight"][0] < smooth["own_weight"][1]
    places = {"place": ["a", "b", "c"], "f": [1.0, 1.1, 9.0], "g": [1.0, 1.0, 1.0]}
    near = measure("statistical-neighbours", places, place="place", features=["f", "g"], number=1)
    assert list(near["neighbour"]) == ["b", "a", "b"]
    safe = measure(
        "disclosure-control", {"area": ["a", "a", "b"], "x": [3, 6, 4]}, count="x", by="area"
    )
    assert list(safe["label"]) == ["10", "*"]


def test_disclosure_control_leaves_the_true_counts_out() -> None:
    result = measure("disclosure-control", {"area": ["a", "b"], "x": [3, 12]}, count="x")
    assert "x" not in result
    assert list(result["label"]) == ["*", "10"]


@pytest.mark.parametrize(
    ("name", "data", "options", "words"),
    [
        ("rat", CELLS, {}, "Did you mean rate"),
        ("gini", CELLS, {}, "is unknown. There are"),
        ("rate", CELLS, {"numerator": "x"}, "denominator is needed"),
        ("rate", CELLS, {"numerator": "cases", "denominator": "n"}, "no column 'cases'"),
        ("rate", CELLS, {"numerater": "x"}, "Did you mean numerator"),
        ("rate", CELLS, {"numerator": "x", "denominator": "n", "by": "place"}, "no column 'place'"),
        ("rate", CELLS, {"numerator": "area", "denominator": "n"}, "row 1 of the data holds 'E1'"),
        ("rate", CELLS, {"numerator": "x", "denominator": "n", "invalid": "skip"}, "'error' or"),
        ("rate", {"x": [], "n": []}, {"numerator": "x", "denominator": "n"}, "no rows"),
        ("rate", {"x": [1], "n": [1, 2]}, {"numerator": "x", "denominator": "n"}, "one length"),
        ("rate", 7, {}, "int is not a dataframe"),
        ("rate", CELLS, {"numerator": "x", "denominator": "n", "multiplier": "many"}, "a number"),
        (
            "slope-index-of-inequality",
            CELLS,
            {"quantile": "x", "population": "n", "value": "n", "value_type": "odds"},
            "one of other, rate, proportion",
        ),
        (
            "rate",
            {**CELLS, "value": [1] * 5},
            {"numerator": "x", "denominator": "n"},
            "already has a column 'value'",
        ),
        (
            "rate",
            CELLS,
            {"numerator": "x", "denominator": "n", "peer_rules": ["round-up"]},
            "peer rule 'round-up' is unknown",
        ),
    ],
)
def test_requests_that_cannot_be_met_say_what_is_wrong_and_what_to_do(
    name: str, data: Any, options: dict[str, Any], words: str
) -> None:
    with pytest.raises(MeasureError, match=words):
        measure(name, data, **options)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf, -3.0, 0.0, 1e300, 0.5])
@pytest.mark.parametrize("column", ["d", "n"])
def test_no_number_makes_a_life_table_crash_or_spoils_its_neighbours(
    column: str, bad: float
) -> None:
    table = {name: list(values) for name, values in LIVES.items()}
    table[column][26] = bad
    result = measure("life-expectancy", table, invalid="empty", **LIFE)
    good = measure("life-expectancy", LIVES, **LIFE)
    np.testing.assert_array_equal(result["value"][:20], good["value"][:20])
    assert np.isfinite(result["value"][27:]).all()


def test_every_measure_loads_and_describes_itself() -> None:
    assert measure_names() == tuple(HOMES)
    for name in measure_names():
        found = measure_spec(name)
        assert found.name == name
        assert found.title
        for part in (*found.roles, *found.parameters):
            assert part.text.endswith("."), part.name


@pytest.mark.slow
def test_a_million_groups_are_no_trouble() -> None:
    number = 1_000_000
    table = pa.table({"g": np.arange(number), "x": np.ones(number), "n": np.full(number, 9.0)})
    result = measure("rate", table, numerator="x", denominator="n", by="g")
    assert len(result) == number
    assert result["value"][number - 1].as_py() == pytest.approx(1e5 / 9)
