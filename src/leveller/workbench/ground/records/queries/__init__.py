"""Every read of the record; who may see what is decided here."""

from leveller.workbench.ground.records.queries.audit import (
    audit_faults,
    audit_heads,
    events_about,
    events_visible_to,
)
from leveller.workbench.ground.records.queries.jobs import jobs_before, jobs_visible_to
from leveller.workbench.ground.records.queries.reference import (
    EffectiveRow,
    corrections,
    reference_sets,
    row,
    rows,
)
from leveller.workbench.ground.records.queries.releases import releases_visible_to, sources

__all__ = [
    "EffectiveRow",
    "audit_faults",
    "audit_heads",
    "corrections",
    "events_about",
    "events_visible_to",
    "jobs_before",
    "jobs_visible_to",
    "reference_sets",
    "releases_visible_to",
    "row",
    "rows",
    "sources",
]
