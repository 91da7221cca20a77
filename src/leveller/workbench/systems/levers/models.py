"""Powers, who holds them and since when, what is done with them, and what law and deals changed."""

from enum import StrEnum

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.records.models import ReferenceRow
from leveller.workbench.ground.records.models.reference import Status
from leveller.workbench.ground.thread.models import Lever
from leveller.workbench.ground.vocabulary.models import Determinant, FrameworkHeading, Statement


class PowerKind(StrEnum):
    HARD = "hard"
    SOFT = "soft"
    FISCAL = "fiscal"
    DUTY = "duty"


class Standing(StrEnum):
    """How an authority stands to a power."""

    HELD = "held"
    SHARED = "shared"
    CONCURRENT = "concurrent"
    INFLUENCE = "influence"
    PLANNED = "planned"
    NOT_HELD = "not held"


class Shipped(models.Model):
    """A fact that ships, with its source and how sure it is."""

    key = models.SlugField(max_length=120, unique=True)
    source = models.TextField()
    status = models.CharField(max_length=20, choices=[(s, s) for s in Status])
    reference_row = models.ForeignKey(ReferenceRow, null=True, on_delete=models.PROTECT)

    class Meta:
        abstract = True


class Power(Shipped):
    """A function, a budget or a duty that the law or a deal gives, inside a domain."""

    name = models.CharField(max_length=200)
    domain = models.ForeignKey(FrameworkHeading, on_delete=models.PROTECT, related_name="powers")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in PowerKind])
    legal_basis = models.TextField(blank=True)
    description = models.TextField(blank=True)

    class Meta:
        ordering = ("domain__order", "name")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=list(PowerKind)), name="power_kind_known"),
        )

    def __str__(self) -> str:
        return self.name


class Holding(Statement):
    """That an authority held, shared or lacked a power, or a whole domain, over half-open dates.

    `valid_from` is the first day of which the source says so. Where nobody has said anything,
    there is no row: unknown is not the same as not held.
    """

    authority = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="holdings")
    domain = models.ForeignKey(FrameworkHeading, on_delete=models.PROTECT, related_name="holdings")
    power = models.ForeignKey(
        Power, null=True, on_delete=models.PROTECT, help_text="None: the domain as a whole."
    )
    standing = models.CharField(max_length=12, choices=[(s, s) for s in Standing])
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, help_text="First day on which it holds no more.")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("authority", "domain__order", "valid_from")
        indexes = (models.Index(fields=("authority", "domain")),)
        constraints = (
            models.CheckConstraint(condition=Q(standing__in=list(Standing)), name="standing_known"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="holding_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                F("authority"),
                F("domain"),
                Coalesce("power", 0),
                Coalesce("organisation", 0),
                F("valid_from"),
                condition=Q(ended_at__isnull=True),
                name="one_living_holding_a_start",
            ),
        )

    def __str__(self) -> str:
        return f"{self.authority}: {self.power or self.domain}, {self.standing}"


class Activity(Shipped):
    """What an authority does with a power or a lever, on which determinant, with what evidence."""

    authority = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="activities")
    domain = models.ForeignKey(FrameworkHeading, on_delete=models.PROTECT, related_name="+")
    determinant = models.ForeignKey(Determinant, null=True, on_delete=models.PROTECT)
    lever = models.ForeignKey(Lever, null=True, on_delete=models.PROTECT)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    evidence = models.TextField(blank=True)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ("authority", "domain__order", "name")
        verbose_name_plural = "activities"

    def __str__(self) -> str:
        return self.name


class DomainMapping(Shipped):
    """Which area of competence of 2026 a domain of 2022 falls under, wholly or in part."""

    domain = models.ForeignKey(FrameworkHeading, on_delete=models.PROTECT, related_name="mapped_to")
    competence = models.ForeignKey(
        FrameworkHeading, on_delete=models.PROTECT, related_name="mapped_from"
    )
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.domain} under {self.competence}"


class PolicyEvent(Shipped):
    """A law, a deal or a white paper that changed what authorities may do."""

    happened_on = models.DateField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    effect = models.TextField()

    class Meta:
        ordering = ("happened_on", "title")

    def __str__(self) -> str:
        return self.title
