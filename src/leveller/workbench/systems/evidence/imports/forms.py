"""The forms by which files come in: the upload, what is chosen for a file, the terms."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from leveller.workbench.ground.pages.inputs import Radios
from leveller.workbench.systems.evidence import taking
from leveller.workbench.systems.evidence.answers import control
from leveller.workbench.systems.evidence.checking import row_lists
from leveller.workbench.systems.evidence.choices import Choices, parse_statements
from leveller.workbench.systems.evidence.imports.keeping import written
from leveller.workbench.systems.evidence.models import ImportFile
from leveller.workbench.systems.evidence.normalising.categories import Direction
from leveller.workbench.systems.evidence.normalising.periods import Years

YEARS = {
    "": "The file says",
    Years.CALENDAR: "Calendar years",
    Years.FINANCIAL: "Financial years, from April",
    Years.ACADEMIC: "Academic years, from September",
    Years.SURVEY: "Survey years, from November",
}
DIRECTIONS = {
    "": "The file says",
    Direction.FIRST: "1 is the most deprived",
    Direction.LAST: "The highest number is the most deprived",
}


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One or several files. An empty one is taken in, so that its fault is told with the others."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = [file for file in data or [] if file]
        if not given:
            raise ValidationError(self.error_messages["required"], code="required")
        return [super(SeveralFilesField, self).clean(file, initial) for file in given]


class UploadForm(forms.Form):
    files = SeveralFilesField(
        label="Choose files",
        allow_empty_file=True,
        error_messages={"required": "Choose at least one file."},
    )


class ChoicesForm(forms.Form):
    """What somebody says of one file beyond what it says itself."""

    sheet = forms.ChoiceField(label="Which sheet holds the table?", required=False)
    period = forms.CharField(
        label="Which period are the figures for?",
        help_text="Such as 2021, 2018 - 20, 2021/22, 2022 Q1 or Oct 2021 - Sep 2022.",
        required=False,
    )
    years = forms.ChoiceField(
        label="Which years are meant by 2018/19?", choices=list(YEARS.items()), required=False
    )
    indicator = forms.CharField(
        label="What is measured?",
        help_text="The name of the indicator, or its key such as fingertips-90366.",
        required=False,
    )
    direction = forms.ChoiceField(
        label="Which end of the deciles or quintiles is the most deprived?",
        choices=list(DIRECTIONS.items()),
        required=False,
    )
    sex = forms.CharField(label="Sex", help_text="Persons, Male or Female.", required=False)
    age = forms.CharField(label="Age", help_text="Such as All ages or 18+ yrs.", required=False)
    leave_out = forms.CharField(
        label="Rows to leave out",
        help_text="As a spreadsheet numbers them, such as 1545-1548,2330.",
        required=False,
    )
    reason = forms.CharField(
        label="Why are they left out?",
        help_text="The release keeps it, and shows it to everyone who reads its figures.",
        max_length=500,
        required=False,
    )
    STATED = ("period", "indicator", "sex", "age", "years", "direction")

    def __init__(self, *args: Any, sheets: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(sheets) > 1:
            choices = [("", "The only one that can be taken"), *((s, s) for s in sheets)]
            self.fields["sheet"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["sheet"]

    def clean_leave_out(self) -> row_lists.Rows:
        text = self.cleaned_data["leave_out"]
        try:
            return row_lists.parse(text) if text else ()
        except row_lists.RowListError as error:
            raise ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("leave_out") and not found.get("reason"):
            self.add_error("reason", "Say why the rows are left out.")
        return found

    def choices(self, before: Choices) -> Choices:
        """What was chosen, with the mapping that was chosen before."""
        said = self.cleaned_data
        stated = parse_statements(f"{name}={said[name]}" for name in self.STATED if said[name])
        return Choices(
            mapping=before.mapping,
            statements=stated,
            leave_out=said["leave_out"],
            reason=said["reason"] if said["leave_out"] else "",
            sheet=said.get("sheet", before.sheet),
        )


def initial_of(choices: Choices) -> dict[str, str]:
    return {
        **choices.statements.to_json(),
        "leave_out": written(choices.leave_out),
        "reason": choices.reason,
        "sheet": choices.sheet,
    }


class TermsForm(forms.Form):
    """On what terms the files are published: seen by whom, out of which source, how controlled."""

    visibility = forms.ChoiceField(
        label="Who may see the figures?",
        choices=[("public", "Everyone"), ("private", "Only people of your organisation")],
        widget=Radios(
            hints={
                "public": "Choose it for figures that are published already, under their licence.",
                "private": "Nobody else sees them, on any page or in any download.",
            }
        ),
        error_messages={"required": "Say who may see the figures."},
    )
    disclosure = forms.ChoiceField(
        label="Do the figures need disclosure control?",
        choices=[
            (control.NONE, "No"),
            (control.SMALL_COUNTS, "Yes, suppress counts of 1 to 7 people"),
        ],
        initial=control.NONE,
        widget=Radios(
            hints={
                control.NONE: "Every figure is shown as it was published.",
                control.SMALL_COUNTS: (
                    "Other counts are shown to the nearest 5, wherever the figures are shown, "
                    "and nobody can download the file."
                ),
            }
        ),
        error_messages={"required": "Say whether the figures need disclosure control."},
    )

    def __init__(self, *args: Any, files: Iterable[ImportFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.files = list(files)
        for file in self.files:
            self.fields[source_field(file)] = forms.ChoiceField(
                label=f"Who published {file.filename}?",
                help_text="It decides which licence holds, and whom every figure thanks.",
                choices=source_choices(),
                required=False,
                initial=file.report.get("source", ""),
            )

    def terms(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "public": said["visibility"] == "public",
            "disclosure": said["disclosure"],
            "sources": {str(f.number): said[source_field(f)] for f in self.files},
        }


def source_field(file: ImportFile) -> str:
    return f"source_{file.number}"


def initial_terms(terms: Mapping[str, Any], files: Iterable[ImportFile]) -> dict[str, str]:
    if not terms:
        return {}
    chosen = terms.get("sources", {})
    held = {source_field(f): chosen[str(f.number)] for f in files if str(f.number) in chosen}
    visibility = "public" if terms.get("public") else "private"
    return {"visibility": visibility, "disclosure": terms["disclosure"], **held}


def source_choices() -> list[tuple[str, str]]:
    known = sorted(taking.sources().values(), key=lambda row: str(row["name"]).lower())
    return [("", "Not in this list"), *((row["key"], row["name"]) for row in known)]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Why?",
        help_text="The record keeps it, and the page of the release shows it.",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why."},
    )


class NameForm(forms.Form):
    name = forms.CharField(label="Name", max_length=200)
