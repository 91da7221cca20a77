"""The record as the pages show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.tables import Cell, Column, Kind, Row, Table
from leveller.workbench.ground.records import canonical
from leveller.workbench.ground.records.models import (
    AuditEvent,
    Job,
    ReferenceSet,
    Release,
    Source,
)
from leveller.workbench.ground.records.queries import EffectiveRow
from leveller.workbench.ground.records.states import FINISHED, JobState

STATES = {
    JobState.QUEUED: "Waiting",
    JobState.RUNNING: "Under way",
    JobState.DONE: "Finished",
    JobState.FAILED: "Not done",
    JobState.CANCELLED: "Cancelled",
}


@dataclass(frozen=True)
class JobView:
    pk: int
    title: str
    state: str
    is_finished: bool
    is_done: bool
    error: str
    done: int
    total: int
    note: str
    asked: str
    ended: str
    before: int
    may_cancel: bool
    is_being_cancelled: bool
    result_url: str

    @property
    def mark(self) -> str:
        """Short, and different whenever the page would be."""
        seen = (self.state, self.progress, self.before, self.is_being_cancelled)
        return canonical.sha256(seen)[:12]

    @property
    def progress(self) -> str:
        """How far it is, in words; a bar of unknown length says nothing."""
        if not self.total:
            return self.note
        steps = f"{figures.number(self.done)} of {figures.number(self.total)}"
        return f"{steps}: {self.note}" if self.note else steps


def job_view(job: Job, *, before: int = 0, may_cancel: bool = False) -> JobView:
    by = f" by {job.created_by}" if job.created_by else ""
    return JobView(
        pk=job.pk,
        title=job.title,
        state=STATES[JobState(job.state)],
        is_finished=job.state in FINISHED,
        is_done=job.state == JobState.DONE,
        error=job.error,
        done=job.progress_done,
        total=job.progress_total,
        note=job.progress_note,
        asked=f"{moment(job.created_at)}{by}",
        ended=moment(job.finished_at),
        before=before,
        may_cancel=may_cancel,
        is_being_cancelled=bool(job.cancel_asked_at) and job.state == JobState.RUNNING,
        result_url=job.result_url,
    )


def moment(at: datetime | None) -> str:
    """`21 November 2026, 14:05`, in the time of the place."""
    if at is None:
        return ""
    here = timezone.localtime(at)
    return f"{figures.day(here.date())}, {here:%H:%M}"


def jobs_table(jobs: Iterable[Job]) -> Table:
    columns = (
        Column("title", "Work", Kind.LINK),
        Column("state", "State"),
        Column("progress", "How far"),
        Column("asked", "Asked", Kind.DATE),
        Column("by", "By"),
    )
    return Table("jobs", "Long work", columns, [_job_row(job) for job in jobs])


def audit_table(events: Iterable[AuditEvent]) -> Table:
    columns = (
        Column("sequence", "Event", Kind.NUMBER, decimals=0),
        Column("at", "When", Kind.DATE),
        Column("actor", "Who"),
        Column("verb", "What was done"),
        Column("subject", "To what"),
        Column("detail", "Details"),
        Column("hash", "Seal"),
    )
    return Table("audit", "What was written, newest first", columns, [_event(e) for e in events])


def sources_table(sources: Iterable[Source]) -> Table:
    columns = (
        Column("name", "Source", Kind.LINK),
        Column("publisher", "Publisher"),
        Column("licence", "Licence", Kind.LINK),
        Column("attribution", "What the licence asks us to say"),
    )
    rows = [
        {
            "name": Cell(source.name, link=source.address),
            "publisher": source.publisher,
            "licence": Cell(source.licence, link=source.licence_url),
            "attribution": source.attribution,
        }
        for source in sources
    ]
    return Table("sources", "Sources", columns, rows)


def releases_table(releases: Iterable[Release]) -> Table:
    columns = (
        Column("title", "Release"),
        Column("source", "Source"),
        Column("kind", "Kind"),
        Column("periods", "Periods"),
        Column("published", "Taken in", Kind.DATE),
        Column("state", "State"),
        Column("sha256", "Fingerprint of the file (SHA-256)"),
    )
    return Table("releases", "Releases", columns, [_release(r) for r in releases])


def sets_table(sets: Iterable[ReferenceSet]) -> Table:
    columns = (
        Column("name", "Set", Kind.LINK),
        Column("version", "Version", Kind.NUMBER, decimals=0),
        Column("dated", "As at", Kind.DATE),
        Column("loaded", "Loaded", Kind.DATE),
    )
    rows = [
        {
            "name": Cell(kept.name, link=reverse("records:reference-set", args=[kept.name])),
            "version": kept.version,
            "dated": kept.dated or Cell(None, "no date"),
            "loaded": _when(kept.loaded_at),
        }
        for kept in sets
    ]
    return Table("sets", "Sets of facts", columns, rows)


def rows_table(name: str, rows: Iterable[EffectiveRow]) -> Table:
    """The fields of each row differ between sets, so each row says its own."""
    columns = (
        Column("key", "Key"),
        Column("fields", "What it says"),
        Column("source", "Source"),
        Column("status", "How sure"),
        Column("corrected", "Corrected here"),
    )
    shown = [
        {
            "key": row.key,
            "fields": said(row.fields),
            "source": row.source,
            "status": row.status,
            "corrected": row.overlay.reason if row.overlay else "",
        }
        for row in rows
    ]
    return Table("rows", f"Facts of the set {name}", columns, shown)


def said(fields: dict[str, object]) -> str:
    """Named values as one line of text; what is empty is left out."""
    return "; ".join(f"{key}: {_plain(value)}" for key, value in fields.items() if _plain(value))


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return said(value)
    if isinstance(value, list):
        return ", ".join(_plain(item) for item in value)
    return "" if value is None else str(value)


def _job_row(job: Job) -> Row:
    view = job_view(job)
    return Row(
        {
            "title": Cell(job.title, link=reverse("records:job", args=[job.pk])),
            "state": view.state,
            "progress": view.error or view.progress,
            "asked": _when(job.created_at),
            "by": str(job.created_by or ""),
        }
    )


def _event(event: AuditEvent) -> Row:
    return Row(
        {
            "sequence": event.sequence,
            "at": _when(event.at),
            "actor": event.actor,
            "verb": event.verb,
            "subject": event.subject_name,
            "detail": said(event.detail),
            "hash": event.hash[:12],
        }
    )


def _release(release: Release) -> Row:
    span = dict.fromkeys(p for p in (release.first_period, release.last_period) if p)
    return Row(
        {
            "title": release.title,
            "source": str(release.source or "not named"),
            "kind": release.kind,
            "periods": " to ".join(map(figures.period, span)),
            "published": release.published_at.date(),
            "state": release.state,
            "sha256": release.sha256,
        }
    )


def _when(at: datetime) -> Cell:
    return Cell(timezone.localtime(at), moment(at))
