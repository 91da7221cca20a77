"""Small areas beside their deprivation: the same vintage, or an exact fit, or kept apart."""

from datetime import date

import pytest

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.places import actions as places
from leveller.workbench.ground.places.drafts import ChangeDraft, PlaceDraft
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.places.models.relations import ChangeMethod
from leveller.workbench.systems.evidence import queries
from tests.systems.evidence.factory import indicator, region, release, row

pytestmark = pytest.mark.django_db
GM, COUNCIL = "E47000001", "E08000003"
SAME, MERGED1, MERGED2, SPLIT, MOVED = (f"E0100000{n}" for n in range(1, 6))
WHOLE, PART1, PART2, FRESH = (f"E0103000{n}" for n in range(1, 5))
OLD, NEW = (SAME, MERGED1, MERGED2, SPLIT, MOVED), (SAME, WHOLE, PART1, PART2, FRESH)


@pytest.fixture(autouse=True)
def _places() -> None:
    region({GM: [COUNCIL], COUNCIL: [*OLD, *NEW]})
    steps = [
        (MERGED1, WHOLE, ChangeMethod.MERGED),
        (MERGED2, WHOLE, ChangeMethod.MERGED),
        (SPLIT, PART1, ChangeMethod.SPLIT),
        (SPLIT, PART2, ChangeMethod.SPLIT),
        (MOVED, FRESH, ChangeMethod.IRREGULAR),
    ]
    places.take_places(
        by=Actor.of_system("tests"),
        places=[PlaceDraft(code, PlaceKind.SMALL, code) for code in (*OLD, *NEW)],
        changes=[ChangeDraft(*step, date(2021, 3, 21)) for step in steps],
        source="an exact-fit table",
    )
    indicator("decile", value_type="quantile")


def publish(north: Organisation, indicator_areas: tuple[str, ...], ranked: tuple[str, ...]) -> None:
    release(north, [row("a", code, "2019", float(n)) for n, code in enumerate(indicator_areas)])
    deciles = [row("decile", code, "2025", float(n)) for n, code in enumerate(ranked, 1)]
    release(north, deciles, title="Deprivation")


def joined(public: Actor) -> tuple[dict[str, float | None], set[str]]:
    found = queries.small_areas(public, "a", GM, deprivation="decile")
    assert found is not None
    ranks = {area.place.code: area.deprivation for area in found.areas}
    return ranks, {spot.code for spot, _ in found.kept_apart}


def test_the_same_vintage(north: Organisation, public: Actor) -> None:
    publish(north, OLD, OLD)
    ranks, apart = joined(public)
    assert ranks == {code: float(n) for n, code in enumerate(OLD, 1)}
    assert not apart


def test_from_the_old_areas_to_the_new(north: Organisation, public: Actor) -> None:
    publish(north, OLD, NEW)
    ranks, apart = joined(public)
    assert ranks == {SAME: 1.0, MERGED1: 2.0, MERGED2: 2.0}
    assert apart == {SPLIT, MOVED}


def test_from_the_new_areas_to_the_old(north: Organisation, public: Actor) -> None:
    publish(north, NEW, OLD)
    ranks, apart = joined(public)
    assert ranks == {SAME: 1.0, PART1: 4.0, PART2: 4.0}
    assert apart == {WHOLE, FRESH}


def test_an_area_says_under_which_code_its_deprivation_stands(
    north: Organisation, public: Actor
) -> None:
    publish(north, OLD, NEW)
    found = queries.small_areas(public, "a", COUNCIL, deprivation="decile")
    assert found is not None
    through = {area.place.code: area.through for area in found.areas}
    assert through == {SAME: "", MERGED1: WHOLE, MERGED2: WHOLE}
    assert len(found.trace.selections) == 2


def test_without_deprivation_the_areas_come_alone(north: Organisation, public: Actor) -> None:
    publish(north, OLD, OLD)
    found = queries.small_areas(public, "a", GM)
    assert found is not None
    assert [area.deprivation for area in found.areas] == [None] * 5
    assert queries.small_areas(public, "b", GM) is None
