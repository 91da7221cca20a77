"""The one list of determinants, and a determinant's page: what measures it, what reaches it."""

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from leveller.workbench.ground.pages import days, figures, twins
from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.thread import queries as thread
from leveller.workbench.ground.vocabulary import queries as vocabulary
from leveller.workbench.ground.vocabulary.models import Determinant
from leveller.workbench.ground.vocabulary.presenters import sure
from leveller.workbench.ground.vocabulary.rules import CAUTION
from leveller.workbench.ground.vocabulary.viewpoint import Viewpoint
from leveller.workbench.systems.levers import queries
from leveller.workbench.systems.levers.presenters import determinants as shown
from leveller.workbench.systems.levers.views.authorities import may_edit
from leveller.workbench.systems.levers.views.register import domains


def determinants(request: HttpRequest) -> HttpResponse:
    view = Viewpoint.of(request.actor)
    tree = vocabulary.determinant_tree()
    indicators = Counter(link.determinant_id for link in vocabulary.all_indicator_links(view))
    reached = Counter(
        reach.determinant_id for group in thread.reaches_by_lever(view).values() for reach in group
    )
    table = shown.determinants_table(tree, indicators, reached)
    context = {
        "tree": tree,
        "breadcrumbs": [Crumb("Policy map", reverse("levers:home")), Crumb("Determinants")],
    }
    return twins.respond(request, twins.Page("levers/determinants.html", [table], context))


def determinant(request: HttpRequest, key: str) -> HttpResponse:
    view, on = Viewpoint.of(request.actor), days.day(request)
    found = determinant_or_404(key)
    reaches = thread.reaches_of_determinants([found], view)[found.pk]
    known = domains()
    behind = list(dict.fromkeys(r.lever.power_domain for r in reaches if r.lever.power_domain))
    holders = queries.holders_of(behind, request.actor, on)
    tables = [
        shown.indicators_table(vocabulary.indicator_links_of(found, view), request.actor),
        shown.reached_table(reaches, known, holders, request.actor),
        shown.holders_table(
            [known[domain] for domain in behind if domain in known],
            holders,
            f"on {figures.day(on)}",
        ),
        shown.headings_table(vocabulary.heading_links_of(found, view)),
    ]
    context = {
        "determinant": found,
        "sure": sure(found.status),
        "caution": CAUTION,
        "on": on,
        "may_link": request.actor.organisation is not None and request.actor.may("vocabulary.edit"),
        "may_edit": may_edit(request.actor),
        "breadcrumbs": [
            Crumb("Policy map", reverse("levers:home")),
            Crumb("Determinants", reverse("levers:determinants")),
            Crumb(found.name),
        ],
    }
    return twins.respond(request, twins.Page("levers/determinant.html", tables, context))


def determinant_or_404(key: str) -> Determinant:
    found = Determinant.objects.select_related("parent").filter(key=key).first()
    if found is None:
        raise Http404(f"No determinant is called {key}.")
    return found
