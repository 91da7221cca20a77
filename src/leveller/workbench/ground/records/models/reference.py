"""Facts that ship, as immutable sets of rows, and local corrections laid over them.

A file under `reference/` becomes a `ReferenceSet` with its version, hash and date. A correction
never changes a row: it is an overlay row with its reason. Records point at row versions, so they
keep the wording that they were made with.
"""

from enum import StrEnum

from django.db import models

from leveller.workbench.ground.accounts.models import Organisation, User


class Status(StrEnum):
    """How sure a fact is."""

    STATED = "stated"  # in the source documents of the field
    READ = "read"  # read in the public source that the row names
    TO_BE_CONFIRMED = "to be confirmed"  # general knowledge, not confirmed
    PROPOSED = "proposed"  # the project's own proposal


class ReferenceSet(models.Model):
    name = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    dated = models.DateField(null=True)
    loaded_at = models.DateTimeField(auto_now_add=True)
    applied = models.CharField(
        max_length=200, blank=True, help_text="Which loader last made it into an app's own rows."
    )

    class Meta:
        ordering = ("name", "-version")
        constraints = (
            models.UniqueConstraint(fields=("name", "version"), name="set_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.name} version {self.version}"


class ReferenceRow(models.Model):
    set = models.ForeignKey(ReferenceSet, on_delete=models.PROTECT, related_name="rows")
    key = models.CharField(max_length=200)
    order = models.PositiveIntegerField(default=0)
    fields = models.JSONField()
    source = models.TextField()
    status = models.CharField(max_length=20, choices=[(s, s) for s in Status])

    class Meta:
        ordering = ("set", "order")
        constraints = (
            models.UniqueConstraint(fields=("set", "key"), name="row_key_once_a_set"),
            models.CheckConstraint(
                condition=models.Q(status__in=list(Status)), name="row_status_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.set}: {self.key}"


class ReferenceOverlay(models.Model):
    """An organisation's own wording of a row, with its reason; the newest one holds."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    set_name = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    row = models.ForeignKey(ReferenceRow, null=True, on_delete=models.PROTECT)
    fields = models.JSONField()
    source = models.TextField()
    status = models.CharField(max_length=20, choices=[(s, s) for s in Status])
    reason = models.TextField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("set_name", "key", "-made_at")
        indexes = (models.Index(fields=("organisation", "set_name", "key")),)

    def __str__(self) -> str:
        return f"{self.set_name}: {self.key}, corrected"
