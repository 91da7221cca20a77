"""Gaps say no more than the figures: each with its measure, ends, certainty, change and trace."""

from typing import Any

import numpy as np
import pytest

from leveller.methods.measures import slope_index
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.vocabulary.models.indicators import Polarity, ValueType
from leveller.workbench.systems.evidence import gaps, queries, versions
from leveller.workbench.systems.evidence.gaps import Measure, Verdict
from tests.systems.evidence.factory import Row, indicator, region, release, row

pytestmark = pytest.mark.django_db
GM, WM, ENGLAND = "E47000001", "E47000007", "E92000001"
TEN = [f"E080000{n:02}" for n in range(1, 11)]
WEST = [f"E080000{n:02}" for n in range(25, 32)]
LIFE = {"value_type": ValueType.LIFE_EXPECTANCY, "unit": "years", "polarity": "high is good"}
TENTHS = {
    "breakdown": "Deprivation decile within area (IMD)",
    "breakdown_kind": "deprivation decile",
}


@pytest.fixture(autouse=True)
def _places() -> None:
    names = {GM: "Greater Manchester", WM: "West Midlands", ENGLAND: "England"}
    region({GM: TEN, WM: WEST, ENGLAND: []}, names | {code: f"Council {code}" for code in TEN})


@pytest.fixture
def life(db: None) -> None:
    indicator("life", name="Life expectancy at birth", is_headline=True, **LIFE)


def only(found: gaps.Answers, measure: Measure) -> gaps.Gap:
    (gap,) = [gap for gap in found if gap.measure == measure]
    return gap


def figures(period: str, values: list[float], codes: list[str] = TEN, **more: Any) -> list[Row]:
    return [row("life", code, period, v, **more) for code, v in zip(codes, values, strict=True)]


SPREAD = [74.8, 75.9, 76.0, 76.5, 77.0, 77.1, 77.9, 78.0, 79.0, 79.4]
EARLIER = [75.4, 76.0, 76.1, 76.5, 77.0, 77.1, 77.9, 78.0, 78.9, 79.0]


@pytest.mark.usefixtures("life")
@pytest.mark.parametrize(
    ("periods", "since"),
    [
        (["2013 - 15", "2014 - 16", "2015 - 17", "2016 - 18", "2019 - 21"], "2015 - 17"),
        (["2016 - 18", "2017 - 19", "2018 - 20", "2019 - 21"], "2016 - 18"),
    ],
)
def test_a_range_names_both_ends_and_looks_back_five_years_or_as_far_as_it_can(
    periods: list[str], since: str, north: Organisation, public: Actor
) -> None:
    rows = [r for p in periods for r in figures(p, EARLIER)] + figures("2020 - 22", SPREAD)
    release(north, rows)
    gap = only(gaps.for_place(public, GM), Measure.RANGE)
    assert gap.value == pytest.approx(4.6)
    assert [(end.code, end.value) for end in gap.ends] == [(TEN[0], 74.8), (TEN[9], 79.4)]
    assert gap.change.since is not None
    assert gap.change.since.period.label == since
    assert gap.change.since.value == pytest.approx(3.6)
    assert [point.period.label for point in gap.history] == [*periods, "2020 - 22"]
    assert gap.trace.selections[0].filter["place"] == tuple(TEN)


@pytest.mark.usefixtures("life")
def test_without_intervals_there_is_no_verdict(north: Organisation, public: Actor) -> None:
    release(north, figures("2015 - 17", EARLIER) + figures("2020 - 22", SPREAD))
    found = gaps.for_place(public, GM)
    gap = only(found, Measure.RANGE)
    assert gap.interval is None
    assert "no interval" in gap.no_interval
    assert gap.change.verdict == Verdict.CANNOT_TELL
    assert "no interval" in gap.change.why
    questions = [each.question for each in found.unanswerable]
    assert "Is the range of life expectancy at birth in Greater Manchester closing?" in questions


@pytest.mark.usefixtures("life")
@pytest.mark.parametrize(
    ("now", "width", "verdict"),
    [
        (10.0, 0.3, Verdict.WIDENED),
        (1.0, 0.3, Verdict.NARROWED),
        (4.5, 0.3, Verdict.CANNOT_TELL),
        (10.0, 9.0, Verdict.CANNOT_TELL),
    ],
)
def test_a_verdict_is_given_only_where_the_interval_allows_it(
    now: float, width: float, verdict: Verdict, north: Organisation, public: Actor
) -> None:
    def spread(reach: float, period: str) -> list[Row]:
        values = [75.0 + reach * n / 9 for n in range(10)]
        return [
            row("life", code, period, v, limits=(v - width, v + width))
            for code, v in zip(TEN, values, strict=True)
        ]

    release(north, spread(4.0, "2015 - 17") + spread(now, "2020 - 22"))
    gap = only(gaps.for_place(public, GM), Measure.RANGE)
    assert gap.interval is not None
    assert gap.change.verdict == verdict
    assert any("furthest apart" in caution for caution in gap.cautions)
    moved = gap.change.difference
    assert moved is not None
    assert moved.value == pytest.approx(now - 4.0)
    assert moved.interval.upper - moved.value == pytest.approx(2 * width)  # of four limits
    assert (moved.interval.lower < 0 < moved.interval.upper) == (verdict == Verdict.CANNOT_TELL)


@pytest.mark.usefixtures("life")
def test_overlapping_periods_make_no_claim(north: Organisation, public: Actor) -> None:
    release(north, figures("2019 - 21", EARLIER) + figures("2020 - 22", SPREAD))
    change = only(gaps.for_place(public, GM), Measure.RANGE).change
    assert (change.verdict, change.since) == (Verdict.CANNOT_TELL, None)
    assert change.difference is None
    assert "shares years" in change.why


@pytest.mark.usefixtures("life")
def test_a_range_of_a_few_councils_does_not_speak_for_the_authority(
    north: Organisation, public: Actor
) -> None:
    release(north, figures("2020 - 22", SPREAD[:3], TEN[:3]))
    found = gaps.for_place(public, GM)
    assert not [gap for gap in found if gap.measure == Measure.RANGE]
    (left,) = [each for each in found.unanswerable if "How far apart" in each.question]
    assert "3 of 10" in left.why
    assert left.would_settle.startswith(f"Figures of the same release for Council {TEN[3]}, ")
    assert left.would_settle.endswith(f" and Council {TEN[9]}.")


@pytest.mark.parametrize(("held", "spoken_of"), [(8, False), (9, True)])
def test_nine_in_ten_councils_speak_for_the_authority(
    held: int, spoken_of: bool, north: Organisation, public: Actor
) -> None:
    indicator("poverty", is_headline=True, polarity=Polarity.LOW_IS_GOOD, unit="%")
    release(north, [row("poverty", code, "2019", 9.0 + n) for n, code in enumerate(TEN[:held])])
    found = gaps.for_place(public, GM)
    assert {gap.measure for gap in found} == (
        {Measure.RANGE, Measure.RATIO} if spoken_of else set()
    )
    left = [each for each in found.unanswerable if "How far apart" in each.question]
    assert bool(left) is not spoken_of


@pytest.mark.usefixtures("life")
def test_councils_with_figures_of_other_years_only_count_as_missing(
    north: Organisation, public: Actor
) -> None:
    early = figures("2015 - 17", SPREAD[5:], TEN[5:])
    release(north, figures("2020 - 22", SPREAD[:5], TEN[:5]) + early)
    (left,) = [e for e in gaps.for_place(public, GM).unanswerable if "How far" in e.question]
    assert "For 2020 - 22 there are figures for 5 of 10 councils" in left.why


@pytest.mark.usefixtures("life")
def test_a_missing_council_is_named(north: Organisation, public: Actor) -> None:
    release(north, figures("2020 - 22", SPREAD[:9], TEN[:9]))
    gap = only(gaps.for_place(public, GM), Measure.RANGE)
    assert gap.cautions[0] == f"No figure for Council {TEN[9]}."


@pytest.mark.usefixtures("life")
def test_the_same_range_in_other_authorities(north: Organisation, public: Actor) -> None:
    west = [75.0 + n for n in range(7)]
    release(north, figures("2020 - 22", SPREAD) + figures("2020 - 22", west, WEST))
    (other,) = only(gaps.for_place(public, GM), Measure.RANGE).others
    assert (other.place.name, other.value, other.councils) == ("West Midlands", 6.0, 7)
    (back,) = only(gaps.for_place(public, WM), Measure.RANGE).others
    assert (back.place.name, back.value) == ("Greater Manchester", pytest.approx(4.6))


@pytest.mark.usefixtures("life")
def test_an_authority_with_a_council_missing_is_not_compared(
    north: Organisation, public: Actor
) -> None:
    west = figures("2020 - 22", [75.0] * 6, WEST[:6])
    release(north, figures("2020 - 22", SPREAD) + west)
    assert only(gaps.for_place(public, GM), Measure.RANGE).others == ()


def test_where_less_is_better_the_worse_off_stand_first_and_ratios_are_told(
    north: Organisation, public: Actor
) -> None:
    indicator("smoking", is_headline=True, polarity=Polarity.LOW_IS_GOOD, unit="%")
    rows = [row("smoking", code, "2019", 10.0 + n) for n, code in enumerate(TEN)]
    release(north, rows)
    found = gaps.for_place(public, GM)
    assert [end.code for end in only(found, Measure.RANGE).ends] == [TEN[9], TEN[0]]
    ratio = only(found, Measure.RATIO)
    assert (ratio.value, ratio.unit) == (pytest.approx(1.9), "times")


def tenths(code: str, low: float, step: float, period: str, width: float | None) -> list[Row]:
    rows = []
    for n in range(1, 11):
        value = low + step * n
        limits = (None, None) if width is None else (value - width, value + width)
        people = {"denominator": 1000.0 + 10 * n, "limits": limits}
        where = {"category": str(n), "category_order": n, **TENTHS}
        rows.append(row("life", code, period, value, sex="male", **people, **where))
    return rows


@pytest.mark.usefixtures("life")
def test_slopes_within_councils_and_the_country_as_a_labelled_substitute(
    north: Organisation, public: Actor
) -> None:
    rows = tenths(TEN[0], 70, 1.0, "2014 - 16", 0.5) + tenths(ENGLAND, 72, 0.9, "2014 - 16", 0.1)
    release(north, rows)
    found = gaps.for_place(public, GM)
    slopes = {gap.place.code: gap for gap in found if gap.measure == Measure.SLOPE}
    assert set(slopes) == {TEN[0], ENGLAND}
    assert slopes[TEN[0]].substitute == ""
    assert slopes[ENGLAND].substitute == "England, not Greater Manchester"
    own = slopes[TEN[0]]
    values = np.array([r["value"] for r in rows[:10]])
    expected = slope_index(
        values, [r["denominator"] for r in rows[:10]], lower=values - 0.5, upper=values + 0.5
    )
    assert own.value == pytest.approx(float(expected.value))
    assert own.interval is not None
    assert own.interval.lower == pytest.approx(float(expected.interval().lower))
    assert own.ends[0].name.startswith("most deprived tenth of ")
    assert [end.value for end in own.ends] == [71.0, 80.0]
    (left,) = [each for each in found.unanswerable if "most and the least" in each.question]
    assert left.substitute == f"The slope within Council {TEN[0]} and England's, 2014 - 16."


@pytest.mark.usefixtures("life")
def test_a_council_has_its_own_slope_and_the_country_for_comparison(
    north: Organisation, public: Actor
) -> None:
    rows = tenths(TEN[0], 70, 1.0, "2014 - 16", None) + tenths(ENGLAND, 72, 0.9, "2014 - 16", 0.1)
    release(north, rows)
    slopes = [gap for gap in gaps.for_place(public, TEN[0]) if gap.measure == Measure.SLOPE]
    assert [gap.substitute for gap in slopes] == ["", "England, for comparison"]
    assert slopes[0].interval is None
    assert "no interval" in slopes[0].no_interval


@pytest.mark.usefixtures("life")
def test_an_incomplete_set_of_tenths_has_no_slope(north: Organisation, public: Actor) -> None:
    for missing in (slice(0, 5), slice(5, 10), slice(3, 4)):
        rows = tenths(TEN[0], 70, 1.0, "2014 - 16", 0.5)
        del rows[missing]
        release(north, rows, title=str(missing))
    assert not [gap for gap in gaps.for_place(public, GM) if gap.measure == Measure.SLOPE]


@pytest.mark.usefixtures("life")
def test_how_far_a_place_is_from_its_country(north: Organisation, public: Actor) -> None:
    limits = {"limits": (76.5, 77.5)}
    rows = [row("life", GM, p, 77.0, **limits) for p in ("2012 - 14", "2017 - 19")]
    rows += [
        row("life", ENGLAND, p, v, limits=(v - 0.1, v + 0.1))
        for p, v in (("2012 - 14", 77.2), ("2017 - 19", 79.6))
    ]
    release(north, rows)
    gap = only(gaps.for_place(public, GM), Measure.COUNTRY)
    assert gap.value == pytest.approx(-2.6)
    assert gap.interval is not None
    assert gap.interval.lower == pytest.approx(-2.6 - np.hypot(0.5, 0.1))
    assert gap.change.verdict == Verdict.WIDENED
    assert gap.change.difference is not None
    assert gap.change.difference.value == pytest.approx(-2.4)
    assert gap.change.difference.interval.lower == pytest.approx(-2.4 - np.hypot(0.5, 0.1) * 2**0.5)
    assert [end.name for end in gap.ends] == ["Greater Manchester", "England"]


@pytest.mark.usefixtures("life")
def test_a_change_of_sides_keeps_its_sign(north: Organisation, public: Actor) -> None:
    rows = []
    for period, own in (("2012 - 14", 78.0), ("2017 - 19", 76.0)):
        rows.append(row("life", GM, period, own, limits=(own - 0.2, own + 0.2)))
        rows.append(row("life", ENGLAND, period, 77.0, limits=(76.9, 77.1)))
    release(north, rows)
    change = only(gaps.for_place(public, GM), Measure.COUNTRY).change
    assert change.difference is not None
    assert change.difference.value == pytest.approx(-2.0)
    assert change.difference.interval.upper < 0


def test_the_change_of_a_ratio_is_a_ratio(north: Organisation, public: Actor) -> None:
    indicator("smoking", is_headline=True, polarity=Polarity.LOW_IS_GOOD, unit="%")
    rows = [
        row("smoking", code, period, v, limits=(0.99 * v, 1.01 * v))
        for period, step in (("2015", 0.5), ("2019", 1.0))
        for code, v in ((code, 9.0 + step * n) for n, code in enumerate(TEN))
    ]
    release(north, rows)
    gap = only(gaps.for_place(public, GM), Measure.RATIO)
    assert gap.change.difference is not None
    assert gap.change.since is not None
    assert gap.change.difference.value == pytest.approx(gap.value / gap.change.since.value)
    assert gap.change.difference.interval.lower > 1
    assert gap.change.verdict == Verdict.WIDENED


@pytest.mark.usefixtures("life")
def test_an_older_vintage_is_labelled(north: Organisation, public: Actor) -> None:
    own = [row("life", GM, "2018 - 20", 77.0), row("life", ENGLAND, "2018 - 20", 79.3)]
    release(north, own, title="Authorities")
    release(north, figures("2020 - 22", SPREAD), title="Councils")
    gap = only(gaps.for_place(public, GM), Measure.COUNTRY)
    assert gap.substitute.startswith("An older vintage")
    assert "2018 - 20" in gap.substitute
    assert "2020 - 22" in gap.substitute


@pytest.mark.usefixtures("life")
def test_a_region_has_no_level_out_of_its_councils(north: Organisation, public: Actor) -> None:
    release(north, figures("2020 - 22", SPREAD))
    (left,) = [e for e in gaps.for_place(public, GM).unanswerable if "as a whole" in e.question]
    assert "not the mean of its councils'" in left.why
    assert left.substitute == "The figures of its councils, 2020 - 22."
    assert left.would_settle
    assert left.supplier


@pytest.mark.usefixtures("life")
def test_suppressed_figures_take_no_part(north: Organisation, public: Actor) -> None:
    rows = figures("2020 - 22", SPREAD)
    rows[0] |= {"count": 3.0, "denominator": 100.0}
    release(north, rows, disclosure="suppress 1 to 7, round to 5")
    gap = only(gaps.for_place(public, GM), Measure.RANGE)
    assert gap.ends[0].value == SPREAD[1]
    assert gap.cautions[0] == f"No figure for Council {TEN[0]}."


def test_other_indicators_may_be_asked_for(north: Organisation, public: Actor) -> None:
    indicator("plain", value_type=ValueType.PROPORTION)
    release(north, [row("plain", code, "2019", float(n)) for n, code in enumerate(TEN)])
    assert not list(gaps.for_place(public, GM))
    assert gaps.for_place(public, GM, ["plain"]).of("plain", Measure.RANGE)
    assert not list(gaps.for_place(public, GM, ["nobody-knows"]))


@pytest.mark.usefixtures("life")
def test_what_is_hidden_takes_no_part(north: Organisation, public: Actor) -> None:
    release(north, figures("2020 - 22", SPREAD), is_public=False)
    found = gaps.for_place(public, GM)
    assert not list(found)
    assert found.unanswerable
    assert all(one.why.startswith("No release that was brought in") for one in found.unanswerable)


@pytest.mark.usefixtures("life")
def test_an_outcome_that_no_release_speaks_of_is_an_open_question(
    north: Organisation, public: Actor
) -> None:
    asked = {one.indicator for one in gaps.for_place(public, GM).unanswerable}
    assert asked == {"fingertips-90366", "fingertips-90362"}
    assert not gaps.for_place(public, TEN[0]).unanswerable


@pytest.mark.usefixtures("life")
def test_one_read_and_kept_until_something_is_published(
    north: Organisation, public: Actor, django_assert_max_num_queries: Any
) -> None:
    release(north, figures("2020 - 22", SPREAD))
    with queries.counting() as counted:
        gaps.for_place(public, GM)
    assert counted.reads == 1
    with versions.page(), queries.counting() as counted, django_assert_max_num_queries(2):
        gaps.for_place(public, GM)
    assert counted.reads == 0
    release(north, figures("2021 - 23", EARLIER), title="Newer")
    assert only(gaps.for_place(public, GM), Measure.RANGE).period.label == "2021 - 23"


@pytest.mark.usefixtures("life")
def test_a_corrected_polarity_is_seen_at_once(north: Organisation, public: Actor) -> None:
    from leveller.workbench.ground.vocabulary.models import Indicator

    release(north, figures("2020 - 22", SPREAD))
    assert only(gaps.for_place(public, GM), Measure.RANGE).ends[0].code == TEN[0]
    Indicator.objects.filter(key="life").update(polarity=Polarity.LOW_IS_GOOD)
    assert only(gaps.for_place(public, GM), Measure.RANGE).ends[0].code == TEN[9]
