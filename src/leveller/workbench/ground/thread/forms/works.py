"""Forms of actions, decisions and promises, and of what moves them."""

from collections.abc import Iterable
from typing import Any

from django import forms

from leveller.workbench.ground.pages.inputs import Checkboxes, DatePartsField, Radios
from leveller.workbench.ground.thread import queries
from leveller.workbench.ground.thread.forms.common import ThreadForm, long
from leveller.workbench.ground.thread.models import Action, Lever, Need
from leveller.workbench.ground.thread.models.levers import LeverKind
from leveller.workbench.ground.thread.states import ActionKind
from leveller.workbench.ground.vocabulary.viewpoint import Viewpoint

KIND_HINTS = {
    ActionKind.START: "Something new.",
    ActionKind.SCALE: "More of what is done already.",
    ActionKind.CHANGE: "Another way of doing it.",
    ActionKind.STOP: "Something that should end, to free money or because it does harm.",
}
FITTING = "Levers that reach the cause of a need that is named here"


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
        levers = queries.levers(view)
        self.only("levers", Lever.objects.filter(pk__in=[lever.pk for lever in levers]))
        named = queries.needs(self.actor).filter(pk__in=self._needs_named())
        fitting = queries.levers_for_needs(named, view)
        self.fields["levers"].choices = _grouped(levers, fitting)

    def _needs_named(self) -> list[int]:
        asked = self.data.getlist("needs") if self.is_bound else self.initial.get("needs", [])
        return [need.pk if isinstance(need, Need) else int(need) for need in asked if _is_id(need)]


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


def _is_id(need: object) -> bool:
    return isinstance(need, Need) or str(need).isdigit()


def _grouped(
    levers: Iterable[Lever], fitting: Iterable[int]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """What reaches the cause first, then by kind, each lever once."""
    first = set(fitting)
    groups: dict[str, list[tuple[str, str]]] = {FITTING: []}
    groups |= {f"{kind.capitalize()} levers": [] for kind in LeverKind}
    for lever in levers:
        name = FITTING if lever.pk in first else f"{lever.kind.capitalize()} levers"
        groups[name].append((lever.key, lever.name))
    return [(name, options) for name, options in groups.items() if options]
