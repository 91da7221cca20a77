"""Adding and editing. A stale edit shows both texts and loses nothing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.thread import addresses, kinds
from leveller.workbench.ground.thread.models.needs import Work
from leveller.workbench.ground.thread.views.reading import crumbs, owns, work_or_404
from leveller.workbench.ground.vocabulary.forms import labels, take_faults
from leveller.workbench.ground.vocabulary.presenters import Difference, differences
from leveller.workbench.ground.vocabulary.rules import StaleEditError


def add(request: HttpRequest, noun: kinds.Noun) -> HttpResponse:
    """What the address carries is filled in: a place, an indicator, a figure, a need."""
    former = _superseded(request, noun)
    form = noun.form(
        request.POST or None,
        actor=request.actor,
        place=request.GET.get("place", ""),
        initial=_carried(request, noun),
    )

    def write() -> Work:
        words = {k: v for k, v in form.cleaned_data.items() if k != "version"}
        more = {"supersedes": former} if former else {}
        return noun.add(by=request.actor, **words, **more)

    context = {
        "title": noun.adding,
        "button": "Save",
        "figure": _figure(form),
        "former": former,
        "breadcrumbs": crumbs(noun, Crumb(noun.adding)),
    }
    return serve(request, form, write, context)


def edit(request: HttpRequest, pk: int, noun: kinds.Noun) -> HttpResponse:
    work = owned_or_404(noun, pk, request.actor)
    if noun.edit_form is None or noun.edit is None:
        raise Http404(f"A {noun.name} is never edited.")
    form = noun.edit_form(request.POST or None, actor=request.actor, initial=_standing(noun, work))

    def write() -> Work:
        return noun.edit(work, by=request.actor, **form.cleaned_data)

    context = {
        "title": f"Edit: {work}",
        "button": "Save changes",
        "back": addresses.of(work),
        "breadcrumbs": crumbs(noun, Crumb(str(work), addresses.of(work)), Crumb("Edit")),
    }
    return serve(request, form, write, context)


def serve(
    request: HttpRequest,
    form: Any,
    write: Callable[[], Work],
    context: dict[str, object],
    done: str = "Saved.",
) -> HttpResponse:
    """The form, or, once written, the page of what was written."""
    stale: list[Difference] = []
    if request.method == "POST" and form.is_valid():
        try:
            work = write()
        except ValidationError as error:
            take_faults(form, error)
        except StaleEditError as error:
            stale = differences(labels(form), error.theirs, error.yours)
            form = _again(form, error.theirs)
        else:
            messages.success(request, done)
            return redirect(addresses.of(work))
    status = 409 if stale else 200
    context = {"form": form, "stale": stale, **context}
    return render(request, "thread/form.html", context, status=status)


def owned_or_404(noun: kinds.Noun, pk: int, actor: Actor) -> Any:
    """What belongs to another organisation can be read, if it is public, but not written."""
    work = work_or_404(noun, pk, actor)
    if not owns(work, actor):
        raise Http404(f"This {noun.name} belongs to {work.organisation}.")
    return work


def _again(form: Any, theirs: object) -> Any:
    """The same texts, ready to be saved over the version that was shown with them."""
    data = form.data.copy()
    data[form.add_prefix("version")] = str(getattr(theirs, "version", 0))
    again = type(form)(data, **_same_choices(form))
    again.is_valid()
    return again


def _same_choices(form: Any) -> dict[str, Any]:
    if hasattr(form, "actor"):
        return {"actor": form.actor}
    return (
        {"moves": [value for value, _ in form.fields["to"].choices]} if "to" in form.fields else {}
    )


def _carried(request: HttpRequest, noun: kinds.Noun) -> dict[str, object]:
    initial: dict[str, object] = {
        name: request.GET[name] for name in noun.asked if request.GET.get(name)
    }
    for name, field in (("need", "needs"), ("action", "actions"), ("lever", "levers")):
        if request.GET.get(name):
            initial[field] = request.GET.getlist(name)
    return initial


def _figure(form: Any) -> dict[str, object] | None:
    """The figure that is carried along, to be shown above the form; nothing if it can't be read."""
    if "figure" not in form.fields:
        return None
    try:
        return form.fields["figure"].clean(form["figure"].value())
    except ValidationError:
        return None


def _superseded(request: HttpRequest, noun: kinds.Noun) -> Work | None:
    asked = request.GET.get("supersedes", "")
    if noun is not kinds.DECISION or not asked.isdigit():
        return None
    return owned_or_404(noun, int(asked), request.actor)


def _standing(noun: kinds.Noun, work: Any) -> dict[str, object]:
    initial = {name: getattr(work, name) for name in noun.edit_form.base_fields if name != "needs"}
    for name in ("needs", "levers"):
        if name in noun.edit_form.base_fields:
            initial[name] = list(getattr(work, name).all())
    for name in ("determinant", "population_group"):
        if initial.get(name) is not None:
            initial[name] = initial[name].key
    return initial
