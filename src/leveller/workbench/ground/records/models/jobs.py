"""Long work: queued, leased by a worker, with progress; it survives a restart."""

from django.db import models

from leveller.workbench.ground.accounts.models import Organisation, User
from leveller.workbench.ground.records.states import KEEPS_ITS_KEY, JobState


class Job(models.Model):
    """A worker holds a lease on it; a lease that ran out lets another worker try again."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    payload = models.JSONField(default=dict)
    idempotency_key = models.CharField(max_length=120, null=True)
    state = models.CharField(
        max_length=12, choices=[(s, s) for s in JobState], default=JobState.QUEUED
    )
    attempt = models.PositiveSmallIntegerField(default=0)
    most_attempts = models.PositiveSmallIntegerField(default=3)
    lease_owner = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    progress_note = models.CharField(max_length=300, blank=True)
    cancel_asked_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True)
    result_url = models.CharField(max_length=500, blank=True)
    error = models.TextField(blank=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=list(JobState)), name="job_state_known"
            ),
            models.UniqueConstraint(
                fields=("organisation", "kind", "idempotency_key"),
                condition=models.Q(state__in=list(KEEPS_ITS_KEY)),
                name="job_asked_for_once",
            ),
        )
        indexes = (models.Index(fields=("state", "created_at")),)

    def __str__(self) -> str:
        return f"{self.title} ({self.state})"
