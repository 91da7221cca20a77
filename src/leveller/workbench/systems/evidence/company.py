"""With whom a place is compared: its authority, and the members or fellows that stand beside it."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.systems.evidence import atlas, surroundings
from leveller.workbench.systems.evidence.atlas import Atlas, Spot

ORDER = list(PlaceKind)
Fellows = dict[PlaceKind, list[Spot]]


@dataclass(frozen=True)
class Company:
    """`within` is the place whose members stand side by side: it itself, or what it lies in."""

    spot: Spot
    authority: Spot | None
    region: Spot | None
    country: Spot | None
    within: Spot | None
    fellows: Fellows

    @property
    def is_a_member(self) -> bool:
        return self.within is not None and self.within != self.spot


def of(code: str, as_at: date) -> Company:
    """Raises `UnknownPlaceError` for a code that nobody introduced."""
    around = surroundings.around(code, as_at)
    within, fellows = _fellows(around.spot, around.authority or around.region, as_at)
    return Company(
        around.spot,
        around.authority,
        around.region,
        around.country,
        within,
        fellows,
    )


def large() -> list[Spot]:
    """Countries, regions, authorities, counties and councils, by name: what one may choose from."""
    known = atlas.current()
    return sorted(known.spots.values(), key=lambda spot: (spot.name, spot.code))


def named(text: str) -> Spot | None:
    """The place of exactly that name; the larger of two: the authority before its council."""
    plain = text.casefold()
    found = [spot for spot in large() if spot.name.casefold() == plain]
    return min(found, key=lambda spot: ORDER.index(spot.kind), default=None)


def written(spot: Spot) -> str:
    """What to write to be led to the place: its name, or its code where another bears the name."""
    return spot.name if named(spot.name) == spot else spot.code


def widest() -> list[Spot]:
    """Countries, regions and authorities, by name: few enough to be offered in a list."""
    kinds = (PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.AUTHORITY)
    return [spot for spot in large() if spot.kind in kinds]


def _fellows(spot: Spot, above: Spot | None, day: date) -> tuple[Spot | None, Fellows]:
    if spot.kind == PlaceKind.COUNTRY:
        return spot, _of_country(atlas.current(), spot, day)
    if spot.kind in (PlaceKind.AUTHORITY, PlaceKind.REGION, PlaceKind.COUNTY):
        return spot, {PlaceKind.COUNCIL: surroundings.councils(spot.code, day)}
    if spot.kind == PlaceKind.COUNCIL and above is not None:
        return above, {PlaceKind.COUNCIL: surroundings.councils(above.code, day)}
    return None, {}


@lru_cache(maxsize=16)
def _of_country(known: Atlas, country: Spot, day: date) -> Fellows:
    """The authorities, regions and councils of a country that stand on the day, by name."""
    own = known.by_code[country.code]
    found: Fellows = {PlaceKind.AUTHORITY: [], PlaceKind.REGION: [], PlaceKind.COUNCIL: []}
    for pk, spot in known.spots.items():
        if spot.kind in found and known.stands(pk, day) and known.country(pk, day) == own:
            found[spot.kind].append(spot)
    return {kind: sorted(spots, key=lambda s: s.name) for kind, spots in found.items() if spots}
