"""How each column of a table is read, as a form with one row for each column."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django import forms

from leveller.workbench.ground.pages.forms import Field
from leveller.workbench.ground.pages.inputs import Radios
from leveller.workbench.systems.evidence.imports.columns import (
    NAMES,
    SHAPES,
    Columns,
    Shape,
    of_mapping,
    to_mapping,
)
from leveller.workbench.systems.evidence.imports.forms import DIRECTIONS, YEARS
from leveller.workbench.systems.evidence.observations.layout import FIGURES, MappingError, Part

UNUSED = [("", "Not used")]
ROLES = [
    *UNUSED,
    ("What the row is about", [(str(p), NAMES[p]) for p in Part if p not in FIGURES]),
    ("Figures", [(str(p), NAMES[p]) for p in FIGURES]),
]
SAID = (Part.INDICATOR, Part.PERIOD, Part.SEX, Part.AGE, Part.UNIT)


class ColumnRow(NamedTuple):
    """`label` is there where headings stand for periods or indicators."""

    heading: str
    samples: Sequence[str]
    role: Field
    label: Field | None


class MappingForm(forms.Form):
    shape = forms.ChoiceField(
        label="What does one row hold?",
        choices=[(str(shape), words) for shape, words in SHAPES.items()],
        widget=Radios(is_small=True),
        error_messages={"required": "Say what one row holds."},
    )
    years = forms.ChoiceField(
        label="Years such as 2018/19", choices=list(YEARS.items()), required=False
    )
    direction = forms.ChoiceField(
        label="Deciles and quintiles", choices=list(DIRECTIONS.items()), required=False
    )
    name = forms.CharField(
        label="Name of the mapping",
        help_text=(
            "Give a name to keep it now. Publishing the file keeps it as well: from then on, files "
            "with these headings are recognised."
        ),
        max_length=200,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        table: Mapping[str, Any],
        mapping: Mapping[str, Any] | None,
        **kwargs: Any,
    ) -> None:
        self.headings: list[str] = table["headings"]
        self.samples: list[list[str]] = table["samples"]
        held = of_mapping(mapping) if mapping else None
        self.columns = held or Columns(Shape.ONE, {})
        self.is_beyond = bool(mapping) and held is None
        super().__init__(*args, initial=self._initial(), **kwargs)
        self._add_fields()

    def _initial(self) -> dict[str, str]:
        held = self.columns
        found = {"shape": str(held.shape), "years": held.years, "direction": held.direction}
        for index, heading in enumerate(self.headings):
            found[f"role_{index}"] = str(held.roles.get(heading, ""))
            found[f"label_{index}"] = held.labels.get(heading, heading)
        return found | {f"says_{part.sql}": held.says.get(part, "") for part in SAID}

    def _add_fields(self) -> None:
        for index, heading in enumerate(self.headings):
            self.fields[f"role_{index}"] = forms.ChoiceField(
                label=f"How is the column “{heading}” read?", choices=ROLES, required=False
            )
            self.fields[f"label_{index}"] = forms.CharField(
                label=f"What does “{heading}” stand for?", max_length=300, required=False
            )
        for part in SAID:
            self.fields[f"says_{part.sql}"] = forms.CharField(
                label=NAMES[part], max_length=300, required=False
            )

    def rows(self) -> Iterator[ColumnRow]:
        shape = self["shape"].value()
        for index, heading in enumerate(self.headings):
            label = self[f"label_{index}"] if shape != Shape.ONE else None
            yield ColumnRow(
                heading or "(no heading)", self.samples[index], self[f"role_{index}"], label
            )  # type: ignore[arg-type]

    def said(self) -> list[Any]:
        return [self[f"says_{part.sql}"] for part in SAID]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if "shape" in found:
            try:
                found["mapping"] = to_mapping(self._columns(found), self.headings)
            except MappingError as error:
                self.add_error(None, str(error))
        return found

    def _columns(self, found: Mapping[str, str]) -> Columns:
        """What was entered; parts that the form doesn't ask for stay as they were."""
        named = list(enumerate(self.headings))
        roles = {heading: found.get(f"role_{index}", "") for index, heading in named if heading}
        before = {name: text for name, text in self.columns.says.items() if name not in SAID}
        says = {str(part): found.get(f"says_{part.sql}", "") for part in SAID}
        told = set(roles.values())
        return Columns(
            Shape(found["shape"]),
            roles,
            {heading: found.get(f"label_{index}", "") for index, heading in named},
            {**before, **{name: text for name, text in says.items() if name not in told}},
            found.get("years", ""),
            found.get("direction", ""),
        )
