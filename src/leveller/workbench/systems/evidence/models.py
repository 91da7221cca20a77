"""What a release holds."""

from django.db import models

from leveller.workbench.ground.records.models import Release
from leveller.workbench.ground.vocabulary.models import Indicator


class Series(models.Model):
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="series")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="series")
    kind = models.CharField(max_length=24)
    breakdown = models.CharField(max_length=300, blank=True)
    breakdown_kind = models.CharField(max_length=40, blank=True)
    sexes = models.JSONField(default=list)
    ages = models.JSONField(default=list)
    periods = models.JSONField(default=list)
    first = models.DateField()
    last = models.DateField()
    rows = models.PositiveIntegerField()
    places = models.PositiveIntegerField()
    has_intervals = models.BooleanField()
    has_counts = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.indicator} in {self.release}"
