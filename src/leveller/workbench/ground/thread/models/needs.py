"""A need: a gap or a cause that someone decided matters here. A data need: what would settle it."""

from django.db import models

from leveller.workbench.ground.accounts.models import Organisation, User
from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.thread.states import DataNeedState, NeedState
from leveller.workbench.ground.vocabulary.models import Determinant, Indicator, PopulationGroup


class Work(models.Model):
    """What every noun of the thread has: an organisation that it belongs to, and an author."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    is_public = models.BooleanField(default=False)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class Need(Work):
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    title = models.CharField(max_length=200)
    statement = models.TextField(help_text="What differs, between whom, and why it matters here.")
    voices = models.TextField(blank=True, help_text="What lived experience adds to the numbers.")
    indicator = models.ForeignKey(Indicator, null=True, on_delete=models.PROTECT)
    determinant = models.ForeignKey(Determinant, null=True, on_delete=models.PROTECT)
    population_group = models.ForeignKey(PopulationGroup, null=True, on_delete=models.PROTECT)
    figure = models.JSONField(null=True, help_text="The gap as it was then, with its trace.")
    owner = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=12, choices=[(s, s) for s in NeedState], default=NeedState.PROPOSED
    )
    state_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-created_at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=list(NeedState)), name="need_state_known"
            ),
        )

    def __str__(self) -> str:
        return self.title


class DataNeed(Work):
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    indicator = models.ForeignKey(Indicator, null=True, on_delete=models.PROTECT)
    question = models.CharField(max_length=300, help_text="What cannot be answered today.")
    would_settle = models.TextField(help_text="The data that would settle it.")
    substitute = models.TextField(blank=True, help_text="What is shown meanwhile, and its label.")
    supplier = models.CharField(max_length=200, blank=True, help_text="Who could supply it.")
    needed_by = models.DateField(null=True)
    owner = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=12, choices=[(s, s) for s in DataNeedState], default=DataNeedState.RAISED
    )
    state_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-created_at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=list(DataNeedState)), name="data_need_state_known"
            ),
        )

    def __str__(self) -> str:
        return self.question
