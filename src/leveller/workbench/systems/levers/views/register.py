"""The levers register and a lever's page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from leveller.workbench.ground.pages import days, twins
from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.thread import queries as thread
from leveller.workbench.ground.thread.models import Lever
from leveller.workbench.ground.thread.models.levers import LeverKind
from leveller.workbench.ground.vocabulary import queries as vocabulary
from leveller.workbench.ground.vocabulary.models import FrameworkHeading
from leveller.workbench.ground.vocabulary.viewpoint import Viewpoint
from leveller.workbench.systems.levers import queries, rules
from leveller.workbench.systems.levers.models import Activity
from leveller.workbench.systems.levers.presenters import authority as authority_page
from leveller.workbench.systems.levers.presenters import register as shown
from leveller.workbench.systems.levers.presenters.determinants import holders_table
from leveller.workbench.systems.levers.views import asked
from leveller.workbench.systems.levers.views.authorities import may_edit


def register(request: HttpRequest) -> HttpResponse:
    """Filtered by kind, power domain and determinant; seen from an authority, if one is named."""
    view, on = Viewpoint.of(request.actor), days.day(request)
    chosen = asked.authorities(request)[:1]
    reaches = thread.reaches_by_lever(view)
    standings = queries.standings_of(chosen[0].place, view, on) if chosen else None
    asks = {name: request.GET.get(name, "") for name in ("kind", "domain", "determinant")}
    levers = [lever for lever in thread.levers(view) if _fits(lever, asks, reaches)]
    name = chosen[0].place.name if chosen else ""
    table = shown.levers_table(levers, domains(), reaches, standings, name)
    context = {
        "asks": asks,
        "kinds": LeverKind,
        "domains": domains().values(),
        "determinants": vocabulary.determinant_tree(),
        "authority": chosen[0] if chosen else None,
        "on": on,
        "count": len(levers),
        "breadcrumbs": [Crumb("Policy map", reverse("levers:home")), Crumb("Levers")],
    }
    return twins.respond(request, twins.Page("levers/register.html", [table], context))


def lever(request: HttpRequest, key: str) -> HttpResponse:
    view, on = Viewpoint.of(request.actor), days.day(request)
    found = lever_or_404(key, view)
    domain = domains().get(found.power_domain)
    behind = [domain] if domain else []
    holders = queries.holders_of([d.key for d in behind], request.actor, on)
    tables = [
        shown.reach_table(thread.reaches_of_lever(found, view), request.actor),
        holders_table(behind, holders, "today"),
        authority_page.activities_table(
            Activity.objects.filter(lever=found, organisation__isnull=True).select_related(
                "domain", "determinant"
            )
        ),
    ]
    context = {
        "lever": found,
        "facts": shown.lever_facts(found, domain),
        "domain": domain,
        "actions": thread.actions(request.actor).filter(levers=found)[:20],
        "may_edit": may_edit(request.actor),
        "breadcrumbs": [
            Crumb("Policy map", reverse("levers:home")),
            Crumb("Levers", reverse("levers:register")),
            Crumb(found.name),
        ],
    }
    return twins.respond(request, twins.Page("levers/lever.html", tables, context))


def domains() -> dict[str, FrameworkHeading]:
    return {heading.key: heading for heading in vocabulary.headings(rules.DOMAINS)}


def lever_or_404(key: str, view: Viewpoint) -> Lever:
    try:
        return thread.lever(key, view)
    except Lever.DoesNotExist:
        raise Http404(f"No lever is called {key}.") from None


def _fits(lever: Lever, asks: dict[str, str], reaches: dict[int, list]) -> bool:
    reached = {reach.determinant.key for reach in reaches.get(lever.pk, ())}
    return (
        asks["kind"] in {"", lever.kind}
        and asks["domain"] in {"", lever.power_domain}
        and (not asks["determinant"] or asks["determinant"] in reached)
    )
