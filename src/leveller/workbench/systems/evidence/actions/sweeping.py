"""Removing what nobody needs any more: attempts that were cut off, imports that nobody finished."""

from django.db import transaction
from django.utils import timezone

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records import actions as records
from leveller.workbench.ground.records.models import Release
from leveller.workbench.systems.evidence import publishing
from leveller.workbench.systems.evidence.actions.imports import is_busy
from leveller.workbench.systems.evidence.imports import staging
from leveller.workbench.systems.evidence.imports.rules import KEPT_FOR, ImportState
from leveller.workbench.systems.evidence.models import Import


def sweep(*, by: Actor) -> list[str]:
    """Remove what no row names, and staged files that nobody came back for; gives the folders."""
    by.must("evidence.import")
    expired = _expire(by)
    with publishing.store_locked():
        named = set(Release.objects.values_list("sha256", flat=True))
        found = publishing.unnamed(named)
        for folder in found:
            publishing.discard(folder)
    removed = [folder.name for folder in found]
    if removed:
        with transaction.atomic():
            records.record(
                by=by,
                verb="evidence.swept",
                subject=("evidence.store", "store", "The store of releases"),
                detail={"folders": removed},
            )
    return [*expired, *removed]


def _expire(by: Actor) -> list[str]:
    """Let imports expire that were left open, and remove the files of those that ended."""
    since = timezone.now() - KEPT_FOR
    left = Import.objects.filter(state=ImportState.OPEN, touched_at__lt=since)
    for batch in left.select_related("job", "organisation"):
        if not is_busy(batch):
            _end(by, batch)
    named = set(Import.objects.filter(state=ImportState.OPEN).values_list("folder", flat=True))
    ended = [f for f in staging.folders_without(named) if staging.is_old(f)]
    for folder in ended:
        staging.forget(folder.name)
    return [folder.name for folder in ended]


@transaction.atomic
def _end(by: Actor, batch: Import) -> None:
    batch.state = ImportState.EXPIRED
    batch.save(update_fields=["state"])
    whose = Actor.of_system(by.name, batch.organisation)
    records.record(by=whose, verb="evidence.import-expired", subject=batch)
