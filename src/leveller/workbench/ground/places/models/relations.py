"""How places lie in one another and turn into one another, with dates and methods."""

from enum import StrEnum

from django.db import models

from leveller.workbench.ground.places.models.places import Place


class MembershipKind(StrEnum):
    WITHIN = "within"  # boundaries nest exactly
    BEST_FIT = "best fit"  # assigned by where most people live
    CONSTITUENT = "constituent"  # full member of an authority
    NON_CONSTITUENT = "non-constituent"
    ASSOCIATE = "associate"


class ChangeMethod(StrEnum):
    """How figures of a predecessor may be carried to a successor."""

    RECODED = "recoded"  # same area, new code: everything carries over
    MERGED = "merged"  # whole areas joined: counts add up, rates are re-derived
    SPLIT = "split"  # one area became several: nothing carries over without weights
    IRREGULAR = "irregular"  # boundaries moved: nothing carries over


class Membership(models.Model):
    parent = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="child_links")
    child = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="parent_links")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in MembershipKind])
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("parent", "child", "valid_from"), name="membership_once_a_date"
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("child")), name="no_place_within_itself"
            ),
        )
        indexes = (models.Index(fields=("child", "parent")),)

    def __str__(self) -> str:
        return f"{self.child} in {self.parent}"


class Change(models.Model):
    """From `predecessor` to `successor` on a date; `weight` is the share of people who moved."""

    predecessor = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="precessions")
    changed_on = models.DateField(null=True)
    method = models.CharField(max_length=12, choices=[(m, m) for m in ChangeMethod])
    weight = models.FloatField(null=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("predecessor", "successor"), name="change_stated_once"),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")),
                name="no_place_succeeds_itself",
            ),
        )

    def __str__(self) -> str:
        return f"{self.predecessor} to {self.successor}"
