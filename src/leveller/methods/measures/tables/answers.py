"""Turning results into columns."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from leveller.methods.measures.arrays import Codes, Floats
from leveller.methods.measures.confidence import level_label
from leveller.methods.measures.results import Estimate, Interval
from leveller.methods.measures.tables.frames import NewColumn, Rows
from leveller.methods.measures.tables.request import Answer, Request


def interval_columns(intervals: tuple[Interval, ...], prefix: str = "") -> dict[str, NewColumn]:
    """`lower95_0cl`, `upper95_0cl` and so on for each level."""
    columns: dict[str, NewColumn] = {}
    for each in intervals:
        label = level_label(each.level)
        columns[f"{prefix}lower{label}cl"] = each.lower
        columns[f"{prefix}upper{label}cl"] = each.upper
    return columns


def estimate_columns(
    estimate: Estimate, *, value: str = "value", prefix: str = ""
) -> dict[str, NewColumn]:
    """Value, limits, whatever else the result shows, and its method."""
    return {
        value: estimate.value,
        **interval_columns(estimate.intervals, prefix),
        **{column: getattr(estimate, name) for name, column in estimate.columns.items()},
        "method": estimate.method,
    }


def by_group(request: Request, columns: Mapping[str, NewColumn], codes: Codes) -> Answer:
    """A row for each group, in order of first appearance."""
    groups = request.groups
    return Answer(groups.first_rows, groups.by, columns, codes)


def by_row(request: Request, columns: Mapping[str, NewColumn], codes: Codes) -> Answer:
    """The input's rows and columns with new columns beside them."""
    frame = request.frame
    return Answer(np.arange(frame.rows), frame.columns, columns, codes)


def chosen_rows(
    rows: Rows, carry: tuple[str, ...], columns: Mapping[str, NewColumn], codes: Codes
) -> Answer:
    """Some rows of the input, each with its group's columns and perhaps others."""
    return Answer(rows, carry, columns, codes)


def per_row(values: Any, take: Rows) -> Floats:
    """Values of groups at the rows of an answer."""
    return np.asarray(values)[take]
