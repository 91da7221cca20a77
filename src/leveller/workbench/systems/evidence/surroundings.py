"""What lies around a place: its codes, its region and country, its councils, its small areas."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils import timezone

from leveller.workbench.ground.places import queries as places
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.places.models import Membership, PlaceCode
from leveller.workbench.systems.evidence import atlas, versions
from leveller.workbench.systems.evidence.atlas import Spot

__all__ = [
    "Spot",
    "Surroundings",
    "UnknownPlaceError",
    "around",
    "authorities",
    "councils",
    "small_areas",
    "spot",
    "spots",
    "today",
]


@dataclass(frozen=True, slots=True)
class Surroundings:
    spot: Spot
    region: Spot | None
    country: Spot | None
    authority: Spot | None = None


class UnknownPlaceError(LookupError):
    """No place bears or bore the code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"No place has the code {code!r}. Look it up under /places/.")


def today() -> date:
    return timezone.localdate()


def around(code: str, as_at: date | None = None) -> Surroundings:
    """A place with what it is compared with; `UnknownPlaceError` for a code nobody introduced.

    Here and below: as at a day, today when none is given.
    """
    day, known = as_at or today(), atlas.current()
    own = known.by_code.get(code)
    if own is None:
        return _around_small(versions.current(), code, day)
    above = known.parents(own, day)
    country, authority = known.country(own, day), known.authority(own, day)
    return Surroundings(
        known.spots[own],
        None if known.spots[own].kind == PlaceKind.REGION else _region(known, above, day),
        known.spots[country] if country not in (None, own) else None,
        known.spots[authority] if authority not in (None, own) else None,
    )


def _region(known: atlas.Atlas, above: Collection[int], day: date) -> Spot | None:
    """The region among the places that it lies in, and those that these lie in.

    Where two are named, as only a mistake can, it is the one with the lower code.
    """
    further = [upper for parent in above for upper in known.parents(parent, day)]
    found = [known.spots[pk] for pk in (*above, *further)]
    regions = [spot for spot in found if spot.kind == PlaceKind.REGION]
    return min(regions, key=lambda spot: spot.code, default=None)


@lru_cache(maxsize=1024)
def _around_small(version: versions.Version, code: str, day: date) -> Surroundings:
    """A place that the atlas doesn't hold: a small area, a ward, a health area."""
    found = _elsewhere(version, (code,))
    if not found:
        raise UnknownPlaceError(code)
    known = atlas.current()
    links = Membership.objects.filter(places.at(day), child__codes__code=code)
    above = [pk for pk in links.values_list("parent_id", flat=True) if pk in known.spots]
    council = [pk for pk in above if known.spots[pk].kind == PlaceKind.COUNCIL]
    further = [pk for parent in council for pk in known.parents(parent, day)]
    country = known.by_code.get(atlas.country_code(code) or "")
    around = (known.authority(pk, day) for pk in above)
    authority = next((pk for pk in around if pk is not None), None)
    return Surroundings(
        found[0],
        _region(known, [*above, *further], day),
        known.spots[country] if country else None,
        known.spots[authority] if authority else None,
    )


def spot(code: str, as_at: date | None = None) -> Spot:
    return around(code, as_at).spot


def spots(codes: Collection[str]) -> list[Spot]:
    """Places by any of their codes, in the order asked for; unknown codes are left out."""
    known = atlas.current()
    missing = tuple(code for code in codes if code not in known.by_code)
    others = _elsewhere(versions.current(), missing) if missing else ()
    by_code = {code: each for each in others for code in each.codes}
    by_code |= {c: known.spots[known.by_code[c]] for c in codes if c in known.by_code}
    return list(dict.fromkeys(by_code[code] for code in codes if code in by_code))


@lru_cache(maxsize=256)
def _elsewhere(version: versions.Version, codes: tuple[str, ...]) -> tuple[Spot, ...]:
    ids = [place.id for place in places.known_codes(codes).values()]
    found: list[Spot] = []
    for first in range(0, len(ids), places.LOOKUP_BATCH):
        batch = ids[first : first + places.LOOKUP_BATCH]
        found += _spots(PlaceCode.objects.filter(place__in=batch).values_list(*FIELDS))
    return tuple(found)


FIELDS = ("place_id", "code", "place__code", "place__name", "place__kind")


def _spots(rows: Collection[tuple[int, str, str, str, str]]) -> list[Spot]:
    codes: dict[int, list[str]] = {}
    about: dict[int, tuple[str, str, str]] = {}
    for pk, code, *rest in rows:
        about[pk] = (rest[0], rest[1], rest[2])
        own = codes.setdefault(pk, [rest[0]])
        if code not in own:
            own.append(code)
    return [
        Spot(code, name, PlaceKind(kind), tuple(codes[pk]))
        for pk, (code, name, kind) in about.items()
    ]


def councils(code: str, as_at: date | None = None) -> list[Spot]:
    """The councils of an authority or a region on a day, by name."""
    known = atlas.current()
    own = known.by_code.get(code)
    if own is None:
        return []
    return [known.spots[pk] for pk in known.councils(own, as_at or today())]


def authorities(as_at: date | None = None) -> dict[Spot, list[Spot]]:
    """The councils of every authority that stands on the day, by name of the authority."""
    day, known = as_at or today(), atlas.current()
    standing = sorted(known.authorities(day), key=lambda pk: known.spots[pk].name)
    return {
        known.spots[pk]: [known.spots[council] for council in known.councils(pk, day)]
        for pk in standing
    }


def small_areas(code: str, kind: PlaceKind, as_at: date | None = None) -> list[Spot]:
    """Places of a small kind inside a place, directly or through its councils; by name."""
    return list(_small_areas(versions.current(), code, kind, as_at or today()))


@lru_cache(maxsize=64)
def _small_areas(
    version: versions.Version, code: str, kind: PlaceKind, day: date
) -> tuple[Spot, ...]:
    known = atlas.current()
    own = known.by_code.get(code)
    if own is None:
        raise UnknownPlaceError(code)
    holders = [own, *known.councils(own, day)]
    # The kind is chosen here: asked for it too, SQLite starts from all places of the kind.
    links = Membership.objects.filter(places.at(day), parent__in=holders)
    fields = ("child_id", "child__codes__code", "child__code", "child__name", "child__kind")
    rows = [row for row in links.values_list(*fields) if row[-1] == kind]
    return tuple(sorted(_spots(rows), key=lambda spot: (spot.name, spot.code)))


def council_of_each(code: str, as_at: date | None = None) -> dict[str, Spot]:
    """The council of every small area inside a place, by the area's current code."""
    return dict(_council_of_each(versions.current(), code, as_at or today()))


@lru_cache(maxsize=64)
def _council_of_each(
    version: versions.Version, code: str, day: date
) -> tuple[tuple[str, Spot], ...]:
    known = atlas.current()
    own = known.by_code.get(code)
    if own is None:
        raise UnknownPlaceError(code)
    links = Membership.objects.filter(places.at(day), parent__in=known.councils(own, day))
    rows = links.values_list("child__code", "parent_id", "child__kind")
    return tuple((c, known.spots[parent]) for c, parent, kind in rows if kind == PlaceKind.SMALL)


def forget() -> None:
    for kept in (_around_small, _elsewhere, _small_areas, _council_of_each):
        kept.cache_clear()
