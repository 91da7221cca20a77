"""Forms of the policy map."""

from django import forms

from leveller.workbench.ground.pages.inputs import DatePartsField, Radios
from leveller.workbench.ground.vocabulary.forms import STATUS_HINTS, STATUSES, ReasonForm
from leveller.workbench.ground.vocabulary.models import FrameworkHeading
from leveller.workbench.systems.levers import rules
from leveller.workbench.systems.levers.models import Power
from leveller.workbench.systems.levers.presenters.standings import LOOKS

STANDINGS = [(str(s), LOOKS[s].word) for s in rules.ORDER]
STANDING_HINTS = {str(s): LOOKS[s].means for s in rules.ORDER}


class HoldingForm(ReasonForm):
    """How an authority stands to a domain or a power, over which dates, on whose word."""

    standing = forms.ChoiceField(
        label="How does the authority stand to it?",
        choices=STANDINGS,
        widget=Radios(hints=STANDING_HINTS),
        error_messages={"required": "Say how the authority stands to it."},
    )
    valid_from = DatePartsField(
        label="From",
        help_text="The first day on which the source says so, such as 7 5 2024.",
        error_messages={"required": "Give the first day on which the source says so."},
    )
    valid_to = DatePartsField(
        label="Until before",
        help_text="The first day on which it is so no more. Leave it empty while it goes on.",
        required=False,
    )
    source = forms.CharField(
        label="Where can it be read?",
        help_text="An Order, a deal, a page: with its number or address.",
        error_messages={"required": "Say where it can be read."},
    )
    status = forms.ChoiceField(
        label="How sure is it?",
        choices=STATUSES,
        widget=Radios(hints=STATUS_HINTS),
        error_messages={"required": "Say how sure it is."},
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea({"rows": 2}))
    field_order = ("standing", "valid_from", "valid_to", "source", "status", "note", "reason")


class NewHoldingForm(HoldingForm):
    power = forms.ModelChoiceField(
        Power.objects.none(),
        to_field_name="key",
        label="Which power?",
        required=False,
        empty_label="The domain as a whole",
    )
    field_order = ("power", *HoldingForm.field_order)

    def __init__(self, *args: object, domain: FrameworkHeading, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["power"].queryset = Power.objects.filter(domain=domain)
