"""Proportions, rates and means over a table."""

from typing import Any

import numpy as np

from leveller.methods.measures.arrays import Floats
from leveller.methods.measures.grouping import ByCode
from leveller.methods.measures.means import mean_from_sums
from leveller.methods.measures.rates import Rate, crude_rate, proportion
from leveller.methods.measures.tables.answers import by_group, by_row, estimate_columns
from leveller.methods.measures.tables.request import Answer, Parameter, Request, Role, Spec, words

CONFIDENCE = Parameter(
    "confidence", "Confidence levels: 0.95, or several such as 0.95,0.998.", 0.95, list
)
AGGREGATE = Parameter(
    "aggregate",
    "Add up the rows of each group first. Without it: yes where there are groups, else each row.",
    None,
    bool,
)


def _multiplier(default: float) -> Parameter:
    return Parameter("multiplier", "What the value is per, such as 1, 100 or 100000.", default)


def _counted(request: Request, function: Any) -> Answer:
    """Row by row, or with the rows of each group added up first."""
    add_up = request.options["aggregate"]
    if add_up is None:
        add_up = bool(request.by)
    options = {key: request.options[key] for key in ("confidence", "multiplier")}
    parts: list[Floats] = [request.numbers(role) for role in ("numerator", "denominator")]
    if add_up:
        parts = [request.groups.by_code.sum(part) for part in parts]
    found: Rate = function(*parts, **options)
    columns = estimate_columns(found)
    if found.measure == "rate":
        columns["method"] = words(["Byar", "exact Poisson"], found.exact)
    if add_up:
        return by_group(request, columns, found.codes)
    kept = {k: v for k, v in columns.items() if k not in ("numerator", "denominator")}
    return by_row(request, kept, found.codes)


def _mean(request: Request) -> Answer:
    values, groups = request.numbers("value"), request.groups
    within = groups.by_code
    count, total = within.rows, within.sum(values)
    found = mean_from_sums(
        count,
        total,
        _squares(values, total, count, within),
        confidence=request.options["confidence"],
    )
    return by_group(request, estimate_columns(found), found.codes)


def _squares(values: Floats, total: Floats, count: Floats, within: ByCode) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return within.sum((values - within.at_rows(total / count)) ** 2)


_NUMERATOR = Role("numerator", "The count of those who have, or of events.")
_DENOMINATOR = Role("denominator", "The people or sample that it is counted over.")

PROPORTION = Spec(
    "proportion",
    "Proportion with Wilson's limits",
    (_NUMERATOR, _DENOMINATOR),
    (CONFIDENCE, _multiplier(1.0), AGGREGATE),
    lambda request: _counted(request, proportion),
)
RATE = Spec(
    "rate",
    "Crude rate with exact limits under 10 events and Byar's from 10",
    (_NUMERATOR, _DENOMINATOR),
    (CONFIDENCE, _multiplier(100_000.0), AGGREGATE),
    lambda request: _counted(request, crude_rate),
)
MEAN = Spec(
    "mean",
    "Mean with Student's t limits",
    (Role("value", "The values to take the mean of."),),
    (CONFIDENCE,),
    _mean,
)
