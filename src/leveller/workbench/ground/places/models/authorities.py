"""What makes a place an authority: its form in law, and what is known of how it decides."""

from enum import StrEnum

from django.db import models

from leveller.workbench.ground.places.models.places import Place
from leveller.workbench.ground.records.models import ReferenceRow
from leveller.workbench.ground.records.models.reference import Status


class AuthorityForm(StrEnum):
    GREATER_LONDON = "Greater London Authority"
    COMBINED = "combined authority"
    COMBINED_COUNTY = "combined county authority"
    CITY_REGION = "city region partnership"
    COUNCIL = "council"


class Authority(models.Model):
    place = models.OneToOneField(Place, on_delete=models.PROTECT, related_name="authority")
    form = models.CharField(max_length=40, choices=[(f, f) for f in AuthorityForm])
    full_name = models.CharField(max_length=200)
    tier = models.CharField(max_length=60, blank=True)
    has_mayor = models.BooleanField(null=True)
    note = models.TextField(blank=True)
    facts = models.JSONField(default=dict, help_text="Further facts, each with source and status.")
    source = models.TextField()
    status = models.CharField(max_length=20, choices=[(s, s) for s in Status])
    reference_row = models.ForeignKey(ReferenceRow, null=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ("place__name",)
        verbose_name_plural = "authorities"

    def __str__(self) -> str:
        return self.full_name
