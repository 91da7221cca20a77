"""The councils of an authority side by side in many indicators."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages import twins
from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.systems.evidence import company, queries
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.company import Company
from leveller.workbench.systems.evidence.presenters import catalogue as listed
from leveller.workbench.systems.evidence.presenters import heat as shown
from leveller.workbench.systems.evidence.presenters.filters import select
from leveller.workbench.systems.evidence.queries import Entry
from leveller.workbench.systems.evidence.views import missing
from leveller.workbench.systems.evidence.views.asked import Asked, UnknownPlaceError

HEADLINES, ALL = "Headlines", "All themes"
MOST_COUNCILS = 40


def heat(request: HttpRequest) -> HttpResponse:
    asked = Asked(request)
    as_at = asked.day()
    try:
        place = asked.place(as_at)
    except UnknownPlaceError as error:
        return missing.place(request, error.asked, reverse("evidence:heat"))
    around = company.of(place.code, as_at) if place else None
    councils = _councils(asked, around)
    return twins.respond(request, _page(request.actor, asked, around, councils))


def _councils(asked: Asked, around: Company | None) -> list[Spot]:
    """Those of the place, or of the authority that it lies in."""
    if around is None:
        return []
    found = around.fellows.get(PlaceKind.COUNCIL, [])
    if len(found) > MOST_COUNCILS:
        asked.notices.append(
            f"{around.spot.name} has {len(found)} councils, too many to stand side by side. "
            "Choose one of its authorities."
        )
        return []
    if not found:
        asked.notices.append(f"No councils of {around.spot.name} are known to set side by side.")
    return found


def _page(actor: Actor, asked: Asked, around: Company | None, councils: list[Spot]) -> twins.Page:
    entries = queries.catalogue(actor, kind=PlaceKind.COUNCIL) if councils else []
    themes = [HEADLINES, *listed.themes(entries), ALL]
    theme = asked.one_of("theme", themes, "theme") or HEADLINES
    keys = [e.indicator.key for e in entries if _is_wanted(e, theme)]
    found = queries.profiles(actor, [s.code for s in councils], keys, as_at=asked.day())
    lines = shown.lines(found)
    within = around.within.name if around and around.within else ""
    caption = f"{theme}: councils of {within}" if within else "Councils"
    return twins.Page(
        "evidence/heat.html",
        [shown.table(lines, found, caption)],
        {
            "place": around.spot if around else None,
            "within": around.within if around else None,
            "written": company.written(around.spot) if around else "",
            "councils": councils,
            "shown": shown.table(lines, found, caption, is_for_page=True),
            "counts": shown.counts(lines),
            "themes": select("theme", "Theme", [(t, t) for t in themes], theme),
            "places": company.widest(),
            "notices": list(dict.fromkeys(asked.notices)),
            "attributions": shown.attributions(lines),
            "breadcrumbs": [
                Crumb("Evidence", reverse("evidence:home")),
                Crumb("Councils side by side"),
            ],
        },
    )


def _is_wanted(entry: Entry, theme: str) -> bool:
    if theme == HEADLINES:
        return entry.indicator.is_headline
    return theme in (ALL, listed.theme_of(entry))
