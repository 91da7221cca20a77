"""A link's own page, and adding, changing and ending one: for both kinds of link alike."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.thread import actions as thread_actions
from leveller.workbench.ground.thread import queries as thread
from leveller.workbench.ground.thread.models import LeverReach
from leveller.workbench.ground.vocabulary import actions as vocabulary_actions
from leveller.workbench.ground.vocabulary import queries as vocabulary
from leveller.workbench.ground.vocabulary.forms import (
    ArgumentForm,
    LinkForm,
    NewLinkForm,
    NewReachForm,
    ReasonForm,
    labels,
    take_faults,
)
from leveller.workbench.ground.vocabulary.models import DeterminantLink
from leveller.workbench.ground.vocabulary.presenters import Difference, differences
from leveller.workbench.ground.vocabulary.rules import CAUTION, StaleEditError
from leveller.workbench.ground.vocabulary.viewpoint import Viewpoint
from leveller.workbench.systems.levers.presenters import links as shown
from leveller.workbench.systems.levers.views.register import lever_or_404


@dataclass(frozen=True)
class LinkKind:
    """What differs between a link of an indicator and a link of a lever."""

    name: str
    model: type[DeterminantLink] | type[LeverReach]
    permission: str
    form: type[ArgumentForm]
    find: Callable[..., Any]
    history: Callable[..., Any]
    standing: Callable[..., Any]
    change: Callable[..., Any]
    end: Callable[..., Any]

    def words(self, link: Any) -> dict[str, object]:
        names = [name for name in self.form.base_fields if name != "reason"]
        return {name: getattr(link, name) for name in names}


LINK = LinkKind(
    "link",
    DeterminantLink,
    "vocabulary.edit",
    LinkForm,
    vocabulary.link,
    vocabulary.history,
    vocabulary.standing_link,
    lambda **words: vocabulary_actions.change_link(**words),
    lambda **words: vocabulary_actions.end_link(**words),
)
REACH = LinkKind(
    "reach",
    LeverReach,
    "levers.edit",
    ArgumentForm,
    thread.reach,
    thread.reach_history,
    thread.standing_reach,
    lambda link, **words: thread_actions.change_reach(reach=link, **words),
    lambda link, **words: thread_actions.end_reach(reach=link, **words),
)


def page(request: HttpRequest, pk: int, kind: LinkKind) -> HttpResponse:
    view = Viewpoint.of(request.actor)
    link = _link_or_404(kind, pk, view)
    standing = kind.standing(link, view)
    context = {
        "link": link,
        "kind": kind.name,
        "title": str(link),
        "facts": shown.link_facts(link, request.actor),
        "history": shown.link_history(kind.history(link, view), request.actor),
        "is_standing": standing is not None and standing.pk == link.pk,
        "standing": standing,
        "may_edit": _may(kind, request.actor),
        "caution": CAUTION,
        "breadcrumbs": _crumbs(link, str(link)),
    }
    return render(request, "levers/link.html", context)


def change(request: HttpRequest, pk: int, kind: LinkKind) -> HttpResponse:
    link = _link_or_404(kind, pk, Viewpoint.of(request.actor))
    form = kind.form(request.POST or None, initial=kind.words(link))

    def write() -> Any:
        return kind.change(by=request.actor, link=link, **form.cleaned_data)

    return _serve(request, kind, form, write, "Change this link", link)


def end(request: HttpRequest, pk: int, kind: LinkKind) -> HttpResponse:
    link = _link_or_404(kind, pk, Viewpoint.of(request.actor))
    form = ReasonForm(request.POST or None)

    def write() -> Any:
        return kind.end(by=request.actor, link=link, **form.cleaned_data)

    return _serve(request, kind, form, write, "End this link", link)


def add_link(request: HttpRequest) -> HttpResponse:
    """Between an indicator and a determinant; the address may name either."""
    given = {name: request.GET.get(name) for name in ("indicator", "determinant")}
    form = NewLinkForm(request.POST or None, initial=given)

    def write() -> DeterminantLink:
        return vocabulary_actions.link_indicator(by=request.actor, **form.cleaned_data)

    return _serve(request, LINK, form, write, "Link an indicator to a determinant")


def add_reach(request: HttpRequest, key: str) -> HttpResponse:
    lever = lever_or_404(key, Viewpoint.of(request.actor))
    form = NewReachForm(
        request.POST or None, initial={"determinant": request.GET.get("determinant")}
    )

    def write() -> LeverReach:
        return thread_actions.link_lever(by=request.actor, lever=lever, **form.cleaned_data)

    return _serve(request, REACH, form, write, f"Say what this lever reaches: {lever.name}")


def _serve(
    request: HttpRequest,
    kind: LinkKind,
    form: ReasonForm,
    write: Callable[[], Any],
    title: str,
    link: Any = None,
) -> HttpResponse:
    stale: list[Difference] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = write()
        except ValidationError as error:
            take_faults(form, error)
        except StaleEditError as error:
            stale = differences(labels(form), error.theirs, error.yours)
        else:
            messages.success(request, "The link is kept, with your reason and what it replaces.")
            return redirect(f"levers:{kind.name}", made.pk)
    context = {
        "form": form,
        "title": title,
        "link": link,
        "stale": stale,
        "organisation": request.actor.organisation,
        "caution": CAUTION,
        "back": reverse(f"levers:{kind.name}", args=[link.pk])
        if link
        else reverse("levers:determinants"),
        "breadcrumbs": _crumbs(link, title),
    }
    return render(request, "levers/link_form.html", context, status=409 if stale else 200)


def _crumbs(link: Any, last: str) -> list[Crumb]:
    crumbs = [
        Crumb("Policy map", reverse("levers:home")),
        Crumb("Determinants", reverse("levers:determinants")),
    ]
    if link is not None:
        address = reverse("levers:determinant", args=[link.determinant.key])
        crumbs.append(Crumb(link.determinant.name, address))
    return [*crumbs, Crumb(last)]


def _may(kind: LinkKind, actor: Actor) -> bool:
    return actor.organisation is not None and actor.may(kind.permission)


def _link_or_404(kind: LinkKind, pk: int, view: Viewpoint) -> Any:
    try:
        return kind.find(pk, view)
    except kind.model.DoesNotExist:
        raise Http404("There is no such link.") from None
