"""Bringing files in by the page: staged, examined and published by jobs, reviewed in between.

Nothing of an import shows in the evidence until its files are published.
"""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records import actions as records
from leveller.workbench.ground.records.models import Job, Release
from leveller.workbench.ground.records.states import FINISHED as JOB_FINISHED
from leveller.workbench.systems.evidence.batches import rank_of
from leveller.workbench.systems.evidence.checking import reasons
from leveller.workbench.systems.evidence.choices import Choices
from leveller.workbench.systems.evidence.importing import Examination
from leveller.workbench.systems.evidence.imports import keeping, reports, staging
from leveller.workbench.systems.evidence.imports.rules import (
    IMPORT_TRANSITIONS,
    SETTLED,
    FileState,
    ImportState,
    may_become,
)
from leveller.workbench.systems.evidence.models import Import, ImportFile

EXAMINE, PUBLISH = "evidence.examine", "evidence.publish"


def open_import(*, by: Actor, uploads: Sequence[UploadedFile]) -> Import:
    """Stage the files and ask for their examination: files first, the rows last."""
    by.must("evidence.import")
    if by.organisation is None:
        raise PermissionDenied("Files are brought in for an organisation. Choose one first.")
    if not uploads:
        raise ValidationError("Choose at least one file.")
    name = uuid.uuid4().hex
    try:
        return _open(by, name, [_staged(name, n, each) for n, each in enumerate(uploads, 1)])
    except BaseException:
        staging.forget(name)
        raise


def _staged(name: str, number: int, upload: UploadedFile) -> ImportFile:
    filename = staging.safe_name(upload.name or "")
    sha256, size = staging.keep(upload, staging.path_of(name, number, filename))
    return ImportFile(number=number, filename=filename, size=size, sha256=sha256)


@transaction.atomic
def _open(by: Actor, name: str, files: Sequence[ImportFile]) -> Import:
    assert by.organisation is not None
    made = Import.objects.create(organisation=by.organisation, opened_by=by.user, folder=name)
    for file in files:
        file.batch = made
    ImportFile.objects.bulk_create(files)
    _ask(by, made, EXAMINE, f"Check {_called(files)}")
    detail = {"files": {file.filename: file.sha256 for file in files}}
    records.record(by=by, verb="evidence.import-opened", subject=made, detail=detail)
    return made


@transaction.atomic
def ask_to_examine(*, by: Actor, batch: Import) -> Job:
    """Look again at every file that isn't published, since the store may have changed."""
    held = _open_one(by, batch)
    files = held.files.exclude(state__in=SETTLED)
    if not files:
        raise ValidationError("Nothing is left to be checked.")
    job = _ask(by, held, EXAMINE, f"Check {_called(files)}")
    files.update(state=FileState.WAITING)
    return job


@transaction.atomic
def choose(*, by: Actor, file: ImportFile, choices: Choices) -> Job:
    """Read one file in another way: by a mapping, without some rows, with more said of it."""
    held = _open_one(by, file.batch)
    if not may_become(FileState(file.state), FileState.WAITING):
        raise ValidationError("The file was published already.")
    if choices.leave_out and not choices.reason.strip():
        raise ValidationError({"reason": "Say why the rows are left out."})
    job = _ask(by, held, EXAMINE, f"Check {file.filename}")
    file.choices, file.state = keeping.kept(choices), FileState.WAITING
    file.save(update_fields=["choices", "state"])
    detail = {"file": file.filename, **file.choices}
    records.record(by=by, verb="evidence.import-chosen", subject=held, detail=detail)
    return job


@transaction.atomic
def set_terms(*, by: Actor, batch: Import, terms: Mapping[str, Any]) -> Import:
    """Keep on what terms the files are to be published, until somebody confirms them."""
    held = _open_one(by, batch)
    held.terms = dict(terms)
    held.save(update_fields=["terms", "touched_at"])
    return held


@transaction.atomic
def ask_to_publish(*, by: Actor, batch: Import) -> Job:
    """Ask for every file that is ready to be published, each whole or not at all."""
    held = _open_one(by, batch)
    ready = held.files.filter(state=FileState.READY)
    if not ready:
        raise ValidationError("No file is ready to be published.")
    if not held.terms:
        raise ValidationError("Say first on what terms the files are published.")
    job = _ask(by, held, PUBLISH, f"Publish {_called(ready)}")
    detail = {"files": [file.filename for file in ready], "terms": held.terms}
    records.record(by=by, verb="evidence.import-confirmed", subject=held, detail=detail)
    return job


def discard_import(*, by: Actor, batch: Import) -> Import:
    """Throw away what isn't published of an import; releases that came of it stay."""
    with transaction.atomic():
        held = _open_one(by, batch)
        if is_busy(held):
            raise ValidationError("It is being worked on. Cancel that first, or wait for its end.")
        published = held.files.filter(state__in=SETTLED).exists()
        _end(held, ImportState.FINISHED if published else ImportState.DISCARDED)
        records.record(by=by, verb="evidence.import-discarded", subject=held)
    staging.forget(held.folder)
    return held


def note_examination(*, by: Actor, file: ImportFile, examination: Examination) -> None:
    """Keep what came of looking at a file: the report in its row, every fault beside the file."""
    by.must("evidence.import")
    faults = staging.faults_of(file.batch.folder, file.number)
    faults.unlink(missing_ok=True)
    examination.faults.write(faults)
    file.report = reports.report(examination)
    file.state, file.release = FileState(examination.verdict), examination.existing
    file.rank = rank_of(examination.match)
    file.save(update_fields=["report", "state", "release", "rank"])


def note_stumble(*, by: Actor, file: ImportFile) -> None:
    """Say of a file that it could not be examined, for no reason that it gave."""
    by.must("evidence.import")
    file.report, file.state = reports.of_reason(reasons.STUMBLED), FileState.REFUSED
    file.save(update_fields=["report", "state"])


def note_published(*, by: Actor, file: ImportFile, release: Release) -> None:
    """Say which release came of the file; the staged copy is needed no more."""
    by.must("evidence.import")
    file.state, file.release = FileState.PUBLISHED, release
    file.save(update_fields=["state", "release"])
    staging.forget_file(file.batch.folder, file.number)


def settle_import(*, by: Actor, batch: Import) -> Import:
    """Finish an import of whose files nothing is left to do."""
    by.must("evidence.import")
    with transaction.atomic():
        held = Import.objects.select_for_update().get(pk=batch.pk)
        is_done = not held.files.exclude(state__in=SETTLED).exists()
        if held.state == ImportState.OPEN and is_done:
            _end(held, ImportState.FINISHED)
    if held.state != ImportState.OPEN:
        staging.forget(held.folder)
    return held


def is_busy(batch: Import) -> bool:
    """Whether a job of it waits or is under way."""
    return batch.job is not None and batch.job.state not in JOB_FINISHED


def _open_one(by: Actor, batch: Import) -> Import:
    """The import as it stands, locked, if the actor may work on it."""
    by.must("evidence.import")
    if by.organisation is None or batch.organisation_id != by.organisation.pk:
        raise PermissionDenied("The import belongs to another organisation.")
    held = Import.objects.select_for_update(of=("self",)).select_related("job").get(pk=batch.pk)
    if held.state != ImportState.OPEN:
        raise ValidationError(f"The import is {held.state}; nothing can be changed any more.")
    return held


def _ask(by: Actor, held: Import, kind: str, title: str) -> Job:
    if is_busy(held):
        raise ValidationError("It is being worked on already. Wait for the end of that.")
    held.job = records.enqueue(by=by, kind=kind, title=title, payload={"import": held.pk})
    held.save(update_fields=["job", "touched_at"])
    return held.job


def _end(held: Import, state: ImportState) -> None:
    assert state in IMPORT_TRANSITIONS[ImportState(held.state)]
    held.state = state
    held.save(update_fields=["state", "touched_at"])


def _called(files: Sequence[ImportFile]) -> str:
    first, count = files[0].filename, len(files)
    return first if count == 1 else f"{first} and {count - 1} more file{'s' * (count > 2)}"
