"""From answers to words and rows, without a page."""

from dataclasses import replace

import pytest

from leveller.workbench.ground.pages.benchmarks import Benchmark
from leveller.workbench.ground.pages.charts import Estimate, SpineRow
from leveller.workbench.systems.evidence.answers.deprived import Deprived, Layer, by_council
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.presenters import (
    areas,
    gradients,
    headline,
    members,
    profile,
    units,
)
from leveller.workbench.systems.evidence.queries import (
    Across,
    Gradient,
    Interval,
    Observation,
    Standing,
)
from leveller.workbench.systems.evidence.views.asked import resembling
from tests.front.region import CARD, RELEASE, period

PLACE = Spot("E08000001", "Bolton", "council", ("E08000001",))


def observation(value: float | None, **more: object) -> Observation:
    given = {
        "indicator": CARD.key,
        "place": PLACE.code,
        "period": period("2022"),
        "sex": "persons",
        "age": "All ages",
        "breakdown": "",
        "category": "",
        "category_order": None,
        "value": value,
        "interval": None,
        "interval998": None,
        "count": None,
        "denominator": None,
        "note": "",
        "row": 2,
    }
    return Observation(**(given | more))


class TestHeadline:
    def test_says_value_interval_and_count(self):
        found = observation(80.123, interval=Interval(79.5, 80.7), count=12, denominator=3400)
        shown = headline.headline(CARD, PLACE, found, "/t")
        assert (shown.figure, shown.interval) == ("80.1 years", "79.5 to 80.7")
        assert shown.count == "Count: 12 of 3,400"

    def test_a_suppressed_figure_shows_nothing_of_itself(self):
        found = observation(None, is_suppressed=True, denominator=3400)
        shown = headline.headline(CARD, PLACE, found, "/t")
        assert (shown.figure, shown.interval, shown.count) == ("Suppressed", "", "")

    def test_a_tenth_has_no_interval_but_an_end_to_count_from(self):
        card = replace(CARD, value_type="quantile", unit="decile, 1 the most deprived", decimals=0)
        shown = headline.headline(card, PLACE, observation(3.0), "/t")
        assert (shown.figure, shown.has_interval) == ("3", False)
        assert shown.counted == "decile, 1 the most deprived"


class TestUnits:
    @pytest.mark.parametrize(
        ("card", "label", "unit"),
        [
            (CARD, "Life expectancy", "years"),
            (
                replace(CARD, value_type="rank", unit="rank, 1 the most deprived"),
                "Life expectancy, 1 the most deprived",
                "",
            ),
            (replace(CARD, value_type="rank", unit="rank"), "Life expectancy", ""),
        ],
    )
    def test_ranks_and_tenths_have_an_end_to_count_from(self, card, label, unit):
        axis = units.axis(card)
        assert (axis.label, axis.unit) == (label, unit)


def gradient(step: float, groups: int = 10, **more: object) -> Gradient:
    points = tuple(
        observation(
            50 + step * n,
            category_order=n,
            category=str(n),
            breakdown="Tenths",
            interval=Interval(49.5 + step * n, 50.5 + step * n),
            denominator=1000,
        )
        for n in range(1, groups + 1)
    )
    given = {
        "indicator": CARD,
        "place": PLACE,
        "period": period("2022"),
        "sex": "persons",
        "age": "All ages",
        "breakdown": "Tenths",
        "kind": "deprivation decile",
        "points": points,
        "overall": None,
        "periods": (period("2022"),),
        "breakdowns": ("Tenths",),
        "release": RELEASE,
    }
    return Gradient(**(given | more))


class TestSlope:
    def test_of_a_straight_line_is_its_rise_over_all_people(self):
        found = gradients.slope(gradient(1.0))
        assert found is not None
        assert found.absolute == found.size == "10.0 years"
        assert found.direction == "Lower among the most deprived"

    def test_is_written_without_its_sign_and_said_from_the_other_side(self):
        found = gradients.slope(gradient(-1.0))
        assert found is not None
        assert (found.absolute, found.size) == ("−10.0 years", "10.0 years")
        assert found.direction == "Higher among the most deprived"
        low, high = (float(end) for end in found.size_interval.split(" to "))
        assert 0 < low < 10 < high

    def test_needs_every_group(self):
        whole = gradient(1.0)
        assert gradients.slope(replace(whole, points=whole.points[1:])) is None
        assert gradients.slope(gradient(1.0, groups=7)) is None
        assert gradients.slope(None) is None

    def test_of_counts_says_nothing(self):
        assert gradients.slope(gradient(1.0, indicator=replace(CARD, value_type="count"))) is None


class TestMembers:
    def sides(self, count: int) -> members.Sides:
        spots = [Spot(f"E0800{n:04}", f"Place {n:03}", "council", ()) for n in range(count)]
        across = Across(
            CARD,
            period("2022"),
            "persons",
            "All ages",
            tuple((spot, observation(float(n))) for n, spot in enumerate(spots)),
            (),
            (period("2022"),),
            RELEASE,
            (),
        )
        held = tuple(members.Side(spot, o, None) for spot, o in across.figures)
        return members.Sides(across, held, None, "")

    def test_a_short_list_is_drawn_whole(self):
        found = self.sides(10)
        chart = members.chart(found, found.sides[3].spot, "Ten", "Council")
        assert len(chart.table.rows) == 10

    def test_of_a_long_list_both_ends_and_the_place_are_drawn_and_that_is_said(self):
        found = self.sides(100)
        chart = members.chart(found, found.sides[50].spot, "Hundred", "Council")
        names = [row.cell("label").value for row in chart.table.rows]
        assert len(names) == 21
        assert "Place 050" in names
        assert "the other 79 are in the table of the map" in " ".join(chart.notes)


class TestSpine:
    def pair(self, age: str, name: str = "Smoking") -> tuple[Standing, SpineRow]:
        latest = observation(1.0, age=age)
        standing = Standing(CARD, RELEASE, latest, None, None, None, None, None, None, 1)
        row = SpineRow(name, "2022", "%", 1, Estimate(1.0), 2.0, 0.0, 4.0)
        return standing, row

    def test_rows_of_one_name_are_told_apart_by_their_ages(self):
        pairs = [self.pair("15+ yrs"), self.pair("18+ yrs"), self.pair("All ages", "Other")]
        named = [row.indicator for row in profile._told_apart(pairs)]
        assert named == ["Smoking, 15+ yrs", "Smoking, 18+ yrs", "Other"]

    def test_no_two_rows_have_the_same_name_whatever_happens(self):
        pairs = [self.pair("15+ yrs"), self.pair("15+ yrs")]
        assert len(profile._told_apart(pairs)) == 1


class TestSmallAreas:
    def deprived(self, tenths: dict[str, float], people: dict[str, float]) -> Deprived:
        codes = tenths.keys() | people.keys()
        spots = {code: Spot(code, f"Area {code}", "small", (code,)) for code in codes}

        def layer(values: dict[str, float]) -> Layer:
            return Layer(CARD, RELEASE, period("2022"), "", "", values)

        deciles = layer(tenths)
        council_of = dict.fromkeys(codes, PLACE)
        return Deprived(PLACE, spots, deciles, deciles, None, layer(people), council_of)

    def test_shares_are_of_areas_with_a_tenth_and_of_people_who_are_known(self):
        found = self.deprived({"a": 1, "b": 1, "c": 5, "d": 9}, {"a": 100, "c": 300})
        (share,) = by_council(found)
        assert (share.areas, share.deprived) == (4, 2)
        assert (share.people, share.deprived_people) == (400, 100)

    def test_what_is_left_out_is_said(self):
        found = self.deprived({"a": 1, "b": 1, "c": 5}, {"a": 100})
        notes = areas.by_council(by_council(found), found).notes
        assert any(note.startswith("2 areas have no figure of people") for note in notes)

    def test_equal_tenths_are_ordered_by_name_and_the_worst_comes_first(self):
        found = self.deprived({"b": 1, "a": 1, "c": 5}, {})
        order = [row.cell("code").value for row in areas.table(found).rows]
        assert order == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [("bolt", "Bolton"), ("Boltn", "Bolton"), ("zzzz", None), ("", "Bolton")],
)
def test_what_was_mistyped_finds_what_is_like_it(asked: str, found: str | None):
    other = Spot("E08000002", "Rochdale", "council", ())
    near = resembling(asked, [PLACE, other])
    assert (near[0].name if near else None) == found


def test_every_class_has_a_word_and_a_shape():
    assert all(b.look.label and b.look.glyph and b.css for b in Benchmark)
