"""What people see first."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from leveller.workbench.front import briefs, comparing, finding, pages
from leveller.workbench.ground.pages import days, twins
from leveller.workbench.ground.papers.faces import Face
from leveller.workbench.ground.places import queries as places
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.places.models import Place


def start(request: HttpRequest) -> HttpResponse:
    return render(request, "front/start.html", finding.start(request.actor))


def authorities(request: HttpRequest) -> HttpResponse:
    return twins.respond(request, finding.authorities(days.day(request)))


def search(request: HttpRequest) -> HttpResponse:
    return twins.respond(request, finding.search(request.actor, request.GET.get("q", "")))


def compare(request: HttpRequest) -> HttpResponse:
    asked = comparing.Asked.of(request.GET)
    return twins.respond(request, comparing.page(request.actor, asked, days.day(request)))


def _place(code: str) -> Place:
    try:
        return places.by_code(code.strip().upper())
    except Place.DoesNotExist:
        raise Http404(
            f"No place has the code {code}. Look for it by name or code under Authorities."
        ) from None


def place(request: HttpRequest, code: str) -> HttpResponse:
    found = _place(code)
    if found.code != code and getattr(request, "twin", None) is None:
        return redirect("front:place", found.code)
    made = pages.authority if found.kind == PlaceKind.AUTHORITY else pages.other
    return _shown(request, made, found)


def _shown(request: HttpRequest, made: Callable[..., twins.Page], place: Place) -> HttpResponse:
    is_download = getattr(request, "twin", None) is not None
    page = made(request.actor, place, days.day(request), is_download=is_download)
    return twins.respond(request, page)


def figures(request: HttpRequest, code: str) -> HttpResponse:
    """All figures of a place, of an authority too."""
    return _shown(request, pages.other, _place(code))


def brief(request: HttpRequest, code: str) -> HttpResponse:
    found = _place(code)
    return render(request, "front/brief.html", briefs.page(request.actor, found, _site(request)))


def brief_file(request: HttpRequest, code: str, face: str) -> HttpResponse:
    """One of the brief's files, made when it is asked for."""
    if face not in set(Face):
        raise Http404(f"A brief has no form called {face}.")
    made = briefs.printed(request.actor, _place(code), _site(request), (Face(face),))[0]
    response = HttpResponse(made.content, content_type=made.media_type)
    response["Content-Disposition"] = f'attachment; filename="{made.filename}"'
    return response


@require_POST
def keep_brief(request: HttpRequest, code: str) -> HttpResponse:
    found = _place(code)
    kept = briefs.keep(request.actor, found, _site(request))
    messages.success(request, f"The brief is kept in {len(kept)} forms.")
    return redirect("papers:home")


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
