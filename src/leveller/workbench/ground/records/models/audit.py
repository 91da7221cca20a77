"""The audit log: a chain of hashes for each organisation and one for the system."""

from datetime import UTC
from typing import NoReturn

from django.db import models

from leveller.workbench.ground.accounts.models import Organisation, User
from leveller.workbench.ground.records.chain import Link


class ChainHead(models.Model):
    """The last link of a chain. Its row is locked while a link is added."""

    chain = models.CharField(max_length=60, primary_key=True)
    organisation = models.OneToOneField(Organisation, null=True, on_delete=models.PROTECT)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.chain} at {self.sequence}"


class AuditEvents(models.QuerySet["AuditEvent"]):
    """Events are added, one at a time, by `actions.record`; the database refuses the rest too."""

    def update(self, **values: object) -> NoReturn:
        raise TypeError("The audit log is never changed.")

    def delete(self) -> NoReturn:
        raise TypeError("Nothing is ever deleted from the audit log.")


class AuditEvent(models.Model):
    """One write, by whom, to what; it holds the hash of the event before it."""

    chain = models.CharField(max_length=60)
    sequence = models.PositiveBigIntegerField()
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=80)
    subject_name = models.CharField(max_length=300)
    detail = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    key_name = models.CharField(max_length=12, help_text="Which audit key sealed it.")
    hash = models.CharField(max_length=64, unique=True)

    objects = AuditEvents.as_manager()

    class Meta:
        ordering = ("chain", "sequence")
        constraints = (
            models.UniqueConstraint(fields=("chain", "sequence"), name="one_event_a_link"),
        )
        indexes = (
            models.Index(fields=("organisation", "-at")),
            models.Index(fields=("subject_type", "subject_id")),
        )

    def __str__(self) -> str:
        return f"{self.chain} {self.sequence}: {self.verb} {self.subject_name}"

    @property
    def content(self) -> dict[str, object]:
        """Everything that the seal covers."""
        return {
            "chain": self.chain,
            "sequence": self.sequence,
            "organisation": self.organisation_id,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": self.actor,
            "user": self.user_id,
            "verb": self.verb,
            "subject": [self.subject_type, self.subject_id, self.subject_name],
            "detail": self.detail,
            "previous": self.previous_hash,
            "key": self.key_name,
        }

    @property
    def link(self) -> Link:
        return Link(self.sequence, self.previous_hash, self.hash, self.key_name, self.content)
