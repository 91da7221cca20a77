"""Lists of councils and the combined authorities that they belong to, past and present."""

from collections import defaultdict
from datetime import date, timedelta

from leveller.workbench.ground.places import rules
from leveller.workbench.ground.places.drafts import ChangeDraft, MembershipDraft
from leveller.workbench.ground.places.kinds import PlaceKind, kind_of
from leveller.workbench.ground.places.models.relations import ChangeMethod, MembershipKind
from leveller.workbench.ground.records.models.releases import ReleaseKind
from leveller.workbench.systems.evidence.checking import reasons
from leveller.workbench.systems.evidence.checking.faults import Fault
from leveller.workbench.systems.evidence.formats.matches import Drafts, DraftsMatch
from leveller.workbench.systems.evidence.formats.tables_as_kept import (
    kept,
    malformed,
    names_of,
    place,
    rows_of,
)
from leveller.workbench.systems.evidence.reading.opening import Opened
from leveller.workbench.systems.evidence.reading.tables import Table

BY_YEAR = {"year", "lad_code", "lad_name", "cauth_code", "cauth_name"}
CURRENT = {"lad_code", "lad_name", "cauth_code", "cauth_name", "cauth_registry_code"}
EVER = {"areacode", "areaname", "areatype", "ladcd", "ladcd_active", "rgncd"}


def recognise_by_year(opened: Opened, table: Table) -> DraftsMatch | None:
    if set(names_of(table)) != BY_YEAR:
        return None
    return _match("members-by-year", "Members of combined authorities by year", table, 11)


def recognise_current(opened: Opened, table: Table) -> DraftsMatch | None:
    if not set(names_of(table)) >= CURRENT:
        return None
    return _match("members-current", "Members of combined authorities, one list", table, 13)


def recognise_ever(opened: Opened, table: Table) -> DraftsMatch | None:
    if not set(names_of(table)) >= EVER:
        return None
    return _match("council-codes-ever", "Codes of councils of all years", table, 17)


READERS = {}


def _match(key: str, title: str, table: Table, rank: int) -> DraftsMatch:
    source = "mysociety-authorities" if key == "members-current" else "ons-geography"
    return DraftsMatch(
        key, title, source, ReleaseKind.LOOKUP, lambda: READERS[key](table), rank, table
    )


def _read_by_year(table: Table) -> Drafts:
    """A member from the first list is taken to have been one before; since when isn't said."""
    found = list(rows_of(table))
    drafts = Drafts(kept(table), faults=malformed(found, ["lad_code", "cauth_code"]))
    snapshots: dict[date, list[tuple[str, str]]] = defaultdict(list)
    names: dict[str, str | None] = {}
    for number, row in sorted(found, key=lambda item: item[1]["year"] or ""):
        year, council, authority = row["year"] or "", row["lad_code"], row["cauth_code"]
        if not (year.isdigit() and council and authority):
            drafts.faults.append(Fault(reasons.BAD_PERIOD, number, "year", year))
            continue
        snapshots[date(int(year), 4, 1)].append((authority, council))
        names |= {council: row["lad_name"], authority: row["cauth_name"]}
    first = min(snapshots, default=None)
    drafts.memberships = [
        MembershipDraft(
            parent, child, MembershipKind.CONSTITUENT, None if start == first else start, end
        )
        for parent, child, start, end in rules.periods_of_snapshots(snapshots)
    ]
    drafts.places = [place(code, name) for code, name in names.items()]
    drafts.taken = len(drafts.memberships)
    return drafts


def _read_current(table: Table) -> Drafts:
    found = list(rows_of(table))
    drafts = Drafts(kept(table), faults=malformed(found, ["lad_code", "cauth_code"]))
    names: dict[str, str | None] = {}
    for _, row in found:
        names |= {
            row["lad_code"] or "": row["lad_name"],
            row["cauth_code"] or "": row["cauth_name"],
        }
    drafts.memberships = [
        MembershipDraft(row["cauth_code"] or "", row["lad_code"] or "", MembershipKind.CONSTITUENT)
        for _, row in found
        if row["cauth_code"] and row["lad_code"]
    ]
    drafts.places = [place(code, name) for code, name in names.items() if code]
    drafts.notes.append("The list has no date, so its memberships have none either.")
    drafts.taken = len(drafts.memberships)
    return drafts


def _read_ever(table: Table) -> Drafts:
    """Only plain recodings are taken as changes: for mergers the list names the last successor
    and leaves out those in between."""
    found = list(rows_of(table))
    columns = ["areacode", "ladcd_active", "utlacd", "cauthcd", "rgncd", "ctrycd"]
    drafts = Drafts(kept(table), faults=malformed(found, columns))
    rows = [row for _, row in found if row["areacode"]]
    before: dict[str, list[str]] = defaultdict(list)
    names = {row["areacode"] or "": row["areaname"] for row in rows}
    for row in rows:
        if row["areatype"] == "la" and row["ladcd_active"] not in (None, row["areacode"]):
            before[row["ladcd_active"] or ""].append(row["areacode"] or "")
    drafts.changes = [
        ChangeDraft(old[0], new, ChangeMethod.RECODED)
        for new, old in before.items()
        if len(old) == 1 and names.get(new) == names[old[0]]
    ]
    for row in rows:
        for column, label in (("utlacd", "utlanm"), ("cauthcd", "cauthnm"), ("rgncd", "rgnnm")):
            code = row[column]
            if code:
                names.setdefault(code, row[label])
                drafts.memberships += _lies_in(row["areacode"] or "", code, row["ladcd_active"])
    drafts.places = [place(code, name) for code, name in names.items()]
    drafts.taken = len(drafts.places)
    return drafts


def _lies_in(code: str, parent: str, active: str | None) -> list[MembershipDraft]:
    """Only for councils that stand: where an ended one lay isn't what the list says."""
    if code == parent or code != active or kind_of(code) != PlaceKind.COUNCIL:
        return []
    if kind_of(parent) == PlaceKind.COUNCIL:
        return []
    authority = kind_of(parent) == PlaceKind.AUTHORITY
    kind = MembershipKind.CONSTITUENT if authority else MembershipKind.WITHIN
    return [MembershipDraft(parent, code, kind)]


READERS |= {
    "members-by-year": _read_by_year,
    "members-current": _read_current,
    "council-codes-ever": _read_ever,
}


def day_after(text: str | None) -> date | None:
    """The first day on which something is no more, from the last day or the first day after."""
    if not text:
        return None
    day = date.fromisoformat(text)
    return day + timedelta(days=1) if (day.month, day.day) == (3, 31) else day
