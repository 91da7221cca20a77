"""A form with every control, for the gallery."""

from typing import ClassVar

from django import forms

from leveller.workbench.ground.pages.forms import Section
from leveller.workbench.ground.pages.inputs import (
    Affixed,
    CharacterCount,
    Checkboxes,
    DatePartsField,
    Radios,
)


class EveryControl(forms.Form):
    sections: ClassVar[tuple[Section, ...]] = (
        Section("What you need", ("title", "reason", "kind", "groups")),
        Section("When and how much", ("due", "cost", "places", "council"), "Estimates are fine."),
    )

    title = forms.CharField(label="Name of the need", help_text="Short, as you would say it.")
    reason = forms.CharField(
        label="Why it matters here", max_length=300, widget=CharacterCount({"rows": 4})
    )
    kind = forms.ChoiceField(
        label="What kind of need is it?",
        choices=[("gap", "A gap"), ("cause", "A cause of a gap"), ("data", "Missing data")],
        widget=Radios(hints={"cause": "Such as work, housing or the air."}),
    )
    groups = forms.MultipleChoiceField(
        label="Who is affected?",
        help_text="Choose all that apply.",
        choices=[
            ("children", "Children"),
            ("working", "People of working age"),
            ("older", "Older people"),
        ],
        widget=Checkboxes(is_small=True),
    )
    due = DatePartsField(label="The date of the decision", help_text="For example, 27 3 2027.")
    cost = forms.DecimalField(
        label="Cost in pounds", widget=Affixed(prefix="£", attrs={"class": "govuk-input--width-10"})
    )
    places = forms.IntegerField(
        label="How many councils does it touch?",
        min_value=1,
        widget=forms.NumberInput({"class": "govuk-input--width-3"}),
    )
    council = forms.ChoiceField(
        label="Council that leads",
        choices=[("", "Choose one"), ("a", "Ashcombe"), ("b", "Brackwater")],
    )
    file = forms.FileField(label="A file with your evidence", required=False)
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    agreed = forms.BooleanField(label="I have the agreement of the board")

    def clean_title(self) -> str:
        title = self.cleaned_data["title"]
        if title.isupper():
            raise forms.ValidationError("Write the name in ordinary letters, not in capitals.")
        return title
