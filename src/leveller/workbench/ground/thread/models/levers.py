"""Levers, and which determinants each reaches."""

from enum import StrEnum

from django.db import models
from django.db.models import Q

from leveller.workbench.ground.accounts.models import Organisation, User
from leveller.workbench.ground.records.models import ReferenceRow
from leveller.workbench.ground.records.models.reference import Status
from leveller.workbench.ground.vocabulary.models import Determinant
from leveller.workbench.ground.vocabulary.models.links import Strength


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
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT)
    source = models.TextField()
    status = models.CharField(max_length=20, choices=[(s, s) for s in Status])
    reference_row = models.ForeignKey(ReferenceRow, null=True, on_delete=models.PROTECT)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("kind", "order", "name")

    def __str__(self) -> str:
        return self.name


class LeverReach(models.Model):
    """A lever and a determinant that it reaches: an argument with author, evidence and strength.

    Nothing is edited in place: a change ends the row with its reason and adds another.
    """

    lever = models.ForeignKey(Lever, on_delete=models.CASCADE, related_name="reaches")
    determinant = models.ForeignKey(Determinant, on_delete=models.PROTECT, related_name="reached")
    strength = models.CharField(max_length=10, choices=[(s, s) for s in Strength])
    evidence = models.TextField()
    author = models.CharField(max_length=200)
    status = models.CharField(max_length=20, choices=[(s, s) for s in Status])
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    end_reason = models.TextField(blank=True)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT)
    reference_row = models.ForeignKey(ReferenceRow, null=True, on_delete=models.PROTECT)

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
