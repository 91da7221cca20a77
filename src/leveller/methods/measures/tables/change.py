"""Gaps, comparisons and trends over a table."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from leveller.methods.measures import reasons
from leveller.methods.measures.arrays import Floats
from leveller.methods.measures.comparison import (
    Comparison,
    compare_at_two_levels,
    compare_by_quintile,
    compare_intervals,
    compare_with_reference,
)
from leveller.methods.measures.disclosure import DisclosureError, control_counts
from leveller.methods.measures.errors import MeasureError
from leveller.methods.measures.findings import Findings
from leveller.methods.measures.gaps import Uncertain, absolute_gap, range_between, relative_gap
from leveller.methods.measures.polarity import Polarity
from leveller.methods.measures.tables.answers import by_group, by_row, estimate_columns
from leveller.methods.measures.tables.counts import CONFIDENCE
from leveller.methods.measures.tables.frames import NewColumn, Rows
from leveller.methods.measures.tables.groups import Groups, repeated
from leveller.methods.measures.tables.request import Answer, Parameter, Request, Role, Spec
from leveller.methods.measures.trend import Trend, recent_trend, recent_trend_of_proportions

POLARITY = Parameter(
    "polarity", "Whether more is good or bad.", Polarity.NO_JUDGEMENT, str, tuple(Polarity)
)
LIMITS_CONFIDENCE = Parameter("limits_confidence", "The level of the limits given.", 0.95)


def _uncertain(request: Request, rows: Rows) -> Uncertain:
    """The values at some rows (-1 for none) with whatever uncertainty the table has."""

    def at(role: str) -> Floats | None:
        if not request.has(role):
            return None
        return np.append(request.numbers(role), np.nan)[rows]

    value = at("value")
    assert value is not None
    return Uncertain(
        value, at("se"), at("lower"), at("upper"), request.options["limits_confidence"]
    )


def _row_of(groups: Groups, chosen: Any, what: str) -> Rows:
    """Each group's only chosen row; -1 without one."""
    rows = np.full(groups.number, -1, np.intp)
    where = np.flatnonzero(chosen)
    rows[groups.codes[where]] = where
    if np.bincount(groups.codes[where], minlength=1).max(initial=0) > 1:
        raise MeasureError(f"{what} stands twice in a group.", rule="one-row-a-group")
    return rows


def _gap(request: Request) -> Answer:
    groups, relative = request.groups, bool(request.options["relative"])
    options: dict[str, Any] = {"confidence": request.options["confidence"]}
    if request.options["group_value"] is None:
        return _range(request, relative)
    labels = request.labels("group")
    texts = [str(value) for value in labels.values]
    rows = []
    for name in ("group_value", "reference_value"):
        wanted = str(request.options[name])
        if wanted not in texts:
            raise MeasureError(
                f"{name}: no row has {wanted!r} in column {request.roles['group']!r}.",
                column=request.roles["group"],
                rule="reference-group-present",
            )
        rows.append(_row_of(groups, labels.codes == texts.index(wanted), repr(wanted)))
    sides = [_uncertain(request, each) for each in rows]
    found = (relative_gap if relative else absolute_gap)(*sides, **options)
    findings = Findings((groups.number,))
    findings.note((rows[0] < 0) | (rows[1] < 0), reasons.REFERENCE_GROUP_MISSING)
    codes = np.where(findings.codes > 0, findings.codes, found.codes)
    return by_group(request, estimate_columns(found), codes)


def _range(request: Request, relative: bool) -> Answer:
    """From the lowest to the highest of a group's rows, and who stands at each end."""
    groups, labels = request.groups, request.frame.labels(request.roles["group"])
    place = _nth(groups)
    cells = np.full((groups.number, int(place.max(initial=-1)) + 1), -1, np.intp)
    cells[groups.codes, place] = np.arange(groups.codes.size)
    found = range_between(
        _uncertain(request, cells), confidence=request.options["confidence"], relative=relative
    )
    columns = estimate_columns(found)
    for name in ("highest", "lowest"):
        at = getattr(found, name)
        row = np.take_along_axis(cells, np.maximum(at, 0)[:, None], 1)[:, 0]
        columns[name] = labels.take(pa.array(row, mask=at < 0))
    return by_group(request, columns, found.codes)


def _nth(groups: Groups) -> Rows:
    """Each row's number within its group."""
    order = np.argsort(groups.codes, kind="stable")
    sorted_codes = groups.codes[order]
    start = np.searchsorted(sorted_codes, np.arange(groups.number))
    place = np.empty(groups.codes.size, np.intp)
    place[order] = np.arange(groups.codes.size) - start[sorted_codes]
    return place


def _comparison(request: Request) -> Answer:
    found = _compared(request)
    columns: dict[str, NewColumn] = {
        "outcome": pa.array([str(each) for each in found.outcome]),
        "comparison_method": found.method,
    }
    return by_row(request, columns, found.codes)


def _compared(request: Request) -> Comparison:
    method, polarity = request.options["comparison"], request.options["polarity"]
    value = request.numbers("value")
    if method == "quintiles":
        return _by_quintile(request, value, polarity)
    same = request.flags("same") if request.has("same") else False
    needed = {
        "reference": ("lower", "upper", "reference"),
        "two-levels": ("lower", "upper", "outer_lower", "outer_upper", "reference"),
        "intervals": ("lower", "upper", "reference", "reference_lower", "reference_upper"),
    }[method]
    for role in needed:
        if not request.has(role):
            raise MeasureError(f"{role}: say which column holds it.", rule="roles")
    n = {role: request.numbers(role) for role in needed}
    if method == "two-levels":
        return compare_at_two_levels(
            value,
            (n["lower"], n["upper"]),
            (n["outer_lower"], n["outer_upper"]),
            n["reference"],
            polarity=polarity,
            same=same,
        )
    if method == "intervals":
        return compare_intervals(
            value,
            (n["lower"], n["upper"]),
            n["reference"],
            (n["reference_lower"], n["reference_upper"]),
            polarity=polarity,
            same=same,
        )
    return compare_with_reference(
        value, n["lower"], n["upper"], n["reference"], polarity=polarity, same=same
    )


def _by_quintile(request: Request, value: Floats, polarity: str) -> Comparison:
    groups = request.groups
    place = _nth(groups)
    cells = np.full((groups.number, int(place.max(initial=-1)) + 1), np.nan)
    cells[groups.codes, place] = value
    found = compare_by_quintile(cells, polarity=polarity)
    at = (groups.codes, place)
    return Comparison(
        measure=found.measure,
        method=found.method,
        position=found.position[at],
        outcome=found.outcome[at],
        codes=found.codes[at],
    )


@dataclass(frozen=True, eq=False)
class _Series:
    """Groups by periods, oldest first."""

    places: Rows
    years: Floats
    faults: Findings

    def cells(self, groups: Groups, values: Floats) -> Floats:
        filled = np.full((groups.number, self.years.size), np.nan)
        filled[groups.codes, self.places] = values
        return filled


def _series(request: Request) -> _Series:
    groups, period = request.groups, request.numbers("period")
    if np.isnan(period).any():
        raise MeasureError(
            f"column {request.roles['period']!r}: a period is missing; give its year as a number.",
            column=request.roles["period"],
            rule="periods-present",
        )
    years = np.unique(period)
    places = np.searchsorted(years, period)
    faults = Findings((groups.number,))
    faults.note(
        repeated(groups.codes, groups.number, places, max(years.size, 1)), reasons.YEAR_REPEATED
    )
    return _Series(places, years, faults)


def _trend(request: Request) -> Answer:
    series, groups = _series(request), request.groups
    options: dict[str, Any] = {
        "years": series.years,
        "years_in_period": int(request.options["years_in_period"]),
        "polarity": request.options["polarity"],
    }
    counted = request.has("numerator") and request.has("denominator")
    roles = ("numerator", "denominator") if counted else ("value", "lower", "upper")
    missing = [role for role in roles if not request.has(role)]
    if missing:
        raise MeasureError(
            f"{missing[0]}: say which column holds it; a trend needs numerator and denominator, or "
            "value, lower and upper.",
            rule="roles",
        )
    parts = [series.cells(groups, request.numbers(role)) for role in roles]
    found: Trend = (
        recent_trend_of_proportions(*parts, **options)
        if counted
        else recent_trend(*parts, limits_confidence=request.options["limits_confidence"], **options)
    )
    columns: dict[str, NewColumn] = {
        "trend": pa.array([str(each) for each in found.direction]),
        "judgement": pa.array([str(each) for each in found.judgement]),
        "slope": found.slope,
        "chi_squared": found.chi_squared,
        "method": found.method,
    }
    codes = np.where(series.faults.codes > 0, series.faults.codes, found.codes)
    return by_group(request, columns, codes)


def _disclosure(request: Request) -> Answer:
    """Every group's total, and every count, under the rule on its own."""
    counted = request.numbers("count")
    total = request.groups.by_code.sum(counted) if request.by else counted
    try:
        found = control_counts(total)
    except DisclosureError as error:
        raise MeasureError(str(error), column=request.roles["count"], rule="counts") from error
    columns: dict[str, NewColumn] = {
        "shown": found.shown,
        "label": pa.array([str(each) for each in found.labels]),
    }
    codes = np.zeros(total.shape, np.uint8)
    codes[found.suppressed] = reasons.SUPPRESSED.code
    if request.by:
        return by_group(request, columns, codes)
    rows = np.arange(request.frame.rows)
    kept = tuple(name for name in request.frame.columns if name != request.roles["count"])
    return Answer(rows, kept, columns, codes)


_VALUE = Role("value", "The value.")
_SE = Role("se", "Its standard error.", required=False)
_LOWER = Role("lower", "Its lower limit.", required=False)
_UPPER = Role("upper", "Its upper limit.", required=False)

GAP = Spec(
    "gap",
    "Gap between two groups, or the range over several",
    (Role("group", "Who each row is about."), _VALUE, _SE, _LOWER, _UPPER),
    (
        CONFIDENCE,
        Parameter("group_value", "The group whose gap it is; without it the range.", None, str),
        Parameter("reference_value", "The group to compare it with.", None, str),
        Parameter("relative", "A ratio instead of a difference.", False, bool),
        LIMITS_CONFIDENCE,
    ),
    _gap,
)
COMPARISON = Spec(
    "comparison",
    "Comparison with a reference, as in Fingertips",
    (
        _VALUE,
        _LOWER,
        _UPPER,
        Role("outer_lower", "The lower limit at the wider level.", required=False),
        Role("outer_upper", "The upper limit at the wider level.", required=False),
        Role("reference", "What to compare with.", required=False),
        Role("reference_lower", "Its lower limit.", required=False),
        Role("reference_upper", "Its upper limit.", required=False),
        Role("same", "Whether the row is its own reference.", required=False),
    ),
    (
        Parameter(
            "comparison",
            "How to compare.",
            "reference",
            str,
            ("reference", "two-levels", "intervals", "quintiles"),
        ),
        POLARITY,
    ),
    _comparison,
)
TREND = Spec(
    "recent-trend",
    "Recent trend, as Fingertips tests it",
    (
        Role("period", "The year of each row."),
        Role("value", "The value.", required=False),
        _LOWER,
        _UPPER,
        Role("numerator", "The count (of a proportion).", required=False),
        Role("denominator", "What it is counted over.", required=False),
    ),
    (
        POLARITY,
        LIMITS_CONFIDENCE,
        Parameter("years_in_period", "How many years each period has.", 1, int),
    ),
    _trend,
)
DISCLOSURE = Spec(
    "disclosure-control",
    "Counts as they may be shown: 1 to 7 suppressed, others rounded to 5",
    (Role("count", "The true counts."),),
    (),
    _disclosure,
)
