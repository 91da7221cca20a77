"""The policy map as at a day, authorities side by side, and what changed between two days."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from leveller.workbench.ground.pages import days, twins
from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.places import queries as places
from leveller.workbench.systems.levers import queries
from leveller.workbench.systems.levers.presenters import changes as changed
from leveller.workbench.systems.levers.presenters import maps
from leveller.workbench.systems.levers.presenters.standings import KEY
from leveller.workbench.systems.levers.views import asked

REPORT_DAY = date(2022, 6, 1)
MOST_COMPARED = 4


def home(request: HttpRequest) -> HttpResponse:
    on = days.day(request)
    by_competence = request.GET.get("by") == "competence"
    matrix = queries.matrix(request.actor, on, by_competence=by_competence)
    caption = maps.caption(on, by_competence=by_competence)
    context = {
        "on": on,
        "by_competence": by_competence,
        "map": maps.map_view(matrix),
        "caption": caption,
        "key": KEY,
        "report_day": REPORT_DAY,
    }
    page = twins.Page("levers/home.html", [maps.map_table(matrix, caption)], context)
    return twins.respond(request, page)


def compare(request: HttpRequest) -> HttpResponse:
    """Two to four authorities on a day. With fewer, the page asks for them."""
    on = days.day(request)
    chosen = asked.authorities(request)[:MOST_COMPARED]
    codes = [authority.place.code for authority in chosen]
    matrix = queries.matrix(request.actor, on, only=codes) if codes else None
    tables = [maps.map_table(matrix, maps.caption(on))] if matrix else []
    view = maps.map_view(matrix) if matrix else None
    context = {
        "on": on,
        "chosen": codes,
        "choices": places.authorities(on),
        "slots": [codes[n] if n < len(codes) else "" for n in range(MOST_COMPARED)],
        "map": view,
        "differing": maps.only_differing(view) if view and len(view.lines) > 1 else [],
        "caption": maps.caption(on),
        "key": KEY,
        "breadcrumbs": [Crumb("Policy map", reverse("levers:home")), Crumb("Compare")],
    }
    return twins.respond(request, twins.Page("levers/compare.html", tables, context))


def changes(request: HttpRequest) -> HttpResponse:
    since = days.optional_day(request, "since") or REPORT_DAY
    until = days.day(request, "until")
    chosen = asked.authorities(request)
    found = queries.changes_between(
        request.actor, since, until, [a.place for a in chosen] if chosen else None
    )
    context = {
        "since": since,
        "until": until,
        "chosen": chosen,
        "is_backwards": until < since,
        "changes": found,
        "breadcrumbs": [Crumb("Policy map", reverse("levers:home")), Crumb("What changed")],
    }
    page = twins.Page("levers/changes.html", changed.changes_tables(found), context)
    return twins.respond(request, page)
