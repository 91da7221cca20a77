"""Reading places: by code, by membership, as at a date."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from leveller.workbench.ground.places import rules
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.places.models import Authority, Change, Membership, Place, PlaceCode

LOOKUP_BATCH = 10_000


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place as it is known under one of its codes."""

    id: int
    code: str
    kind: PlaceKind
    name: str
    valid_from: date | None
    valid_to: date | None
    is_linked: bool


def at(day: date | None, prefix: str = "") -> Q:
    """Rows whose half-open period holds on `day`; every row when no day is asked for."""
    if day is None:
        return Q()
    started = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": day})
    not_ended = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": day})
    return started & not_ended


def known_codes(codes: Collection[str]) -> dict[str, KnownPlace]:
    """Those of the codes that are known, each with its place and the dates of the code."""
    known: dict[str, KnownPlace] = {}
    wanted = list(codes)
    fields = (
        "code",
        "place_id",
        "place__kind",
        "place__name",
        "valid_from",
        "valid_to",
        "place__is_linked",
    )
    for start in range(0, len(wanted), LOOKUP_BATCH):
        rows = PlaceCode.objects.filter(code__in=wanted[start : start + LOOKUP_BATCH])
        for code, place, kind, name, valid_from, valid_to, linked in rows.values_list(*fields):
            known[code] = KnownPlace(
                place, code, PlaceKind(kind), name, valid_from, valid_to, linked
            )
    return known


def by_code(code: str) -> Place:
    """The place that bears or bore the code; `Place.DoesNotExist` when none did."""
    return Place.objects.select_related("authority").get(codes__code=code)


def codes_of(places: Iterable[Place]) -> dict[int, list[str]]:
    """Every code that each place bore, by the place's id, the current one first."""
    current = {place.pk: place.code for place in places}
    found = {pk: [code] for pk, code in current.items()}
    rows = PlaceCode.objects.filter(place__in=current).values_list("place_id", "code")
    for pk, code in rows:
        if code != current[pk]:
            found[pk].append(code)
    return found


def members(
    parent: Place, kind: PlaceKind | None = None, as_at: date | None = None
) -> QuerySet[Place]:
    """The places that lie directly in `parent`, by name."""
    links = Membership.objects.filter(at(as_at), parent=parent)
    found = Place.objects.filter(pk__in=links.values("child")).order_by("name")
    return found.filter(kind=kind) if kind else found


def councils_of(parent: Place, as_at: date | None = None) -> list[Place]:
    """The councils of an authority or region: its members, and the districts of its counties."""
    if parent.kind == PlaceKind.COUNCIL:
        return [parent]
    direct = Membership.objects.filter(at(as_at), parent=parent)
    counties = direct.filter(child__kind=PlaceKind.COUNTY).values("child")
    links = Membership.objects.filter(at(as_at), ~_doubled(as_at)).filter(
        Q(parent=parent) | Q(parent__in=counties), child__kind=PlaceKind.COUNCIL
    )
    found = Place.objects.filter(pk__in=links.values("child"), kind=PlaceKind.COUNCIL)
    return list(found.order_by("name"))


def _doubled(as_at: date | None) -> Q:
    """Members by no date under a later code, where the earlier one is a member by a date.

    A dated statement beats an undated one. Else a council whose code changes some day would be
    counted twice from the moment that its next code is known.
    """
    dated = Q(valid_from__isnull=False) | Q(valid_to__isnull=False)
    earlier = Membership.objects.filter(
        at(as_at), dated, parent=OuterRef(OuterRef("parent")), child=OuterRef("predecessor")
    )
    change = Change.objects.filter(
        Exists(earlier), successor=OuterRef("child"), changed_on__isnull=True
    )
    return Q(Exists(change), valid_from__isnull=True, valid_to__isnull=True)


def small_areas_of(
    parent: Place, kind: PlaceKind = PlaceKind.SMALL, as_at: date | None = None
) -> list[Place]:
    """Places of a small kind inside `parent`, directly or through its councils."""
    holders = [parent, *councils_of(parent, as_at)]
    links = Membership.objects.filter(at(as_at), parent__in=holders, child__kind=kind)
    return list(Place.objects.filter(pk__in=links.values("child")).order_by("name"))


def parents(child: Place, as_at: date | None = None) -> list[Place]:
    links = Membership.objects.filter(at(as_at), child=child)
    return list(Place.objects.filter(pk__in=links.values("parent")).order_by("kind", "name"))


def authorities(as_at: date | None = None) -> list[Authority]:
    """Every authority that stands on the day, by name."""
    rows = Authority.objects.filter(at(as_at, "place__")).select_related("place")
    return list(rows.order_by("place__name"))


def authority_around(place: Place, as_at: date | None = None) -> Place | None:
    """The authority that a place belongs to, through its council where need be."""
    if place.kind == PlaceKind.AUTHORITY:
        return place
    above = parents(place, as_at)
    further = [p for parent in above for p in parents(parent, as_at)]
    standing = [
        p
        for p in [*above, *further]
        if p.kind == PlaceKind.AUTHORITY
        and (as_at is None or rules.holds_at(p.valid_from, p.valid_to, as_at))
    ]
    return standing[0] if standing else None


def above(place: Place, as_at: date | None = None) -> list[Place]:
    """All that a place lies in: its parents, theirs, and its country; the largest first."""
    direct = Membership.objects.filter(at(as_at), child=place).values("parent")
    further = Membership.objects.filter(at(as_at), child__in=direct).values("parent")
    named = Q(pk__in=direct) | Q(pk__in=further) | Q(codes__code__in=_countries(place))
    order = list(PlaceKind)
    found = Place.objects.filter(named).exclude(pk=place.pk).distinct()
    return sorted(found, key=lambda p: (order.index(PlaceKind(p.kind)), p.name))


def country_of(place: Place) -> Place | None:
    """The country that a place is compared with: that of its code, or of its councils' codes."""
    return Place.objects.filter(codes__code__in=_countries(place)).first()


def _countries(place: Place) -> list[str]:
    if (own := _country(place.code)) is not None:
        return [own]
    return [found for c in councils_of(place)[:1] if (found := _country(c.code)) is not None]


def _country(code: str) -> str | None:
    return rules.LETTER_COUNTRY.get(code[:1]) if len(code) == 9 else None


def changes_of(place: Place) -> list[Change]:
    """How a place came about and what became of it."""
    rows = Change.objects.filter(Q(predecessor=place) | Q(successor=place))
    return list(rows.select_related("predecessor", "successor").order_by("changed_on"))


def steps(codes: Collection[str]) -> list[rules.Step]:
    """The changes that lead on from the codes, as `rules.carry_counts` takes them."""
    rows = Change.objects.filter(predecessor__code__in=codes)
    fields = ("predecessor__code", "successor__code", "method", "weight")
    return [rules.Step(*row) for row in rows.values_list(*fields)]
