"""A mapping as a form has it: one role for each column, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from leveller.workbench.systems.evidence.observations.layout import (
    FIGURES,
    MappingError,
    Part,
    from_mapping,
)

NAMES: dict[Part, str] = {
    Part.PLACE: "Code of the place",
    Part.PLACE_NAME: "Name of the place",
    Part.PERIOD: "Period",
    Part.DATE_FROM: "First day of the period",
    Part.DATE_TO: "Last day of the period",
    Part.INDICATOR: "Name of the indicator",
    Part.INDICATOR_ID: "Fingertips number of the indicator",
    Part.UNIT: "Unit",
    Part.SEX: "Sex",
    Part.AGE: "Age",
    Part.AGE_FROM: "Youngest age",
    Part.AGE_TO: "Oldest age",
    Part.SEX_OR_CATEGORY: "Sex, or a category of people",
    Part.BREAKDOWN: "Name of the breakdown",
    Part.CATEGORY: "Category of the breakdown",
    Part.NOTE: "Note on the value",
    Part.VALUE: "Value",
    Part.LOWER95: "Lower 95% limit",
    Part.UPPER95: "Upper 95% limit",
    Part.LOWER998: "Lower 99.8% limit",
    Part.UPPER998: "Upper 99.8% limit",
    Part.COUNT: "Count (numerator)",
    Part.DENOMINATOR: "Denominator",
    Part.STANDARD_ERROR: "Standard error",
}


class Shape(StrEnum):
    """What a row of the table holds."""

    ONE = "one"
    PERIODS = "periods"
    INDICATORS = "indicators"


SHAPES = {
    Shape.ONE: "One figure, with columns that describe it",
    Shape.PERIODS: "Several figures, one column for each period",
    Shape.INDICATORS: "Several figures, one column for each indicator",
}
SAYS = {Shape.PERIODS: Part.PERIOD, Shape.INDICATORS: Part.INDICATOR}


@dataclass(frozen=True)
class Columns:
    """`roles` and `labels` by heading; a label is the period or indicator a heading stands for."""

    shape: Shape
    roles: Mapping[str, str]
    labels: Mapping[str, str] = field(default_factory=dict)
    says: Mapping[str, str] = field(default_factory=dict)
    years: str = ""
    direction: str = ""


def of_mapping(mapping: Mapping[str, Any]) -> Columns | None:
    """None for a mapping with groups of columns that one role a column can't express."""
    blocks = mapping.get("figures") or []
    shape = _shape(blocks)
    if shape is None:
        return None
    roles, labels = dict(mapping.get("columns") or {}), {}
    says = dict(mapping.get("says") or {})
    for block in blocks:
        roles |= block.get("columns") or {}
        said = block.get("says") or {}
        if shape == Shape.ONE:
            says |= said
        else:
            [heading] = block["columns"]
            labels[heading] = said[SAYS[shape]]
    years, direction = (str(mapping.get(name) or "") for name in ("years", "direction"))
    return Columns(shape, roles, labels, says, years, direction)


def _shape(blocks: Sequence[Mapping[str, Any]]) -> Shape | None:
    if len(blocks) == 1 and not blocks[0].get("says"):
        return Shape.ONE
    single = all(list((b.get("columns") or {}).values()) == [Part.VALUE] for b in blocks)
    for shape, part in SAYS.items():
        if blocks and single and all(set(b.get("says") or {}) == {part} for b in blocks):
            return shape
    return Shape.ONE if len(blocks) == 1 else None


def to_mapping(columns: Columns, headings: Sequence[str]) -> dict[str, Any]:
    """The mapping, checked against the table. Raises `MappingError`."""
    roles = {heading: role for heading, role in columns.roles.items() if role}
    texts = {h: role for h, role in roles.items() if role not in FIGURES}
    figures = {h: role for h, role in roles.items() if role in FIGURES}
    if Part.VALUE not in figures.values():
        raise MappingError("Say which column holds the value.")
    if Part.PLACE not in {*texts.values(), *columns.says}:
        raise MappingError("Say which column holds the codes of the places.")
    mapping: dict[str, Any] = {
        "columns": texts,
        "figures": list(_blocks(columns, figures)),
        "says": {name: text for name, text in columns.says.items() if text},
    }
    mapping |= {"years": columns.years} if columns.years else {}
    mapping |= {"direction": columns.direction} if columns.direction else {}
    from_mapping(mapping, headings)
    return mapping


def _blocks(columns: Columns, figures: Mapping[str, str]) -> list[dict[str, Any]]:
    if columns.shape == Shape.ONE:
        return [{"columns": dict(figures)}]
    others = {h for h, role in figures.items() if role != Part.VALUE}
    if others:
        raise MappingError(
            f"{sorted(others)[0]!r}: with several figures in a row, each of their columns is a "
            "value. Limits and counts need a table with one figure in a row."
        )
    said = SAYS[columns.shape]
    return [
        {"columns": {h: str(Part.VALUE)}, "says": {str(said): columns.labels.get(h) or h}}
        for h in figures
    ]
