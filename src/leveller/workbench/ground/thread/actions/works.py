"""What is being done: actions."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.thread import rules
from leveller.workbench.ground.thread.actions import common
from leveller.workbench.ground.thread.models import Action, Lever, Need
from leveller.workbench.ground.thread.states import ACTION_TRANSITIONS, ActionKind, ActionState


@transaction.atomic
def propose_action(
    *,
    by: Actor,
    place: Place,
    title: str,
    kind: str,
    description: str = "",
    needs: Sequence[Need] = (),
    levers: Sequence[Lever] = (),
    owner: str = "",
    starts_on: date | None = None,
    due_on: date | None = None,
) -> Action:
    """Propose something to start, scale, change or stop, for the needs that it is meant to meet."""
    by.must("thread.write")
    common.refuse(_faults(title, kind, starts_on, due_on))
    common.must_see(needs, by)
    action = common.make(
        Action,
        by=by,
        values={
            "place": place,
            "title": title,
            "kind": kind,
            "description": description,
            "owner": owner,
            "starts_on": starts_on,
            "due_on": due_on,
        },
    )
    _link(action, needs, levers, by)
    common.tell(by, "action_proposed", action, title=action.title, **_links(needs, levers))
    return action


@transaction.atomic
def edit_action(
    *,
    by: Actor,
    action: Action,
    version: int,
    title: str,
    kind: str,
    description: str = "",
    needs: Sequence[Need] = (),
    levers: Sequence[Lever] = (),
    owner: str = "",
    starts_on: date | None = None,
    due_on: date | None = None,
) -> Action:
    by.must("thread.write")
    values = {
        "title": title,
        "kind": kind,
        "description": description,
        "owner": owner,
        "starts_on": starts_on,
        "due_on": due_on,
    }
    common.refuse(_faults(title, kind, starts_on, due_on))
    common.must_see(needs, by)
    yours = values | {"needs": list(needs), "levers": list(levers)}
    row = common.locked(action, by=by, version=version, yours=yours)
    before = {name: str(getattr(row, name) or "") for name in values}
    common.save(row, values=values)
    _link(row, needs, levers, by)
    common.tell(by, "action_edited", row, before=before, **_links(needs, levers))
    return row


@transaction.atomic
def move_action(*, by: Actor, action: Action, to: ActionState, reason: str, version: int) -> Action:
    """Agree on an action, start it, finish it or stop it."""
    row = common.move(
        action,
        by=by,
        to=ActionState(to),
        reason=reason,
        version=version,
        table=ACTION_TRANSITIONS,
    )
    common.tell(by, "action_moved", row, to=row.state, reason=row.state_reason)
    return row


def _faults(title: str, kind: str, starts_on: date | None, due_on: date | None) -> dict[str, str]:
    faults = rules.required(title=title) | rules.fault_of_dates(starts_on, due_on)
    if kind not in set(ActionKind):
        faults["kind"] = f"Choose one of: {', '.join(ActionKind)}."
    return faults


def _link(action: Action, needs: Sequence[Need], levers: Sequence[Lever], by: Actor) -> None:
    foreign = [lever for lever in levers if lever.organisation_id not in {None, by.organisation.pk}]
    if foreign:
        raise ValidationError({"levers": f"{foreign[0]} belongs to somebody else."})
    action.needs.set(needs)
    action.levers.set(levers)


def _links(needs: Sequence[Need], levers: Sequence[Lever]) -> dict[str, object]:
    return {"needs": common.keys(needs), "levers": [lever.key for lever in levers]}
