"""What lies around a place is what the places of the ground floor say, with few queries."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places import actions
from leveller.workbench.ground.places import queries as places
from leveller.workbench.ground.places.drafts import ChangeDraft, MembershipDraft, PlaceDraft
from leveller.workbench.ground.places.kinds import PlaceKind, kind_of
from leveller.workbench.ground.places.models import Membership, Place
from leveller.workbench.ground.places.models.relations import ChangeMethod
from leveller.workbench.systems.evidence import surroundings, versions

pytestmark = pytest.mark.django_db
COUNTRY, REGIONS = "E92000001", ("E12000001", "E12000002")
AUTHORITIES, COUNTIES = ("E47000001", "E47000008"), ("E10000001", "E10000002")
COUNCILS = ("E06000001", "E07000001", "E07000002", "E08000003")
AREAS = ("E01000001", "E01000002", "E01000003")
PLACES = (COUNTRY, *REGIONS, *AUTHORITIES, *COUNTIES, *COUNCILS, *AREAS)
RECODED = (("E07000001", "E07000002"), ("E06000001", "E08000003"))
DAYS = (date(2016, 1, 1), date(2019, 6, 1), date(2024, 1, 1))

parents = {
    AREAS: COUNCILS,
    COUNCILS: (*COUNTIES, *AUTHORITIES, *REGIONS),
    COUNTIES: (*AUTHORITIES, *REGIONS),
    REGIONS: (COUNTRY,),
}
pairs = [(p, c) for children, above in parents.items() for c in children for p in above]
dates = st.sampled_from(
    [(None, None), (date(2018, 1, 1), None), (None, date(2020, 1, 1)), (DAYS[1], DAYS[2])]
)
links = st.dictionaries(st.sampled_from(pairs), dates, max_size=14)


@given(made=links, day=st.sampled_from(DAYS))
@settings(
    deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_same_as_the_ground_floor_says(
    made: dict[tuple[str, str], tuple[date | None, date | None]], day: date, db: None
) -> None:
    Membership.objects.all().delete()
    Place.objects.all().delete()
    actions.take_places(
        by=Actor.of_system("tests"),
        places=[PlaceDraft(code, kind_of(code), f"Place {code}") for code in PLACES],
        memberships=[
            MembershipDraft(*pair, valid_from=span[0], valid_to=span[1])
            for pair, span in made.items()
        ],
        changes=[ChangeDraft(*step, ChangeMethod.RECODED) for step in RECODED],
        source="tests",
    )
    for code in PLACES:
        place = places.by_code(code)
        around = surroundings.around(code, day)
        country = places.country_of(place)
        assert around.country == spot(country if country != place else None)
        assert around.region == spot(region_slowly(place, day))
        if place.kind != PlaceKind.SMALL:
            expected = [c.code for c in places.councils_of(place, day)]
            assert [c.code for c in surroundings.councils(code, day)] == expected
            inside = places.small_areas_of(place, PlaceKind.SMALL, day)
            found = surroundings.small_areas(code, PlaceKind.SMALL, day)
            assert [s.code for s in found] == [s.code for s in inside]


def spot(place: Place | None) -> surroundings.Spot | None:
    if place is None:
        return None
    return surroundings.Spot(place.code, place.name, PlaceKind(place.kind), (place.code,))


def region_slowly(place: Place, day: date) -> Place | None:
    if place.kind == PlaceKind.REGION:
        return None
    above = places.parents(place, day)
    if place.kind == PlaceKind.SMALL:
        above += [p for council in above for p in places.parents(council, day)]
    further = [p for parent in above for p in places.parents(parent, day)]
    regions = [p for p in [*above, *further] if p.kind == PlaceKind.REGION]
    return min(regions, key=lambda p: p.code, default=None)


def test_no_query_once_the_places_are_known(django_assert_max_num_queries: Any) -> None:
    actions.take_places(
        by=Actor.of_system("tests"),
        places=[PlaceDraft(code, kind_of(code), code) for code in PLACES],
        memberships=[MembershipDraft(AUTHORITIES[0], code) for code in COUNCILS],
        source="tests",
    )
    surroundings.councils(AUTHORITIES[0])
    with versions.page(), django_assert_max_num_queries(1):
        surroundings.around(COUNCILS[0])
        surroundings.councils(AUTHORITIES[0])
        surroundings.spots(PLACES[:-3])
        assert len(surroundings.authorities()) == 2


def test_an_unknown_place_is_said_to_be_unknown() -> None:
    for ask in (surroundings.around, lambda code: surroundings.small_areas(code, PlaceKind.SMALL)):
        with pytest.raises(surroundings.UnknownPlaceError, match="E08999999"):
            ask("E08999999")
