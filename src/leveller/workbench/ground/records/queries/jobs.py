"""Which jobs somebody sees."""

from django.db import models

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records.models import Job
from leveller.workbench.ground.records.states import JobState


def jobs_visible_to(actor: Actor) -> models.QuerySet[Job]:
    """Newest first: those of the organisation, for whoever has a role in it."""
    jobs = Job.objects.select_related("organisation", "created_by").order_by("-created_at", "-pk")
    if actor.system:
        return jobs
    return jobs.filter(organisation=actor.organisation) if actor.organisation else jobs.none()


def jobs_before(job: Job) -> int:
    """How many jobs wait in front of one that waits."""
    waiting = Job.objects.filter(state=JobState.QUEUED, created_at__lt=job.created_at)
    return waiting.count() if job.state == JobState.QUEUED else 0
