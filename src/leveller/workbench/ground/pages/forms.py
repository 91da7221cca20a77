"""How forms are drawn: plain Django forms come out as GOV.UK fields, with nothing to add.

`{{ form }}` draws the fields; the error summary stands at the top of the page, where the layout
puts it. A form may group its fields by a class attribute:
`sections = (Section("Legend", ("name", "reason")),)`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.forms import BoundField, widgets
from django.forms.renderers import TemplatesSetting

from leveller.workbench.ground.pages.inputs import Affixed, CharacterCount, DateParts

CONTROLS: tuple[tuple[type[widgets.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (DateParts, "date"),
    (forms.FileInput, "file"),
    (CharacterCount, "count"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
    (forms.PasswordInput, "password"),
    (Affixed, "affixed"),
    (widgets.Widget, "input"),
)
REQUIRED = forms.Field.default_error_messages["required"]
VERBS = {
    "checkbox": "Tick",
    "checkboxes": "Choose at least one",
    "file": "Choose a file",
    "radios": "Choose one",
    "select": "Choose one",
}
CLASSES = {
    "file": "govuk-file-upload",
    "count": "govuk-textarea govuk-js-character-count",
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
}


@dataclass(frozen=True)
class Section:
    legend: str
    fields: tuple[str, ...]
    hint: str = ""


@dataclass(frozen=True)
class Problem:
    """One line of the error summary, and the control that it leads to."""

    message: str
    target: str = ""


class Field(BoundField):
    """A field as the templates draw it."""

    @property
    def control(self) -> str:
        widget = self.field.widget
        return next(name for kind, name in CONTROLS if isinstance(widget, kind))

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}-hint" if self.help_text else ""

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}-error" if self.errors else ""

    @property
    def faults(self) -> list[str]:
        """What is wrong, in words that name the field where Django's own would not."""
        return [
            self._missing() if error.code == "required" and error.message == REQUIRED else message
            for error, message in zip(self.errors.as_data(), self.errors, strict=True)
        ]

    def _missing(self) -> str:
        return f"{VERBS.get(self.control, 'Fill in')}: {self.label}"

    @property
    def described_by(self) -> str:
        count = f"{self.auto_id}-info" if self.control == "count" else ""
        return " ".join(part for part in (count, self.hint_id, self.error_id) if part)

    aria_describedby = described_by

    @property
    def is_optional(self) -> bool:
        return not self.field.required and self.control != "checkbox"

    @property
    def first_id(self) -> str:
        """The control that a link of the error summary moves to: the first that is wrong."""
        if self.control == "date":
            parts = self.date_parts
            return next((p.id for p in parts if p.is_wrong), parts[0].id)
        suffix = "_0" if self.control in {"radios", "checkboxes"} else ""
        return f"{self.auto_id}{suffix}"

    @property
    def date_parts(self) -> list["DatePart"]:
        widget, value = self.field.widget, self.value()
        wrong = {error.code for error in self.errors.as_data()} & set(DateParts.PARTS)
        values = value if isinstance(value, list) else widget.decompress(value)
        return [
            DatePart(
                id=f"{self.auto_id}_{part}",
                name=f"{self.html_name}_{part}",
                label=part.capitalize(),
                value=values[i],
                width=4 if part == "year" else 2,
                is_wrong=bool(self.errors) and (not wrong or part in wrong),
            )
            for i, part in enumerate(DateParts.PARTS)
        ]

    def option_groups(self) -> list[tuple[str | None, list[dict], int]]:
        """The options of radios or checkboxes, by group, as Django describes them."""
        attrs = self.build_widget_attrs({"id": self.auto_id})
        context = self.field.widget.get_context(self.html_name, self.value(), attrs)
        return context["widget"]["optgroups"]

    def control_html(self) -> str:
        control, widget = self.control, self.field.widget
        if type(widget) is forms.NumberInput:
            widget = _text_for_numbers(widget)
        classes = [CLASSES.get(control, "govuk-input"), widget.attrs.get("class", "")]
        if self.errors:
            classes.append(f"{classes[0].split()[0]}--error")
        return self.as_widget(widget, {"class": " ".join(filter(None, classes))})


@dataclass(frozen=True)
class DatePart:
    id: str
    name: str
    label: str
    value: str
    width: int
    is_wrong: bool


def _text_for_numbers(widget: forms.NumberInput) -> forms.TextInput:
    """A number field that scrolls away its value serves nobody: text, with the right keyboard."""
    kept = {k: v for k, v in widget.attrs.items() if k not in {"min", "max", "step"}}
    whole = widget.attrs.get("step") in (None, "1", 1)
    return forms.TextInput({"inputmode": "numeric" if whole else "decimal", **kept})


def sections(form: forms.BaseForm) -> list[tuple[Section | None, list[Field]]]:
    """The visible fields, grouped as the form says; what no section names comes last."""
    declared = getattr(form, "sections", ())
    named = {name for section in declared for name in section.fields}
    grouped: list[tuple[Section | None, list[Field]]] = [
        (section, [form[name] for name in section.fields]) for section in declared
    ]
    rest = [field for field in form.visible_fields() if field.name not in named]
    return [*grouped, (None, rest)] if rest else grouped


def problems(bound: Iterable[forms.BaseForm]) -> list[Problem]:
    """Every fault of the forms, in the order of the page, each with where to go."""
    return [problem for form in bound for problem in _problems_of(form)]


def _problems_of(form: forms.BaseForm) -> list[Problem]:
    if not form.is_bound or not form.errors:
        return []
    general = [Problem(message) for message in form.non_field_errors()]
    hidden = [Problem(message) for f in form.hidden_fields() for message in f.errors]
    fields = [field for _, group in sections(form) for field in group]
    return [
        *general,
        *hidden,
        *(Problem(_named(f, m), f.first_id) for f in fields for m in f.faults),
    ]


def _named(field: Field, message: str) -> str:
    """A line of the summary stands far from its field, so it says which one it means."""
    is_named = str(field.label).lower() in message.lower()
    return message if is_named else f"{field.label}: {message}"


class FormRenderer(TemplatesSetting):
    bound_field_class = Field
    form_template_name = "pages/forms/form.html"
    formset_template_name = "pages/forms/formset.html"
    field_template_name = "pages/forms/field.html"
