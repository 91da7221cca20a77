"""What compares areas with each other over a table: quantiles, funnels, smoothing, neighbours."""

from typing import Any

import numpy as np
import pyarrow as pa

from leveller.methods.measures.arrays import Floats
from leveller.methods.measures.errors import MeasureError
from leveller.methods.measures.funnel_lines import FunnelLines, RatioType, funnel_limits
from leveller.methods.measures.funnels import (
    RateType,
    Records,
    Significance,
    Statistic,
    funnel_points,
    proportion_records,
    rate_records,
    ratio_records,
    significance,
)
from leveller.methods.measures.neighbours import statistical_neighbours
from leveller.methods.measures.overdispersion import overdispersed_funnel
from leveller.methods.measures.quantiles import assign_within
from leveller.methods.measures.smoothing import smoothed_rate
from leveller.methods.measures.tables.answers import by_row, estimate_columns
from leveller.methods.measures.tables.counts import CONFIDENCE, _multiplier
from leveller.methods.measures.tables.frames import NewColumn
from leveller.methods.measures.tables.request import Answer, Parameter, Request, Role, Spec


def _quantiles(request: Request) -> Answer:
    groups = request.groups
    turned: Any = request.options["invert"]
    if request.has("invert"):
        flags = request.flags("invert")
        turned = flags[groups.first_rows]
        if (flags != turned[groups.codes]).any():
            raise MeasureError(
                f"column {request.roles['invert']!r} must say the same for all rows of a group.",
                column=request.roles["invert"],
                rule="one-answer-a-group",
            )
    found = assign_within(
        request.numbers("value"),
        groups.by_code,
        nquantiles=int(request.options["nquantiles"]),
        invert=turned,
    )
    return by_row(request, {"quantile": found.quantile}, found.codes)


def _records(request: Request) -> Records:
    """The areas of a funnel from whichever roles its statistic uses."""
    statistic = Statistic(request.options["statistic"])
    within = request.groups.by_code
    if statistic is Statistic.PROPORTION:
        return proportion_records(*_two(request, "numerator", "denominator"), within)
    if statistic is Statistic.RATIO:
        names = (
            ("observed", "expected") if request.has("observed") else ("numerator", "denominator")
        )
        return ratio_records(*_two(request, *names), within)
    events = "events" if request.has("events") else "numerator"
    return rate_records(
        *_two(request, events, "rate"),
        request.numbers_or_nan("denominator"),
        within,
        rate_type=request.options["rate_type"],
        multiplier=request.options["multiplier"],
    )


def _two(request: Request, first: str, second: str) -> tuple[Floats, Floats]:
    for name in (first, second):
        if not request.has(name):
            raise MeasureError(
                f"{name}: say which column holds it; a funnel of a "
                f"{request.options['statistic']} needs {first} and {second}.",
                rule="roles",
            )
    return request.numbers(first), request.numbers(second)


def _significance(request: Request) -> Answer:
    found = significance(_records(request))
    return by_row(request, {"significance": _named(found.significance)}, found.codes)


def _named(values: Any) -> pa.Array:
    names = [str(each) for each in Significance]
    places = {each: number for number, each in enumerate(Significance)}
    indices = pa.array([places.get(value) for value in values], pa.int64())
    return pa.array(names).take(indices)


def _points(request: Request) -> Answer:
    records = _records(request)
    if records.statistic is not Statistic.RATE:
        raise MeasureError("funnel points are drawn for rates; give statistic rate.", rule="rates")
    found = funnel_points(
        records, request.numbers("rate"), years_of_data=float(request.options["years_of_data"])
    )
    columns: dict[str, NewColumn] = {
        f"{request.roles['rate']}_chart": found.rate,
        "denominator_derived": found.denominator,
    }
    return by_row(request, columns, found.codes)


_AXIS = {
    Statistic.PROPORTION: "Population",
    Statistic.RATIO: "Observed_events",
    Statistic.RATE: "Events",
}


def _lines(request: Request) -> Answer:
    records = _records(request)
    found: FunnelLines = funnel_limits(
        records,
        multiplier=request.options["multiplier"],
        points=int(request.options["points"]),
        years_of_data=float(request.options["years_of_data"]),
        ratio_type=request.options["ratio_type"],
    )
    points = found.at.shape[1]
    columns: dict[str, NewColumn] = {_AXIS[records.statistic]: found.at.ravel()}
    columns |= {name: line.ravel() for name, line in found.sizes.items()}
    columns |= {name: line.ravel() for name, line in found.limits.items()}
    if records.statistic is not Statistic.RATIO:
        columns["baseline"] = found.baseline.ravel()
    columns["method"] = found.method
    rows = np.repeat(request.groups.first_rows, points)
    return Answer(rows, request.by, columns, np.repeat(found.codes, points))


def _overdispersed(request: Request) -> Answer:
    found = overdispersed_funnel(_records(request))
    by = _scale(request)
    columns: dict[str, NewColumn] = {
        "score": found.score,
        "adjusted_score": found.adjusted_score,
        "dispersion": found.dispersion,
        "between": found.between,
        "lower_2s_limit": found.lower95 * by,
        "upper_2s_limit": found.upper95 * by,
        "lower_3s_limit": found.lower998 * by,
        "upper_3s_limit": found.upper998 * by,
        "significance": _named(found.significance),
    }
    return by_row(request, columns, found.codes)


def _scale(request: Request) -> float:
    ratio = Statistic(request.options["statistic"]) is Statistic.RATIO
    return 100.0 if ratio else float(request.options["multiplier"])


def _smoothed(request: Request) -> Answer:
    found = smoothed_rate(
        request.numbers("count"),
        request.numbers("population"),
        confidence=request.options["confidence"],
        multiplier=request.options["multiplier"],
        by=request.groups.by_code,
    )
    return by_row(request, estimate_columns(found), found.codes)


def _neighbours(request: Request) -> Answer:
    features = np.stack([request.frame.numbers(name) for name in request.roles["features"]], axis=1)
    found = statistical_neighbours(features, number=int(request.options["number"]))
    number = found.rows.shape[1]
    rows = np.repeat(np.arange(request.frame.rows), number)
    near = found.rows.ravel()
    labels = request.frame.labels(request.roles["place"])
    columns: dict[str, NewColumn] = {
        "neighbour": labels.take(pa.array(near, mask=near < 0)),
        "rank": np.tile(np.arange(1.0, number + 1), request.frame.rows),
        "distance": found.distances.ravel(),
    }
    return Answer(rows, (request.roles["place"],), columns, np.zeros(rows.size, np.uint8))


_STATISTIC = Parameter("statistic", "What the funnel is of.", "proportion", str, tuple(Statistic))
_RATE_TYPE = Parameter("rate_type", "The kind of rate.", "crude", str, tuple(RateType))
_RATIO_TYPE = Parameter(
    "ratio_type",
    "How a ratio's limits are written: around 100, or as a difference from 1.",
    "isr",
    str,
    tuple(RatioType),
)
_YEARS = Parameter("years_of_data", "How many years the events come from.", 1.0)
_FUNNEL_ROLES = (
    Role("numerator", "The count (of a proportion).", required=False),
    Role(
        "denominator",
        "What it is counted over; for rates where there are no events.",
        required=False,
    ),
    Role("observed", "The observed events (of a ratio).", required=False),
    Role("expected", "The expected events (of a ratio).", required=False),
    Role("events", "The events (of a rate).", required=False),
    Role("rate", "The rate.", required=False),
)

QUANTILES = Spec(
    "quantiles",
    "Quantiles of areas within groups",
    (
        Role("value", "The value to rank by."),
        Role(
            "invert",
            "A column that says for each group whether high values come first.",
            required=False,
        ),
    ),
    (
        Parameter("nquantiles", "How many quantiles.", 10, int),
        Parameter("invert", "Put the highest values in quantile 1.", False, bool),
    ),
    _quantiles,
)
FUNNEL_LIMITS = Spec(
    "funnel-limits",
    "The lines of a funnel plot",
    _FUNNEL_ROLES,
    (
        _STATISTIC,
        _multiplier(100.0),
        Parameter("points", "How many points each line has.", 100, int),
        _RATE_TYPE,
        _RATIO_TYPE,
        _YEARS,
    ),
    _lines,
)
FUNNEL_SIGNIFICANCE = Spec(
    "funnel-significance",
    "Which areas lie outside the funnel",
    _FUNNEL_ROLES,
    (_STATISTIC, _multiplier(100_000.0), _RATE_TYPE, _RATIO_TYPE),
    _significance,
)
FUNNEL_POINTS = Spec(
    "funnel-points",
    "Where rates are drawn in a funnel plot",
    _FUNNEL_ROLES,
    (
        Parameter("statistic", "What the funnel is of.", "rate", str, tuple(Statistic)),
        _multiplier(100_000.0),
        _RATE_TYPE,
        _YEARS,
    ),
    _points,
)
OVERDISPERSED = Spec(
    "overdispersed-funnel",
    "Which areas lie outside a funnel that allows for usual differences",
    _FUNNEL_ROLES,
    (_STATISTIC, _multiplier(100.0), _RATE_TYPE),
    _overdispersed,
)
SMOOTHED = Spec(
    "smoothed-rate",
    "Smoothed small-area rates beside the raw ones (empirical Bayes)",
    (
        Role("count", "The events of each area."),
        Role("population", "The people, or expected events, of each area."),
    ),
    (CONFIDENCE, _multiplier(100_000.0)),
    _smoothed,
)
NEIGHBOURS = Spec(
    "statistical-neighbours",
    "The places most like each place",
    (
        Role("place", "The name or code of each place."),
        Role("features", "The columns to compare places by.", many=True),
    ),
    (Parameter("number", "How many neighbours.", 15, int),),
    _neighbours,
)
