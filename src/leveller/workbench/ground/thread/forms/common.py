"""What forms of the thread share: the place, the version, and a figure that is carried along."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.thread import rules
from leveller.workbench.ground.vocabulary.models import DeterminantLink, Indicator


def long(label: str, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea({"rows": rows}), **more)


class FigureField(forms.Field):
    """A figure that a page carries along, as JSON; checked by `rules.fault_of_figure`."""

    widget = forms.HiddenInput

    def to_python(self, value: str | None) -> dict[str, Any] | None:
        if not value:
            return None
        try:
            figure = json.loads(value)
        except ValueError:
            raise ValidationError("The figure that was carried along can't be read.") from None
        if not isinstance(figure, dict):
            raise ValidationError("The figure that was carried along can't be read.")
        fault = rules.fault_of_figure(figure)
        if fault:
            raise ValidationError(fault)
        return figure


class ThreadForm(forms.Form):
    """Where it is about. `version` is that of the row being edited; 0 while there is none.

    A form that edits leaves out fields by setting them to None: the place, the indicator and the
    figure stay what the work was written from.
    """

    place = forms.ModelChoiceField(
        Place.objects.none(),
        to_field_name="code",
        label="Place",
        error_messages={"required": "Choose the place that it is about."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, actor: Actor, place: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        own = actor.organisation.area_code if actor.organisation else ""
        self.only("place", _places(place or own))
        if own and not self.initial.get("place"):
            self.initial["place"] = own

    def only(self, name: str, rows: QuerySet[Any]) -> None:
        """Offer these rows, if the form has the field."""
        if name in self.fields:
            self.fields[name].queryset = rows


def indicators_for(form: ThreadForm) -> QuerySet[Indicator]:
    """Those that lead somewhere: headlines, linked ones, and the one that the form names."""
    named = form.data.get("indicator") or form.initial.get("indicator") or ""
    known = Q(organisation__isnull=True)
    if form.actor.organisation:
        known |= Q(organisation=form.actor.organisation)
    linked = DeterminantLink.objects.filter(indicator__isnull=False).values("indicator")
    useful = Q(is_headline=True) | Q(pk__in=linked) | Q(key=named)
    return Indicator.objects.filter(known & useful)


def _places(code: str) -> QuerySet[Place]:
    """Authorities, and the place that the address names."""
    return Place.objects.filter(Q(authority__isnull=False) | Q(code=code)).order_by("name")
