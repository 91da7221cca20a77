"""Causes of death: standardised rates by tenth, and the shares of their gap, checked by hand."""

import pytest

from leveller.methods.measures import directly_standardised_rate, standard_population
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.vocabulary.models.indicators import ValueType
from leveller.workbench.systems.evidence import gaps, queries
from tests.systems.evidence.factory import Row, indicator, region, release, row

pytestmark = pytest.mark.django_db
GM, ENGLAND = "E47000001", "E92000001"
BY = {"breakdown": "Deprivation decile (IMD)", "breakdown_kind": "deprivation decile"}
BANDS = [
    (int(b.start), None if b.end > 200 else int(b.end)) for b in standard_population("ESP2013")
]
YEARS = ("2009", "2010", "2011", "2012")


@pytest.fixture(autouse=True)
def _places() -> None:
    region({GM: [], ENGLAND: []}, {GM: "Greater Manchester", ENGLAND: "England"})
    for key in ("deaths-heart", "deaths-rare"):
        indicator(key, name=key, value_type=ValueType.COUNT, unit="deaths")
    indicator("population", value_type=ValueType.POPULATION, unit="people")


def cells(key: str, of: float, rise: float) -> list[Row]:
    """Counts that fall with every tenth and rise with every age."""
    return [
        row(
            key,
            ENGLAND,
            year,
            of + rise * (11 - tenth) * (n + 1),
            sex=sex,
            age=f"{start}+",
            age_from=start,
            age_to=end,
            category=str(tenth),
            category_order=tenth,
            **BY,
        )
        for sex in ("male", "female")
        for year in YEARS
        for tenth in range(1, 11)
        for n, (start, end) in enumerate(BANDS)
    ]


def test_the_latest_three_years_make_standardised_rates(north: Organisation, public: Actor) -> None:
    release(north, cells("deaths-heart", 5, 2), title="Heart")
    release(north, cells("deaths-rare", 0, 0), title="Rare")
    release(north, cells("population", 10_000, 0), title="People")
    with queries.counting() as counted:
        male, female = gaps.causes(public, GM)
    assert counted.reads == 1
    assert (male.sex, female.sex, male.period.label) == ("male", "female", "2010 - 12")
    assert male.substitute == "England, not Greater Manchester"

    def rate(tenth: int) -> float:
        deaths = [3 * (5 + 2 * (11 - tenth) * (n + 1)) for n in range(len(BANDS))]
        weights = list(standard_population("ESP2013").values())
        made = directly_standardised_rate(deaths, [30_000.0] * len(BANDS), weights)
        return float(made.value)

    assert male.total.value == pytest.approx(rate(1) - rate(10))
    assert [end.value for end in male.total.ends] == pytest.approx([rate(1), rate(10)])
    heart, rare = male.parts
    assert (heart.indicator.key, heart.share) == ("deaths-heart", pytest.approx(1.0))
    assert (rare.gap, rare.share) == (None, None)
    assert "too few deaths" in rare.reason
    assert heart.gap is not None
    releases = [s.release.title for s in heart.gap.trace.selections]
    assert releases == ["Heart", "People"]


def test_without_people_by_tenth_there_is_no_answer(north: Organisation, public: Actor) -> None:
    release(north, cells("deaths-heart", 5, 2))
    assert gaps.causes(public, GM) == []


def test_the_country_itself_is_no_substitute(north: Organisation, public: Actor) -> None:
    release(north, cells("deaths-heart", 5, 2), title="Heart")
    release(north, cells("population", 10_000, 0), title="People")
    assert [each.substitute for each in gaps.causes(public, ENGLAND)] == ["", ""]
