"""Forms that links share, and how a refusal comes back to the form that was sent."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError

from leveller.workbench.ground.pages.inputs import Radios
from leveller.workbench.ground.vocabulary.models import Determinant, Indicator, Role, Strength
from leveller.workbench.ground.vocabulary.presenters import STRONG, SURE

ROLES = {
    Role.MEASURES: "The indicator measures this cause itself",
    Role.OUTCOME_OF: "The cause acts on what the indicator measures",
}
STATUSES = [(status, sureness.label) for status, sureness in SURE.items()]
STATUS_HINTS = {str(status): sureness.means for status, sureness in SURE.items()}


def take_faults(form: forms.BaseForm, error: ValidationError) -> None:
    """Show what an action refused beside the fields that it names, else at the top."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, messages in error.message_dict.items():
        form.add_error(name if name in form.fields else None, messages)


def labels(form: forms.BaseForm) -> Mapping[str, str]:
    return {name: str(form[name].label) for name in form.fields}


class ReasonForm(forms.Form):
    """Every change to what others rely on has a reason."""

    reason = forms.CharField(
        label="Reason",
        help_text="Why you change this. It is kept with the change and everyone can read it.",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Give a reason. It is kept with the change."},
    )


class ArgumentForm(ReasonForm):
    """What a link says: how strong, on what evidence, read where, how sure."""

    strength = forms.ChoiceField(
        label="How strong is the link?",
        choices=[(str(s), STRONG[s].label) for s in reversed(Strength)],
        widget=Radios(hints={str(s): STRONG[s].means for s in Strength}),
        error_messages={"required": "Say how strong the link is."},
    )
    evidence = forms.CharField(
        label="Evidence, in one sentence",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say in a sentence what the link rests on."},
    )
    source = forms.CharField(
        label="Where can the evidence be read?",
        help_text="A title, an address or a reference. Leave it empty if you know of none.",
        required=False,
    )
    status = forms.ChoiceField(
        label="How sure is it?",
        choices=STATUSES,
        widget=Radios(hints=STATUS_HINTS),
        error_messages={"required": "Say how sure the link is."},
    )
    field_order = ("strength", "evidence", "source", "status", "reason")


class LinkForm(ArgumentForm):
    """A link between an indicator and a determinant."""

    role = forms.ChoiceField(
        label="What is the determinant to the indicator?",
        choices=[(str(role), words) for role, words in ROLES.items()],
        widget=Radios(),
        error_messages={"required": "Say whether the cause is measured, or acts on the outcome."},
    )
    field_order = ("role", *ArgumentForm.field_order)


class NewLinkForm(LinkForm):
    indicator = forms.ModelChoiceField(
        Indicator.objects.all(),
        to_field_name="key",
        label="Indicator",
        error_messages={"required": "Choose an indicator."},
    )
    determinant = forms.ModelChoiceField(
        Determinant.objects.filter(parent__isnull=False).order_by("order"),
        to_field_name="key",
        label="Determinant",
        error_messages={"required": "Choose a determinant."},
    )
    field_order = ("indicator", "determinant", *LinkForm.field_order)


class NewReachForm(ArgumentForm):
    determinant = forms.ModelChoiceField(
        Determinant.objects.filter(parent__isnull=False).order_by("order"),
        to_field_name="key",
        label="Determinant that the lever reaches",
        error_messages={"required": "Choose a determinant."},
    )
    field_order = ("determinant", *ArgumentForm.field_order)
