"""Finding a place or an indicator, and the list of authorities."""

from datetime import date

from django.db.models import Q

from leveller.workbench.front.demonstration.parameters import REGION_CODE
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.pages.tables import Cell, Column, Kind, Row, Table
from leveller.workbench.ground.pages.twins import Page
from leveller.workbench.ground.places import queries as places
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.places.models import Authority, Membership, Place, PlaceName
from leveller.workbench.systems.evidence import queries as evidence

MOST = 50
FICTIONAL = "X"  # first letter of the codes of the demonstration
FIRST = [
    PlaceKind.AUTHORITY,
    PlaceKind.COUNCIL,
    PlaceKind.COUNTY,
    PlaceKind.REGION,
    PlaceKind.COUNTRY,
]


def start(actor: Actor) -> dict[str, object]:
    """The first page: where to go, and what the store holds."""
    found = list(Authority.objects.select_related("place").order_by("place__name"))
    own = [a for a in found if actor.organisation and a.place.code == actor.organisation.area_code]
    standing = [a for a in found if a.place.valid_to is None]
    invented = [a for a in standing if a.place.code.startswith(FICTIONAL)]
    return {
        "own": own[0] if own else None,
        "demonstration": [a for a in invented if a.place.code == REGION_CODE],
        "invented": invented,
        "authorities": [a for a in standing if a not in invented],
        "indicators": len(evidence.catalogue(actor)),
    }


def authorities(as_at: date) -> Page:
    found = list(Authority.objects.select_related("place").order_by("place__name"))
    return Page(
        "front/authorities.html",
        [authorities_table(found, as_at)],
        {"authorities": found, "breadcrumbs": [Crumb("Authorities")]},
    )


def authorities_table(found: list[Authority], as_at: date) -> Table:
    counts = _members([authority.place_id for authority in found], as_at)
    rows = [
        Row(
            {
                "authority": Cell(a.place.name, link=f"/places/{a.place.code}/"),
                "form": a.form[:1].upper() + a.form[1:],
                "members": counts.get(a.place_id, 0),
                "since": a.place.valid_from,
                "until": a.place.valid_to,
                "code": a.place.code,
                "powers": Cell("Policy map", link=f"/levers/{a.place.code}/"),
            }
        )
        for a in found
    ]
    return Table(
        "authorities",
        "Authorities, their form and their members",
        (
            Column("authority", "Authority"),
            Column("form", "Form"),
            Column("members", "Member councils", Kind.NUMBER, decimals=0),
            Column("since", "Since", Kind.DATE),
            Column("until", "Until", Kind.DATE),
            Column("code", "Code"),
            Column("powers", "Powers"),
        ),
        tuple(rows),
        notes=(f"Member councils as at {figures.day(as_at)}.",),
        empty="No authorities are known yet. Run leveller setup to load the reference data.",
    )


def _members(authorities: list[int], as_at: date) -> dict[int, int]:
    links = Membership.objects.filter(places.at(as_at), parent__in=authorities)
    held = links.filter(child__kind__in=[PlaceKind.COUNCIL, PlaceKind.COUNTY])
    counts: dict[int, set[int]] = {}
    for parent, child in held.values_list("parent_id", "child_id"):
        counts.setdefault(parent, set()).add(child)
    return {parent: len(children) for parent, children in counts.items()}


def search(actor: Actor, asked: str) -> Page:
    words = " ".join(asked.split())
    found = matching(words) if words else []
    indicators = evidence.catalogue(actor, words=words) if words else []
    shown = indicators[:MOST]
    return Page(
        "front/search.html",
        [_places_table(found), _indicators_table(shown)],
        {"asked": words, "places": found, "indicators": shown, "breadcrumbs": [Crumb("Search")]},
    )


def matching(words: str) -> list[Place]:
    """By code or by any name that a place bore; larger kinds first."""
    code = words.upper()
    named = PlaceName.objects.filter(name__icontains=words).values("place")
    rows = Place.objects.filter(Q(codes__code=code) | Q(pk__in=named)).distinct()
    first = list(rows.filter(kind__in=FIRST).order_by("name")[:MOST])
    rest = list(rows.exclude(kind__in=FIRST).order_by("name")[: MOST - len(first)])
    return sorted(first, key=lambda p: FIRST.index(PlaceKind(p.kind))) + rest


def _places_table(found: list[Place]) -> Table:
    rows = [
        Row(
            {
                "place": Cell(p.name, link=f"/places/{p.code}/"),
                "kind": p.get_kind_display(),
                "code": p.code,
            }
        )
        for p in found
    ]
    return Table(
        "places",
        "Places",
        (Column("place", "Place"), Column("kind", "Kind"), Column("code", "Code")),
        tuple(rows),
        empty="No place matches. Try part of a name, or a code such as E47000001.",
    )


def _indicators_table(found: list[evidence.Entry]) -> Table:
    rows = [
        Row(
            {
                "indicator": Cell(
                    e.indicator.name, link=f"/evidence/indicators/{e.indicator.key}/"
                ),
                "theme": e.indicator.theme,
            }
        )
        for e in found
    ]
    return Table(
        "indicators",
        "Indicators",
        (Column("indicator", "Indicator"), Column("theme", "Theme")),
        tuple(rows),
        empty="No indicator matches.",
    )
