"""Forms of the thread. What an address carries along is filled in; nothing is required twice."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages.inputs import Checkboxes, DatePartsField, Radios
from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.thread import queries, rules
from leveller.workbench.ground.thread.models import Action, Lever, Need
from leveller.workbench.ground.thread.states import ActionKind
from leveller.workbench.ground.vocabulary.models import Determinant, Indicator, PopulationGroup
from leveller.workbench.ground.vocabulary.viewpoint import Viewpoint

KIND_HINTS = {
    ActionKind.START: "Something new.",
    ActionKind.SCALE: "More of what is done already.",
    ActionKind.CHANGE: "Another way of doing it.",
    ActionKind.STOP: "Something that should end, to free money or because it does harm.",
}


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
    """Where it is about. `version` is that of the row being edited; 0 while there is none."""

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
        if "place" in self.fields:
            self.fields["place"].queryset = _places(place)

    def only(self, name: str, rows: QuerySet[Any]) -> None:
        self.fields[name].queryset = rows


class NeedForm(ThreadForm):
    title = forms.CharField(
        label="Title", max_length=200, error_messages={"required": "Write a title."}
    )
    statement = long(
        "What differs, between whom, and why it matters here",
        error_messages={"required": "Write what differs, between whom, and why it matters here."},
    )
    voices = long("What lived experience adds to the numbers", rows=3, required=False)
    indicator = forms.ModelChoiceField(
        Indicator.objects.none(), to_field_name="key", label="Indicator", required=False
    )
    determinant = forms.ModelChoiceField(
        Determinant.objects.filter(parent__isnull=False).order_by("order"),
        to_field_name="key",
        label="The cause that you would act on",
        help_text="A determinant. Levers that reach it are then shown with the need.",
        required=False,
    )
    population_group = forms.ModelChoiceField(
        PopulationGroup.objects.all(),
        to_field_name="key",
        label="Who is affected most",
        required=False,
    )
    owner = forms.CharField(
        label="Owner", max_length=200, required=False, help_text="A role or a name."
    )
    figure = FigureField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only("indicator", Indicator.objects.filter(_known_to(self.actor)))


class NeedEditForm(NeedForm):
    """The place, the indicator and the figure stay what the need was written from."""

    place = None  # type: ignore[assignment]
    indicator = None  # type: ignore[assignment]
    figure = None  # type: ignore[assignment]

    def only(self, name: str, rows: QuerySet[Any]) -> None:
        if name in self.fields:
            super().only(name, rows)


class DataNeedForm(ThreadForm):
    question = forms.CharField(
        label="What can't be answered today?",
        max_length=300,
        error_messages={"required": "Write what cannot be answered today."},
    )
    would_settle = long(
        "Which data would settle it?",
        rows=3,
        error_messages={"required": "Write which data would settle it."},
    )
    substitute = long("What is shown meanwhile, and how is it labelled?", rows=2, required=False)
    supplier = forms.CharField(label="Who could supply it?", max_length=200, required=False)
    needed_by = DatePartsField(label="By when is it needed?", required=False)
    owner = forms.CharField(
        label="Who sees to it?", max_length=200, required=False, help_text="A role or a name."
    )
    indicator = forms.ModelChoiceField(
        Indicator.objects.none(), to_field_name="key", label="Indicator", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only("indicator", Indicator.objects.filter(_known_to(self.actor)))


class DataNeedEditForm(DataNeedForm):
    place = None  # type: ignore[assignment]
    indicator = None  # type: ignore[assignment]

    def only(self, name: str, rows: QuerySet[Any]) -> None:
        if name in self.fields:
            super().only(name, rows)


class ActionForm(ThreadForm):
    title = forms.CharField(
        label="Title", max_length=200, error_messages={"required": "Write a title."}
    )
    kind = forms.ChoiceField(
        label="Is it something to start, scale, change or stop?",
        choices=[(str(kind), str(kind).capitalize()) for kind in ActionKind],
        widget=Radios(hints={str(kind): hint for kind, hint in KIND_HINTS.items()}),
        error_messages={"required": "Say whether it is to start, scale, change or stop."},
    )
    description = long("What will be done?", rows=4, required=False)
    needs = forms.ModelMultipleChoiceField(
        Need.objects.none(),
        label="Needs that it is meant to meet",
        widget=Checkboxes(is_small=True),
        required=False,
    )
    levers = forms.ModelMultipleChoiceField(
        Lever.objects.none(),
        to_field_name="key",
        label="Levers that it pulls",
        widget=Checkboxes(is_small=True),
        required=False,
    )
    owner = forms.CharField(
        label="Owner", max_length=200, required=False, help_text="A role or a name."
    )
    starts_on = DatePartsField(label="Starts on", required=False)
    due_on = DatePartsField(label="Due on", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only("needs", queries.needs(self.actor))
        view = Viewpoint.of(self.actor)
        self.only("levers", Lever.objects.filter(view.rows(), is_retired=False))


class ActionEditForm(ActionForm):
    place = None  # type: ignore[assignment]


class DecisionForm(ThreadForm):
    body = forms.CharField(
        label="Who decided?",
        max_length=200,
        help_text="A board, a cabinet, a mayor.",
        error_messages={"required": "Write who decided."},
    )
    title = forms.CharField(
        label="Title", max_length=200, error_messages={"required": "Write a title."}
    )
    decided_on = DatePartsField(
        label="On which day?", error_messages={"required": "Give the day of the decision."}
    )
    text = long("What was decided?", error_messages={"required": "Write what was decided."})
    reasons = long("For which reasons?", error_messages={"required": "Write the reasons."})
    regard = long(
        "How were health and its inequalities considered?",
        rows=3,
        required=False,
        help_text=(
            "What was looked at, which groups, and what changed. Some authorities must have "
            "regard to this by law, and may be asked to show it."
        ),
    )
    needs = forms.ModelMultipleChoiceField(
        Need.objects.none(),
        label="Needs that it is about",
        widget=Checkboxes(is_small=True),
        required=False,
    )
    actions = forms.ModelMultipleChoiceField(
        Action.objects.none(),
        label="Actions that it settles",
        widget=Checkboxes(is_small=True),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only("needs", queries.needs(self.actor))
        self.only("actions", queries.actions(self.actor))


class CommitmentForm(forms.Form):
    partner = forms.CharField(
        label="Who promised?",
        max_length=200,
        error_messages={"required": "Write who promised."},
    )
    text = long("What?", rows=3, error_messages={"required": "Write what was promised."})
    due_on = DatePartsField(label="By when?", required=False)


class MoveForm(forms.Form):
    """One of the moves that the table of states allows from here, with its reason."""

    to = forms.ChoiceField(
        label="What is it now?",
        widget=Radios(),
        error_messages={"required": "Choose what it is now."},
    )
    reason = long(
        "Reason",
        rows=3,
        required=False,
        help_text="Needed where work ends, is set aside or comes back.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, moves: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(move, move.capitalize()) for move in moves]


class VersionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


def _places(code: str) -> QuerySet[Place]:
    """Authorities, and the place that the address names."""
    return Place.objects.filter(Q(authority__isnull=False) | Q(code=code)).order_by("name")


def _known_to(actor: Actor) -> Q:
    known = Q(organisation__isnull=True)
    return known | Q(organisation=actor.organisation) if actor.organisation else known
