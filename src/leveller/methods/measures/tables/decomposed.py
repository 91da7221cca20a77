"""Decomposition of a gap in life expectancy over a table."""

from typing import Any

import numpy as np

from leveller.methods.measures import reasons
from leveller.methods.measures.arrays import Floats, floats
from leveller.methods.measures.decomposition import decompose_gap
from leveller.methods.measures.errors import MeasureError
from leveller.methods.measures.findings import Findings
from leveller.methods.measures.tables.bands import Bands, read_bands
from leveller.methods.measures.tables.frames import NewColumn
from leveller.methods.measures.tables.groups import repeated
from leveller.methods.measures.tables.request import Answer, Parameter, Request, Role, Spec


def _side(request: Request, bands: Bands, wanted: str) -> dict[str, Floats]:
    """Deaths and population of one of the two groups compared: groups by bands."""
    labels, groups = request.labels("group"), request.groups
    texts = [str(value) for value in labels.values]
    if wanted not in texts:
        raise MeasureError(
            f"no row has {wanted!r} in column {request.roles['group']!r}.",
            column=request.roles["group"],
            rule="reference-group-present",
        )
    rows = np.flatnonzero(labels.codes == texts.index(wanted))
    codes, places = groups.codes[rows], bands.codes[rows]
    if repeated(codes, groups.number, places, bands.number).any():
        raise MeasureError(
            f"an age band of {wanted!r} stands twice in a group.",
            column=request.roles["start_age"],
            rule="one-row-an-age-band",
        )
    cells: dict[str, Any] = {}
    for role in ("deaths", "population"):
        cells[role] = np.full((groups.number, bands.number), np.nan)
        cells[role][codes, places] = request.numbers(role)[rows]
    return cells


def _run(request: Request) -> Answer:
    bands, groups = read_bands(request, "start_age"), request.groups
    ages = floats([band.start for band in bands.bands])
    mine, other = (
        _side(request, bands, str(request.options[name]))
        for name in ("group_value", "reference_value")
    )
    found = decompose_gap(
        (mine["deaths"], mine["population"]), (other["deaths"], other["population"]), ages
    )
    findings = Findings((groups.number,))
    findings.note(np.isnan(found.gap), reasons.TABLE_EMPTY)
    rows = np.repeat(groups.first_rows, bands.number)
    columns: dict[str, NewColumn] = {
        "age": np.tile(ages, groups.number),
        "years": found.by_age.ravel(),
        "gap": np.repeat(found.gap, bands.number),
        "method": found.method,
    }
    return Answer(rows, groups.by, columns, np.repeat(found.codes, bands.number))


DECOMPOSITION = Spec(
    "life-expectancy-decomposition",
    "Years of a gap in life expectancy that each age makes (Arriaga)",
    (
        Role("start_age", "The age bands, such as 5-9 or 85+, or their start ages."),
        Role("population", "The people, or person-years, of each age band."),
        Role("deaths", "The deaths of each age band."),
        Role("group", "Which of the two groups each row is about."),
    ),
    (
        Parameter("group_value", "The group whose gap it is.", None, str),
        Parameter("reference_value", "The group to compare it with.", None, str),
    ),
    _run,
)
