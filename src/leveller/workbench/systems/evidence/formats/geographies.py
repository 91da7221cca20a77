"""Lookups between geographies: a column of codes, and one of names, for each kind of area.

Headings tell kind and vintage: `lsoa11_code`, `LAD23CD`, `CAUTHNM`. What lies in what follows from
the kinds; where a table holds several vintages of councils, memberships are dated by them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from leveller.workbench.ground.places import rules
from leveller.workbench.ground.places.drafts import MembershipDraft, PlaceDraft
from leveller.workbench.ground.places.models.relations import MembershipKind
from leveller.workbench.ground.records.models.releases import ReleaseKind
from leveller.workbench.systems.evidence.formats.matches import Drafts, DraftsMatch
from leveller.workbench.systems.evidence.formats.tables_as_kept import (
    Row,
    kept,
    malformed,
    names_of,
    place,
    rows_of,
)
from leveller.workbench.systems.evidence.reading.opening import Opened
from leveller.workbench.systems.evidence.reading.tables import Table

HEADING = re.compile(
    r"(?P<level>lsoa|msoa|dz|iz|ltla|lad|utla|cauth|region|rgn|ctry|ward|wd|sicbl|icb|hb)"
    r"(?P<vintage>\d{2})?(?:_?(?P<what>code|cd|name|nm))"
)
SAME = {"lad": "ltla", "rgn": "region", "wd": "ward"}
WITHIN, BEST_FIT = MembershipKind.WITHIN, MembershipKind.BEST_FIT
INSIDE = (
    ("lsoa", "msoa", WITHIN),
    ("lsoa", "ltla", WITHIN),
    ("lsoa", "ward", BEST_FIT),
    ("dz", "iz", WITHIN),
    ("dz", "ltla", WITHIN),
    ("msoa", "ltla", WITHIN),
    ("iz", "ltla", WITHIN),
    ("ward", "ltla", WITHIN),
    ("ltla", "utla", WITHIN),
    ("ltla", "cauth", MembershipKind.CONSTITUENT),
    ("ltla", "region", WITHIN),
    ("ltla", "hb", WITHIN),
    ("cauth", "region", WITHIN),
    ("sicbl", "icb", WITHIN),
    ("region", "ctry", WITHIN),
)
DATED_TOP = "ltla"  # councils change on 1 April; the vintage is the year in which the list held
OTHER = {"msoa21_name_derived", "icb22_code_h", "icb24_code_nhs"}


@dataclass(frozen=True)
class Level:
    """One kind of area in one vintage: the columns of its codes and its names."""

    name: str
    vintage: int | None
    code: str
    label: str | None


def recognise(opened: Opened, table: Table) -> DraftsMatch | None:
    names = names_of(table)
    levels = levels_of(names)
    explained = {n for n in names if HEADING.fullmatch(n)} | OTHER
    kinds = {level.name for level in levels}
    if len(kinds) < 2 or not set(names) <= explained | _of_wider_kingdom(names):
        return None
    smallest = levels[0].name
    titles = {"lsoa": "English small areas (LSOA)", "dz": "Scottish data zones"}
    newest = max((level.vintage or 0) for level in levels)
    return DraftsMatch(
        format=f"lookup-{smallest}{levels[0].vintage or ''}",
        title=f"Lookup of {titles.get(smallest, 'areas')} and what they lie in",
        source="ons-geography",
        kind=ReleaseKind.LOOKUP,
        read=lambda: read(table),
        rank=10 if newest >= 20 else 18,
        table=table,
    )


def levels_of(names: Sequence[str]) -> list[Level]:
    """The levels of a table, small ones first, each with its newest vintage first."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for name in names:
        match = HEADING.fullmatch(name)
        if match:
            level = SAME.get(match["level"], match["level"])
            what = "code" if match["what"] in ("code", "cd") else "name"
            found.setdefault((level, match["vintage"] or ""), {})[what] = name
    order = [level for pair in INSIDE for level in pair[:2]]
    levels = [
        Level(name, int(vintage) if vintage else None, columns["code"], columns.get("name"))
        for (name, vintage), columns in found.items()
        if "code" in columns
    ]
    return sorted(levels, key=lambda x: (order.index(x.name), -(x.vintage or 0)))


def read(table: Table) -> Drafts:
    found = list(rows_of(table))
    levels = levels_of(names_of(table))
    drafts = Drafts(kept(table))
    drafts.faults = malformed(found, [level.code for level in levels])
    rows = [row for _, row in found]
    drafts.places = _places(rows, levels)
    drafts.memberships = [m for rule in INSIDE for m in _memberships(rows, levels, *rule, drafts)]
    drafts.taken = len(drafts.places)
    return drafts


def _of_wider_kingdom(names: Iterable[str]) -> set[str]:
    """Columns for England and Wales, Great Britain and the United Kingdom say nothing new."""
    return {n for n in names if re.fullmatch(r"(?:ew|gb|uk)(?:cd|nm)", n)}


def _places(rows: list[Row], levels: list[Level]) -> list[PlaceDraft]:
    """One draft a code. Levels come newest first, so the newest name stands."""
    names: dict[str, str | None] = {}
    for level in levels:
        for row in rows:
            code = row[level.code]
            if code and not names.get(code):
                names[code] = row[level.label] if level.label else None
    return [place(code, name, is_linked=bool(name)) for code, name in names.items()]


def _memberships(
    rows: list[Row],
    levels: list[Level],
    child: str,
    parent: str,
    kind: MembershipKind,
    drafts: Drafts,
) -> list[MembershipDraft]:
    below = [level for level in levels if level.name == child]
    above = [level for level in levels if level.name == parent]
    if not below or not above:
        return []
    if parent == DATED_TOP and len(above) > 1 and len(below) == 1:
        return _dated(rows, below[0], above, kind)
    pairs = _pairs(rows, below[0], above[0])
    parents: dict[str, set[str]] = {}
    for inside, outside in pairs:
        parents.setdefault(inside, set()).add(outside)
    doubtful = {code for code, found in parents.items() if len(found) > 1}
    if doubtful:
        drafts.notes.append(
            f"{len(doubtful)} areas lie in more than one {parent} by this table; "
            f"no membership was taken for them: {', '.join(sorted(doubtful)[:5])}"
            + ("" if len(doubtful) <= 5 else " and others")
        )
    return [
        MembershipDraft(outside, inside, kind)
        for inside, outside in pairs
        if inside not in doubtful
    ]


def _pairs(rows: list[Row], below: Level, above: Level) -> list[tuple[str, str]]:
    found = {
        (inside, outside): None
        for row in rows
        if (inside := row[below.code]) and (outside := row[above.code]) and inside != outside
    }
    return list(found)


def _dated(
    rows: list[Row], below: Level, above: list[Level], kind: MembershipKind
) -> list[MembershipDraft]:
    snapshots: Mapping[date, list[tuple[str, str]]] = {
        date(2000 + (level.vintage or 0), 4, 1): [
            (outside, inside) for inside, outside in _pairs(rows, below, level)
        ]
        for level in above
    }
    first = min(snapshots)
    return [
        MembershipDraft(parent, child, kind, None if start == first else start, end)
        for parent, child, start, end in rules.periods_of_snapshots(snapshots)
    ]
