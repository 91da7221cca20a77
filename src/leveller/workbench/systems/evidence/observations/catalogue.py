"""What series a release holds, so that pages find them without reading it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from leveller.workbench.systems.evidence.observations.said import Connection


@dataclass(frozen=True, slots=True)
class SeriesDraft:
    """One indicator for one kind of place, by one breakdown; lists in order."""

    indicator: str
    kind: str
    breakdown: str
    breakdown_kind: str
    sexes: list[str]
    ages: list[str]
    periods: list[str]
    rows: int
    places: int
    has_intervals: bool
    has_counts: bool
    first: date
    last: date


def series(connection: Connection, kinds: Mapping[str, str]) -> list[SeriesDraft]:
    """Every series, given the kind of place that each code names."""
    table = pa.table({"code": list(kinds), "kind": list(kinds.values())})
    connection.register("kinds", table)
    found = connection.execute("""
        SELECT i.key, k.kind, w.breakdown_is, w.kind,
            list_sort(list(DISTINCT coalesce(nullif(w.sex_is, ''), i.sex, ''))),
            list_sort(list(DISTINCT struct_pack(
                starts := coalesce(w.age_starts, -1), ends := coalesce(w.age_ends, 999),
                label := w.age_is))),
            list_sort(list(DISTINCT struct_pack(starts := t.starts, ends := t.ends,
                label := t.label))),
            count(*), count(DISTINCT o.place),
            count(coalesce(o.lower95, o.lower998)) > 0, count(o."count") > 0,
            min(t.starts), max(t.ends)
        FROM observation o JOIN subject i ON i.id = o.subject JOIN place p ON p.id = o.place
        JOIN kinds k ON k.code = p.code JOIN period t ON t.id = o.period
        JOIN people w ON w.id = o.people
        GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4""").fetchall()
    connection.unregister("kinds")
    return [
        SeriesDraft(*head, sexes, [a["label"] for a in ages], [p["label"] for p in periods], *tail)
        for *head, sexes, ages, periods, rows, places, intervals, counts, first, last in found
        for tail in [(rows, places, intervals, counts, first, last)]
    ]


def span(connection: Connection) -> tuple[str, str]:
    """The labels of the first and of the last period."""
    found = connection.execute(
        "SELECT min_by(label, (starts, ends)), max_by(label, (ends, starts)) FROM period "
        "SEMI JOIN observation ON observation.period = period.id"
    ).fetchall()
    return found[0][0] or "", found[0][1] or ""


def place_names(connection: Connection) -> dict[str, str]:
    """Codes of the observations with a name that the file gives them, if it gives one."""
    found = connection.execute(
        "SELECT p.code, min(s.place_name) FROM said s JOIN place_said x ON s.place = x.place "
        "JOIN place p ON p.id = x.id WHERE p.code IS NOT NULL GROUP BY p.code"
    ).fetchall()
    return {code: name or "" for code, name in found}
