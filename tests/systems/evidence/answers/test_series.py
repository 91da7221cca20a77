"""A trend comes out of one release, follows a place through its codes, says what else there is."""

from datetime import date

import pytest

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.places import actions as places
from leveller.workbench.systems.evidence import queries, versions
from tests.systems.evidence.factory import indicator, region, release, row

pytestmark = pytest.mark.django_db
PLACE = "E08000003"


@pytest.fixture(autouse=True)
def _places() -> None:
    region({"E47000001": [PLACE, "E08000001"]}, {PLACE: "Manchester"})


def years(series: queries.Series | None) -> list[tuple[str, float | None]]:
    assert series is not None
    return [(point.period.label, point.value) for point in series.points]


def test_the_release_with_the_latest_period_is_taken_alone(
    north: Organisation, public: Actor
) -> None:
    release(north, [row("a", PLACE, y, 1.0) for y in ("2017", "2018", "2019")], title="Older")
    release(north, [row("a", PLACE, y, 2.0) for y in ("2019", "2020")], title="Newer")
    series = queries.trend(public, "a", PLACE)
    assert years(series) == [("2019", 2.0), ("2020", 2.0)]
    assert series is not None
    assert series.release.title == "Newer"
    assert [other.title for other in series.also_in] == ["Older"]


def test_of_two_that_reach_equally_far_the_latest_published_is_taken(
    north: Organisation, public: Actor
) -> None:
    release(north, [row("a", PLACE, "2019", 1.0)], title="First")
    release(north, [row("a", PLACE, "2019", 2.0)], title="Corrected")
    series = queries.trend(public, "a", PLACE)
    assert series is not None
    assert series.release.title == "Corrected"


def test_another_release_may_be_asked_for(north: Organisation, public: Actor) -> None:
    older = release(north, [row("a", PLACE, "2018", 1.0)], title="Older")
    release(north, [row("a", PLACE, "2020", 2.0)], title="Newer")
    assert years(queries.trend(public, "a", PLACE, release=older.sha256)) == [("2018", 1.0)]


def test_a_release_that_has_other_places_only_is_passed_over(
    north: Organisation, public: Actor
) -> None:
    release(north, [row("a", PLACE, "2018", 1.0)], title="Everywhere")
    release(north, [row("a", "E08000001", "2020", 2.0)], title="Bolton only")
    assert years(queries.trend(public, "a", PLACE)) == [("2018", 1.0)]


def test_every_code_that_a_place_bore_is_the_place(north: Organisation, public: Actor) -> None:
    region({"S92000003": ["S12000046"]})
    places.add_code(
        by=Actor.of_system("tests"),
        code="S12000046",
        new_code="S12000049",
        changed_on=date(2019, 4, 1),
        source="a register",
    )
    rows = [row("a", "S12000046", y, 1.0) for y in ("2017", "2018", "2019")]
    release(north, [*rows, *(row("a", "S12000049", y, 2.0) for y in ("2019", "2020"))])
    expected = [("2017", 1.0), ("2018", 1.0), ("2019", 2.0), ("2020", 2.0)]
    assert years(queries.trend(public, "a", "S12000049")) == expected
    assert years(queries.trend(public, "a", "S12000046")) == expected


def test_persons_come_first_and_the_other_sexes_are_named(
    north: Organisation, public: Actor
) -> None:
    release(north, [row("a", PLACE, "2019", v, sex=s) for s, v in (("male", 1), ("persons", 2))])
    series = queries.trend(public, "a", PLACE)
    assert series is not None
    assert (series.sex, series.sexes) == ("persons", ("male", "persons"))
    assert years(queries.trend(public, "a", PLACE, sex="male")) == [("2019", 1.0)]
    assert queries.trend(public, "a", PLACE, sex="female") is None


def test_the_age_with_most_figures_comes_first_then_the_widest(
    north: Organisation, public: Actor
) -> None:
    some = {"age": "15+ yrs", "age_from": 15}
    odd = {"age": "Not applicable", "age_from": None}
    rows = [row("a", PLACE, y, 1.0, **some) for y in ("2015/16", "2016/17")]
    release(north, [*rows, row("a", PLACE, "2015/16", 2.0, **odd)])
    series = queries.trend(public, "a", PLACE)
    assert series is not None
    assert series.age == "15+ yrs"
    young = {"age": "16-24", "age_from": 16, "age_to": 25}
    release(north, [row("b", PLACE, "2019", 1.0), row("b", PLACE, "2019", 2.0, **young)])
    series = queries.trend(public, "b", PLACE)
    assert series is not None
    assert (series.age, series.ages) == ("All ages", ("16-24", "All ages"))


def test_yearly_figures_and_averages_do_not_stand_in_one_series(
    north: Organisation, public: Actor
) -> None:
    rows = [row("a", PLACE, p, 1.0) for p in ("2021", "2022", "2023")]
    release(north, [*rows, *(row("a", PLACE, p, 2.0) for p in ("2021 - 23", "2022 - 24"))])
    series = queries.trend(public, "a", PLACE)
    assert series is not None
    assert [point.value for point in series.points] == [2.0, 2.0]
    assert (series.months, series.lengths) == (36, (12, 36))
    assert len(years(queries.trend(public, "a", PLACE, months=12))) == 3
    assert queries.trend(public, "a", PLACE, months=24) is None


def test_a_breakdown_has_series_of_its_own(north: Organisation, public: Actor) -> None:
    whole = row("a", PLACE, "2019", 1.0)
    parts = [
        row("a", PLACE, "2019", float(n), breakdown="Deciles", category=str(n), category_order=n)
        for n in (1, 2)
    ]
    release(north, [whole, *parts])
    assert years(queries.trend(public, "a", PLACE)) == [("2019", 1.0)]
    found = queries.trend(public, "a", PLACE, breakdown="Deciles", category="2")
    assert years(found) == [("2019", 2.0)]


def test_where_there_is_nothing_there_is_none(north: Organisation, public: Actor) -> None:
    indicator("a")
    assert queries.trend(public, "a", PLACE) is None
    assert queries.trend(public, "nobody-knows", PLACE) is None
    with pytest.raises(queries.UnknownPlaceError, match="E08999999"):
        queries.trend(public, "a", "E08999999")


def test_one_read_and_few_queries(
    north: Organisation, public: Actor, django_assert_max_num_queries: object
) -> None:
    release(north, [row("a", PLACE, "2019", 1.0)])
    queries.trend(public, "a", PLACE)
    with versions.page(), queries.counting() as counted, django_assert_max_num_queries(2):
        queries.trend(public, "a", PLACE)
    assert counted.reads == 1
