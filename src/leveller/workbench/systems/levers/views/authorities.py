"""An authority's own page, and a cell of the map with its basis and its history."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages import days, twins
from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.places import queries as places
from leveller.workbench.ground.places.models import Authority, Membership, Place
from leveller.workbench.ground.vocabulary.models import FrameworkHeading
from leveller.workbench.ground.vocabulary.viewpoint import Viewpoint
from leveller.workbench.systems.levers import queries
from leveller.workbench.systems.levers.presenters import authority as shown
from leveller.workbench.systems.levers.presenters import cells, maps
from leveller.workbench.systems.levers.presenters.standings import KEY, look
from leveller.workbench.systems.levers.queries.cells import activities_seen
from leveller.workbench.systems.levers.views import asked


def authority(request: HttpRequest, code: str) -> HttpResponse:
    found, on = asked.authority(code), days.day(request)
    place = found.place
    row = queries.authority_row(found, request.actor, on)
    activities = activities_seen(Viewpoint.of(request.actor), place)
    changes = places.changes_of(place)
    came, went = shown.steps(changes, place, _with_authority(changes))
    tables = [
        shown.powers_table(row, on),
        shown.activities_table(activities),
        shown.members_table(_members(place)),
    ]
    context = {
        "authority": found,
        "place": place,
        "on": on,
        "line": maps.line_view(row, on),
        "facts": shown.facts(found),
        "predecessors": came,
        "successors": went,
        "stands": place.valid_to is None or on < place.valid_to,
        "breadcrumbs": [Crumb("Policy map", reverse("levers:home")), Crumb(place.name)],
    }
    return twins.respond(request, twins.Page("levers/authority.html", tables, context))


def cell(request: HttpRequest, code: str, domain: str) -> HttpResponse:
    found, on = asked.authority(code), days.day(request)
    heading = domain_or_404(domain)
    history = queries.cell(found.place, heading, request.actor, on)
    rows = cells.living(history)
    tables = [
        cells.living_table(rows),
        cells.powers_table(history.powers),
        shown.activities_table(history.activities),
    ]
    context = {
        "authority": found,
        "place": found.place,
        "domain": heading,
        "on": on,
        "cell": history.cell,
        "look": look(history.cell.standing),
        "rows": rows,
        "history": cells.ended(history, request.actor),
        "key": KEY,
        "may_edit": may_edit(request.actor),
        "breadcrumbs": [
            Crumb("Policy map", reverse("levers:home")),
            Crumb(found.place.name, reverse("levers:authority", args=[found.place.code])),
            Crumb(heading.name),
        ],
    }
    return twins.respond(request, twins.Page("levers/cell.html", tables, context))


def may_edit(actor: Actor) -> bool:
    return actor.organisation is not None and actor.may("levers.edit")


def domain_or_404(key: str) -> FrameworkHeading:
    try:
        return queries.domain(key)
    except FrameworkHeading.DoesNotExist:
        raise Http404(f"No power domain is called {key}.") from None


def _members(place: Place) -> list[tuple[Place, str, object, object]]:
    rows = Membership.objects.filter(parent=place).select_related("child").order_by("child__name")
    return [(row.child, row.kind, row.valid_from, row.valid_to) for row in rows]


def _with_authority(changes: list) -> set[int]:
    ids = {c.predecessor_id for c in changes} | {c.successor_id for c in changes}
    return set(Authority.objects.filter(place__in=ids).values_list("place_id", flat=True))
