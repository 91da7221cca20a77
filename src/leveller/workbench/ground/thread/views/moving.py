"""Changing a state, showing work to everyone, and partners' promises."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.thread import actions, addresses, kinds
from leveller.workbench.ground.thread.forms import CommitmentForm, MoveForm, VersionForm
from leveller.workbench.ground.thread.models import Commitment
from leveller.workbench.ground.thread.models.needs import Work
from leveller.workbench.ground.thread.queries import visible_to
from leveller.workbench.ground.thread.views.reading import crumbs
from leveller.workbench.ground.thread.views.writing import owned_or_404, serve
from leveller.workbench.ground.vocabulary.rules import StaleEditError


def move(request: HttpRequest, pk: int, noun: kinds.Noun) -> HttpResponse:
    work = owned_or_404(noun, pk, request.actor)
    moves = noun.moves(work, request.actor)
    if noun.move is None or noun.state is None or not moves:
        raise Http404(
            f"From {getattr(work, 'state', 'here')}, there is nothing you can move it to."
        )
    initial = {"version": work.version, "to": request.GET.get("to", "")}
    form = MoveForm(request.POST or None, moves=moves, initial=initial)

    def write() -> Work:
        words = form.cleaned_data
        return noun.move(
            work,
            by=request.actor,
            to=noun.state(words["to"]),
            reason=words["reason"],
            version=words["version"],
        )

    context = {
        "title": f"Change the state: {work}",
        "button": "Change the state",
        "back": addresses.of(work),
        "now": work.state,
        "breadcrumbs": crumbs(noun, Crumb(str(work), addresses.of(work)), Crumb("State")),
    }
    return serve(request, form, write, context)


@require_POST
def show(request: HttpRequest, pk: int, noun: kinds.Noun, is_public: bool) -> HttpResponse:
    """Publish or unpublish, by a button on the page of the work."""
    work = owned_or_404(noun, pk, request.actor)
    form = VersionForm(request.POST)
    write: Any = actions.publish if is_public else actions.unpublish
    if form.is_valid():
        try:
            write(by=request.actor, work=work, version=form.cleaned_data["version"])
        except StaleEditError as error:
            messages.warning(request, str(error))
        else:
            words = "Everyone can read it now." if is_public else "Only your organisation sees it."
            messages.success(request, words)
    return redirect(addresses.of(work))


def promise(request: HttpRequest, pk: int) -> HttpResponse:
    """What a partner promises for an action."""
    work = owned_or_404(kinds.ACTION, pk, request.actor)
    form = CommitmentForm(request.POST or None)

    def write() -> Work:
        actions.record_commitment(
            by=request.actor, place=work.place, action=work, **form.cleaned_data
        )
        return work

    context = {
        "title": f"Record a promise: {work}",
        "button": "Save",
        "back": addresses.of(work),
        "breadcrumbs": crumbs(kinds.ACTION, Crumb(str(work), addresses.of(work)), Crumb("Promise")),
    }
    return serve(request, form, write, context)


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether a promise was kept, by a button on the page of its action."""
    rows = Commitment.objects.filter(visible_to(request.actor)).select_related("action")
    found = rows.filter(pk=pk, action__isnull=False).first()
    if found is None:
        raise Http404("There is no such promise.")
    form = VersionForm(request.POST)
    if form.is_valid():
        try:
            actions.settle_commitment(
                by=request.actor,
                commitment=found,
                is_kept=request.POST.get("kept") == "yes",
                version=form.cleaned_data["version"],
            )
        except (StaleEditError, ValidationError) as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, "Kept in the record.")
    return redirect(addresses.of(found.action))
