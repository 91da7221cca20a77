"""The record of the house: sources, releases, reference data, jobs, documents and the audit log."""

from leveller.workbench.ground.records.models.audit import AuditEvent, ChainHead
from leveller.workbench.ground.records.models.documents import Document
from leveller.workbench.ground.records.models.jobs import Job
from leveller.workbench.ground.records.models.reference import (
    ReferenceOverlay,
    ReferenceRow,
    ReferenceSet,
)
from leveller.workbench.ground.records.models.releases import Release, Source

__all__ = [
    "AuditEvent",
    "ChainHead",
    "Document",
    "Job",
    "ReferenceOverlay",
    "ReferenceRow",
    "ReferenceSet",
    "Release",
    "Source",
]
