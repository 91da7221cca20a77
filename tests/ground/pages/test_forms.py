"""Plain Django forms come out as GOV.UK fields."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.http import QueryDict

from leveller.workbench.ground.pages.forms import Section, problems, sections
from leveller.workbench.ground.pages.inputs import (
    Affixed,
    CharacterCount,
    Checkboxes,
    DatePartsField,
    Radios,
)


class Tags(HTMLParser):
    """The elements of a text with their attributes, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict]] = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def one(self, tag: str, **wanted: str) -> dict:
        held = [a for t, a in self.found if t == tag and wanted.items() <= a.items()]
        assert len(held) == 1, f"{len(held)} elements {tag} with {wanted}"
        return held[0]


def field_of(field: forms.Field, data: str | None = None) -> Tags:
    form = type("F", (forms.Form,), {"it": field})(QueryDict(data) if data is not None else None)
    return Tags(str(form["it"].as_field_group()))


def test_a_text_has_label_hint_and_class():
    tags = field_of(forms.CharField(label="Name", help_text="In full."))
    control = tags.one("input", id="id_it")
    assert control["class"] == "govuk-input"
    assert control["aria-describedby"] == "id_it-hint"
    assert tags.one("label", **{"for": "id_it"})["class"].startswith("govuk-label")
    assert tags.one("div", id="id_it-hint")["class"] == "govuk-hint"


def test_a_fault_is_tied_to_its_control():
    tags = field_of(forms.CharField(help_text="In full."), "it=")
    control = tags.one("input", id="id_it")
    assert control["class"] == "govuk-input govuk-input--error"
    assert control["aria-describedby"] == "id_it-hint id_it-error"
    assert control["aria-invalid"] == "true"
    assert tags.one("p", id="id_it-error")


def test_classes_of_our_own_are_kept():
    widget = forms.TextInput({"class": "govuk-input--width-5"})
    tags = field_of(forms.CharField(widget=widget))
    assert tags.one("input", id="id_it")["class"] == "govuk-input govuk-input--width-5"


def test_what_is_optional_says_so():
    form = type("F", (forms.Form,), {"it": forms.CharField(label="Name", required=False)})()
    assert "Name (optional)" in form["it"].as_field_group()


@pytest.mark.parametrize(
    ("field", "keyboard"),
    [
        (forms.IntegerField(), "numeric"),
        (forms.DecimalField(), "decimal"),
        (forms.FloatField(), "decimal"),
    ],
)
def test_numbers_are_texts_with_the_right_keyboard(field, keyboard):
    control = field_of(field).one("input", id="id_it")
    assert (control["type"], control["inputmode"]) == ("text", keyboard)
    assert "step" not in control


def test_radios_are_a_fieldset_with_hints():
    field = forms.ChoiceField(
        choices=[("a", "A"), ("b", "B")], widget=Radios(hints={"b": "The second."})
    )
    tags = field_of(field, "it=b")
    assert tags.one("input", id="id_it_1")["aria-describedby"] == "id_it_1-item-hint"
    assert "checked" in tags.one("input", id="id_it_1")
    assert "checked" not in tags.one("input", id="id_it_0")
    assert tags.one("fieldset")
    assert tags.one("label", **{"for": "id_it_0"})["class"] == "govuk-label govuk-radios__label"


def test_checkboxes_are_a_fieldset_described_by_their_fault():
    field = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], widget=Checkboxes())
    tags = field_of(field, "")
    assert tags.one("fieldset")["aria-describedby"] == "id_it-error"
    assert tags.one("input", id="id_it_0")["type"] == "checkbox"


def test_values_of_options_are_written_as_they_are():
    field = forms.TypedChoiceField(choices=[(1000, "A thousand")], widget=Radios(), coerce=int)
    assert field_of(field).one("input", id="id_it_0")["value"] == "1000"


def test_one_checkbox_has_no_fieldset():
    tags = field_of(forms.BooleanField(label="I agree"))
    assert tags.one("input", id="id_it")["type"] == "checkbox"
    assert not [tag for tag, _ in tags.found if tag == "fieldset"]


def test_a_counted_text_says_its_limit():
    tags = field_of(forms.CharField(max_length=300, widget=CharacterCount()))
    assert tags.one("div", **{"data-module": "govuk-character-count"})["data-maxlength"] == "300"
    control = tags.one("textarea", id="id_it")
    assert control["aria-describedby"] == "id_it-info"
    assert "govuk-js-character-count" in control["class"]


def test_selects_files_and_passwords():
    tags = field_of(forms.ChoiceField(choices=[("a", "A")]))
    assert tags.one("select", id="id_it")["class"] == "govuk-select"
    assert field_of(forms.FileField()).one("input", id="id_it")["class"] == "govuk-file-upload"
    tags = field_of(forms.CharField(widget=forms.PasswordInput))
    assert tags.one("button")["aria-controls"] == "id_it"


def test_signs_before_and_after_are_left_to_the_eye():
    tags = field_of(forms.DecimalField(widget=Affixed(prefix="£", suffix="a year")))
    hidden = [a for t, a in tags.found if t == "div" and a.get("aria-hidden") == "true"]
    assert [a["class"] for a in hidden] == ["govuk-input__prefix", "govuk-input__suffix"]


def test_hidden_fields_are_drawn_without_dress():
    form = type("F", (forms.Form,), {"it": forms.CharField(widget=forms.HiddenInput)})()
    assert Tags(str(form)).found == [("input", {"type": "hidden", "name": "it", "id": "id_it"})]


class Need(forms.Form):
    sections = (Section("What", ("name", "kind", "size")),)
    when = DatePartsField(label="The date")
    kind = forms.ChoiceField(choices=[("a", "A")], widget=Radios())
    size = forms.IntegerField()
    name = forms.CharField(label="Name", error_messages={"required": "Enter the name"})

    def clean(self):
        raise forms.ValidationError("The whole is wrong.")


def test_sections_come_first_and_leave_nothing_out():
    grouped = [
        (s.legend if s else None, [f.name for f in fields]) for s, fields in sections(Need())
    ]
    assert grouped == [("What", ["name", "kind", "size"]), (None, ["when"])]


def test_the_summary_lists_faults_in_the_order_of_the_page_and_leads_to_each():
    found = problems([Need(QueryDict("when_day=1&when_year=2027&size=x"))])
    assert [(p.message, p.target) for p in found] == [
        ("The whole is wrong.", ""),
        ("Enter the name", "id_name"),
        ("Choose one: Kind", "id_kind_0"),
        ("Size: Enter a whole number.", "id_size"),
        ("The date must include a month", "id_when_month"),
    ]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (forms.CharField(label="Name"), "Fill in: Name"),
        (forms.BooleanField(label="I agree"), "Tick: I agree"),
        (forms.FileField(label="Evidence"), "Choose a file: Evidence"),
        (forms.CharField(label="Name", error_messages={"required": "Our words"}), "Our words"),
    ],
)
def test_what_is_missing_is_asked_for_by_name(field, said):
    form = type("F", (forms.Form,), {"it": field})(QueryDict("x=1"), {})
    assert form["it"].faults == [said]
    assert said in form["it"].as_field_group()


def test_an_unsent_form_has_no_problems():
    assert problems([Need()]) == []


def test_html_in_hints_and_labels_is_text():
    form = type("F", (forms.Form,), {"it": forms.CharField(label="<b>", help_text="<i>")})()
    drawn = form["it"].as_field_group()
    assert "<b>" not in drawn
    assert "<i>" not in drawn


def test_formsets_are_drawn_with_a_legend_each():
    two = forms.formset_factory(type("F", (forms.Form,), {"it": forms.CharField()}), extra=2)
    tags = Tags(str(two()))
    assert len([tag for tag, _ in tags.found if tag == "legend"]) == 2
    assert tags.one("input", id="id_form-1-it")
