"""The register of local and combined authorities, past and present, that mySociety keeps."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from leveller.workbench.ground.places.drafts import ChangeDraft, MembershipDraft
from leveller.workbench.ground.places.kinds import PlaceKind, kind_of
from leveller.workbench.ground.places.models.relations import ChangeMethod, MembershipKind
from leveller.workbench.ground.records.models.releases import ReleaseKind
from leveller.workbench.systems.evidence.formats.authorities import day_after
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

NEEDED = {"local_authority_code", "gss_code", "replaced_by", "local_authority_type", "nice_name"}
TRUSTED_FROM = date(2015, 1, 1)  # earlier start dates are those of the register, not of the council


def recognise(opened: Opened, table: Table) -> DraftsMatch | None:
    if not set(names_of(table)) >= NEEDED:
        return None
    return DraftsMatch(
        format="authority-register",
        title="Register of local and combined authorities",
        source="mysociety-authorities",
        kind=ReleaseKind.LOOKUP,
        read=lambda: _read(table),
        rank=15,
        table=table,
    )


def _read(table: Table) -> Drafts:
    found = list(rows_of(table))
    drafts = Drafts(kept(table), faults=malformed(found, ["gss_code"]))
    rows = [row for _, row in found]
    codes = {r["local_authority_code"] or "": r["gss_code"] for r in rows if r["gss_code"]}
    for row in rows:
        if row["gss_code"]:
            drafts.places.append(_place(row))
            drafts.memberships += _memberships(row, codes)
    drafts.changes = _changes(rows, codes)
    drafts.places += _former(rows, drafts)
    drafts.taken = len(drafts.places)
    _note(rows, drafts)
    return drafts


def _place(row: Row):  # type: ignore[no-untyped-def]
    start = date.fromisoformat(row["start_date"]) if row["start_date"] else None
    return place(
        row["gss_code"] or "",
        row["nice_name"],
        valid_from=start if start and start >= TRUSTED_FROM else None,
        valid_to=day_after(row["end_date"]),
    )


def _memberships(row: Row, codes: Mapping[str, str | None]) -> list[MembershipDraft]:
    child = row["gss_code"] or ""
    found = []
    for column, kind in (
        ("combined_authority", MembershipKind.CONSTITUENT),
        ("county_la", MembershipKind.WITHIN),
    ):
        parent = codes.get(row[column] or "")
        if parent and parent != child:
            found.append(MembershipDraft(parent, child, kind))
    return found


def _changes(rows: list[Row], codes: Mapping[str, str | None]) -> list[ChangeDraft]:
    pairs = [
        (row["gss_code"] or "", successor, day_after(row["end_date"]))
        for row in rows
        for name in (row["replaced_by"] or "").split(",")
        if row["gss_code"] and (successor := codes.get(name.strip()))
    ]
    after: dict[str, set[str]] = defaultdict(set)
    before: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for old, new, _ in pairs:
        after[old].add(new)
        before[new, _is_county(old)].add(old)
    return [
        ChangeDraft(old, new, _method(after[old], before[new, _is_county(old)]), day)
        for old, new, day in pairs
    ]


def _is_county(code: str) -> bool:
    """A county and the districts in it are the same ground twice, so they merge apart."""
    return kind_of(code) == PlaceKind.COUNTY


def _method(successors: set[str], predecessors: set[str]) -> ChangeMethod:
    if len(successors) > 1:
        return ChangeMethod.SPLIT
    return ChangeMethod.MERGED if len(predecessors) > 1 else ChangeMethod.RECODED


def _former(rows: list[Row], drafts: Drafts) -> list:  # type: ignore[type-arg]
    """Codes that an authority bore before."""
    found = []
    for row in rows:
        for code in (row.get("former_gss_codes") or "").split(","):
            if row["gss_code"] and code.strip() and code.strip() != row["gss_code"]:
                found.append(place(code.strip(), row["nice_name"]))
                drafts.changes.append(
                    ChangeDraft(code.strip(), row["gss_code"], ChangeMethod.RECODED)
                )
    return found


def _note(rows: list[Row], drafts: Drafts) -> None:
    without = [row["nice_name"] or "" for row in rows if not row["gss_code"]]
    if without:
        drafts.notes.append(
            f"{len(without)} authorities have no code and are kept in the table only: "
            f"{', '.join(without[:5])} and others."
        )
    drafts.notes.append(
        f"Start dates before {TRUSTED_FROM.year} are those of the register and were not taken."
    )
