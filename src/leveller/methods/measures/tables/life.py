"""Life tables over a table: one row an age band, one table a group.

Groups may have different bands. Those with the same bands are computed together, so that there is
one pass for each set of bands and none for each group.
"""

import itertools
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from leveller.methods.measures import reasons
from leveller.methods.measures.age_bands import OPEN, AgeBand
from leveller.methods.measures.arrays import Codes, Floats, Mask, floats
from leveller.methods.measures.errors import MeasureError
from leveller.methods.measures.findings import Findings, is_blank
from leveller.methods.measures.healthy_life import healthy_life_expectancy
from leveller.methods.measures.life_tables import (
    INFANT_FRACTION,
    ROBUST_POPULATION,
    LifeExpectancy,
    WideIntervals,
    life_expectancy,
)
from leveller.methods.measures.tables.answers import estimate_columns
from leveller.methods.measures.tables.bands import Bands, most_common, presence, read_bands
from leveller.methods.measures.tables.counts import CONFIDENCE
from leveller.methods.measures.tables.frames import NewColumn, Rows
from leveller.methods.measures.tables.groups import repeated
from leveller.methods.measures.tables.request import Answer, Parameter, Request, Role, Spec

BAD_BAND = "bad-band-blanks-group"
SMALL = "population-5000-or-less-blanks"
NO_DEATHS = "no-death-in-last-band-blanks"
WIDE = "wide-interval-20-years-blanks-value"


@dataclass(frozen=True, eq=False)
class Layout:
    """Groups with the same bands, and the bands that their tables are made of."""

    groups: Rows
    bands: Rows
    """Numbers of the bands, youngest first."""
    missing: Mask
    """Groups by bands: where a band that belongs there has no row."""
    whole_reason: Any = None
    """Why none of these groups can have a table, if so."""


def layouts(bands: Bands, there: Mask) -> list[Layout]:
    """The sets of bands that occur. A group that lacks one of the usual bands keeps its place."""
    if there.all():
        every = np.arange(bands.number)
        return [_layout(bands, np.arange(len(there)), there[0], np.zeros(every.shape, bool))]
    usual = most_common(there)
    packed = np.packbits(there, axis=1)
    _, kind = np.unique(packed, axis=0, return_inverse=True)
    kind = kind.reshape(-1)
    found = []
    for number in range(int(kind.max(initial=-1)) + 1):
        groups = np.flatnonzero(kind == number)
        own = there[groups[0]]
        lacking = usual & ~own if bands.bare else np.zeros_like(own)
        found.append(_layout(bands, groups, own, lacking))
    return found


def _layout(bands: Bands, groups: Rows, own: Mask, lacking: Mask) -> Layout:
    chosen = np.flatnonzero(own | lacking)
    missing = np.broadcast_to(~own[chosen], (groups.size, chosen.size))
    named = [bands.bands[number] for number in chosen]
    if len(named) < 2:
        return Layout(groups, chosen, missing, reasons.TOO_FEW_BANDS)
    if bands.bare:
        return Layout(groups, chosen, missing, _doubtful(named))
    return _explicit(bands, groups, chosen, named)


def _doubtful(named: list[AgeBand]) -> Any:
    """Start ages alone can't tell a missing band from a wide one; one alone of twice the width of
    both neighbours looks missing."""
    starts = [band.start for band in named]
    widths = np.diff(starts)
    for before, width, after in zip(widths, widths[1:], widths[2:], strict=False):
        if before == after and width == 2 * before:
            return reasons.BAND_TWICE_AS_WIDE
    return None


def _explicit(bands: Bands, groups: Rows, chosen: Rows, named: list[AgeBand]) -> Layout:
    """Bands with both ends: a gap between them is a missing band at the band above it."""
    whole = None
    if named[-1].end != OPEN:
        whole = reasons.LAST_BAND_CLOSED
    elif any(a.end > b.start for a, b in itertools.pairwise(named)):
        whole = reasons.BAND_OVERLAPS
    gaps = [a.end < b.start for a, b in itertools.pairwise(named)]
    missing = np.broadcast_to(np.array([*gaps, False]), (groups.size, chosen.size))
    return Layout(groups, chosen, missing, whole)


def _tables(request: Request) -> tuple[Bands, list[tuple[Layout, LifeExpectancy | None]], Codes]:
    """Every group's table by layout, and what is wrong with whole groups."""
    bands, groups = read_bands(request, "start_age"), request.groups
    if bands.number and bands.bands[0].start != 0:
        raise MeasureError(
            f"column {request.roles['start_age']!r}: the first age band starts at "
            f"{bands.bands[0].start:g}; a life table starts at age 0 (rule: first-band-0).",
            column=request.roles["start_age"],
            rule="first-band-0",
        )
    findings = Findings((groups.number,))
    findings.note(
        repeated(groups.codes, groups.number, bands.codes, bands.number), reasons.BAND_REPEATED
    )
    found: list[tuple[Layout, LifeExpectancy | None]] = []
    for layout in layouts(bands, presence(groups, bands)):
        if layout.whole_reason is not None:
            chosen = np.zeros(groups.number, bool)
            chosen[layout.groups] = True
            findings.note(chosen, layout.whole_reason)
            found.append((layout, None))
        else:
            found.append((layout, _table(request, bands, layout)))
    return bands, found, findings.codes


@dataclass(frozen=True, eq=False)
class Places:
    """The input's rows of a layout, and where each stands in its table of groups by bands."""

    rows: Rows
    flat: Rows
    shape: tuple[int, int]

    @cached_property
    def in_order(self) -> bool:
        """Whether the rows are the table read line by line, as tidy input is."""
        return self.flat.size == self.shape[0] * self.shape[1] and bool(
            (self.flat == np.arange(self.flat.size)).all()
        )

    @classmethod
    def of(cls, request: Request, bands: Bands, layout: Layout) -> "Places":
        groups, shape = request.groups, (layout.groups.size, layout.bands.size)
        if shape == (groups.number, bands.number):
            rows = np.arange(groups.codes.size)
            return cls(rows, groups.codes * shape[1] + bands.codes, shape)
        row, column = (
            _numbers(chosen, size)
            for chosen, size in ((layout.groups, groups.number), (layout.bands, bands.number))
        )
        rows = np.flatnonzero(row[groups.codes] >= 0)
        return cls(rows, row[groups.codes[rows]] * shape[1] + column[bands.codes[rows]], shape)

    def cells(self, values: Floats) -> Floats:
        """Values of the rows as groups by bands; NaN where there is no row."""
        if self.in_order and values.size == self.flat.size:
            return values.reshape(self.shape)
        cells = np.full(self.shape, np.nan)
        cells.ravel()[self.flat] = values[self.rows]
        return cells

    def at_rows(self, cells: Any) -> Any:
        line = np.ascontiguousarray(cells).ravel()
        return line if self.in_order else line[self.flat]


def _numbers(chosen: Rows, size: int) -> Rows:
    """The place of each chosen one among them; -1 for the others."""
    numbers = np.full(size, -1, np.intp)
    numbers[chosen] = np.arange(chosen.size)
    return numbers


def _table(request: Request, bands: Bands, layout: Layout) -> LifeExpectancy:
    ages = floats([bands.bands[number].start for number in layout.bands])
    places = Places.of(request, bands, layout)

    def cells(role: str) -> Floats | None:
        return places.cells(request.numbers(role)) if request.has(role) else None

    deaths, people, healthy = cells("deaths"), cells("population"), cells("healthy")
    assert deaths is not None
    assert people is not None
    options: dict[str, Any] = {
        "confidence": request.options["confidence"],
        "infant_fraction": request.options["infant_fraction"],
        "present": None if not layout.missing.any() else ~layout.missing,
    }
    if healthy is not None:
        return healthy_life_expectancy(
            deaths,
            people,
            healthy,
            ages,
            respondents=cells("respondents"),
            healthy_se=cells("se"),
            mortality_variance=request.options["mortality_variance"],
            **options,
        )
    least = float(request.options["minimum_population"])
    return life_expectancy(
        deaths,
        people,
        ages,
        blank_whole_group=request.rule(BAD_BAND),
        minimum_population=max(least, ROBUST_POPULATION) if request.rule(SMALL) else least,
        wide_intervals=WideIntervals.VALUE_ONLY
        if request.rule(WIDE)
        else request.options["wide_intervals"],
        **options,
    )


def _run(request: Request) -> Answer:
    bands, tables, whole = _tables(request)
    groups, rows = request.groups, request.frame.rows
    columns: dict[str, NewColumn] = {"value": np.full(rows, np.nan)}
    codes = np.zeros(rows, np.uint8)
    for layout, table in tables:
        if table is None:
            continue
        places = Places.of(request, bands, layout)
        for name, values in estimate_columns(table).items():
            if isinstance(values, str):
                columns[name] = values
            elif places.rows.size == rows:
                columns[name] = places.at_rows(values)
            else:
                column = columns.setdefault(name, np.full(rows, np.nan))
                column[places.rows] = places.at_rows(values)
        codes[places.rows] = places.at_rows(table.codes)
    if whole.any():
        codes = np.where(whole[groups.codes] > 0, whole[groups.codes], codes)
        columns = {
            name: values
            if isinstance(values, str)
            else np.where(_gone(codes, name, request), np.nan, values)
            for name, values in columns.items()
        }
    return _at_ages(request, bands, columns, codes)


def _gone(codes: Codes, name: str, request: Request) -> Mask:
    """Cells to empty: all of an empty row, but limits stay where only the value was withdrawn."""
    empty = is_blank(codes)
    if request.rule(WIDE) and name != "value":
        return np.asarray(empty & (codes != reasons.INTERVAL_WIDE.code))
    return empty


def _at_ages(request: Request, bands: Bands, columns: dict[str, NewColumn], codes: Codes) -> Answer:
    """Every age, or only those asked for."""
    carry = (*request.by, request.roles["start_age"])
    asked = request.options["ages"]
    rows = np.arange(request.frame.rows)
    if asked is None:
        return Answer(rows, carry, columns, codes)
    starts = floats([band.start for band in bands.bands])[bands.codes]
    unknown = [age for age in np.atleast_1d(floats(asked)) if age not in starts]
    if unknown:
        raise MeasureError(
            f"ages: no age band starts at {unknown[0]:g}.",
            column=request.roles["start_age"],
            rule="ages",
        )
    rows = np.flatnonzero(np.isin(starts, floats(asked)))
    chosen = {
        name: values if isinstance(values, str) else values[rows]
        for name, values in columns.items()
    }
    return Answer(rows, carry, chosen, codes[rows])


_START_AGE = Role("start_age", "The age bands, such as 5-9 or 85+, or their start ages.")
_DEATHS = Role("deaths", "The deaths of each age band.")
_PEOPLE = Role("population", "The people, or person-years, of each age band.")
_INFANT = Parameter(
    "infant_fraction", "The part of the first band that those who die in it live.", INFANT_FRACTION
)
_AGES = Parameter("ages", "Only these ages: 0, or 0,65. Without it every age.", None, list)

LIFE = Spec(
    "life-expectancy",
    "Life expectancy at every age (Chiang II)",
    (_START_AGE, _PEOPLE, _DEATHS),
    (
        CONFIDENCE,
        _AGES,
        _INFANT,
        Parameter("minimum_population", "No more people than this leave the group empty.", 0.0),
        Parameter(
            "wide_intervals",
            "What becomes of values whose 95% interval is wider than 20 years.",
            "empty",
            str,
            tuple(WideIntervals),
        ),
    ),
    _run,
    (BAD_BAND, SMALL, NO_DEATHS, WIDE),
)
HEALTHY = Spec(
    "healthy-life-expectancy",
    "Healthy life expectancy at every age (Sullivan)",
    (
        _START_AGE,
        _PEOPLE,
        _DEATHS,
        Role("healthy", "The share in good health of each age band, from 0 to 1."),
        Role("respondents", "How many were asked in each age band.", required=False),
        Role("se", "The standard error of the share, instead of respondents.", required=False),
    ),
    (
        CONFIDENCE,
        _AGES,
        _INFANT,
        Parameter(
            "mortality_variance",
            "Count the uncertainty of deaths, not only the survey's.",
            True,
            bool,
        ),
    ),
    _run,
)
