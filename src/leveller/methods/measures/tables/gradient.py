"""The slope index over a table: one row a quantile."""

from typing import Any

import numpy as np

from leveller.methods.measures import reasons
from leveller.methods.measures.arrays import Floats, divide
from leveller.methods.measures.errors import MeasureError
from leveller.methods.measures.findings import Findings
from leveller.methods.measures.gradients import Limits, SlopeIndex, slope_index
from leveller.methods.measures.polarity import Polarity
from leveller.methods.measures.results import Interval
from leveller.methods.measures.scales import ValueType
from leveller.methods.measures.tables.answers import by_group, interval_columns
from leveller.methods.measures.tables.bands import most_common
from leveller.methods.measures.tables.counts import CONFIDENCE, _multiplier
from leveller.methods.measures.tables.frames import NewColumn, Rows
from leveller.methods.measures.tables.groups import repeated
from leveller.methods.measures.tables.request import Answer, Parameter, Request, Role, Spec


def _quantiles(request: Request) -> tuple[Rows, int, Findings]:
    """Each row's place among the quantiles, how many those are, and what is wrong with groups."""
    groups, values = request.groups, request.numbers("quantile")
    findings = Findings((groups.number,))
    findings.note(groups.by_code.any(np.isnan(values)), reasons.QUANTILE_MISSING)
    known = np.unique(values[~np.isnan(values)])
    places = np.searchsorted(known, np.where(np.isnan(values), known[:1], values))
    width = max(known.size, 1)
    there = np.zeros((groups.number, width), bool)
    there[groups.codes, places] = True
    usual = most_common(there)
    findings.note(repeated(groups.codes, groups.number, places, width), reasons.QUANTILE_REPEATED)
    findings.note((there & ~usual).any(1), reasons.OTHER_QUANTILES)
    findings.note((usual & ~there).any(1), reasons.QUANTILE_MISSING)
    if not np.array_equal(np.diff(known[usual]), np.ones(max(usual.sum() - 1, 0))):
        findings.note(True, reasons.QUANTILES_NOT_IN_A_ROW)
    place = np.cumsum(usual) - 1
    return np.where(usual[places], place[places], -1), int(usual.sum()), findings


def _cells(request: Request, values: Floats, places: Rows, width: int) -> Floats:
    cells = np.full((request.groups.number, width), np.nan)
    used = places >= 0
    cells[request.groups.codes[used], places[used]] = values[used]
    return cells


def _uncertainty(request: Request, places: Rows, width: int) -> dict[str, Any]:
    """`se` where it is given, else limits; `standard_error_from` settles it where both are."""
    source = request.options["standard_error_from"]
    roles = (
        ("se",) if source == "se" or (source is None and request.has("se")) else ("lower", "upper")
    )
    missing = [role for role in roles if not request.has(role)]
    if source is not None and missing:
        raise MeasureError(f"{missing[0]}: say which column holds it.", rule="roles")
    if missing and len(missing) < len(roles):
        raise MeasureError(f"{missing[0]}: both limits are needed, or se.", rule="roles")
    if missing:
        return {}
    return {role: _cells(request, request.numbers(role), places, width) for role in roles}


def _value(request: Request) -> Floats:
    if request.has("value"):
        return request.numbers("value")
    if not request.has("numerator"):
        raise MeasureError("value: say which column holds it, or numerator.", rule="roles")
    return divide(request.numbers("numerator"), request.numbers("population"))


def _run(request: Request) -> Answer:
    places, width, faults = _quantiles(request)
    names = ("value_type", "transform", "multiplier", "confidence", "limits", "repetitions", "seed")
    found = slope_index(
        _cells(request, _value(request), places, width),
        _cells(request, request.numbers("population"), places, width),
        limits_confidence=request.options["limits_confidence"],
        polarity=request.options["polarity"],
        **_uncertainty(request, places, width),
        **{name: request.options[name] for name in names},
    )
    codes = np.where(faults.codes > 0, faults.codes, found.codes)
    gone = faults.blank
    return by_group(
        request,
        {
            name: values if isinstance(values, str) else np.where(gone, np.nan, values)
            for name, values in _columns(found).items()
        },
        codes,
    )


def _columns(found: SlopeIndex) -> dict[str, NewColumn]:
    return {
        "sii": found.value,
        "rii": found.relative,
        "intercept": found.intercept,
        **interval_columns(found.intervals, "sii_"),
        **interval_columns(found.relative_intervals, "rii_"),
        **_errors(found.simulation_errors, "sii_"),
        **_errors(found.relative_simulation_errors, "rii_"),
        "method": found.method,
        "sign": found.sign,
    }


def _errors(errors: tuple[Interval, ...], prefix: str) -> dict[str, NewColumn]:
    """The simulation's error of each limit, beside it."""
    return {
        f"{name}_simulation_error": values
        for name, values in interval_columns(errors, prefix).items()
    }


SLOPE = Spec(
    "slope-index-of-inequality",
    "Slope and relative index of inequality",
    (
        Role("quantile", "The quantiles, 1 for the most deprived."),
        Role("population", "The people of each quantile."),
        Role("value", "The value of each quantile.", required=False),
        Role("numerator", "Those who have, instead of value (a proportion).", required=False),
        Role(
            "se",
            "The value's standard error; of its logarithm or logit for rates and proportions.",
            required=False,
        ),
        Role("lower", "The value's lower limit.", required=False),
        Role("upper", "The value's upper limit.", required=False),
    ),
    (
        CONFIDENCE,
        Parameter("value_type", "What the values are.", "other", str, tuple(ValueType)),
        Parameter(
            "transform",
            "Fit the line to logarithms of rates or logits of proportions.",
            False,
            bool,
        ),
        _multiplier(1.0),
        Parameter("limits_confidence", "The level of the limits that are given.", 0.95),
        Parameter(
            "standard_error_from",
            "Where uncertainty comes from, if both stand there.",
            None,
            str,
            ("se", "limits"),
        ),
        Parameter(
            "limits",
            "Exact limits where they are known, or always simulated ones.",
            "auto",
            str,
            tuple(Limits),
        ),
        Parameter("repetitions", "How often to simulate; at least 1000.", 100_000, int),
        Parameter("seed", "Where the simulation's random numbers start.", 20_250_101, int),
        Parameter(
            "polarity",
            "Whether more is good or bad, for the words on the sign.",
            None,
            str,
            tuple(Polarity),
        ),
    ),
    _run,
)
