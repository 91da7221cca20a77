"""Where figures come from: a source, and each published vintage of what it publishes."""

from enum import StrEnum

from django.db import models

from leveller.workbench.ground.accounts.models import Organisation, User


class Source(models.Model):
    """Who publishes, under which licence, and the sentence that the licence asks for."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    licence = models.CharField(max_length=100)
    licence_url = models.URLField(blank=True)
    attribution = models.TextField()
    address = models.URLField(blank=True, max_length=500)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class ReleaseState(StrEnum):
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class ReleaseKind(StrEnum):
    OBSERVATIONS = "observations"
    LOOKUP = "lookup"
    BOUNDARIES = "boundaries"
    METADATA = "metadata"


class Release(models.Model):
    """One file as it was published, immutable, addressed by its content.

    The files lie in `releases/<sha256>/`; this row commits last and alone makes them true.
    """

    sha256 = models.CharField(max_length=64)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, choices=[(k, k) for k in ReleaseKind])
    format = models.CharField(max_length=60, help_text="Key of the format that was recognised.")
    title = models.CharField(max_length=300)
    filename = models.CharField(max_length=300)
    size = models.PositiveBigIntegerField()
    rows = models.PositiveBigIntegerField()
    taken = models.PositiveBigIntegerField(help_text="Observations, places or shapes taken.")
    first_period = models.CharField(max_length=60, blank=True)
    last_period = models.CharField(max_length=60, blank=True)
    notes = models.JSONField(default=list)
    left_out = models.JSONField(default=list, help_text="Rows left out by hand, with the reason.")
    mapping = models.JSONField(null=True, help_text="How columns were read, for tidy tables.")
    is_public = models.BooleanField(default=True)
    disclosure = models.CharField(max_length=40, default="none")
    state = models.CharField(
        max_length=12, choices=[(s, s) for s in ReleaseState], default=ReleaseState.PUBLISHED
    )
    state_reason = models.TextField(blank=True)
    published_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT)
    published_at = models.DateTimeField(auto_now_add=True)
    version = models.CharField(max_length=20, help_text="Version of the product that read it.")

    class Meta:
        ordering = ("-published_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "sha256"), name="file_published_once_an_organisation"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=list(ReleaseState)), name="release_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=list(ReleaseKind)), name="release_kind_known"
            ),
        )

    def __str__(self) -> str:
        return self.title
