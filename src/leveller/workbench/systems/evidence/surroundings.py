"""What lies around a place: its codes, its region and country, its councils and its authority.

Read from the places of the ground floor and kept under the version of the catalogue, so that a
page asks the database for a place's surroundings once.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils import timezone

from leveller.workbench.ground.places import queries as places
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.places.models import Membership, Place, PlaceCode
from leveller.workbench.systems.evidence import versions


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as figures know it: all the codes that it bore count as the place."""

    code: str
    name: str
    kind: PlaceKind
    codes: tuple[str, ...]

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Surroundings:
    spot: Spot
    region: Spot | None
    country: Spot | None


class UnknownPlaceError(LookupError):
    """No place bears or bore the code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"No place has the code {code!r}. Look it up under /places/.")


def around(code: str, as_at: date | None = None) -> Surroundings:
    """A place with what it is compared with; `UnknownPlaceError` for a code nobody introduced.

    Here and below: as at a day, today when none is given.
    """
    return _around(versions.current(), code, as_at or today())


def today() -> date:
    return timezone.localdate()


@lru_cache(maxsize=1024)
def _around(version: versions.Version, code: str, as_at: date) -> Surroundings:
    try:
        place = places.by_code(code)
    except Place.DoesNotExist:
        raise UnknownPlaceError(code) from None
    above = places.parents(place, as_at)
    further = [upper for parent in above for upper in places.parents(parent, as_at)]
    regions = [upper for upper in [*above, *further] if upper.kind == PlaceKind.REGION]
    country = places.country_of(place)
    region = regions[0] if regions and place.kind != PlaceKind.REGION else None
    around_it = [near for near in (region, country) if near and near.pk != place.pk]
    spots = _spots([place, *around_it])
    return Surroundings(
        spots[place.pk],
        spots.get(region.pk) if region else None,
        spots.get(country.pk) if country and country.pk != place.pk else None,
    )


def spot(code: str, as_at: date | None = None) -> Spot:
    return around(code, as_at).spot


def spots(codes: Collection[str]) -> list[Spot]:
    """Places by any of their codes, in the order asked for; unknown codes are left out."""
    return list(_spots_of(versions.current(), tuple(codes)))


@lru_cache(maxsize=256)
def _spots_of(version: versions.Version, codes: tuple[str, ...]) -> tuple[Spot, ...]:
    known = places.known_codes(codes)
    rows = Place.objects.filter(pk__in={place.id for place in known.values()})
    found = _spots(rows)
    ids = dict.fromkeys(known[code].id for code in codes if code in known)
    return tuple(found[pk] for pk in ids)


def councils(code: str, as_at: date | None = None) -> list[Spot]:
    """The councils of an authority or a region on a day, by name."""
    return list(_councils(versions.current(), code, as_at or today()))


@lru_cache(maxsize=256)
def _councils(version: versions.Version, code: str, as_at: date) -> tuple[Spot, ...]:
    found = places.councils_of(places.by_code(code), as_at)
    spots = _spots(found)
    return tuple(spots[place.pk] for place in found)


def small_areas(code: str, kind: PlaceKind, as_at: date | None = None) -> list[Spot]:
    return list(_small_areas(versions.current(), code, kind, as_at or today()))


@lru_cache(maxsize=64)
def _small_areas(
    version: versions.Version, code: str, kind: PlaceKind, as_at: date
) -> tuple[Spot, ...]:
    found = places.small_areas_of(places.by_code(code), kind, as_at)
    spots = _spots(found)
    return tuple(spots[place.pk] for place in found)


def authorities(as_at: date | None = None) -> dict[str, list[Spot]]:
    """The councils of every authority that stands on the day, by the authority's code."""
    found = _authorities(versions.current(), as_at or today())
    return {code: list(spots) for code, spots in found}


@lru_cache(maxsize=8)
def _authorities(
    version: versions.Version, as_at: date
) -> tuple[tuple[str, tuple[Spot, ...]], ...]:
    kinds = (PlaceKind.COUNCIL, PlaceKind.COUNTY)
    rows = Membership.objects.filter(
        places.at(as_at),
        places.at(as_at, "parent__"),
        parent__kind__in=(PlaceKind.AUTHORITY, PlaceKind.COUNTY),
        child__kind__in=kinds,
    )
    pairs = list(rows.values_list("parent_id", "parent__kind", "parent__code", "child_id"))
    children = Place.objects.filter(pk__in={pair[3] for pair in pairs}, kind__in=kinds)
    found, kind_of = _spots(children), {place.pk: place.kind for place in children}
    districts: dict[int, list[int]] = {}
    for parent, kind, _, child in pairs:
        if kind == PlaceKind.COUNTY:
            districts.setdefault(parent, []).append(child)
    members: dict[str, dict[int, Spot]] = {}
    for _, kind, code, child in pairs:
        if kind == PlaceKind.AUTHORITY:
            own = [child] if kind_of[child] == PlaceKind.COUNCIL else districts.get(child, [])
            members.setdefault(code, {}).update({pk: found[pk] for pk in own})
    return tuple(
        (code, tuple(sorted(spots.values(), key=lambda spot: spot.name)))
        for code, spots in sorted(members.items())
    )


def _spots(found: Collection[Place]) -> dict[int, Spot]:
    by_id = {place.pk: place for place in found}
    codes = {pk: [place.code] for pk, place in by_id.items()}
    ids = list(by_id)
    for first in range(0, len(ids), places.LOOKUP_BATCH):
        rows = PlaceCode.objects.filter(place__in=ids[first : first + places.LOOKUP_BATCH])
        for pk, code in rows.values_list("place_id", "code"):
            if code not in codes[pk]:
                codes[pk].append(code)
    return {
        pk: Spot(place.code, place.name, PlaceKind(place.kind), tuple(codes[pk]))
        for pk, place in by_id.items()
    }
