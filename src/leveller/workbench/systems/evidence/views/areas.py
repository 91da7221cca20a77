"""The small areas of a place: how deprived they are, where the worst off lie."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages import twins
from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.systems.evidence import company, queries, surroundings
from leveller.workbench.systems.evidence.answers import deprived, indicators
from leveller.workbench.systems.evidence.answers.deprived import Deprived
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.presenters import areas as shown
from leveller.workbench.systems.evidence.presenters.filters import select
from leveller.workbench.systems.evidence.views import missing
from leveller.workbench.systems.evidence.views.asked import Asked, UnknownPlaceError

HOLDING_AREAS = (PlaceKind.AUTHORITY, PlaceKind.COUNTY, PlaceKind.COUNCIL)


def areas(request: HttpRequest) -> HttpResponse:
    asked = Asked(request)
    as_at = asked.day()
    try:
        place = asked.place(as_at)
    except UnknownPlaceError as error:
        return missing.place(request, error.asked, reverse("evidence:areas"))
    if place and place.kind not in HOLDING_AREAS:
        asked.notices.append(
            f"{place.name} is shown by its authorities and councils: choose one of them."
        )
        place = None
    is_twin = getattr(request, "twin", None) is not None
    return twins.respond(request, _page(request.actor, asked, place, as_at, is_whole=is_twin))


def _page(
    actor: Actor, asked: Asked, place: Spot | None, as_at: date, *, is_whole: bool
) -> twins.Page:
    """The downloads hold every area; the page the first of them."""
    keys = deprived.small_area_indicators(actor)
    key = asked.one_of("indicator", keys, "indicator for small areas")
    found = deprived.deprived(actor, place.code, key, as_at=as_at) if place else None
    if found and key and found.values is None:
        asked.notices.append(f"That indicator has no figures for the small areas of {place}.")
        found = deprived.deprived(actor, found.place.code, None, as_at=as_at)
    shares = deprived.by_council(found) if found else []
    context = {
        "place": place,
        "written": company.written(place) if place else "",
        "places": company.widest(),
        "notices": asked.notices,
        "fields": _choices(keys, found, key),
        "breadcrumbs": [Crumb("Evidence", reverse("evidence:home")), Crumb("Small areas")],
    }
    if found is None:
        return twins.Page("evidence/areas.html", [], context)
    return twins.Page(
        "evidence/areas.html",
        [
            shown.table(found, None if is_whole else shown.WORST),
            shown.by_council(shares, found),
            *([shown.of_the_map(found)] if is_whole else []),
        ],
        {
            **context,
            "found": found,
            "said": shown.words(found, shares),
            "map": None if is_whole else _map(actor, found),
            "has_shares": bool(shares),
        },
    )


def _map(actor: Actor, found: Deprived) -> object:
    if found.values is None:
        return None
    codes = list(found.values.values)
    councils = [spot.code for spot in surroundings.councils(found.place.code)]
    both = queries.boundaries(actor, [*codes, *councils])
    return shown.drawn(found, both.only(codes), both.only(councils))


def _choices(keys: list[str], found: Deprived | None, key: str | None) -> object:
    """Those that small areas have figures of, in the house's order."""
    cards = sorted(indicators.cards(keys).values(), key=lambda card: (card.order, card.name))
    chosen = found.values.indicator.key if found and found.values else key
    return select("indicator", "Indicator", [(card.key, str(card)) for card in cards], chosen)
