"""What the evidence room keeps beside the releases: the series in them, and how they were read."""

from django.db import models

from leveller.workbench.ground.accounts.models import Organisation, User
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.records.models import Release
from leveller.workbench.ground.vocabulary.models import Indicator


class SourceFile(models.Model):
    """The bytes from which a release was made, and what somebody chose in reading them.

    A release is addressed by its bytes, or by bytes and choices together where there are choices;
    so the same bytes are found here whichever way they were read.
    """

    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="source_file")
    sha256 = models.CharField(max_length=64, db_index=True)
    choices = models.JSONField(default=dict)
    manifest_sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.sha256


class Series(models.Model):
    """One indicator for one kind of place by one breakdown, in one release."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="series")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="series")
    kind = models.CharField(max_length=24, choices=[(k, k.label) for k in PlaceKind])
    breakdown = models.CharField(max_length=300, blank=True)
    breakdown_kind = models.CharField(max_length=40, blank=True)
    sexes = models.JSONField(default=list)
    ages = models.JSONField(default=list)
    periods = models.JSONField(default=list, help_text="Labels, the earliest first.")
    rows = models.PositiveBigIntegerField()
    places = models.PositiveIntegerField()
    has_intervals = models.BooleanField(default=False)
    has_counts = models.BooleanField(default=False)
    first = models.DateField(help_text="First day of the earliest period.")
    last = models.DateField(help_text="First day after the latest period.")

    class Meta:
        verbose_name_plural = "series"
        ordering = ("indicator", "kind", "breakdown", "-last")
        constraints = (
            models.UniqueConstraint(
                fields=("release", "indicator", "kind", "breakdown", "breakdown_kind"),
                name="series_once_a_release",
            ),
        )
        indexes = (models.Index(fields=("indicator", "kind", "breakdown", "-last")),)

    def __str__(self) -> str:
        return f"{self.indicator} for each {self.kind}"


class SavedMapping(models.Model):
    """How an organisation reads tables with these headings."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    fingerprint = models.CharField(max_length=64, help_text="Of the headings of the table.")
    name = models.CharField(max_length=200)
    headings = models.JSONField()
    mapping = models.JSONField()
    saved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "fingerprint"), name="one_mapping_a_header"
            ),
        )

    def __str__(self) -> str:
        return self.name
