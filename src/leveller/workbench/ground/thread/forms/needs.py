"""Forms of needs and data needs."""

from typing import Any

from django import forms

from leveller.workbench.ground.pages.inputs import DatePartsField
from leveller.workbench.ground.thread.forms.common import (
    FigureField,
    ThreadForm,
    indicators_for,
    long,
)
from leveller.workbench.ground.vocabulary.models import Determinant, Indicator, PopulationGroup


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
        self.only("indicator", indicators_for(self))


class NeedEditForm(NeedForm):
    place = None  # type: ignore[assignment]
    indicator = None  # type: ignore[assignment]
    figure = None  # type: ignore[assignment]


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
        self.only("indicator", indicators_for(self))


class DataNeedEditForm(DataNeedForm):
    place = None  # type: ignore[assignment]
    indicator = None  # type: ignore[assignment]
