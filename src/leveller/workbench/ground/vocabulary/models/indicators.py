"""What is measured: the indicator, the names that files give it, and what publishers say of it."""

from enum import StrEnum

from django.db import models

from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.records.models import Release


class Polarity(StrEnum):
    HIGH_IS_GOOD = "high is good"
    LOW_IS_GOOD = "low is good"
    NO_JUDGEMENT = "no judgement"


class ValueType(StrEnum):
    """What kind of number a value is: it decides which intervals, gaps and averages are allowed."""

    PROPORTION = "proportion"
    CRUDE_RATE = "crude rate"
    STANDARDISED_RATE = "directly standardised rate"
    RATIO = "indirectly standardised ratio"
    LIFE_EXPECTANCY = "life expectancy"
    MEAN = "mean"
    SCORE = "score"
    RANK = "rank"
    QUANTILE = "quantile"
    COUNT = "count"
    POPULATION = "population"
    AMOUNT = "amount"
    OTHER = "other"


class Indicator(models.Model):
    """One thing that is measured. The key is stable and stands in addresses and files."""

    key = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=400)
    short_name = models.CharField(max_length=120, blank=True)
    theme = models.CharField(max_length=80, blank=True)
    unit = models.CharField(max_length=80, blank=True)
    multiplier = models.FloatField(default=1, help_text="A rate is per so many, 100 for per cent.")
    value_type = models.CharField(max_length=40, choices=[(v, v) for v in ValueType])
    polarity = models.CharField(
        max_length=20, choices=[(p, p) for p in Polarity], default=Polarity.NO_JUDGEMENT
    )
    decimals = models.PositiveSmallIntegerField(default=1)
    is_headline = models.BooleanField(default=False)
    order = models.PositiveIntegerField(default=1000)
    reviewed_by = models.CharField(max_length=200, blank=True)
    reviewed_on = models.DateField(null=True)
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, help_text="None when it is everyone's."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("order", "name")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(value_type__in=list(ValueType)), name="value_type_known"
            ),
            models.CheckConstraint(
                condition=models.Q(polarity__in=list(Polarity)), name="polarity_known"
            ),
        )

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def is_reviewed(self) -> bool:
        """Whether a person has checked polarity and unit; until then the pages say so."""
        return self.reviewed_on is not None


class IndicatorAlias(models.Model):
    """A name that files use for an indicator, exactly as written there."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="aliases")
    scheme = models.CharField(max_length=40, help_text="Whose name it is, such as fingertips.")
    name = models.CharField(max_length=400)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("scheme", "name"), name="alias_means_one_indicator"),
        )

    def __str__(self) -> str:
        return self.name


class IndicatorMetadata(models.Model):
    """What a publisher says of an indicator, as one release stated it."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="metadata")
    release = models.ForeignKey(Release, null=True, on_delete=models.PROTECT)
    definition = models.TextField(blank=True)
    rationale = models.TextField(blank=True)
    numerator = models.TextField(blank=True)
    denominator = models.TextField(blank=True)
    data_source = models.TextField(blank=True)
    method = models.TextField(blank=True)
    interval_method = models.TextField(blank=True)
    caveats = models.TextField(blank=True)
    disclosure_control = models.TextField(blank=True)
    licence = models.TextField(blank=True)
    updated = models.CharField(max_length=40, blank=True)
    other = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.indicator}, as described by {self.release or 'the reference data'}"
