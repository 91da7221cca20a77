"""Long work, the audit log, and where facts and figures come from."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from leveller.workbench.ground.pages.twins import Page, respond
from leveller.workbench.ground.records import actions, presenters, queries
from leveller.workbench.ground.records.actions.jobs import may_cancel
from leveller.workbench.ground.records.models import Job
from leveller.workbench.ground.records.presenters import JobView

REFRESH_SECONDS = 5
PAGE = 50


@never_cache
@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    page = _paged(request, queries.jobs_visible_to(request.actor))
    table = presenters.jobs_table(page.object_list)
    return respond(request, Page("records/jobs.html", [table], {"page": page}))


@never_cache
@require_safe
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """How far one job is. The page keeps itself up to date, with JavaScript or without.

    `?refresh=no` stops that. Who leaves finds the page again in the list of jobs.
    """
    found = _job(request, pk)
    view = presenters.job_view(
        found,
        before=queries.jobs_before(found),
        may_cancel=may_cancel(request.actor, found),
    )
    context = {"job": view, "refreshes": request.GET.get("refresh") != "no"}
    if request.htmx:
        return _change(request, view, context)
    return render(request, "records/job.html", {**context, "seconds": REFRESH_SECONDS})


@require_POST
def cancel_job(request: HttpRequest, pk: int) -> HttpResponse:
    actions.cancel(by=request.actor, job=_job(request, pk))
    return redirect("records:job", pk)


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    page = _paged(request, queries.events_visible_to(request.actor))
    table = presenters.audit_table(page.object_list)
    return respond(request, Page("records/audit.html", [table], {"page": page}))


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    page = _paged(request, queries.releases_visible_to(request.actor))
    tables = [
        presenters.sources_table(queries.sources()),
        presenters.releases_table(page.object_list),
    ]
    return respond(request, Page("records/sources.html", tables, {"page": page}))


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    table = presenters.sets_table(queries.reference_sets())
    return respond(request, Page("records/reference.html", [table]))


@require_safe
def reference_set(request: HttpRequest, name: str) -> HttpResponse:
    """The rows as the visitor's organisation sees them, its own corrections laid over."""
    rows = queries.rows(name, request.actor.organisation)
    if not rows:
        raise Http404(f"No set of facts is called {name}.")
    context = {"name": name, "to_be_confirmed": sum(r.status == "to be confirmed" for r in rows)}
    tables = [presenters.rows_table(name, rows)]
    return respond(request, Page("records/reference_set.html", tables, context))


def _change(request: HttpRequest, view: JobView, context: dict[str, object]) -> HttpResponse:
    """What changed since the page was drawn; nothing, so that nothing is read out twice."""
    if request.GET.get("seen") == view.mark:
        return HttpResponse(status=204)
    return render(request, "records/job_change.html", context)


def _job(request: HttpRequest, pk: int) -> Job:
    found = queries.jobs_visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404("Your organisation has no such job.")
    return found


def _paged(request: HttpRequest, found):
    """A page of what was found; its twins hold the same page."""
    return Paginator(found, PAGE).get_page(request.GET.get("page"))
