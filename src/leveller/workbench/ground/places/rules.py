"""What follows from dates and changes of places. Pure: no database, no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from leveller.workbench.ground.places.models.relations import ChangeMethod

LETTER_COUNTRY = {
    "E": "E92000001",
    "W": "W92000004",
    "S": "S92000003",
    "N": "N92000002",
    "X": "X92000001",
}


def holds_at(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Whether a half-open period, open where a date is missing, holds on a day."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day < valid_to)


def overlap(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> bool:
    """Whether two half-open periods share a day."""
    starts_before = one[0] is None or other[1] is None or one[0] < other[1]
    ends_after = one[1] is None or other[0] is None or other[0] < one[1]
    return starts_before and ends_after


def periods_of_snapshots(
    snapshots: Mapping[date, Iterable[tuple[str, str]]],
) -> list[tuple[str, str, date, date | None]]:
    """Periods of (parent, child) pairs from dated snapshots.

    A pair holds from the first snapshot that shows it until the first later one that doesn't;
    after the last snapshot it is taken to go on.
    """
    days = sorted(snapshots)
    seen = {day: set(snapshots[day]) for day in days}
    periods = []
    for pair in sorted(set().union(*seen.values())) if days else []:
        start: date | None = None
        for day in days:
            if pair in seen[day]:
                start = start or day
            elif start is not None:
                periods.append((*pair, start, day))
                start = None
        if start is not None:
            periods.append((*pair, start, None))
    return periods


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a code, as `carry_counts` needs it."""

    predecessor: str
    successor: str
    method: ChangeMethod
    weight: float | None = None


@dataclass(frozen=True)
class Carried:
    """Counts by successor, and what could not be carried, with the reason for each code."""

    counts: dict[str, float]
    methods: dict[str, str]
    kept_apart: dict[str, str]


def carry_counts(counts: Mapping[str, float], steps: Iterable[Step]) -> Carried:
    """Carry counts of ended codes to their successors by the stated method; never guess.

    Recoded and merged places pass on everything. A split place passes its counts on by the
    stated shares of people, where shares are stated for every part and add up to 1; otherwise,
    and where boundaries moved irregularly, the counts are kept apart under the old code.
    """
    by_predecessor: dict[str, list[Step]] = {}
    for step in steps:
        by_predecessor.setdefault(step.predecessor, []).append(step)
    carried, methods, kept_apart = {}, {}, {}
    for code, count in counts.items():
        ways = by_predecessor.get(code)
        if not ways:
            carried[code] = carried.get(code, 0) + count
            continue
        shares, reason = _shares(ways)
        if reason:
            kept_apart[code] = reason
            continue
        methods[code] = " and ".join(sorted({str(way.method) for way in ways}))
        for successor, share in shares.items():
            carried[successor] = carried.get(successor, 0) + count * share
    return Carried(carried, methods, kept_apart)


def _shares(ways: list[Step]) -> tuple[dict[str, float], str]:
    if any(way.method == ChangeMethod.IRREGULAR for way in ways):
        return {}, "boundaries moved, so the count cannot be divided"
    if len(ways) == 1 and ways[0].method != ChangeMethod.SPLIT:
        return {ways[0].successor: 1.0}, ""
    weights = [way.weight for way in ways]
    if any(weight is None for weight in weights):
        return {}, "it was split, and no shares of people are stated"
    if abs(sum(w for w in weights if w is not None) - 1) > 1e-6:
        return {}, "it was split, and the stated shares do not add up to 1"
    return {way.successor: float(way.weight or 0) for way in ways}, ""
