"""Recording, correcting and withdrawing a row of the policy map, each with a reason."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.vocabulary.forms import ReasonForm, labels, take_faults
from leveller.workbench.ground.vocabulary.models import FrameworkHeading
from leveller.workbench.ground.vocabulary.presenters import Difference, differences
from leveller.workbench.ground.vocabulary.rules import StaleEditError
from leveller.workbench.systems.levers import actions, queries
from leveller.workbench.systems.levers.forms import HoldingForm, NewHoldingForm
from leveller.workbench.systems.levers.models import Holding
from leveller.workbench.systems.levers.presenters import cells
from leveller.workbench.systems.levers.views import asked
from leveller.workbench.systems.levers.views.authorities import domain_or_404

WORDS = ("standing", "valid_from", "valid_to", "source", "status", "note")


def add(request: HttpRequest, code: str, domain: str) -> HttpResponse:
    place, heading = asked.authority(code).place, domain_or_404(domain)
    form = NewHoldingForm(request.POST or None, domain=heading)

    def write() -> Holding:
        return actions.add_holding(
            by=request.actor, authority=place, domain=heading, **form.cleaned_data
        )

    return _serve(request, place, heading, form, write, "Record how it stands")


def correct(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row_or_404(pk, request.actor)
    form = HoldingForm(request.POST or None, initial={name: getattr(row, name) for name in WORDS})

    def write() -> Holding:
        return actions.correct_holding(by=request.actor, holding=row, **form.cleaned_data)

    return _serve(request, row.authority, row.domain, form, write, "Correct it", row)


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row_or_404(pk, request.actor)
    form = ReasonForm(request.POST or None)

    def write() -> Holding:
        return actions.withdraw_holding(by=request.actor, holding=row, **form.cleaned_data)

    return _serve(request, row.authority, row.domain, form, write, "Withdraw it", row)


def _serve(
    request: HttpRequest,
    place: Place,
    domain: FrameworkHeading,
    form: ReasonForm,
    write: Callable[[], Holding],
    title: str,
    row: Holding | None = None,
) -> HttpResponse:
    cell = reverse("levers:cell", args=[place.code, domain.key])
    stale: list[Difference] = []
    if request.method == "POST" and form.is_valid():
        try:
            write()
        except ValidationError as error:
            take_faults(form, error)
        except StaleEditError as error:
            stale = differences(labels(form), error.theirs, error.yours)
        else:
            messages.success(request, "The policy map is changed. The former row is kept below.")
            return redirect(cell)
    context = {
        "form": form,
        "title": f"{title}: {place.name}, {domain.name}",
        "button": title,
        "back": cell,
        "row": cells.sentence(row) if row else "",
        "stale": stale,
        "is_own": _speaks_for_itself(request.actor, place),
        "place": place,
        "breadcrumbs": [
            Crumb("Policy map", reverse("levers:home")),
            Crumb(place.name, reverse("levers:authority", args=[place.code])),
            Crumb(domain.name, cell),
            Crumb(title),
        ],
    }
    return render(request, "levers/holding_form.html", context, status=409 if stale else 200)


def _row_or_404(pk: int, actor: Actor) -> Holding:
    try:
        return queries.holding(pk, actor)
    except Holding.DoesNotExist:
        raise Http404("There is no such row of the policy map.") from None


def _speaks_for_itself(actor: Actor, place: Place) -> bool:
    return actor.organisation is not None and actor.organisation.area_code == place.code
