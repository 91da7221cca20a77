"""The one list of causes of health and the one list of groups; other headings map onto it."""

from django.db import models

from leveller.workbench.ground.records.models import ReferenceRow
from leveller.workbench.ground.records.models.reference import Status


class Described(models.Model):
    """A word with its meaning, its source and how sure that is."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    source = models.TextField()
    status = models.CharField(max_length=20, choices=[(s, s) for s in Status])
    reference_row = models.ForeignKey(ReferenceRow, null=True, on_delete=models.PROTECT)

    class Meta:
        abstract = True
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name


class Determinant(Described):
    """A cause of health. `parent` is the broad head that it belongs to."""

    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")


class PopulationGroup(Described):
    """A group of people who may be affected differently."""


class Framework(Described):
    """Somebody else's headings: Marmot's principles, areas of competence, fund priorities."""


class FrameworkHeading(models.Model):
    """One heading of a framework. The power domains of the policy map are such headings."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="headings")
    key = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    source = models.TextField()
    status = models.CharField(max_length=20, choices=[(s, s) for s in Status])
    reference_row = models.ForeignKey(ReferenceRow, null=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ("framework", "order")
        constraints = (
            models.UniqueConstraint(fields=("framework", "key"), name="heading_once_a_framework"),
        )

    def __str__(self) -> str:
        return self.name
