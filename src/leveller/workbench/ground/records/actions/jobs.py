"""Asking for long work, taking it on, and settling it.

A worker holds a lease on a job. Every write of a worker asks that the lease is still its own:
`lease_owner` and `attempt` together can't come back once another worker took the job over.
"""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records import canonical
from leveller.workbench.ground.records.actions.audit import record
from leveller.workbench.ground.records.models import Job
from leveller.workbench.ground.records.states import FINISHED, KEEPS_ITS_KEY, JobState

GAVE_UP = (
    "The work was started {0} times and never came to its end: the machine ran out of memory or "
    "the worker was killed. Try a smaller piece, or ask whoever runs this Leveller."
)


@transaction.atomic
def enqueue(
    *,
    by: Actor,
    kind: str,
    title: str,
    payload: dict[str, object],
    idempotency_key: str | None = None,
) -> Job:
    """Ask for long work. The same key of the same kind gives the job that was asked for before,
    unless that one failed or was cancelled. The caller has checked that the actor may.
    """
    if by.organisation is None:
        raise PermissionDenied("Work is done for an organisation. Choose one first.")
    asked = {"organisation": by.organisation, "kind": kind, "idempotency_key": idempotency_key}
    given = {"title": title[:300], "payload": canonical.normalised(payload), "created_by": by.user}
    if idempotency_key is None:
        job, is_new = Job.objects.create(**asked, **given), True
    else:
        living = Job.objects.filter(state__in=KEEPS_ITS_KEY)
        job, is_new = living.get_or_create(defaults=given, **asked)
    if is_new:
        record(by=by, verb="job.asked", subject=job, detail={"kind": kind})
    return job


@transaction.atomic
def cancel(*, by: Actor, job: Job) -> None:
    """Cancel a job that waits, or ask the worker that has it to stop at the next step."""
    if not may_cancel(by, job):
        raise PermissionDenied("Only who asked for it, or an administrator, may cancel it.")
    waiting = Job.objects.filter(pk=job.pk, state=JobState.QUEUED)
    running = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, cancel_asked_at=None)
    now = timezone.now()
    if waiting.update(state=JobState.CANCELLED, finished_at=now):
        record(by=by, verb="job.cancelled", subject=job)
    elif running.update(cancel_asked_at=now):
        record(by=by, verb="job.cancel-asked", subject=job)


def may_cancel(actor: Actor, job: Job) -> bool:
    if actor.system:
        return True
    if actor.organisation != job.organisation or job.state in FINISHED:
        return False
    return actor.user == job.created_by or actor.may("accounts.manage")


def take(*, owner: str, lease: timedelta) -> Job | None:
    """Lease the oldest job that waits, or whose worker went silent; None when there is none."""
    for job in _takable():
        now = timezone.now()
        as_seen = Job.objects.filter(pk=job.pk, state=job.state, attempt=job.attempt)
        if job.state == JobState.RUNNING and job.attempt >= job.most_attempts:
            _settle(as_seen, job, JobState.FAILED, error=GAVE_UP.format(job.attempt))
        elif as_seen.filter(_is_free(now)).update(
            state=JobState.RUNNING,
            lease_owner=owner,
            lease_until=now + lease,
            attempt=F("attempt") + 1,
            started_at=Coalesce("started_at", now),
        ):
            return Job.objects.select_related("organisation", "created_by").get(pk=job.pk)
    return None


def renew(*, job: Job, lease: timedelta, progress: dict[str, object]) -> Job | None:
    """Keep the lease and write how far the job is; None when the lease is not ours any more."""
    until = timezone.now() + lease
    if not _held(job).update(lease_until=until, **progress):
        return None
    return Job.objects.only("cancel_asked_at").get(pk=job.pk)


def finish(*, job: Job, result: dict[str, object] | None) -> bool:
    """False when another worker had taken the job over, which then settles it."""
    kept = dict(result or {})
    url = str(kept.pop("url", ""))
    if url and not url.startswith("/"):
        raise ValueError(f"A result leads to a page of this site, not to {url}.")
    fields = {"result": canonical.normalised(kept), "result_url": url}
    return _settle(_held(job), job, JobState.DONE, progress_done=F("progress_total"), **fields)


def fail(*, job: Job, error: str) -> bool:
    return _settle(_held(job), job, JobState.FAILED, error=error)


def confirm_cancelled(*, job: Job) -> bool:
    return _settle(_held(job), job, JobState.CANCELLED)


def give_back(*, job: Job, counts: bool) -> bool:
    """Put the job back in the queue; `counts` says whether the attempt was one."""
    attempt = F("attempt") if counts else F("attempt") - 1
    free = {"lease_owner": "", "lease_until": None}
    return bool(_held(job).update(state=JobState.QUEUED, attempt=attempt, **free))


def _takable() -> list[Job]:
    return list(Job.objects.filter(_is_free(timezone.now())).order_by("created_at", "pk")[:10])


def _is_free(now: datetime) -> Q:
    return Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, lease_until__lt=now)


def _held(job: Job) -> models.QuerySet[Job]:
    return Job.objects.filter(
        pk=job.pk, state=JobState.RUNNING, lease_owner=job.lease_owner, attempt=job.attempt
    )


@transaction.atomic
def _settle(jobs: models.QuerySet[Job], job: Job, state: JobState, **fields: object) -> bool:
    now = timezone.now()
    if not jobs.update(state=state, finished_at=now, lease_until=None, **fields):
        return False
    by = Actor.of_system("worker", job.organisation)
    record(by=by, verb=f"job.{state}", subject=job, detail={"attempt": job.attempt})
    return True
