"""Which imports and saved mappings somebody sees: those of their own organisation."""

from typing import TypeVar

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.systems.evidence.imports.rules import SETTLED, FileState
from leveller.workbench.systems.evidence.models import Import, ImportFile, SavedMapping

M = TypeVar("M", Import, SavedMapping)


def imports_visible_to(actor: Actor) -> QuerySet[Import]:
    """Newest first; each with its first file, and how many are there, settled and ready."""
    first = ImportFile.objects.filter(batch=OuterRef("pk"), number=1).values("filename")
    counted = Import.objects.annotate(
        first_file=Subquery(first),
        file_count=Count("files"),
        settled=Count("files", filter=Q(files__state__in=SETTLED)),
        ready=Count("files", filter=Q(files__state=FileState.READY)),
    )
    rows = counted.select_related("job", "opened_by", "organisation")
    return _own(rows, actor).order_by("-opened_at", "-pk")


def files_of(batch: Import) -> list[ImportFile]:
    files = list(batch.files.select_related("release", "release__source"))
    for file in files:
        file.batch = batch
    return files


def mappings_visible_to(actor: Actor) -> QuerySet[SavedMapping]:
    return _own(SavedMapping.objects.select_related("saved_by"), actor).order_by("name", "pk")


def _own(rows: QuerySet[M], actor: Actor) -> QuerySet[M]:
    if actor.organisation is None or not actor.may("evidence.import"):
        return rows.none()
    return rows.filter(organisation=actor.organisation)
