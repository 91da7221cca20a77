"""A profile says of a place what one finds by looking through every row of every release."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.places.kinds import kind_of
from leveller.workbench.ground.records.models import Release
from leveller.workbench.ground.vocabulary.models.indicators import Polarity
from leveller.workbench.systems.evidence import queries, versions
from tests.systems.evidence.factory import Row, indicator, region, release, row

pytestmark = pytest.mark.django_db
GM, REGION, ENGLAND = "E47000001", "E12000002", "E92000001"
PLACES = ("E08000003", "E08000001", "E06000008", REGION, ENGLAND, GM)


@pytest.fixture(autouse=True)
def _places() -> None:
    region({GM: PLACES[:2], REGION: PLACES[:3], ENGLAND: [REGION]})


drawn = st.builds(
    lambda i, p, s, y, v, w: row(
        i, p, str(y), v, sex=s, limits=(None, None) if not w or v is None else (v - w, v + w)
    ),
    st.sampled_from(("one", "two")),
    st.sampled_from(PLACES),
    st.sampled_from(("male", "female")),
    st.integers(2010, 2016),
    st.none() | st.integers(0, 9).map(float),
    st.sampled_from((0, 1)),
)
NAMES = ("indicator", "place", "sex", "period")
files = st.lists(
    st.lists(drawn, min_size=1, max_size=40).map(
        lambda rows: list({tuple(r[n] for n in NAMES): r for r in rows}.values())
    ),
    min_size=1,
    max_size=3,
)


@given(published=files, place=st.sampled_from(PLACES))
@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_same_as_by_looking_through_everything(
    published: list[list[Row]], place: str, north: Organisation, public: Actor
) -> None:
    Release.objects.all().delete()
    made = [(n, rows, release(north, rows, title=str(n))) for n, rows in enumerate(published)]
    found = {
        (s.indicator.key, s.latest.sex): (
            s.release.title,
            s.latest.period.label,
            s.latest.value,
            s.previous and s.previous.value,
            s.country and s.country.value,
            s.region and s.region.value,
            s.position and (s.position.rank, s.position.of),
        )
        for s in queries.profile(public, place).standings
    }
    expected: dict[tuple[str, str], Any] = {}
    for key in ("one", "two"):
        for sex in ("male", "female"):
            expected |= slowly(key, sex, place, [(n, rows) for n, rows, _ in made])
    assert found == expected


def slowly(key: str, sex: str, place: str, files: list[tuple[int, list[Row]]]) -> dict[Any, Any]:
    """The release with the latest period for the kind of place, among those that have the place."""
    kind = kind_of(place)
    order = []
    for n, rows in files:
        same_kind = [r for r in rows if r["indicator"] == key and kind_of(r["place"]) == kind]
        if any(r["place"] == place for r in same_kind):
            order.append((max(r["period_end"] for r in same_kind), n, rows))
    if not order:
        return {}
    _, number, rows = max(order, key=lambda each: each[:2])
    mine = [r for r in rows if (r["indicator"], r["sex"], r["place"]) == (key, sex, place)]
    if not mine:
        return {}
    latest = max(mine, key=lambda r: (r["value"] is not None, r["period_end"]))
    before = [
        r for r in mine if r["value"] is not None and r["period_end"] <= latest["period_start"]
    ]
    then = [
        r for r in rows if (r["indicator"], r["sex"], r["period"]) == (key, sex, latest["period"])
    ]
    values = {r["place"]: r["value"] for r in then if r["value"] is not None}
    peers = [v for p, v in values.items() if kind_of(p) == kind]
    ranked = latest["value"] is not None and place != ENGLAND
    above = region_at(rows, key, sex, latest) if place not in (REGION, ENGLAND, GM) else None
    return {
        (key, sex): (
            str(number),
            latest["period"],
            latest["value"],
            max(before, key=lambda r: r["period_end"])["value"] if before else None,
            values.get(ENGLAND) if place != ENGLAND else None,
            above,
            (1 + sum(v > latest["value"] for v in peers), len(peers)) if ranked else None,
        )
    }


def region_at(rows: list[Row], key: str, sex: str, latest: Row) -> float | None:
    """The summary keeps the region's latest figure and the one before: older ones aren't known."""
    own = [r for r in rows if (r["indicator"], r["sex"], r["place"]) == (key, sex, REGION)]
    valued = sorted((r for r in own if r["value"] is not None), key=lambda r: r["period"])
    kept = {r["period"]: r["value"] for r in valued[-2:]}
    return kept.get(latest["period"])


def test_one_read_however_many_releases(
    north: Organisation, public: Actor, django_assert_max_num_queries: Any
) -> None:
    for n in range(5):
        release(north, [row(f"i{n}", PLACES[0], "2019", 1.0)], title=str(n))
    with queries.counting() as counted:
        found = queries.profile(public, PLACES[0])
    assert len(found.standings) == 5
    assert counted.reads == 1
    with versions.page(), queries.counting() as counted, django_assert_max_num_queries(2):
        assert queries.profile(public, PLACES[0]) is found
    assert counted.reads == 0


@pytest.mark.parametrize(
    ("polarity", "outcome", "judgement"),
    [
        (Polarity.LOW_IS_GOOD, "Worse", "getting worse"),
        (Polarity.HIGH_IS_GOOD, "Better", "getting better"),
        (Polarity.NO_JUDGEMENT, "Higher", ""),
    ],
)
def test_what_is_good_decides_the_words(
    polarity: Polarity, outcome: str, judgement: str, north: Organisation, public: Actor
) -> None:
    indicator("a", polarity=polarity)
    rows = [
        row("a", PLACES[0], str(2015 + n), 20.0 + n, limits=(19.9 + n, 20.1 + n)) for n in range(5)
    ]
    release(north, [*rows, row("a", ENGLAND, "2019", 15.0)])
    (standing,) = queries.profile(public, PLACES[0]).standings
    assert standing.compared.outcome == outcome
    assert (standing.trend.direction, standing.trend.judgement) == ("increasing", judgement)


def test_without_an_interval_or_a_country_nothing_is_compared(
    north: Organisation, public: Actor
) -> None:
    release(north, [row("a", PLACES[0], "2019", 20.0), row("a", ENGLAND, "2019", 15.0)])
    (standing,) = queries.profile(public, PLACES[0]).standings
    assert standing.compared.outcome == "Not compared"
    assert "no interval" in standing.compared.reason
    assert standing.trend.direction == "cannot be calculated"


def test_a_trace_leads_back_to_the_row(north: Organisation, public: Actor) -> None:
    release(north, [row("a", PLACES[0], y, 20.0) for y in ("2018", "2019")])
    (standing,) = queries.profile(public, PLACES[0]).standings
    (selection,) = standing.trace.selections
    assert selection.filter["period"] == ("2019",)
    assert standing.latest.row == 3
