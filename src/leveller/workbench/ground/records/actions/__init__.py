"""Every write of the record: the audit log, reference data and its corrections, jobs."""

from leveller.workbench.ground.records.actions.audit import anchor, record
from leveller.workbench.ground.records.actions.reference import (
    Loaded,
    correct_row,
    load_reference,
)

__all__ = ["Loaded", "anchor", "correct_row", "load_reference", "record"]
