"""What Fingertips says of its indicators, areas and categories."""

import html
import re
from typing import Any

import pyarrow as pa

from leveller.workbench.ground.places.drafts import MembershipDraft
from leveller.workbench.ground.places.kinds import PlaceKind, kind_of
from leveller.workbench.ground.places.models.relations import MembershipKind
from leveller.workbench.ground.records.models.releases import ReleaseKind
from leveller.workbench.systems.evidence.checking import reasons
from leveller.workbench.systems.evidence.checking.faults import Fault
from leveller.workbench.systems.evidence.formats.matches import Drafts, DraftsMatch, IndicatorText
from leveller.workbench.systems.evidence.formats.tables_as_kept import (
    kept,
    names_of,
    place,
    rows_of,
)
from leveller.workbench.systems.evidence.normalising import categories, codes
from leveller.workbench.systems.evidence.reading.opening import Opened
from leveller.workbench.systems.evidence.reading.tables import Table

FIELDS = {
    "indicatorDefinition": "definition",
    "rationale": "rationale",
    "countDefinition": "numerator",
    "denominatorDefinition": "denominator",
    "dataSource": "data_source",
    "method": "method",
    "ciMethod": "interval_method",
    "caveats": "caveats",
    "disclouseControl": "disclosure_control",  # as the publisher spells it
    "copyright": "licence",
    "lastUpdatedDate": "updated",
}
NOT_KEPT = {"associatedAreaCodes", "indicatorID", "indicatorName"}


def recognise_document(opened: Opened) -> DraftsMatch | None:
    records = opened.document
    if not isinstance(records, list) or not records or not isinstance(records[0], dict):
        return None
    if {"areaCode", "areaName", "childAreas"} <= records[0].keys():
        return _match("fingertips-areas", "Fingertips areas and what they lie in", 31, records)
    if {"indicatorID", "indicatorName", "indicatorDefinition"} <= records[0].keys():
        return _match("fingertips-indicators", "Fingertips indicator definitions", 30, records)
    return None


def recognise_categories(opened: Opened, table: Table) -> DraftsMatch | None:
    if not {"category_name", "category_type_name", "sequence"} <= set(names_of(table)):
        return None
    return DraftsMatch(
        format="fingertips-categories",
        title="Fingertips categories",
        source="ohid-fingertips",
        kind=ReleaseKind.METADATA,
        read=lambda: _read_categories(table),
        rank=32,
        table=table,
    )


def plain(text: Any) -> str:
    """Text without the entities, tags and line ends of the web page that it was written for."""
    if text is None:
        return ""
    unescaped = html.unescape(html.unescape(str(text))).replace("\u00a0", " ")
    lines = re.sub(r"<(?:br|/p|/li)[^>]*>", "\n", unescaped).replace("\r\n", "\n")
    lines = re.sub(r"<[a-z/][^>]*>", "", lines)
    return re.sub(r"[ \t]{2,}", " ", re.sub(r"\n{3,}", "\n\n", lines)).strip()


def _match(key: str, title: str, rank: int, records: list[dict[str, Any]]) -> DraftsMatch:
    read = _read_areas if key == "fingertips-areas" else _read_indicators
    return DraftsMatch(
        key, title, "ohid-fingertips", ReleaseKind.METADATA, lambda: read(records), rank
    )


def _read_indicators(records: list[dict[str, Any]]) -> Drafts:
    drafts = Drafts(pa.table({"indicator": [str(r.get("indicatorID")) for r in records]}))
    for number, record in enumerate(records, 1):
        if not record.get("indicatorID") or not record.get("indicatorName"):
            drafts.faults.append(Fault(reasons.BAD_METADATA, number, "indicatorID"))
            continue
        other = {
            name: plain(value) if isinstance(value, str) else value
            for name, value in record.items()
            if name not in FIELDS and name not in NOT_KEPT and value not in (None, "")
        }
        drafts.indicators.append(
            IndicatorText(
                key=f"fingertips-{record['indicatorID']}",
                name=plain(record["indicatorName"]),
                fields={ours: plain(record.get(theirs)) for theirs, ours in FIELDS.items()},
                other=other,
            )
        )
    drafts.taken = len(drafts.indicators)
    return drafts


def _read_areas(records: list[dict[str, Any]]) -> Drafts:
    drafts = Drafts(_areas_table(records))
    known = {str(record.get("areaCode")) for record in records}
    for number, record in enumerate(records, 1):
        code = str(record.get("areaCode") or "")
        if not codes.is_well_formed(code):
            drafts.faults.append(Fault(reasons.BAD_CODE, number, "areaCode", code))
            continue
        drafts.places.append(place(code, plain(record.get("areaName"))))
        for child in record.get("childAreas") or []:
            drafts.memberships.append(_membership(code, child["areaCode"]))
    others = {m.child for m in drafts.memberships} - known
    drafts.places += [place(code, None, is_linked=False) for code in sorted(others)]
    drafts.taken = len(records) - len(drafts.faults)
    return drafts


def _areas_table(records: list[dict[str, Any]]) -> pa.Table:
    columns = ("areaCode", "areaName", "areaType", "hierarchyType", "level", "postcode")
    return pa.table(
        {c: [None if (v := r.get(c)) is None else str(v) for r in records] for c in columns}
    )


def _membership(parent: str, child: str) -> MembershipDraft:
    authority = kind_of(parent) == PlaceKind.AUTHORITY
    kind = MembershipKind.CONSTITUENT if authority else MembershipKind.WITHIN
    return MembershipDraft(parent, child, kind)


def _read_categories(table: Table) -> Drafts:
    """The sequence counts from the other end in some types; the words settle the order."""
    found = list(rows_of(table))
    drafts = Drafts(kept(table), taken=len(found))
    ranks: list[int | None] = []
    for number, row in found:
        kind, label = row["category_type_name"] or "", row["category_name"] or ""
        try:
            ranks.append(categories.order(kind, [label])[label].rank)
        except ValueError as error:
            drafts.faults.append(Fault(reasons.NO_DIRECTION, number, "CategoryName", str(error)))
            ranks.append(None)
    drafts.table = drafts.table.append_column("category_order", pa.array(ranks, pa.int16()))
    reversed_types = {
        row["category_type_name"]
        for (_, row), rank in zip(found, ranks, strict=True)
        if rank == 1 and row["sequence"] != "1"
    }
    if reversed_types:
        drafts.notes.append(
            f"In {len(reversed_types)} types of category the publisher gives the highest number "
            "to the most deprived; here 1 is always the most deprived."
        )
    return drafts
