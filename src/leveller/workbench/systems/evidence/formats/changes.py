"""How areas turned into one another: small areas from 2011 to 2021, councils year by year."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from leveller.workbench.ground.places.drafts import ChangeDraft
from leveller.workbench.ground.places.models.relations import ChangeMethod
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

CENSUS_2021 = date(2021, 3, 21)
LETTERS = {"S": ChangeMethod.SPLIT, "M": ChangeMethod.MERGED, "X": ChangeMethod.IRREGULAR}
SMALL = {"lsoa11_code": "lsoa21_code", "lsoa11cd": "lsoa21cd"}
YEARLY = re.compile(r"(?:ltla|lad)(?P<vintage>\d{2})_?(?P<what>code|name|cd|nm)")
FEWEST_YEARS = 3


def recognise_small_areas(opened: Opened, table: Table) -> DraftsMatch | None:
    names = set(names_of(table))
    old = next((code for code in SMALL if code in names), None)
    change = next((n for n in ("change_code", "chgind", "chngind") if n in names), None)
    if old is None or change is None or SMALL[old] not in names:
        return None
    return DraftsMatch(
        format="changes-lsoa11-lsoa21",
        title="Changes of English small areas (LSOA) from 2011 to 2021",
        source="ons-geography",
        kind=ReleaseKind.LOOKUP,
        read=lambda: _read_small_areas(table, old, SMALL[old], change),
        rank=12,
        table=table,
    )


def recognise_councils(opened: Opened, table: Table) -> DraftsMatch | None:
    matches = [YEARLY.fullmatch(name) for name in names_of(table)]
    vintages = {m["vintage"] for m in matches if m and m["what"] in ("code", "cd")}
    if not all(matches) or len(vintages) < FEWEST_YEARS:
        return None
    return DraftsMatch(
        format="changes-councils",
        title="Changes of councils, year by year",
        source="ons-geography",
        kind=ReleaseKind.LOOKUP,
        read=lambda: _read_councils(table),
        rank=16,
        table=table,
    )


def _read_small_areas(table: Table, old: str, new: str, letter: str) -> Drafts:
    found = list(rows_of(table))
    drafts = Drafts(kept(table), faults=malformed(found, [old, new]))
    changed = [row for _, row in found if row[letter] in LETTERS]
    for row in (row for _, row in found):
        ends = CENSUS_2021 if row[letter] in LETTERS else None
        drafts.places.append(_small(row, old, None, ends))
        drafts.places.append(_small(row, new, ends, None))
    drafts.changes = [
        ChangeDraft(row[old] or "", row[new] or "", LETTERS[row[letter] or ""], CENSUS_2021)
        for row in changed
    ]
    drafts.places = list({d.code: d for d in drafts.places}.values())
    drafts.taken = len(drafts.changes)
    return drafts


def _small(row: Row, code: str, begins: date | None, ends: date | None):  # type: ignore[no-untyped-def]
    name = row.get(
        re.sub(r"_?(?:code|cd)$", lambda m: m[0].replace("code", "name").replace("cd", "nm"), code)
    )
    return place(row[code] or "", name, valid_from=begins, valid_to=ends)


def _read_councils(table: Table) -> Drafts:
    found = list(rows_of(table))
    columns = _columns(names_of(table))
    drafts = Drafts(kept(table), faults=malformed(found, [code for code, _ in columns.values()]))
    rows = [row for _, row in found]
    years = sorted(columns)
    standing: dict[str, list[int]] = defaultdict(list)
    names: dict[str, str | None] = {}
    for year in years:
        code, name = columns[year]
        for row in rows:
            if row[code]:
                standing[row[code] or ""].append(year)
                names[row[code] or ""] = row.get(name)
    drafts.places = [
        place(
            code,
            names[code],
            valid_from=None if min(seen) == years[0] else date(min(seen), 4, 1),
            valid_to=None if max(seen) == years[-1] else date(max(seen) + 1, 4, 1),
        )
        for code, seen in standing.items()
    ]
    drafts.changes = [
        change
        for before, after in pairwise(years)
        for change in steps({(r[columns[before][0]], r[columns[after][0]]) for r in rows}, after)
    ]
    drafts.taken = len(drafts.changes)
    return drafts


def _columns(names: Iterable[str]) -> dict[int, tuple[str, str]]:
    """Year to its columns of codes and names."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for name in names:
        match = YEARLY.fullmatch(name)
        if match:
            what = "code" if match["what"] in ("code", "cd") else "name"
            found[2000 + int(match["vintage"])][what] = name
    return {year: (c["code"], c.get("name", "")) for year, c in found.items() if "code" in c}


def steps(pairs: Iterable[tuple[str | None, str | None]], year: int | None) -> list[ChangeDraft]:
    """Changes out of pairs of predecessor and successor, with the method that the pairs tell."""
    after: dict[str, set[str]] = defaultdict(set)
    before: dict[str, set[str]] = defaultdict(set)
    for old, new in pairs:
        if old and new:
            after[old].add(new)
            before[new].add(old)
    day = date(year, 4, 1) if year else None
    return [
        ChangeDraft(old, new, _method(after[old], before[new]), day)
        for old in sorted(after)
        for new in sorted(after[old])
        if old != new
    ]


def _method(successors: set[str], predecessors: set[str]) -> ChangeMethod:
    if len(successors) > 1:
        return ChangeMethod.SPLIT if len(predecessors) == 1 else ChangeMethod.IRREGULAR
    return ChangeMethod.MERGED if len(predecessors) > 1 else ChangeMethod.RECODED
