"""The audit log: a chain of hashes for each organisation and one for the system."""

from django.db import models

from leveller.workbench.ground.accounts.models import Organisation, User


class ChainHead(models.Model):
    """The last link of a chain. Its row is locked while a link is added."""

    chain = models.CharField(max_length=60, primary_key=True)
    organisation = models.OneToOneField(Organisation, null=True, on_delete=models.PROTECT)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.chain} at {self.sequence}"


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
    hash = models.CharField(max_length=64, unique=True)

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
