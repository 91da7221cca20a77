"""What is being done: actions, the decisions behind them, and what partners promised."""

from django.db import models

from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.thread.models.levers import Lever
from leveller.workbench.ground.thread.models.needs import Need, Work
from leveller.workbench.ground.thread.states import ActionKind, ActionState


class Action(Work):
    """Something to start, scale, change or stop, with one history wherever it is delivered."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=[(k, k) for k in ActionKind])
    description = models.TextField(blank=True)
    needs = models.ManyToManyField(Need, related_name="actions")
    levers = models.ManyToManyField(Lever, related_name="actions")
    owner = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    state = models.CharField(
        max_length=12, choices=[(s, s) for s in ActionState], default=ActionState.PROPOSED
    )
    state_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-created_at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=list(ActionState)), name="action_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__isnull=True)
                | models.Q(starts_on__isnull=True)
                | models.Q(due_on__gte=models.F("starts_on")),
                name="action_due_after_it_starts",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Decision(Work):
    """What a body settled, with its reasons; never edited, only superseded."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    body = models.CharField(max_length=200, help_text="Who decided: a board, a cabinet, a mayor.")
    title = models.CharField(max_length=200)
    text = models.TextField()
    reasons = models.TextField()
    regard = models.TextField(
        blank=True,
        help_text="How improving health and reducing inequality were considered, and what changed.",
    )
    decided_on = models.DateField()
    needs = models.ManyToManyField(Need, related_name="decisions")
    actions = models.ManyToManyField(Action, related_name="decisions")
    supersedes = models.ForeignKey("self", null=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ("-decided_on", "-pk")

    def __str__(self) -> str:
        return self.title


class Commitment(Work):
    """What a partner promised, by when."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    partner = models.CharField(max_length=200)
    text = models.TextField()
    action = models.ForeignKey(
        Action, null=True, on_delete=models.PROTECT, related_name="commitments"
    )
    due_on = models.DateField(null=True)
    is_kept = models.BooleanField(null=True)

    class Meta:
        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        return f"{self.partner}: {self.text[:60]}"
