"""Small areas by tenth of deprivation: means and a slope, with what can't be claimed said."""

import pytest

from leveller.methods.measures import slope_index
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.vocabulary.models.indicators import ValueType
from leveller.workbench.systems.evidence import gaps, queries
from leveller.workbench.systems.evidence.gaps import Measure, Verdict
from tests.systems.evidence.factory import indicator, region, release, row

pytestmark = pytest.mark.django_db
GM, COUNCIL = "E47000001", "E08000003"
AREAS = [f"E010000{n:02}" for n in range(30)]
KEY, INDEX = "iod2019-years-of-life-lost", "iod2019-imd-decile"


@pytest.fixture(autouse=True)
def _store(north: Organisation) -> None:
    region({GM: [COUNCIL], COUNCIL: AREAS})
    indicator(KEY, name="Years of life lost", value_type=ValueType.OTHER)
    indicator(INDEX, value_type=ValueType.QUANTILE)
    values = [
        row(KEY, code, "2019", 100.0 - 2 * (n % 10) + n // 10) for n, code in enumerate(AREAS)
    ]
    deciles = [row(INDEX, code, "2019", float(n % 10 + 1)) for n, code in enumerate(AREAS)]
    release(north, values + deciles, title="IoD 2019")


def test_a_slope_over_the_tenths(public: Actor) -> None:
    with queries.counting() as counted:
        found = gaps.for_place(public, GM)
    (gap,) = list(found)
    assert counted.reads == 2
    means = [101.0 - 2 * n for n in range(10)]
    assert gap.value == pytest.approx(float(slope_index(means, [3] * 10).value))
    assert gap.measure == Measure.SMALL_AREAS
    assert gap.interval is None
    assert gap.no_interval
    assert gap.change.verdict == Verdict.CANNOT_TELL
    assert [end.value for end in gap.ends] == [101.0, 83.0]
    assert "(3 areas)" in gap.ends[0].name
    assert any("by construction" in caution for caution in gap.cautions)
    assert len(gap.trace.selections) == 2


def test_a_controlled_release_is_passed_over(north: Organisation, public: Actor) -> None:
    from leveller.workbench.ground.records.models import Release

    Release.objects.update(disclosure="suppress 1 to 7, round to 5")
    release(north, [row("other", COUNCIL, "2019", 1.0)])
    assert not list(gaps.for_place(public, GM))


def test_a_handful_of_areas_in_few_tenths_has_no_slope(public: Actor) -> None:
    region({"E08000001": AREAS[:3]})
    assert not list(gaps.for_place(public, "E08000001"))
