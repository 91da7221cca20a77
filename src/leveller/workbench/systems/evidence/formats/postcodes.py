"""Postcodes and the small areas in which they lie."""

from leveller.workbench.ground.records.models.releases import ReleaseKind
from leveller.workbench.systems.evidence.checking import reasons
from leveller.workbench.systems.evidence.checking.faults import Fault
from leveller.workbench.systems.evidence.formats.matches import Drafts, DraftsMatch
from leveller.workbench.systems.evidence.formats.tables_as_kept import kept, names_of
from leveller.workbench.systems.evidence.normalising import codes
from leveller.workbench.systems.evidence.reading.opening import Opened
from leveller.workbench.systems.evidence.reading.tables import Table

POSTCODE = {"postcode", "pcd", "pcds", "pcd7", "pcd8"}
AREA = (
    "lsoa21_code",
    "lsoa21_code_derived",
    "lsoa21cd",
    "lsoa21",
    "lsoa11_code",
    "lsoa11",
    "dz11_code",
)


def recognise(opened: Opened, table: Table) -> DraftsMatch | None:
    names = names_of(table)
    area = next((name for name in AREA if name in names), None)
    if area is None or not POSTCODE & set(names):
        return None
    return DraftsMatch(
        format="postcodes",
        title="Postcodes and their small areas",
        source="ons-postcodes",
        kind=ReleaseKind.LOOKUP,
        read=lambda: _read(table, area),
        rank=19,
        table=table,
    )


def _read(table: Table, area: str) -> Drafts:
    data = kept(table)
    heading = table.headings[names_of(table).index(area)]
    wrong = [c for c in data[heading].unique().to_pylist() if c and not codes.is_well_formed(c)]
    drafts = Drafts(data, taken=len(data))
    if wrong:
        pairs = zip(data["row"].to_pylist(), data[heading].to_pylist(), strict=True)
        drafts.faults = [Fault(reasons.BAD_CODE, n, heading, c) for n, c in pairs if c in wrong]
    if area.endswith("_derived"):
        drafts.notes.append(
            "The small areas were worked out from coordinates; they are not official."
        )
    return drafts
