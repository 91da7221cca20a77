"""Many indicators of one place at once: where it stands among places of its kind."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from leveller.workbench.ground.pages import twins
from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.systems.evidence import company, queries
from leveller.workbench.systems.evidence.presenters import profile as shown
from leveller.workbench.systems.evidence.presenters.filters import select
from leveller.workbench.systems.evidence.queries import Profile
from leveller.workbench.systems.evidence.views import missing
from leveller.workbench.systems.evidence.views.asked import Asked, UnknownPlaceError

CRUMBS = "Spine chart"


def spine(request: HttpRequest) -> HttpResponse:
    asked = Asked(request)
    as_at = asked.day()
    try:
        place = asked.place(as_at)
    except UnknownPlaceError as error:
        return missing.place(request, error.asked, reverse("evidence:spine"))
    found = queries.profile(request.actor, place.code, as_at=as_at) if place else None
    return twins.respond(request, _page(asked, found))


def _page(asked: Asked, found: Profile | None) -> twins.Page:
    themes = [theme for theme, _ in shown.by_theme(found)] if found else []
    theme = asked.one_of("theme", themes, "theme")
    narrowed = _of_theme(found, theme) if found else None
    chart = shown.spine(narrowed) if narrowed else None
    name = found.place.name if found else ""
    standings = narrowed.standings if narrowed else ()
    code = found.place.code if found else ""
    caption = f"{theme or 'All indicators'}: {name}" if found else "Choose a place"
    tables = [shown.table(standings, code, "figures", caption)]
    compared = [s for s in standings if shown.has_a_field(s)]
    return twins.Page(
        "evidence/spine.html",
        [*tables, *([chart.table] if chart else [])],
        {
            "place": found.place if found else None,
            "written": company.written(found.place) if found else "",
            "profile": found,
            "chart": chart,
            "drawn": len(chart.table.rows) if chart else 0,
            "standings": standings,
            "shown": shown.table(compared, code, "figures", caption),
            "left_out": len(standings) - len(compared),
            "themes": select(
                "theme", "Theme", [("", "All themes"), *((t, t) for t in themes)], theme or ""
            ),
            "places": company.widest(),
            "notices": asked.notices,
            "attributions": shown.releases(standings),
            "breadcrumbs": [Crumb("Evidence", reverse("evidence:home")), Crumb(CRUMBS)],
        },
    )


def _of_theme(found: Profile, theme: str | None) -> Profile:
    if theme is None:
        return found
    kept = dict(shown.by_theme(found))[theme]
    return replace(found, standings=tuple(kept))
