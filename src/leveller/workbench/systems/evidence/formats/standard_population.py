"""The European Standard Population: weights by age, of no place and no period."""

from leveller.workbench.ground.records.models.releases import ReleaseKind
from leveller.workbench.systems.evidence.checking import reasons
from leveller.workbench.systems.evidence.checking.faults import Fault
from leveller.workbench.systems.evidence.formats.matches import Drafts, DraftsMatch
from leveller.workbench.systems.evidence.formats.tables_as_kept import kept, names_of, rows_of
from leveller.workbench.systems.evidence.normalising import ages, numbers
from leveller.workbench.systems.evidence.reading.opening import Opened
from leveller.workbench.systems.evidence.reading.tables import Table

WEIGHTS = ("esp2013", "esp1976", "esp", "european_standard_population")
TOTAL = 100_000


def recognise(opened: Opened, table: Table) -> DraftsMatch | None:
    names = names_of(table)
    weight = next((n for n in WEIGHTS if n in names), None)
    if weight is None or "age_band" not in names:
        return None
    return DraftsMatch(
        format="standard-population",
        title="European Standard Population",
        source="eurostat-esp",
        kind=ReleaseKind.LOOKUP,
        read=lambda: _read(table, weight),
        rank=20,
        table=table,
    )


def _read(table: Table, weight: str) -> Drafts:
    drafts = Drafts(kept(table))
    total = 0.0
    for number, row in rows_of(table):
        if not ages.parse(row["age_band"] or "").has_bounds:
            drafts.faults.append(Fault(reasons.BAD_AGE, number, "age_band", row["age_band"] or ""))
        try:
            total += numbers.parse(row[weight] or "").value or 0
        except numbers.NumberError:
            drafts.faults.append(Fault(reasons.NOT_A_NUMBER, number, weight, row[weight] or ""))
    drafts.taken = len(drafts.table)
    if total != TOTAL:
        drafts.notes.append(f"The weights add up to {total:,.0f}, not to {TOTAL:,}.")
    return drafts
