"""Links onto the one list of determinants. A link is an argument, not a proof."""

from enum import StrEnum

from django.db import models
from django.db.models import Q

from leveller.workbench.ground.accounts.models import Organisation, User
from leveller.workbench.ground.records.models import ReferenceRow
from leveller.workbench.ground.records.models.reference import Status
from leveller.workbench.ground.vocabulary.models.determinants import (
    Determinant,
    FrameworkHeading,
)
from leveller.workbench.ground.vocabulary.models.indicators import Indicator


class Strength(StrEnum):
    WEAK = "weak"
    MODERATE = "moderate"
    STRONG = "strong"


class Role(StrEnum):
    """Whether an indicator measures the cause itself or an outcome that the cause acts on."""

    MEASURES = "measures"
    OUTCOME_OF = "is an outcome of"


class Statement(models.Model):
    """What somebody states, with its source and its history.

    Nothing is edited in place: a change ends the row with its reason and adds another. A row
    without an organisation ships with the product and is everyone's. Once an organisation has a
    row of its own on the same subject, living or ended, its rows stand for that organisation in
    place of the shared ones: see `viewpoint`.
    """

    source = models.TextField(blank=True, help_text="Where it can be read.")
    status = models.CharField(max_length=20, choices=[(s, s) for s in Status])
    author = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField(blank=True, help_text="Why it was made or changed.")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    end_reason = models.TextField(blank=True)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT)
    reference_row = models.ForeignKey(ReferenceRow, null=True, on_delete=models.PROTECT)

    class Meta:
        abstract = True

    @property
    def is_living(self) -> bool:
        return self.ended_at is None


class Argument(Statement):
    """A link between two words: on what evidence, how strong. An argument, not a proof."""

    strength = models.CharField(max_length=10, choices=[(s, s) for s in Strength])
    evidence = models.TextField()

    class Meta:
        abstract = True


class DeterminantLink(Argument):
    """An indicator or a framework's heading, and a determinant."""

    determinant = models.ForeignKey(Determinant, on_delete=models.PROTECT, related_name="links")
    indicator = models.ForeignKey(
        Indicator, null=True, on_delete=models.CASCADE, related_name="determinant_links"
    )
    heading = models.ForeignKey(
        FrameworkHeading, null=True, on_delete=models.CASCADE, related_name="determinant_links"
    )
    role = models.CharField(max_length=20, choices=[(r, r) for r in Role], default=Role.OUTCOME_OF)

    class Meta:
        ordering = ("determinant__order", "-made_at")
        constraints = (
            models.CheckConstraint(
                condition=Q(indicator__isnull=False, heading__isnull=True)
                | Q(indicator__isnull=True, heading__isnull=False),
                name="link_has_one_end",
            ),
            models.UniqueConstraint(
                fields=("indicator", "determinant", "organisation"),
                condition=Q(ended_at__isnull=True, organisation__isnull=False),
                name="one_living_indicator_link",
            ),
            models.UniqueConstraint(
                fields=("indicator", "determinant"),
                condition=Q(ended_at__isnull=True, organisation__isnull=True),
                name="one_living_shared_indicator_link",
            ),
            models.UniqueConstraint(
                fields=("heading", "determinant", "organisation"),
                condition=Q(ended_at__isnull=True, organisation__isnull=False),
                name="one_living_heading_link",
            ),
            models.UniqueConstraint(
                fields=("heading", "determinant"),
                condition=Q(ended_at__isnull=True, organisation__isnull=True),
                name="one_living_shared_heading_link",
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator or self.heading} – {self.determinant}"

    @property
    def subject(self) -> Indicator | FrameworkHeading | None:
        return self.indicator or self.heading
