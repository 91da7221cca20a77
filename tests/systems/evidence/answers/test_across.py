"""Many places in one period; the gradient over categories at one place."""

import pytest

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.systems.evidence import queries
from tests.systems.evidence.factory import Row, region, release, row

pytestmark = pytest.mark.django_db
TEN = [f"E080000{n:02}" for n in range(1, 11)]
DECILES = {"breakdown": "Deprivation decile (IMD)", "breakdown_kind": "deprivation decile"}


@pytest.fixture(autouse=True)
def _places() -> None:
    region({"E47000001": TEN})


def test_the_latest_period_that_nine_in_ten_share(north: Organisation, public: Actor) -> None:
    rows = [row("a", code, "2018", 1.0) for code in TEN]
    rows += [row("a", code, "2019", 2.0) for code in TEN[:9]]
    rows += [row("a", code, "2020", 3.0) for code in TEN[:2]]
    release(north, rows)
    found = queries.across(public, "a", TEN)
    assert found is not None
    assert (found.period.label, len(found.figures)) == ("2019", 9)
    assert [spot.code for spot in found.missing] == [TEN[9]]
    assert [period.label for period in found.periods] == ["2018", "2019", "2020"]


def test_a_period_may_be_asked_for(north: Organisation, public: Actor) -> None:
    release(north, [row("a", TEN[0], y, float(y)) for y in ("2018", "2019")])
    found = queries.across(public, "a", TEN[:1], period="2018")
    assert found is not None
    assert [o.value for _, o in found.figures] == [2018.0]
    assert queries.across(public, "a", TEN[:1], period="1066") is None


@pytest.mark.parametrize(("places", "shown"), [(2, 1.0), (9, 2.0)])
def test_a_later_release_of_few_of_the_places_does_not_replace_the_earlier(
    places: int, shown: float, north: Organisation, public: Actor
) -> None:
    release(north, [row("a", code, "2019", 1.0) for code in TEN], title="Whole")
    release(north, [row("a", code, "2019", 2.0) for code in TEN[:places]], title="Later")
    found = queries.across(public, "a", TEN)
    assert found is not None
    assert {o.value for _, o in found.figures} == {shown}


def test_places_come_in_the_order_asked_for(north: Organisation, public: Actor) -> None:
    release(north, [row("a", code, "2018", float(n)) for n, code in enumerate(TEN)])
    found = queries.across(public, "a", TEN[::-1])
    assert found is not None
    assert [spot.code for spot, _ in found.figures] == TEN[::-1]


def deciles(values: list[float], period: str, **more: object) -> list[Row]:
    return [
        row("a", TEN[0], period, v, category=f"Decile {n}", category_order=n, **DECILES | more)
        for n, v in enumerate(values, 1)
    ]


def test_a_gradient_runs_from_the_most_deprived(north: Organisation, public: Actor) -> None:
    values = [70.0 + n for n in range(10)]
    rows = deciles(values, "2014 - 16")[::-1] + deciles([1.0] * 10, "2013 - 15")
    release(north, [*rows, row("a", TEN[0], "2014 - 16", 75.0)])
    found = queries.by_category(public, "a", TEN[0], "deprivation decile")
    assert found is not None
    assert [point.value for point in found.points] == values
    assert [point.category_order for point in found.points] == list(range(1, 11))
    assert found.overall is not None
    assert (found.overall.value, found.period.label, found.is_ordered) == (75.0, "2014 - 16", True)


def test_of_two_breakdowns_of_a_kind_the_latest_is_taken_and_both_are_named(
    north: Organisation, public: Actor
) -> None:
    older = deciles([1.0], "2016", breakdown="IMD 2015")
    newer = deciles([2.0], "2019", breakdown="IMD 2019")
    release(north, older + newer)
    found = queries.by_category(public, "a", TEN[0], "deprivation decile")
    assert found is not None
    assert (found.breakdown, found.breakdowns) == ("IMD 2019", ("IMD 2019", "IMD 2015"))
    asked = queries.by_category(public, "a", TEN[0], "deprivation decile", breakdown="IMD 2015")
    assert asked is not None
    assert asked.points[0].value == 1.0
    assert queries.by_category(public, "a", TEN[0], "cause") is None
