"""Every write of the record: the audit log, reference data and its corrections, jobs."""

from leveller.workbench.ground.records.actions.audit import anchor, anchor_daily, record
from leveller.workbench.ground.records.actions.jobs import cancel, enqueue
from leveller.workbench.ground.records.actions.reference import (
    Loaded,
    correct_row,
    load_reference,
)

__all__ = [
    "Loaded",
    "anchor",
    "anchor_daily",
    "cancel",
    "correct_row",
    "enqueue",
    "load_reference",
    "record",
]
