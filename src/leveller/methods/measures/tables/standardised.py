"""Standardised rates and ratios over a table."""

from dataclasses import replace

import numpy as np

from leveller.methods.measures import reasons
from leveller.methods.measures.age_bands import AgeBandError
from leveller.methods.measures.arrays import Floats
from leveller.methods.measures.errors import MeasureError
from leveller.methods.measures.findings import Findings
from leveller.methods.measures.grouping import ByCode
from leveller.methods.measures.indirect import ReferenceStrata, comparative, rate_of, ratio_of
from leveller.methods.measures.standard_populations import names, weights_for
from leveller.methods.measures.standardisation import MINIMUM_EVENTS, Strata, standardised
from leveller.methods.measures.tables.answers import by_group, estimate_columns
from leveller.methods.measures.tables.bands import Bands, note_missing_bands, presence, read_bands
from leveller.methods.measures.tables.counts import CONFIDENCE, _multiplier
from leveller.methods.measures.tables.frames import Frame, open_frame
from leveller.methods.measures.tables.groups import Groups, combined, matching_rows, repeated
from leveller.methods.measures.tables.request import Answer, Parameter, Request, Role, Spec

MISSING_IS_ZERO = Parameter(
    "missing_count_is_zero", "Take a missing count for none, not for unknown.", False, bool
)
MINIMUM = Parameter(
    "minimum_events", "Fewer events than this leave the group empty.", float(MINIMUM_EVENTS)
)
INDEPENDENT = Parameter(
    "independent_events",
    "False where one person may have several events: count then holds people and "
    "event_frequency how many events each had.",
    True,
    bool,
)
OWN_BANDS = Parameter(
    "own_bands",
    "Let each group have age bands of its own (all ages and under 75, say).",
    False,
    bool,
)
_NAMES = ", ".join(names())
_COUNT = Role("count", "The events of each age band.")
_POPULATION = Role("population", "The people of each age band.")
_AGE_BAND = Role("age_band", "The age bands, such as 5-9 or 85+, or start ages.", required=False)
_STANDARD = Role(
    "standard_population",
    f"The standard population of each row, or the name of a published one ({_NAMES}), which is "
    "matched by age_band.",
)
UNDER_10 = "under-10-events-blanks"
MISSING_0 = "missing-count-is-0"


def _counts(request: Request, role: str = "count") -> Floats:
    counted = request.numbers(role)
    if request.options["missing_count_is_zero"] or request.rule(MISSING_0):
        return np.where(np.isnan(counted), 0.0, counted)
    return counted


def _minimum(request: Request) -> float:
    least = float(request.options["minimum_events"])
    return max(least, MINIMUM_EVENTS) if request.rule(UNDER_10) else least


def _weights(request: Request, bands: Bands | None) -> Floats:
    """The standard's weight for each row."""
    given = request.roles["standard_population"]
    if given in request.frame.columns:
        return request.numbers("standard_population")
    if bands is None:
        raise MeasureError(
            f"standard_population: {given!r} is not a column. To use a published standard "
            f"population ({_NAMES}) say which column holds the age bands (age_band).",
            column=str(given),
            rule="age-bands",
        )
    try:
        return weights_for(bands.bands, str(given))[bands.codes]
    except AgeBandError as error:
        raise MeasureError(
            f"column {request.roles['age_band']!r}: {error}",
            column=request.roles["age_band"],
            rule="age-bands",
        ) from error


def _band_findings(request: Request, groups: Groups, bands: Bands | None) -> Findings:
    """Repeated and missing bands, where the bands are known."""
    findings = Findings((groups.number,))
    if bands is None:
        return findings
    findings.note(
        repeated(groups.codes, groups.number, bands.codes, bands.number), reasons.BAND_REPEATED
    )
    if not request.options["own_bands"]:
        note_missing_bands(findings, presence(groups, bands))
    return findings


def _direct(request: Request) -> Answer:
    groups = request.groups
    bands = read_bands(request, "age_band") if request.has("age_band") else None
    if not request.options["independent_events"]:
        return _repeated_events(request, bands)
    counted = _counts(request)
    strata = Strata(
        counted, counted, request.numbers("population"), _weights(request, bands), groups.by_code
    )
    found = standardised(
        strata,
        confidence=request.options["confidence"],
        multiplier=request.options["multiplier"],
        minimum_events=_minimum(request),
        repeated=False,
        faults=_band_findings(request, groups, bands),
    )
    return by_group(request, estimate_columns(found), found.codes)


def _repeated_events(request: Request, bands: Bands | None) -> Answer:
    """Rows are people by number of events; they are first added up within each age band."""
    if bands is None or not request.has("event_frequency"):
        raise MeasureError(
            "independent_events is false, so the columns event_frequency and age_band are needed.",
            rule="repeated-events",
        )
    groups, frequency = request.groups, request.numbers("event_frequency")
    cells, number = combined(groups.codes, groups.number, bands.codes, bands.number)
    cell = Groups((), cells, number)
    counted, people = _counts(request), request.numbers("population")
    weight, first = _weights(request, bands), cell.first_rows
    group_of_cell = groups.codes[first]
    findings = Findings((groups.number,))
    differs = (people != people[first][cells]) | (weight != weight[first][cells])
    findings.note(groups.by_code.any(differs), reasons.POPULATION_DIFFERS)
    findings.note(groups.by_code.any(np.isnan(frequency)), reasons.FREQUENCY_MISSING)
    findings.note(groups.by_code.any(frequency < 0), reasons.FREQUENCY_MISSING)
    if not request.options["own_bands"]:
        note_missing_bands(findings, presence(groups, bands))
    strata = Strata(
        cell.by_code.sum(counted * frequency),
        cell.by_code.sum(counted * frequency**2),
        people[first],
        weight[first],
        ByCode(group_of_cell, groups.number),
    )
    found = standardised(
        strata,
        confidence=request.options["confidence"],
        multiplier=request.options["multiplier"],
        minimum_events=_minimum(request),
        repeated=True,
        faults=findings,
    )
    return by_group(request, estimate_columns(found), found.codes)


def _reference(request: Request) -> tuple[Floats, Floats]:
    """The reference's counts and people for each row, from its columns or from a table by band."""
    table = request.options.get("reference_data")
    if table is None:
        needed = [r for r in ("reference_count", "reference_population") if not request.has(r)]
        if needed:
            raise MeasureError(f"{needed[0]}: say which column holds it.", rule="roles")
        counts = request.numbers("reference_count")
        if request.rule(MISSING_0) or request.options["missing_count_is_zero"]:
            counts = np.where(np.isnan(counts), 0.0, counts)
        return counts, request.numbers("reference_population")
    return _reference_by_band(request, open_frame(table))


def _reference_by_band(request: Request, frame: Frame) -> tuple[Floats, Floats]:
    other = replace(request, frame=frame)
    _check_there(other, "reference_count", "reference_population", "age_band")
    ours, theirs = read_bands(request, "age_band"), read_bands(other, "age_band")
    missing = [band for band in ours.bands if band not in theirs.bands]
    if missing:
        raise MeasureError(
            f"the reference table has no age band {missing[0]}.",
            column=str(request.roles["age_band"]),
            rule="reference-in-every-band",
        )
    if len(theirs.bands) != frame.rows:
        raise MeasureError("the reference table has an age band twice.", rule="age-bands")
    order = np.argsort(theirs.codes)
    place = np.array([theirs.bands.index(band) for band in ours.bands])
    rows = order[place][ours.codes]
    return other.numbers("reference_count")[rows], other.numbers("reference_population")[rows]


def _observed(request: Request) -> Floats:
    """Each group's events: added up, or from totals that have no ages."""
    groups = request.groups
    table = request.options.get("observed_data")
    if not request.has("observed_total"):
        if not request.has("count"):
            raise MeasureError("count: say which column holds it, or observed_total.", rule="roles")
        return groups.by_code.sum(_counts(request))
    if table is None:
        return _same_within(request, request.numbers("observed_total"))
    return _totals(request, open_frame(table))


def _check_there(other: Request, *roles: str) -> None:
    """That a further table has the columns of some roles, and those of the groups if it has any."""
    by = other.by if "observed_total" in roles else ()
    for name in (*by, *(str(other.roles.get(role)) for role in roles)):
        if name not in other.frame.columns:
            raise MeasureError(
                f"the further table has no column {name!r}. It has "
                f"{', '.join(other.frame.columns)}.",
                column=name,
                rule="columns",
            )


def _same_within(request: Request, values: Floats) -> Floats:
    groups = request.groups
    first = values[groups.first_rows]
    same = (values == first[groups.codes]) | (np.isnan(values) & np.isnan(first[groups.codes]))
    if not same.all():
        raise MeasureError(
            f"column {request.roles['observed_total']!r} must hold one total for each group.",
            column=request.roles["observed_total"],
            rule="one-total",
        )
    return first


def _totals(request: Request, frame: Frame) -> Floats:
    """Totals from another table with a row for each group; groups without one are empty."""
    other = replace(request, frame=frame)
    _check_there(other, "observed_total")
    values = np.append(other.numbers("observed_total"), np.nan)
    rows, twice = matching_rows(request.frame, request.groups.first_rows, frame, request.by)
    if twice:
        raise MeasureError("the table of observed totals has a group twice.", rule="one-total")
    return values[rows]


def _indirect(request: Request, as_ratio: bool) -> Answer:
    events, people = _reference(request)
    groups, population = request.groups, request.numbers("population")
    if request.rule(MISSING_0):
        population = np.where(np.isnan(population), 0.0, population)
    strata = ReferenceStrata(population, events, people, groups.by_code)
    findings = Findings((groups.number,))
    observed, confidence = _observed(request), request.options["confidence"]
    if as_ratio:
        found = ratio_of(
            observed, strata, findings, confidence=confidence, refvalue=request.options["refvalue"]
        )
    else:
        found = rate_of(
            observed,
            strata,
            findings,
            confidence=confidence,
            multiplier=request.options["multiplier"],
        )
    columns = estimate_columns(found)
    if as_ratio:
        del columns["ref_rate"]
    return by_group(request, columns, found.codes)


def _comparative(request: Request) -> Answer:
    events, people = _reference(request)
    counted = _counts(request)
    strata = Strata(counted, counted, request.numbers("population"), people, request.groups.by_code)
    found = comparative(
        strata,
        events,
        confidence=request.options["confidence"],
        refvalue=request.options["refvalue"],
        minimum_events=_minimum(request),
    )
    return by_group(request, estimate_columns(found), found.codes)


_REFERENCE = (
    Role("reference_count", "The reference's events of each age band.", required=False),
    Role("reference_population", "The reference's people of each age band.", required=False),
)
_OBSERVED = (
    Role("count", "The events of each age band.", required=False),
    _POPULATION,
    *_REFERENCE,
    Role("observed_total", "Each group's events, where they have no ages.", required=False),
    _AGE_BAND,
)
_TABLES = (
    Parameter("observed_data", "A table of observed totals, a row for each group.", None, object),
    Parameter("reference_data", "A table of the reference, a row for each age band.", None, object),
)
_REFVALUE = "What the reference itself has: 1 or 100."

DIRECT = Spec(
    "directly-standardised-rate",
    "Directly standardised rate with Dobson's limits",
    (
        _COUNT,
        _POPULATION,
        _STANDARD,
        _AGE_BAND,
        Role("event_frequency", "How many events each person of the row had.", required=False),
    ),
    (CONFIDENCE, _multiplier(100_000.0), MINIMUM, MISSING_IS_ZERO, INDEPENDENT, OWN_BANDS),
    _direct,
    (UNDER_10, MISSING_0),
)
INDIRECT_RATE = Spec(
    "indirectly-standardised-rate",
    "Indirectly standardised rate",
    _OBSERVED,
    (CONFIDENCE, _multiplier(100_000.0), MISSING_IS_ZERO, *_TABLES),
    lambda request: _indirect(request, as_ratio=False),
    (MISSING_0,),
)
INDIRECT_RATIO = Spec(
    "indirectly-standardised-ratio",
    "Indirectly standardised ratio (SMR)",
    _OBSERVED,
    (CONFIDENCE, Parameter("refvalue", _REFVALUE, 1.0), MISSING_IS_ZERO, *_TABLES),
    lambda request: _indirect(request, as_ratio=True),
    (MISSING_0,),
)
COMPARATIVE = Spec(
    "comparative-mortality-figure",
    "Comparative mortality figure",
    (_COUNT, _POPULATION, *_REFERENCE, _AGE_BAND),
    (
        CONFIDENCE,
        Parameter("refvalue", _REFVALUE, 100.0),
        MINIMUM,
        MISSING_IS_ZERO,
        Parameter("reference_data", "A table of the reference, a row for each band.", None, object),
    ),
    _comparative,
    (UNDER_10, MISSING_0),
)
