"""Levers, and which determinants each reaches."""

from enum import StrEnum

from django.db import models
from django.db.models import Q

from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.records.models import ReferenceRow
from leveller.workbench.ground.records.models.reference import Status
from leveller.workbench.ground.vocabulary.models import Argument, Determinant


class LeverKind(StrEnum):
    HARD = "hard"
    SOFT = "soft"
    INTERNAL = "internal"


class Lever(models.Model):
    """Anything that an authority can pull on a determinant. Shared unless owned."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=[(k, k) for k in LeverKind])
    type = models.CharField(max_length=80, help_text="Its place in the taxonomy of levers.")
    description = models.TextField(blank=True)
    power_domain = models.SlugField(
        max_length=80, blank=True, help_text="Key of the power domain that it rests on, if any."
    )
    decided_by = models.CharField(max_length=200, blank=True, help_text="Who pulls it.")
    decided_when = models.CharField(max_length=200, blank=True)
    template = models.CharField(max_length=200, blank=True, help_text="The paper it is decided on.")
    is_retired = models.BooleanField(
        default=False, help_text="No longer offered; kept because records point at it."
    )
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT)
    source = models.TextField()
    status = models.CharField(max_length=20, choices=[(s, s) for s in Status])
    reference_row = models.ForeignKey(ReferenceRow, null=True, on_delete=models.PROTECT)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("kind", "order", "name")

    def __str__(self) -> str:
        return self.name


class LeverReach(Argument):
    """A lever and a determinant that it reaches."""

    lever = models.ForeignKey(Lever, on_delete=models.CASCADE, related_name="reaches")
    determinant = models.ForeignKey(Determinant, on_delete=models.PROTECT, related_name="reached")

    class Meta:
        ordering = ("lever", "determinant__order")
        constraints = (
            models.UniqueConstraint(
                fields=("lever", "determinant", "organisation"),
                condition=Q(ended_at__isnull=True, organisation__isnull=False),
                name="one_living_reach",
            ),
            models.UniqueConstraint(
                fields=("lever", "determinant"),
                condition=Q(ended_at__isnull=True, organisation__isnull=True),
                name="one_living_shared_reach",
            ),
        )

    def __str__(self) -> str:
        return f"{self.lever} reaches {self.determinant}"
