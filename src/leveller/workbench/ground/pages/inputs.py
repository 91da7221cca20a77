"""Controls that Django doesn't have: a date in three fields, a text with a count of characters,
options with hints, a figure with its unit."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from leveller.workbench.ground.pages.figures import MONTHS, listed


class Hinted:
    """Options with a hint each: `Radios(hints={"a": "What choosing this means."})`."""

    def __init__(
        self,
        *,
        hints: Mapping[str, str] | None = None,
        is_small: bool = False,
        is_inline: bool = False,
        **kwargs: object,
    ) -> None:
        super().__init__(**kwargs)
        self.hints, self.is_small, self.is_inline = hints or {}, is_small, is_inline

    def create_option(self, name: str, value: object, *args: object, **kwargs: object) -> dict:
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        return option


class Radios(Hinted, forms.RadioSelect):
    pass


class Checkboxes(Hinted, forms.CheckboxSelectMultiple):
    pass


class CharacterCount(forms.Textarea):
    """A text whose length is counted as one writes; the field's `max_length` is the limit."""


class Affixed(forms.TextInput):
    """A short text with a sign before it or a unit behind it."""

    def __init__(self, *, prefix: str = "", suffix: str = "", attrs: dict | None = None) -> None:
        super().__init__(attrs)
        self.prefix, self.suffix = prefix, suffix


class DateParts(forms.Widget):
    """Day, month and year in a field each; its value is a list of three texts."""

    use_fieldset = True
    PARTS = ("day", "month", "year")

    def decompress(self, value: date | None) -> list[str]:
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]

    def value_from_datadict(
        self, data: MultiValueDict, files: MultiValueDict, name: str
    ) -> list[str]:
        return [data.get(f"{name}_{part}", "").strip() for part in self.PARTS]

    def value_omitted_from_data(
        self, data: MultiValueDict, files: MultiValueDict, name: str
    ) -> bool:
        return all(f"{name}_{part}" not in data for part in self.PARTS)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day"


class DatePartsField(forms.Field):
    """A date in three fields. An error's code names the part that is wrong, if only one is."""

    widget = DateParts

    def to_python(self, value: list[str] | date | None) -> date | None:
        if value is None or isinstance(value, date):
            return value
        if not any(value):
            return None
        missing = [part for part, text in zip(DateParts.PARTS, value, strict=True) if not text]
        if missing:
            raise self._error(f"must include a {listed(missing)}", missing[0])
        return self._real_date(*value)

    def _real_date(self, day: str, month: str, year: str) -> date:
        if not (len(year) == 4 and year.isascii() and year.isdigit()):
            raise self._error("must have a year of four digits, such as 2026", "year")
        number = month_number(month)
        if not number:
            raise self._error("must have a month from 1 to 12, or its name", "month")
        try:
            return date(int(year), number, int(day))
        except ValueError:
            raise self._error("must be a real date", "day") from None

    def _error(self, fault: str, part: str) -> ValidationError:
        return ValidationError(f"{self.label or 'The date'} {fault}", code=part)

    def has_changed(self, initial: date | None, data: list[str] | None) -> bool:
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


def month_number(text: str) -> int | None:
    """1 to 12 from `3`, `03`, `Mar` or `March`."""
    if text.isascii() and text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else None
    starts = [i for i, name in enumerate(MONTHS, 1) if name.lower().startswith(text.lower())]
    return starts[0] if len(text) >= 3 and len(starts) == 1 else None
