"""The long work of this room: looking at files that were brought in, and publishing them."""

import logging

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError
from django.urls import reverse

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records import jobs
from leveller.workbench.ground.records.models import Job, Release
from leveller.workbench.systems.evidence import actions, importing
from leveller.workbench.systems.evidence.actions.imports import EXAMINE, PUBLISH
from leveller.workbench.systems.evidence.importing import Examination, Verdict
from leveller.workbench.systems.evidence.imports import keeping, staging
from leveller.workbench.systems.evidence.imports.rules import FileState, ImportState
from leveller.workbench.systems.evidence.models import Import, ImportFile

log = logging.getLogger("leveller.evidence")


@jobs.handler(EXAMINE)
def examine(job: Job, progress: jobs.Progress) -> dict[str, object]:
    """Look at every file that waits. What was looked at before a crash isn't looked at again."""
    by, batch = jobs.actor_of(job), _open(job)
    waiting = list(batch.files.filter(state=FileState.WAITING).select_related("batch"))
    for done, file in enumerate(waiting):
        try:
            with _examined(by, file, progress, done, len(waiting)) as found:
                actions.note_examination(by=by, file=file, examination=found)
        except PermissionDenied as refusal:
            raise jobs.Refused(str(refusal)) from refusal
        except OperationalError:
            raise
        except Exception:
            log.exception("import %s: %s could not be examined", batch.pk, file.filename)
            actions.note_stumble(by=by, file=file)
    actions.settle_import(by=by, batch=batch)
    return {"url": reverse("evidence:import-review", args=[batch.pk])}


@jobs.handler(PUBLISH)
def publish(job: Job, progress: jobs.Progress) -> dict[str, object]:
    """Publish every file that is ready, lookups before figures; each is looked at once more."""
    by, batch = jobs.actor_of(job), _open(job)
    ready = batch.files.filter(state=FileState.READY).select_related("batch")
    files = list(ready.order_by("rank", "filename", "number"))
    for done, file in enumerate(files):
        try:
            _publish(by, batch, file, progress, done, len(files))
        except (PermissionDenied, ValidationError) as refusal:
            raise jobs.Refused(" ".join(getattr(refusal, "messages", [str(refusal)]))) from refusal
    actions.settle_import(by=by, batch=batch)
    return _result(batch)


@jobs.daily("evidence.sweep")
def sweep() -> None:
    actions.sweep(by=Actor.of_system("worker"))


def _open(job: Job) -> Import:
    batch = Import.objects.filter(pk=job.payload["import"], organisation=job.organisation).first()
    if batch is None or batch.state != ImportState.OPEN:
        raise jobs.Refused("The import was closed in the meantime. Bring the files in again.")
    return batch


def _examined(
    by: Actor, file: ImportFile, progress: jobs.Progress, done: int, total: int
) -> Examination:
    def tell(step: str) -> None:
        progress(done, total, f"{step} {file.filename}")

    tell("Opening")
    return importing.examine(
        staging.path_of(file.batch.folder, file.number, file.filename),
        choices=keeping.of_kept(file.choices),
        organisation=by.organisation,
        filename=file.filename,
        progress=tell,
    )


def _publish(
    by: Actor,
    batch: Import,
    file: ImportFile,
    progress: jobs.Progress,
    done: int,
    total: int,
) -> None:
    """A file that the store has moved away from since it was reviewed isn't forced in."""
    with _examined(by, file, progress, done, total) as found:
        if found.verdict not in (Verdict.READY, Verdict.ALREADY_THERE):
            actions.note_examination(by=by, file=file, examination=found)
            return
        release = actions.publish(
            by=by,
            examination=found,
            public=batch.terms.get("public", False),
            source=batch.terms.get("sources", {}).get(str(file.number), ""),
            disclosure=batch.terms.get("disclosure", "none"),
            progress=lambda step: progress(done, total, f"{step} {file.filename}"),
        )
    actions.note_published(by=by, file=file, release=release)


def _result(batch: Import) -> dict[str, object]:
    files = list(batch.files.select_related("release"))
    releases: list[Release] = [f.release for f in files if f.release]
    if len(files) == 1 and releases:
        url = reverse("evidence:release", args=[releases[0].sha256])
    else:
        url = reverse("evidence:import-review", args=[batch.pk])
    return {"url": url, "releases": [release.pk for release in releases]}
