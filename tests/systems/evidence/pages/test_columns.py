"""A mapping to one role a column, and back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.systems.evidence.imports.columns import (
    Columns,
    Shape,
    of_mapping,
    to_mapping,
)
from leveller.workbench.systems.evidence.observations.layout import (
    FIGURES,
    TEXTS,
    MappingError,
    Part,
    from_mapping,
)

HEADINGS = [f"h{n}" for n in range(len(Part))]
OTHERS = [part for part in Part if part not in (Part.PLACE, Part.VALUE)]


@st.composite
def tidy(draw: st.DrawFn) -> dict[str, Any]:
    """One figure in a row: each part has at most one column, place and value have one."""
    parts = [Part.PLACE, Part.VALUE, *draw(st.lists(st.sampled_from(OTHERS), unique=True))]
    roles = dict(zip(HEADINGS, parts, strict=False))
    said = draw(st.sampled_from([{}, {"sex": "Persons"}, {"period": "2021", "unit": "%"}]))
    return {
        "columns": {h: str(p) for h, p in roles.items() if p in TEXTS},
        "figures": [{"columns": {h: str(p) for h, p in roles.items() if p in FIGURES}}],
        "says": said,
    }


@st.composite
def wide(draw: st.DrawFn) -> dict[str, Any]:
    part = draw(st.sampled_from(["period", "indicator"]))
    labels = draw(
        st.lists(st.sampled_from(["2019", "2020", "2021/22", "£"]), min_size=2, max_size=6)
    )
    blocks = [
        {"columns": {HEADINGS[n]: "value"}, "says": {part: label}}
        for n, label in enumerate(labels, 1)
    ]
    return {"columns": {HEADINGS[0]: "place"}, "figures": blocks, "says": {}}


@given(tidy() | wide())
def test_a_mapping_survives_the_form(mapping: dict[str, Any]) -> None:
    columns = of_mapping(mapping)
    assert columns is not None
    assert from_mapping(to_mapping(columns, HEADINGS), HEADINGS) == from_mapping(mapping, HEADINGS)


def test_groups_of_columns_are_beyond_the_form() -> None:
    block = {"columns": {"a": "value", "b": "lower95"}, "says": {"period": "2021"}}
    other = {"columns": {"c": "value", "d": "lower95"}, "says": {"period": "2022"}}
    assert of_mapping({"columns": {"e": "place"}, "figures": [block, other]}) is None


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (Columns(Shape.ONE, {"a": "place"}), "which column holds the value"),
        (Columns(Shape.ONE, {"a": "value"}), "holds the codes of the places"),
        (Columns(Shape.ONE, {"a": "place", "b": "value", "c": "value"}), "Two columns"),
        (Columns(Shape.PERIODS, {"a": "place", "b": "value", "c": "count"}), "'c': with several"),
    ],
)
def test_what_cannot_be_read_is_said(columns: Columns, said: str) -> None:
    with pytest.raises(MappingError, match=said):
        to_mapping(columns, ["a", "b", "c"])
