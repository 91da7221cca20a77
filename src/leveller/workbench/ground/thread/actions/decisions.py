"""What a body settled, with its reasons, and what partners promised."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.thread import rules
from leveller.workbench.ground.thread.actions import common
from leveller.workbench.ground.thread.models import Action, Commitment, Decision, Need


@transaction.atomic
def record_decision(
    *,
    by: Actor,
    place: Place,
    body: str,
    title: str,
    text: str,
    reasons: str,
    decided_on: date,
    regard: str = "",
    needs: Sequence[Need] = (),
    actions: Sequence[Action] = (),
    supersedes: Decision | None = None,
) -> Decision:
    """Write down what a body settled. It is never edited: a later decision supersedes it.

    `regard` says how improving health and reducing inequality were considered.
    """
    by.must("thread.decide")
    common.refuse(rules.required(body=body, title=title, text=text, reasons=reasons))
    common.must_see([*needs, *actions], by)
    if supersedes is not None:
        _refuse_superseded(supersedes, by, decided_on)
    decision = common.make(
        Decision,
        by=by,
        values={
            "place": place,
            "body": body,
            "title": title,
            "text": text,
            "reasons": reasons,
            "regard": regard,
            "decided_on": decided_on,
            "supersedes": supersedes,
        },
    )
    decision.needs.set(needs)
    decision.actions.set(actions)
    common.tell(
        by,
        "decision_recorded",
        decision,
        title=decision.title,
        decided_on=decided_on.isoformat(),
        supersedes=supersedes.pk if supersedes else None,
    )
    return decision


@transaction.atomic
def record_commitment(
    *,
    by: Actor,
    place: Place,
    partner: str,
    text: str,
    action: Action | None = None,
    due_on: date | None = None,
) -> Commitment:
    """Write down what a partner promised, by when, and for which action."""
    by.must("thread.write")
    common.refuse(rules.required(partner=partner, text=text))
    common.must_see([action] if action else [], by)
    commitment = common.make(
        Commitment,
        by=by,
        values={
            "place": place,
            "partner": partner,
            "text": text,
            "action": action,
            "due_on": due_on,
        },
    )
    common.tell(by, "commitment_recorded", commitment, partner=commitment.partner)
    return commitment


@transaction.atomic
def settle_commitment(
    *, by: Actor, commitment: Commitment, is_kept: bool, version: int
) -> Commitment:
    """Say whether a promise was kept."""
    by.must("thread.write")
    row = common.locked(commitment, by=by, version=version, yours={"is_kept": is_kept})
    common.save(row, values={"is_kept": is_kept})
    common.tell(by, "commitment_settled", row, is_kept=is_kept)
    return row


def _refuse_superseded(former: Decision, by: Actor, decided_on: date) -> None:
    common.must_own(former, by)
    Decision.objects.select_for_update().get(pk=former.pk)
    if Decision.objects.filter(supersedes=former).exists():
        raise ValidationError({"supersedes": "A later decision supersedes this one already."})
    if decided_on < former.decided_on:
        raise ValidationError(
            {"decided_on": f"The decision that it supersedes is of {former.decided_on:%-d %B %Y}."}
        )
