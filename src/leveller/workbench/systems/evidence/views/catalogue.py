"""The room's first page: which indicators have figures, and how to find one."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from leveller.workbench.ground.pages import twins
from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.systems.evidence import company, queries
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.presenters import catalogue as shown
from leveller.workbench.systems.evidence.presenters.filters import Select, select
from leveller.workbench.systems.evidence.presenters.kinds import PLURALS
from leveller.workbench.systems.evidence.queries import Entry
from leveller.workbench.systems.evidence.views import missing
from leveller.workbench.systems.evidence.views.asked import Asked, UnknownPlaceError

ON_A_PAGE = 50


@dataclass(frozen=True)
class _Narrowed:
    """All entries, those that fit, and the form that narrows them."""

    every: list[Entry]
    fitting: list[Entry]
    fields: list[Select]
    place: Spot | None


def home(request: HttpRequest) -> HttpResponse:
    asked = Asked(request)
    try:
        place = asked.place(asked.day())
    except UnknownPlaceError as error:
        return missing.place(request, error.asked, reverse("evidence:home"))
    found = _narrowed(request, asked, place)
    pages = Paginator(found.fitting, ON_A_PAGE)
    page = pages.get_page(asked.text("page"))
    context = {
        "page": page,
        "shown": shown.table(page.object_list, place, shown.ON_THE_PAGE),
        "found": found,
        "counts": shown.counts(found.every),
        "words": asked.text("words"),
        "place": place,
        "written": company.written(place) if place else "",
        "places": company.widest(),
        "notices": asked.notices,
        "is_narrowed": len(found.fitting) < len(found.every) or bool(place),
        "may_import": request.actor.organisation is not None
        and request.actor.may("evidence.import"),
        "breadcrumbs": [Crumb("Evidence")],
    }
    tables = [shown.table(found.fitting, place, shown.COLUMNS)]
    return twins.respond(request, twins.Page("evidence/home.html", tables, context))


def _narrowed(request: HttpRequest, asked: Asked, place: Spot | None) -> _Narrowed:
    every = queries.catalogue(request.actor)
    themes, sources = shown.themes(every), shown.all_sources(every)
    theme = asked.one_of("theme", themes, "theme")
    source = asked.one_of("source", sources, "source")
    kind = asked.kind()
    words = asked.text("words")
    code = place.code if place else None
    fitting = queries.catalogue(request.actor, words=words, place=code, kind=kind)
    kinds = [(str(k), PLURALS[k].capitalize()) for k in shown.kinds(every)]
    fields = [
        select("theme", "Theme", [("", "All themes"), *((t, t) for t in themes)], theme or ""),
        select("kind", "Kind of place", [("", "All kinds"), *kinds], str(kind or "")),
        select("source", "Source", [("", "All sources"), *((s, s) for s in sources)], source or ""),
    ]
    kept = [entry for entry in fitting if shown.matches(entry, theme, source)]
    return _Narrowed(every, kept, fields, place)
