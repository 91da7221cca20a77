"""Lists, and one noun's page with its line of sight."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages import twins
from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.places import queries as places
from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.thread import kinds, presenters, queries
from leveller.workbench.ground.thread.models import Action, Decision
from leveller.workbench.ground.thread.models.needs import Work

A_PAGE = 50


def works(request: HttpRequest, noun: kinds.Noun) -> HttpResponse:
    """The newest first, in a place and a state if the address names them."""
    place = place_asked(request)
    rows = noun.rows(request.actor, place)
    state = request.GET.get("state", "")
    if state and noun.state:
        rows = rows.filter(state=state)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    table = presenters.works_table(
        noun.route, noun.plural.capitalize(), page.object_list, noun.empty
    )
    context = {
        "noun": noun,
        "nouns": kinds.NOUNS,
        "place": place,
        "places": [authority.place for authority in places.authorities()],
        "state": state,
        "states": list(noun.state or ()),
        "page": page,
        "is_empty": not page.object_list,
        "add": add_address(noun, place),
        "may_write": may_write(request.actor, noun),
        "breadcrumbs": [Crumb(noun.plural.capitalize())],
    }
    return twins.respond(request, twins.Page("thread/works.html", [table], context))


def work(request: HttpRequest, pk: int, noun: kinds.Noun) -> HttpResponse:
    found: Any = work_or_404(noun, pk, request.actor)
    sight = noun.line(found, request.actor)
    promised = queries.commitments_of(found, request.actor) if isinstance(found, Action) else None
    owned = owns(found, request.actor)
    context = {
        "noun": noun,
        "work": found,
        "facts": noun.facts(found),
        "figure": getattr(found, "figure", None),
        "texts": [(label, getattr(found, name)) for label, name in noun.texts],
        "line": presenters.line(sight, found, request.actor),
        "commitments": promised,
        "commitments_table": presenters.commitments_table(promised or []),
        "moves": noun.moves(found, request.actor) if owned else [],
        "may_write": owned and may_write(request.actor, noun),
        "may_publish": owned and request.actor.may("thread.decide"),
        "superseded_by": _later(found, request.actor),
        "breadcrumbs": crumbs(noun, Crumb(str(found))),
    }
    tables = [
        presenters.works_table(noun.route, noun.name.capitalize(), [found], ""),
        *([presenters.commitments_table(promised)] if promised else []),
    ]
    return twins.respond(request, twins.Page("thread/work.html", tables, context))


def place_asked(request: HttpRequest) -> Place | None:
    code = request.GET.get("place", "")
    if not code:
        return None
    try:
        return places.by_code(code)
    except Place.DoesNotExist:
        raise Http404(f"No place has the code {code}.") from None


def work_or_404(noun: kinds.Noun, pk: int, actor: Actor) -> Work:
    """What may not be seen is not there."""
    try:
        return queries.one(noun.rows(actor), pk)
    except noun.model.DoesNotExist:
        raise Http404(f"There is no such {noun.name}.") from None


def owns(work: Work, actor: Actor) -> bool:
    return actor.organisation is not None and work.organisation_id == actor.organisation.pk


def may_write(actor: Actor, noun: kinds.Noun) -> bool:
    permission = "thread.decide" if noun is kinds.DECISION else "thread.write"
    return actor.organisation is not None and actor.may(permission)


def add_address(noun: kinds.Noun, place: Place | None) -> str:
    address = reverse(f"thread:{noun.route}-add")
    return f"{address}?place={place.code}" if place else address


def crumbs(noun: kinds.Noun, *last: Crumb) -> list[Crumb]:
    return [Crumb(noun.plural.capitalize(), reverse(noun.list_route)), *last]


def _later(work: Work, actor: Actor) -> Decision | None:
    if not isinstance(work, Decision):
        return None
    return queries.decisions(actor).filter(supersedes=work).first()
