"""The larger places with their codes and memberships, in memory, under the version of the store.

Councils, counties, authorities, regions and countries are some hundreds; small areas are tens of
thousands and stay in the database. Who lies in whom follows the same rules as the places of the
ground floor, which the tests hold against each other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from leveller.workbench.ground.places import rules
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.places.models import Change, Membership, Place, PlaceCode
from leveller.workbench.systems.evidence import versions

LARGE = (
    PlaceKind.COUNTRY,
    PlaceKind.REGION,
    PlaceKind.AUTHORITY,
    PlaceKind.COUNTY,
    PlaceKind.COUNCIL,
)


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
class Link:
    parent: int
    child: int
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Dates:
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, eq=False)
class Atlas:
    spots: dict[int, Spot]
    dates: dict[int, Dates]
    links: tuple[Link, ...]
    undated_changes: tuple[tuple[int, int], ...] = ()

    @cached_property
    def by_code(self) -> dict[str, int]:
        return {code: pk for pk, spot in self.spots.items() for code in spot.codes}

    @cached_property
    def _children(self) -> dict[int, list[Link]]:
        return _grouped(self.links, "parent")

    @cached_property
    def _parents(self) -> dict[int, list[Link]]:
        return _grouped(self.links, "child")

    def parents(self, pk: int, day: date) -> list[int]:
        return [link.parent for link in self._parents.get(pk, ()) if _holds(link, day)]

    def councils(self, pk: int, day: date) -> list[int]:
        """Members that are councils, and the districts of members that are counties; by name."""
        if self.spots[pk].kind == PlaceKind.COUNCIL:
            return [pk]
        direct = self._members(pk, day)
        counties = [child for child in direct if self.spots[child].kind == PlaceKind.COUNTY]
        inside = [child for county in counties for child in self._members(county, day)]
        found = {c for c in [*direct, *inside] if self.spots[c].kind == PlaceKind.COUNCIL}
        return sorted(found, key=lambda child: self.spots[child].name)

    def _members(self, pk: int, day: date) -> list[int]:
        """Without those under a later code of no date, where the earlier code is a dated member."""
        held = [link for link in self._children.get(pk, ()) if _holds(link, day)]
        dated = {link.child for link in held if link.valid_from or link.valid_to}
        doubled = {new for old, new in self.undated_changes if old in dated} - dated
        return [link.child for link in held if link.child not in doubled]

    def country(self, pk: int, day: date) -> int | None:
        """The country that a place's code tells, or else that of the first of its councils."""
        council = self.councils(pk, day)[:1]
        for spot in (self.spots[each] for each in [pk, *council]):
            code = country_code(spot.code)
            if code:
                return self.by_code.get(code)
        return None

    def stands(self, pk: int, day: date) -> bool:
        return _holds(self.dates[pk], day)

    def authority(self, pk: int, day: date) -> int | None:
        """The authority that a place lies in, through its council or its county where need be."""
        above = self.parents(pk, day)
        further = [upper for parent in above for upper in self.parents(parent, day)]
        found = (each for each in (pk, *above, *further) if self._is_authority(each, day))
        return next(found, None)

    def _is_authority(self, pk: int, day: date) -> bool:
        return self.spots[pk].kind == PlaceKind.AUTHORITY and self.stands(pk, day)

    def authorities(self, day: date) -> list[int]:
        """The authorities that stand on the day."""
        return [
            pk
            for pk, spot in self.spots.items()
            if spot.kind == PlaceKind.AUTHORITY and _holds(self.dates[pk], day)
        ]


def current() -> Atlas:
    return _atlas(versions.current())


def country_code(code: str) -> str | None:
    return rules.LETTER_COUNTRY.get(code[:1]) if len(code) == 9 else None


@lru_cache(maxsize=4)
def _atlas(version: versions.Version) -> Atlas:
    rows = Place.objects.filter(kind__in=LARGE).values_list(
        "pk", "code", "name", "kind", "valid_from", "valid_to"
    )
    places = {row[0]: row[1:] for row in rows}
    codes = {pk: [row[0]] for pk, row in places.items()}
    pairs = PlaceCode.objects.filter(place__kind__in=LARGE).values_list("place_id", "code")
    for pk, code in pairs:
        if code not in codes.setdefault(pk, []):
            codes[pk].append(code)
    links = Membership.objects.filter(parent__kind__in=LARGE, child__kind__in=LARGE)
    fields = ("parent_id", "child_id", "valid_from", "valid_to")
    changes = Change.objects.filter(changed_on__isnull=True, successor__kind__in=LARGE)
    return Atlas(
        spots={
            pk: Spot(row[0], row[1], PlaceKind(row[2]), tuple(codes[pk]))
            for pk, row in places.items()
        },
        dates={pk: Dates(*row[3:]) for pk, row in places.items()},
        links=tuple(Link(*row) for row in links.values_list(*fields)),
        undated_changes=tuple(changes.values_list("predecessor_id", "successor_id")),
    )


def _holds(dated: Link | Dates, day: date) -> bool:
    return rules.holds_at(dated.valid_from, dated.valid_to, day)


def _grouped(links: Iterable[Link], by: str) -> dict[int, list[Link]]:
    found: dict[int, list[Link]] = {}
    for link in links:
        found.setdefault(getattr(link, by), []).append(link)
    return found


def forget() -> None:
    _atlas.cache_clear()
