"""What the evidence room keeps beside the releases: the series in them, and how they were read."""

from django.db import models

from leveller.workbench.ground.accounts.models import Organisation, User
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.records.models import Job, Release
from leveller.workbench.ground.vocabulary.models import Indicator
from leveller.workbench.systems.evidence.imports.rules import FileState, ImportState


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


class Import(models.Model):
    """Files that somebody brings in together, from the upload to the releases."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now=True, help_text="From when its expiry counts.")
    state = models.CharField(
        max_length=12, choices=[(s, s) for s in ImportState], default=ImportState.OPEN
    )
    folder = models.CharField(max_length=32, unique=True, help_text="Where its files are staged.")
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    terms = models.JSONField(default=dict, help_text="On what terms its files are published.")

    class Meta:
        ordering = ("-opened_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=list(ImportState)), name="import_state_known"
            ),
        )

    def __str__(self) -> str:
        return f"Import {self.pk}"


class ImportFile(models.Model):
    """One file of an import, and what came of looking at it."""

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="files")
    number = models.PositiveSmallIntegerField()
    filename = models.CharField(max_length=300)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(
        max_length=16, choices=[(s, s) for s in FileState], default=FileState.WAITING
    )
    rank = models.PositiveSmallIntegerField(default=99, help_text="Lookups come before figures.")
    choices = models.JSONField(default=dict, help_text="What somebody chose in reading it.")
    report = models.JSONField(default=dict, help_text="What came of the examination.")
    release = models.ForeignKey(Release, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("batch", "number"), name="file_once_an_import"),
            models.CheckConstraint(
                condition=models.Q(state__in=list(FileState)), name="import_file_state_known"
            ),
        )

    def __str__(self) -> str:
        return self.filename
