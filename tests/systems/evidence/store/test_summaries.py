"""The summary says of every place what one finds by looking through all rows."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leveller.methods.measures import recent_trend
from leveller.workbench.ground.places.kinds import PlaceKind, kind_of
from leveller.workbench.systems.evidence.store import layout, summaries
from leveller.workbench.systems.evidence.store.summaries import sorting
from tests.systems.evidence import factory
from tests.systems.evidence.factory import Row

PLACES = (
    "E06000001",
    "E06000002",
    "E08000003",
    "E07000004",
    "S12000049",
    "E92000001",
    "S92000003",
    "E12000002",
    "Y12345",
)
PERIODS = [str(y) for y in range(2010, 2020)] + [f"{y} - {y % 100 + 2:02}" for y in range(2010, 18)]
PERIODS += [f"{y}/{y % 100 + 1}" for y in range(2012, 2018)]


def limits(value: float | None, width: float) -> tuple[float | None, float | None]:
    return (None, None) if value is None or not width else (value - width, value + width)


values = st.none() | st.integers(0, 8).map(float) | st.floats(0, 100)
drawn = st.builds(
    lambda i, p, s, a, t, v, w, b: factory.row(
        i, p, t, v, sex=s, age=a, age_from=16 if a == "16+" else 0, limits=limits(v, w), breakdown=b
    ),
    st.sampled_from(("one", "two")),
    st.sampled_from(PLACES),
    st.sampled_from(("persons", "male")),
    st.sampled_from(("All ages", "16+", "0-4")),
    st.sampled_from(PERIODS),
    values,
    st.sampled_from((0, 0.1, 5)),
    st.sampled_from(("", "", "", "Deciles")),
)


def once(rows: list[Row]) -> list[Row]:
    """No two rows say the same thing: publishing collapses or refuses them."""
    names = ("indicator", "place", "sex", "age", "period_start", "period_end", "breakdown")
    kept = {tuple(r[name] for name in names): r for r in rows}
    return [r | {"row": n} for n, r in enumerate(kept.values(), 2)]


def built(rows: list[Row], folder: Path) -> list[Row]:
    observations = folder / layout.OBSERVATIONS
    layout.write(factory.table(rows), observations)
    summaries.build(observations, folder)
    return pq.read_table(folder / layout.SUMMARY).to_pylist()


def months(r: Row) -> int:
    return round((r["period_end"] - r["period_start"]).days / 30.4375)


def slowly(rows: list[Row]) -> list[Row]:
    whole = [r for r in rows if not r["breakdown"]]
    keys = {(r["place"], r["indicator"], r["sex"], r["age"]) for r in whole}
    return [one_slowly(key, whole) for key in sorted(keys)]


def one_slowly(key: tuple[str, ...], whole: list[Row]) -> Row:
    place, indicator, sex, age = key
    own = [r for r in whole if (r["place"], r["indicator"], r["sex"], r["age"]) == key]
    latest = max(
        own, key=lambda r: (r["value"] is not None, r["period_end"], -months(r), r["period_start"])
    )
    alike = [r for r in own if months(r) == months(latest)]
    before = [
        r for r in alike if r["value"] is not None and r["period_end"] <= latest["period_start"]
    ]
    previous = max(before, key=lambda r: r["period_start"], default=None)
    same_people = [
        r
        for r in whole
        if (r["indicator"], r["sex"], r["age"]) == (indicator, sex, age)
        and (r["period_start"], r["period_end"]) == (latest["period_start"], latest["period_end"])
        and r["value"] is not None
    ]
    code = {"E": "E92000001", "S": "S92000003"}.get(place[0])
    country = next((r for r in same_people if r["place"] == code and place != code), None)
    peers = [
        r["value"]
        for r in same_people
        if kind_of(r["place"]) == kind_of(place) and r["place"][0] == place[0]
    ]
    if latest["value"] is None or kind_of(place) in (PlaceKind.OTHER, PlaceKind.COUNTRY):
        peers = []
    return {
        "place": place,
        "indicator": indicator,
        "sex": sex,
        "age": age,
        "row": latest["row"],
        "value": latest["value"],
        "period": latest["period"],
        "previous_row": previous and previous["row"],
        "previous_value": previous and previous["value"],
        "country_row": country and country["row"],
        "rank": peers and 1 + sum(v > latest["value"] for v in peers),
        "compared": len(peers),
        "minimum": min(peers, default=None),
        "median": quantile(peers, 0.5),
        "lower_quartile": quantile(peers, 0.25),
        "points": sum(r["value"] is not None for r in alike),
        "trend": trend_slowly(latest, alike),
    }


def quantile(values: list[float], share: float) -> float | None:
    if not values:
        return None
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def trend_slowly(latest: Row, alike: list[Row]) -> str:
    upto = [r for r in alike if r["period_start"] <= latest["period_start"]]
    last = sorted(upto, key=lambda r: r["period_start"])[-5:]
    years = [r["period_start"].year for r in last]
    in_a_row = years == list(range(years[-1] - 4, years[-1] + 1))
    if months(latest) != 12 or not in_a_row or any(r["lower95"] is None for r in last):
        return "cannot be calculated"
    columns = ([r[name] for r in last] for name in ("value", "lower95", "upper95"))
    return str(recent_trend(*columns).direction).lower()


@given(rows=st.lists(drawn, min_size=1, max_size=80).map(once))
@settings(deadline=None, max_examples=80)
def test_the_same_as_by_looking_through_all_rows(
    rows: list[Row], tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = built(rows, tmp_path_factory.mktemp("release"))
    expected = slowly(rows)
    assert [(r["place"], r["indicator"], r["sex"], r["age"]) for r in found] == [
        (r["place"], r["indicator"], r["sex"], r["age"]) for r in expected
    ]
    for fast, slow in zip(found, expected, strict=True):
        compare(fast, slow)


def compare(fast: Row, slow: Row) -> None:
    for name, expected in slow.items():
        wanted: Any = expected or (0 if name == "rank" else expected)
        assert fast[name] == (pytest.approx(wanted) if isinstance(wanted, float) else wanted), name


def test_yearly_figures_and_three_year_averages_are_kept_apart(tmp_path: Path) -> None:
    rows = [factory.row("smoking", "E08000003", p, v) for p, v in (("2021", 31.8), ("2022", 27.2))]
    rows += [factory.row("smoking", "E08000003", p, 25.4) for p in ("2018 - 20", "2021 - 23")]
    rows += [factory.row("smoking", "E08000003", "2019 - 21", 27.1)]
    (found,) = built(once(rows), tmp_path)
    assert (found["period"], found["previous_period"]) == ("2021 - 23", "2018 - 20")
    assert found["trend_reason"] == "the periods are not single years"


def test_a_trend_of_five_years_with_limits_is_tested(tmp_path: Path) -> None:
    rows = [
        factory.row("smoking", "E08000003", str(2015 + n), 20.0 - n, limits=(19.8 - n, 20.2 - n))
        for n in range(6)
    ]
    (found,) = built(once(rows), tmp_path)
    assert (found["trend"], found["trend_reason"]) == ("decreasing", "")


def test_a_file_without_the_whole_population_has_an_empty_summary(tmp_path: Path) -> None:
    rows = [factory.row("a", "E08000003", "2019", 1.0, breakdown="Deciles", category="1")]
    assert built(once(rows), tmp_path) == []
    assert not list(tmp_path.glob("*.unsorted*"))


@pytest.mark.parametrize("in_memory", [0, 100_000])
def test_many_places_come_out_sorted_by_place(
    in_memory: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sorting, "ROWS_IN_MEMORY", in_memory)
    rows = [
        factory.row(f"i{i}", f"E0100{p:04}", "2019", float(p)) for i in (2, 1) for p in range(9000)
    ]
    found = built(once(rows), tmp_path)
    order = [(r["place"], r["indicator"]) for r in found]
    assert len(order) == 18_000
    assert order == sorted(order)
    assert {file.name for file in tmp_path.iterdir()} == {layout.OBSERVATIONS, layout.SUMMARY}
