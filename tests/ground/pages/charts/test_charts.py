"""What each chart draws, says and tabulates."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.ground.pages import charts
from leveller.workbench.ground.pages.benchmarks import Benchmark
from leveller.workbench.ground.pages.charts import Axis, Break, Compared, Estimate, Point, Series
from leveller.workbench.ground.pages.charts.slopes import spread
from leveller.workbench.ground.pages.gallery import figures as gallery
from leveller.workbench.ground.pages.tables import Cell, Interval

AXIS = Axis("Rate", "per 100,000")


def made(name: str) -> charts.Chart:
    return next(chart for chart in gallery.every_chart() if chart.key == name)


def records(chart: charts.Chart) -> list[dict]:
    return chart.wide.spec["data"]["values"]


known = st.none() | st.floats(1, 100)
runs = st.lists(known, min_size=1, max_size=12)


@given(runs, st.sets(st.integers(0, 11), max_size=3))
def test_a_trend_is_never_drawn_across_a_gap_or_a_break(values, starts):
    periods = [str(2000 + i) for i in range(len(values))]
    points = tuple(Point(p, Estimate(v)) for p, v in zip(periods, values, strict=True))
    breaks = [Break(periods[i], "changed") for i in sorted(starts) if i < len(values)]
    chart = charts.trend(
        key="t", title="Title", axis=AXIS, series=[Series("A", points)], breaks=breaks
    )
    by_segment: dict[str, list[int]] = {}
    for record in records(chart):
        by_segment.setdefault(record["segment"], []).append(record["x"])
    drawn = [x for xs in by_segment.values() for x in xs]
    assert sorted(drawn) == [i for i, v in enumerate(values) if v is not None]
    for xs in by_segment.values():
        assert xs == list(range(xs[0], xs[-1] + 1))
        assert not any(xs[0] < start <= xs[-1] for start in starts)


def test_a_trend_is_judged_since_its_last_break_only():
    chart = made("trend")
    assert chart.description.startswith("Northmoor: 59.5 years (58.5 to 60.5) in 2017 to 2019 and")
    assert "Figures before 2017 to 2019 can't be compared with later ones." in chart.description
    assert any("the survey question changed" in note for note in chart.notes)


def test_a_trend_tabulates_every_period_with_its_interval():
    table = made("trend").table
    assert [column.heading for column in table.columns] == [
        "Period",
        "Northmoor (years)",
        "Northmoor: 95% interval",
        "England (years)",
        "England: 95% interval",
    ]
    assert len(table.rows) == len(gallery.PERIODS)
    gap = next(row for row in table.rows if row.cells["period"] == "2014 to 2016")
    assert gap.cells["value_0"] == Cell(None, text="not published")


def test_places_are_compared_highest_first_and_the_unknown_last():
    rows = [
        Compared("A", Estimate(1.0)),
        Compared("B", Estimate(None, note="fewer than 8")),
        Compared("C", Estimate(3.0, 2.0, 4.0), Benchmark.WORSE),
    ]
    chart = charts.comparison(
        key="c", title="Title", axis=AXIS, compared=rows, benchmark=("England", 2.0)
    )
    assert [record["label"] for record in records(chart)] == ["C", "A"]
    assert [row.cells["label"].value for row in chart.table.rows] == ["C", "A", "B"]
    assert chart.table.rows[2].cells["value"].text == "fewer than 8"
    assert chart.description == (
        "Highest: C, 3.0 per 100,000 (2.0 to 4.0). Lowest: A, 1.0 per 100,000. "
        "England: 2.0 per 100,000. Worse: C. B has no figure."
    )


def test_groups_may_stay_in_their_order():
    rows = [Compared("A", Estimate(1.0)), Compared("B", Estimate(2.0))]
    chart = charts.comparison(key="c", title="T", axis=AXIS, compared=rows, in_order=True)
    assert [record["label"] for record in records(chart)] == ["A", "B"]


@pytest.mark.parametrize(("as_bars", "from_zero"), [(True, True), (False, False)])
def test_bars_start_at_zero_and_dots_say_that_they_need_not(as_bars, from_zero):
    rows = [Compared("A", Estimate(50.0)), Compared("B", Estimate(60.0))]
    chart = charts.comparison(key="c", title="T", axis=AXIS, compared=rows, as_bars=as_bars)
    scales = [layer["encoding"].get("x", {}).get("scale") for layer in chart.wide.spec["layer"]]
    assert {scale["zero"] for scale in scales if scale} == {from_zero}
    assert ("does not start at zero" in " ".join(chart.notes)) != from_zero


def test_a_gradient_runs_half_a_group_beyond_its_ends():
    chart = made("gradient")
    line = chart.wide.spec["layer"][0]["data"]["values"]
    assert [(r["series"], r["group"]) for r in line] == [
        ("Males", 0.5), ("Males", 10.5), ("Females", 0.5), ("Females", 10.5),
    ]  # fmt: skip
    assert "least deprived end is 9.1 years (8.5 to 9.7) higher" in chart.description


@pytest.mark.parametrize(
    ("slope", "said"),
    [
        (Estimate(1.0, -0.5, 2.5), "includes no difference"),
        (Estimate(-4.0, -5.0, -3.0), "is 4.0 per 100,000 (3.0 to 5.0) lower than"),
        (Estimate(None), None),
    ],
)
def test_a_slope_is_told_with_its_direction_or_not_at_all(slope, said):
    held = charts.Gradient("All", (Estimate(1.0), Estimate(2.0)), (1.0, 2.0), slope)
    chart = charts.gradient(key="g", title="T", axis=AXIS, gradients=[held], group="quintile")
    if said:
        assert said in chart.description
    else:
        assert "fitted line" not in chart.description


@given(
    st.floats(-50, 50),
    st.floats(0.1, 50),
    st.floats(0.1, 50),
    st.floats(0, 1),
    st.sampled_from([True, False, None]),
)
def test_a_spine_puts_the_country_in_the_middle_and_the_better_to_the_right(
    country, below, above, share, better
):
    low, high = country - below, country + above
    value = low + share * (high - low)
    row = charts.SpineRow(
        "X", "2020", "%", 1, Estimate(value), country, low, high, higher_is_better=better
    )
    assert row.position(country) == 0
    assert max(abs(row.position(low)), abs(row.position(high))) == pytest.approx(1)
    assert abs(row.position(value)) <= 1 + 1e-9
    is_right = row.position(value) > 1e-9
    assert is_right <= ((value < country) if better is False else (value > country))


def test_a_spine_lists_what_is_better_and_what_is_worse():
    chart = made("spine")
    assert "Better: Fuel poverty." in chart.description
    assert "Employment rate" not in chart.description
    assert chart.table.rows[0].cells["country"].text == "63.1"


def test_an_indicator_without_spread_stands_in_the_middle():
    row = charts.SpineRow("X", "2020", "%", 1, Estimate(5.0), 5.0, 5.0, 5.0)
    assert row.position(5.0) == 0


@given(st.lists(st.floats(-100, 100), max_size=14), st.floats(0.01, 20))
def test_labels_keep_their_order_and_their_distance(values, gap):
    placed = spread(values, gap)
    order = sorted(range(len(values)), key=values.__getitem__)
    along = [placed[i] for i in order]
    assert all(b - a >= gap - 1e-6 for a, b in itertools.pairwise(along))
    if values:
        assert sum(placed) == pytest.approx(sum(values), abs=1e-6)


@given(st.lists(st.floats(-100, 100), max_size=8))
def test_labels_that_have_room_stay_where_they_are(values):
    apart = sorted({round(value) for value in values})
    assert spread(apart, 0.5) == pytest.approx(apart)


def test_slopes_tell_only_the_changes_that_can_be_told():
    def change(label, before, after):
        bounds = (Estimate(v, v - 1, v + 1) for v in (before, after))
        return charts.Change(label, *bounds)

    held = [change("A", 60, 65), change("B", 60, 61), change("C", 60, 55)]
    held.append(charts.Change("D", Estimate(60.0), Estimate(None)))
    chart = charts.slopes(key="s", title="T", axis=AXIS, periods=("2010", "2020"), changes=held)
    assert "Higher in the later period: A." in chart.description
    assert "Lower in the later period: C." in chart.description
    assert "since the intervals overlap: B." in chart.description
    assert "D has no figure." in chart.description


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=18))
def test_the_shares_of_a_pyramid_add_up(counts):
    bands = [charts.AgeBand(str(i), males, females) for i, (males, females) in enumerate(counts)]
    chart = charts.pyramid(key="p", title="T", period="2022", bands=bands)
    shares = chart.wide.spec["layer"][0]["data"]["values"]
    if sum(map(sum, counts)):
        assert sum(abs(record["share"]) for record in shares) == pytest.approx(100)
    assert all(record["share"] <= 0 for record in shares if record["sex"] == "Males")


parts = st.dictionaries(
    st.sampled_from(["A", "B", "C", "D", "E", "F", "G", "H", "Other"]),
    st.floats(-5, 5).map(lambda v: round(v, 2)),
    min_size=1,
)


@given(st.lists(parts, min_size=1, max_size=3))
def test_the_parts_of_a_gap_lie_end_to_end_and_add_up(held):
    groups = [charts.Contribution(f"G{i}", one) for i, one in enumerate(held)]
    chart = charts.contributions(key="c", title="T", axis=AXIS, groups=groups)
    for group in groups:
        mine = [r for r in records(chart) if r["label"] == group.label]
        assert sum(r["end"] - r["start"] for r in mine) == pytest.approx(group.total, abs=1e-6)
        for sign in (1, -1):
            at = 0.0
            for r in (r for r in mine if (r["end"] - r["start"]) * sign > 0):
                assert r["start"] == pytest.approx(at)
                at = r["end"]
    assert len({r["part"] for r in records(chart)}) <= 7


def test_a_part_that_narrows_the_gap_is_told_as_such():
    assert "It is narrowed by Other (\u22120.3)." in made("causes").description


def test_small_multiples_share_their_periods_and_their_benchmark():
    chart = made("multiples")
    held = records(chart)
    assert len(held) == len(gallery.COUNCILS) * len(gallery.PERIODS)
    assert len({r["other"] for r in held if r["x"] == 0}) == 1


@pytest.mark.parametrize("chart", gallery.every_chart(), ids=lambda chart: chart.key)
def test_every_chart_has_its_words_and_its_table(chart):
    assert chart.description.endswith(".")
    assert chart.title not in chart.description
    assert chart.table.caption == chart.title
    assert chart.table.source == gallery.SOURCE
    assert "style" not in chart.alternative
    assert chart.narrow.width < chart.wide.width


def test_a_chart_whose_description_is_its_title_is_refused():
    held = made("dots")
    with pytest.raises(ValueError, match="needs a description that isn't its title"):
        charts.Chart("x", "Chart", "Title", "Title.", held.table, held.wide, held.narrow)


def test_intervals_of_the_table_are_those_of_the_picture():
    chart = made("dots")
    drawn = {r["label"]: (r["lower"], r["upper"]) for r in records(chart)}
    tabled = {
        row.cells["label"].value: tuple(row.cells["interval"])
        for row in chart.table.rows
        if isinstance(row.cells["interval"], Interval)
    }
    assert drawn == tabled
