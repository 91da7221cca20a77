"""Bringing files in: the upload, the list of imports, the review, discarding."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.pages.twins import Page, respond
from leveller.workbench.ground.records.presenters import job_view
from leveller.workbench.ground.records.queries import jobs_before
from leveller.workbench.ground.records.states import JobState
from leveller.workbench.ground.vocabulary.forms import take_faults
from leveller.workbench.systems.evidence import actions
from leveller.workbench.systems.evidence.actions.imports import is_busy
from leveller.workbench.systems.evidence.imports import queries
from leveller.workbench.systems.evidence.imports.forms import UploadForm
from leveller.workbench.systems.evidence.imports.rules import KEPT_FOR, FileState, ImportState
from leveller.workbench.systems.evidence.models import Import, ImportFile
from leveller.workbench.systems.evidence.presenters import importing as shown
from leveller.workbench.systems.evidence.views.crumbs import crumbs

PAGE = 50
RECENT = 5


@never_cache
def upload(request: HttpRequest) -> HttpResponse:
    """Choose files; they are staged, and a job looks at them."""
    is_sent = request.method == "POST"
    form = UploadForm(*((request.POST, request.FILES) if is_sent else ()))
    if is_sent and form.is_valid():
        try:
            made = actions.open_import(by=request.actor, uploads=form.cleaned_data["files"])
        except ValidationError as error:
            take_faults(form, error)
        else:
            return redirect("evidence:import-review", made.pk)
    recent = queries.imports_visible_to(request.actor)[:RECENT]
    context = {
        "form": form,
        "most": settings.UPLOAD_LIMIT // 1_000_000,
        "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        "recent": shown.imports_table(recent),
        "days": KEPT_FOR.days,
        "breadcrumbs": crumbs(Crumb("Bring in files")),
    }
    return render(request, "evidence/import.html", context)


@never_cache
def listing(request: HttpRequest) -> HttpResponse:
    found = queries.imports_visible_to(request.actor)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "breadcrumbs": crumbs(_upload_crumb(), Crumb("Imports"))}
    table = shown.imports_table(page.object_list)
    return respond(request, Page("evidence/imports.html", [table], context))


@never_cache
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of the files: of one, all of it; of several, a line each."""
    batch = import_or_404(request, pk)
    files = queries.files_of(batch)
    if len(files) == 1:
        return file_page(request, batch, files[0])
    context = {**around(request, batch, files), "breadcrumbs": import_crumbs(batch)}
    tables = [shown.files_table(batch, files)]
    return respond(request, Page("evidence/import_review.html", tables, context))


@never_cache
def file(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    batch = import_or_404(request, pk)
    return file_page(request, batch, file_or_404(batch, number))


def file_page(request: HttpRequest, batch: Import, one: ImportFile) -> HttpResponse:
    report, tables = one.report, []
    if report.get("groups"):
        tables.append(shown.groups_table(one))
    if report.get("series"):
        tables.append(shown.series_table(one))
    if report.get("preview"):
        tables.append(shown.preview_table(one))
    if report.get("left out"):
        reason = one.choices.get("reason", "")
        tables.append(shown.left_out_table([{**r, "reason": reason} for r in report["left out"]]))
    others = queries.files_of(batch)
    context = {
        **around(request, batch, others),
        "file": one,
        "report": report,
        "facts": shown.facts(one),
        "fault_count": report.get("fault count", 0),
        "file_state": shown.STATES[FileState(one.state)],
        "file_tag": shown.TAGS.get(FileState(one.state), ""),
        "is_alone": len(others) == 1,
        "breadcrumbs": import_crumbs(batch, one if len(others) > 1 else None),
    }
    return respond(request, Page("evidence/import_file.html", tables, context))


def around(request: HttpRequest, batch: Import, files: list[ImportFile]) -> dict[str, object]:
    """What every page of an import needs: whether it is busy, what is ready, what may be done."""
    states = [FileState(file.state) for file in files]
    busy, job = is_busy(batch), batch.job
    is_open = batch.state == ImportState.OPEN
    stopped = job is not None and job.state in (JobState.FAILED, JobState.CANCELLED)
    return {
        "batch": batch,
        "is_open": is_open,
        "is_busy": busy,
        "job": job_view(job, before=jobs_before(job)) if job and (busy or stopped) else None,
        "refreshes": True,
        "seconds": 5,
        "ready": states.count(FileState.READY),
        "is_stuck": is_open and not busy and FileState.WAITING in states,
        "state": shown.IMPORT_STATES[ImportState(batch.state)],
        "may_discard": is_open and not busy,
        "expires": batch.touched_at + KEPT_FOR,
    }


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at the files once more, for example after a lookup came in."""
    batch = import_or_404(request, pk)
    try:
        actions.ask_to_examine(by=request.actor, batch=batch)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("evidence:import-review", pk)


def discard(request: HttpRequest, pk: int) -> HttpResponse:
    batch = import_or_404(request, pk)
    if request.method == "POST":
        try:
            actions.discard_import(by=request.actor, batch=batch)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("evidence:import-review", pk)
        messages.success(request, "The files were thrown away. What was published stays.")
        return redirect("evidence:import")
    context = {
        "batch": batch,
        "files": [f for f in queries.files_of(batch) if f.state != FileState.PUBLISHED],
        "breadcrumbs": [*import_crumbs(batch, is_last=False), Crumb("Discard")],
    }
    return render(request, "evidence/import_discard.html", context)


def import_or_404(request: HttpRequest, pk: int) -> Import:
    found = queries.imports_visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404("Your organisation has no such import.")
    return found


def file_or_404(batch: Import, number: int) -> ImportFile:
    found = next((f for f in queries.files_of(batch) if f.number == number), None)
    if found is None:
        raise Http404("The import has no such file.")
    return found


def import_crumbs(
    batch: Import, one: ImportFile | None = None, *, is_last: bool = True
) -> list[Crumb]:
    address = reverse("evidence:import-review", args=[batch.pk])
    here = Crumb(f"Import {batch.pk}", "" if is_last and one is None else address)
    more = [] if one is None else [Crumb(one.filename)]
    return crumbs(_upload_crumb(), here, *more)


def _upload_crumb() -> Crumb:
    return Crumb("Bring in files", reverse("evidence:import"))
