"""Releases: the catalogue of vintages, one of them, its file, withdrawing and restoring it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.pages.twins import Page, respond
from leveller.workbench.ground.records.models import Release
from leveller.workbench.ground.records.models.releases import ReleaseKind, ReleaseState
from leveller.workbench.ground.vocabulary.forms import take_faults
from leveller.workbench.systems.evidence import actions
from leveller.workbench.systems.evidence.answers import control, kept
from leveller.workbench.systems.evidence.imports.forms import ReasonForm
from leveller.workbench.systems.evidence.presenters import importing as imported
from leveller.workbench.systems.evidence.presenters import releases as shown
from leveller.workbench.systems.evidence.views.crumbs import crumbs

PAGE = 50


def listing(request: HttpRequest) -> HttpResponse:
    asks = {name: request.GET.get(name, "") for name in ("words", "kind")}
    asks["kind"] = asks["kind"] if asks["kind"] in set(ReleaseKind) else ""
    state = request.GET.get("state", ReleaseState.PUBLISHED)
    state = state if state in {*ReleaseState, ""} else ReleaseState.PUBLISHED
    found = kept.listed(request.actor, state=state, **asks)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "asks": {**asks, "state": state},
        "kinds": shown.KINDS.items(),
        "states": shown.STATES.items(),
        "may_import": request.actor.may("evidence.import"),
        "breadcrumbs": crumbs(Crumb("Releases")),
    }
    table = shown.releases_table(page.object_list)
    return respond(request, Page("evidence/releases.html", [table], context))


def page(request: HttpRequest, sha256: str) -> HttpResponse:
    release, actor = release_or_404(request, sha256), request.actor
    held = kept.series(release)
    vintages = kept.vintages(actor, release, held)
    is_own = kept.owns(actor, release)
    tables = [shown.series_table(held)] if held else []
    if vintages.newer or vintages.older:
        tables.append(shown.vintages_table(vintages))
    if release.left_out:
        shows_cells = release.disclosure == control.NONE or (
            actor.may("evidence.import") and is_own
        )
        tables.append(imported.left_out_table(release.left_out, shows_cells=shows_cells))
    path = kept.source_path(release)
    context = {
        "release": release,
        "facts": shown.facts(release, actor),
        "is_withdrawn": release.state == ReleaseState.WITHDRAWN,
        "newer": vintages.newer[:1],
        "mapping": release.mapping,
        "no_file": kept.why_not_downloaded(actor, release)
        or ("" if path else "The file is not kept here any more."),
        "may_withdraw": is_own and actor.may("evidence.withdraw"),
        "breadcrumbs": _crumbs(release),
    }
    return respond(request, Page("evidence/release.html", tables, context))


def source(request: HttpRequest, sha256: str) -> FileResponse:
    """The file as it was given, where licence and disclosure rule let the reader have it."""
    release = release_or_404(request, sha256)
    why_not, path = kept.why_not_downloaded(request.actor, release), kept.source_path(release)
    if why_not:
        raise PermissionDenied(why_not)
    if path is None:
        raise Http404("The file is not kept here any more.")
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=release.filename,
        content_type="application/octet-stream",
    )


def withdraw(request: HttpRequest, sha256: str) -> HttpResponse:
    words = "The release is withdrawn. No page shows its figures; traces still lead to it."
    return _turn(request, sha256, actions.withdraw_release, "Withdraw", words)


def restore(request: HttpRequest, sha256: str) -> HttpResponse:
    return _turn(
        request, sha256, actions.restore_release, "Restore", "The release is in use again."
    )


def _turn(
    request: HttpRequest,
    sha256: str,
    act: Callable[..., Release],
    verb: str,
    words: str,
) -> HttpResponse:
    release = release_or_404(request, sha256)
    if not kept.owns(request.actor, release):
        raise PermissionDenied("The release belongs to another organisation.")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(by=request.actor, release=release, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            take_faults(form, error)
        else:
            messages.success(request, words)
            return redirect("evidence:release", sha256)
    context = {
        "release": release,
        "form": form,
        "verb": verb,
        "back": shown.address(release),
        "breadcrumbs": [*_crumbs(release, is_last=False), Crumb(verb)],
    }
    return render(request, "evidence/release_turn.html", context)


def release_or_404(request: HttpRequest, sha256: str) -> Release:
    found = kept.one(request.actor, sha256)
    if found is None:
        raise Http404("No release has that address, or it is not open to you.")
    return found


def _crumbs(release: Release, *, is_last: bool = True) -> list[Crumb]:
    here = Crumb(release.title, "" if is_last else shown.address(release))
    return crumbs(Crumb("Releases", reverse("evidence:releases")), here)
