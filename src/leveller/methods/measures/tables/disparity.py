"""Summary measures of inequality between subgroups over a table."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from leveller.methods.measures.arrays import Floats, Mask
from leveller.methods.measures.disparities.microdata import survey_disparities
from leveller.methods.measures.disparities.recipes import RECIPES
from leveller.methods.measures.disparities.subgroups import Subgroups
from leveller.methods.measures.disparities.summary import (
    REPETITIONS,
    SEED,
    Disparity,
    DisparityError,
    summary_measures,
)
from leveller.methods.measures.errors import MeasureError
from leveller.methods.measures.tables.answers import interval_columns
from leveller.methods.measures.tables.counts import CONFIDENCE
from leveller.methods.measures.tables.frames import NewColumn, Rows
from leveller.methods.measures.tables.request import Answer, Parameter, Request, Role, Spec, words


def _run(request: Request) -> Answer:
    if request.has("outcome"):
        return _survey(request)
    subgroups = _subgroups(request)
    bounds = request.options["bounds"]
    try:
        found = summary_measures(
            subgroups,
            measures=request.options["measures"],
            confidence=request.options["confidence"],
            bounds=None if bounds is None else (float(bounds[0]), float(bounds[1])),
            force=request.options["force"],
            zero_becomes=request.options["zero_becomes"],
            worse_reference_is_zero=request.options["worse_reference_is_zero"],
            repetitions=int(request.options["repetitions"]),
            seed=int(request.options["seed"]),
        )
    except DisparityError as error:
        raise MeasureError(str(error), rule="measures") from error
    return _long(request, found)


def _long(request: Request, found: Mapping[str, Disparity]) -> Answer:
    """A row for each group and measure."""
    names, groups = list(found), request.groups.number
    results = [found[name] for name in names]

    def stacked(values: list[Floats]) -> Floats:
        return np.stack(values, axis=1).ravel()

    columns: dict[str, NewColumn] = {
        "measure": words(names, np.tile(np.arange(len(names)), groups)),
        "estimate": stacked([each.value for each in results]),
        "se": stacked([each.standard_error for each in results]),
    }
    for name in interval_columns(results[0].intervals) if results else ():
        columns[name] = stacked([interval_columns(each.intervals)[name] for each in results])
    columns["method"] = words(
        [each.method for each in results], np.tile(np.arange(len(names)), groups)
    )
    rows = np.repeat(request.groups.first_rows, len(names))
    codes = np.stack([each.codes for each in results], axis=1).ravel()
    return Answer(rows, request.by, columns, codes)


def _subgroups(request: Request) -> Subgroups:
    """Groups by subgroups, in their order where they have one."""
    if not request.has("estimate"):
        raise MeasureError("estimate: say which column holds it, or outcome.", rule="roles")
    groups = request.groups
    order = request.numbers("order") if request.has("order") else np.zeros(request.frame.rows)
    if request.has("order"):
        _check_order(request, order)
    places = _places(groups.codes, order)
    width = int(places.max(initial=-1)) + 1
    there = np.zeros((groups.number, width), bool)
    there[groups.codes, places] = True

    def cells(role: str, default: float) -> Floats:
        filled = np.full(there.shape, default)
        if request.has(role):
            filled[groups.codes, places] = request.numbers(role)
        return filled

    reference = np.zeros(there.shape, bool)
    if request.has("reference"):
        reference[groups.codes, places] = request.flags("reference")
    return Subgroups.of(
        cells("estimate", np.nan),
        se=cells("se", np.nan),
        population=cells("population", np.nan) if request.has("population") else None,
        ordered=request.has("order"),
        favourable=_favourable(request),
        scale=_scale(request),
        reference=reference,
        there=there,
    )


def _check_order(request: Request, order: Floats) -> None:
    if np.isnan(order).any():
        raise MeasureError(
            f"column {request.roles['order']!r}: a subgroup has no place in the order.",
            column=request.roles["order"],
            rule="subgroups-ordered",
        )
    key = request.groups.codes.astype(np.float64) * (np.ptp(order) + 1) + (order - order.min())
    if np.unique(key).size < key.size:
        raise MeasureError(
            f"column {request.roles['order']!r}: two subgroups of a group have the same place.",
            column=request.roles["order"],
            rule="subgroups-ordered",
        )


def _places(codes: Rows, order: Floats) -> Rows:
    """Each row's place in its group, by the order and then by appearance."""
    sorted_rows = np.lexsort((np.arange(codes.size), order, codes))
    group = codes[sorted_rows]
    new = np.r_[True, group[1:] != group[:-1]][: group.size]
    start = np.maximum.accumulate(np.where(new, np.arange(group.size), 0))
    places = np.empty(codes.size, np.intp)
    places[sorted_rows] = np.arange(group.size) - start
    return places


def _favourable(request: Request) -> Mask:
    """Whether more is good: a column of yes and no, the same within a group; else the setting."""
    groups = request.groups
    if not request.has("favourable"):
        return np.full(groups.number, bool(request.options["favourable"]))
    flags = request.flags("favourable")
    first = flags[groups.first_rows]
    _same(request, "favourable", flags, first)
    return first


def _scale(request: Request) -> Floats:
    groups = request.groups
    if not request.has("scale"):
        given = request.options["scale"]
        return np.full(groups.number, np.nan if given is None else float(given))
    values = request.numbers("scale")
    first = values[groups.first_rows]
    _same(request, "scale", values, first)
    return first


def _same(request: Request, role: str, values: Any, first: Any) -> None:
    spread = first[request.groups.codes]
    different = values != spread
    if values.dtype.kind == "f":
        different &= ~(np.isnan(values) & np.isnan(spread))
    if different.any():
        raise MeasureError(
            f"column {request.roles[role]!r} must be the same for all subgroups of a group.",
            column=request.roles[role],
            rule=f"one-{role}",
        )


def _survey(request: Request) -> Answer:
    def coded(role: str) -> Any:
        return request.labels(role).codes if request.has(role) else None

    weight = request.numbers("weight") if request.has("weight") else np.ones(request.frame.rows)
    if not request.has("order"):
        raise MeasureError("order: say which column ranks the subgroups.", rule="roles")
    found = survey_disparities(
        request.numbers("outcome"),
        request.numbers("order"),
        weight,
        request.groups.by_code,
        psu=coded("psu"),
        strata=coded("strata"),
        confidence=request.options["confidence"],
        force=request.options["force"],
    )
    chosen = request.options["measures"]
    return _long(request, {k: v for k, v in found.items() if chosen is None or k in chosen})


def measure_titles() -> pa.Table:
    """Every summary measure by name, for listings."""
    return pa.table({"measure": list(RECIPES), "title": [each.title for each in RECIPES.values()]})


DISPARITIES = Spec(
    "disparities",
    "Summary measures of inequality between subgroups (WHO)",
    (
        Role("estimate", "The estimate of each subgroup.", required=False),
        Role("se", "Its standard error.", required=False),
        Role("population", "The people of each subgroup.", required=False),
        Role(
            "order", "The place of ordered subgroups, 1 for the most disadvantaged.", required=False
        ),
        Role("favourable", "Whether more is good (1) or bad (0).", required=False),
        Role("scale", "What the estimate is out of: 100 for percentages.", required=False),
        Role("reference", "The reference subgroup (1), others 0.", required=False),
        Role("outcome", "Survey microdata: each person's outcome.", required=False),
        Role("weight", "Survey microdata: the sampling weight.", required=False),
        Role("psu", "Survey microdata: the primary sampling unit.", required=False),
        Role("strata", "Survey microdata: the stratum.", required=False),
    ),
    (
        CONFIDENCE,
        Parameter("measures", "Only these measures; without it all that apply.", None, list),
        Parameter("bounds", "The least and the most that the indicator can be.", None, list),
        Parameter("favourable", "Whether more is good, without a column for it.", True, bool),
        Parameter("scale", "What the estimate is out of, without a column for it.", None),
        Parameter("force", "Go on although subgroups have no estimate.", False, bool),
        Parameter("zero_becomes", "Replace estimates of 0 before logarithms by this.", None),
        Parameter("worse_reference_is_zero", "Make a PAR or PAF of the wrong sign 0.", False, bool),
        Parameter("repetitions", "How often to draw.", REPETITIONS, int),
        Parameter("seed", "Where the random numbers start.", SEED, int),
    ),
    _run,
)
