"""Writing down what matters here: needs."""

from typing import Any

from django.db import transaction

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.thread import rules
from leveller.workbench.ground.thread.actions import common
from leveller.workbench.ground.thread.models import Need
from leveller.workbench.ground.thread.states import NEED_TRANSITIONS, NeedState
from leveller.workbench.ground.vocabulary.models import Determinant, Indicator, PopulationGroup


@transaction.atomic
def propose_need(
    *,
    by: Actor,
    place: Place,
    title: str,
    statement: str,
    voices: str = "",
    indicator: Indicator | None = None,
    determinant: Determinant | None = None,
    population_group: PopulationGroup | None = None,
    figure: dict[str, Any] | None = None,
    owner: str = "",
) -> Need:
    """Say that a gap or a cause matters here. `figure` is the gap as it was, with its trace."""
    by.must("thread.write")
    common.refuse(rules.required(title=title, statement=statement) | _fault_of(figure))
    need = common.make(
        Need,
        by=by,
        values={
            "place": place,
            "title": title,
            "statement": statement,
            "voices": voices,
            "indicator": indicator,
            "determinant": determinant,
            "population_group": population_group,
            "figure": figure,
            "owner": owner,
        },
    )
    common.tell(by, "need_proposed", need, title=need.title, figure=figure)
    return need


@transaction.atomic
def edit_need(
    *,
    by: Actor,
    need: Need,
    version: int,
    title: str,
    statement: str,
    voices: str = "",
    determinant: Determinant | None = None,
    population_group: PopulationGroup | None = None,
    owner: str = "",
) -> Need:
    """Reword a need. Its indicator and its figure stay: they are what it was written from."""
    by.must("thread.write")
    values = {
        "title": title,
        "statement": statement,
        "voices": voices,
        "determinant": determinant,
        "population_group": population_group,
        "owner": owner,
    }
    common.refuse(rules.required(title=title, statement=statement))
    row = common.locked(need, by=by, version=version, yours=values)
    before = {name: str(getattr(row, name) or "") for name in values}
    common.save(row, values=values)
    common.tell(by, "need_edited", row, before=before)
    return row


@transaction.atomic
def move_need(*, by: Actor, need: Need, to: NeedState, reason: str, version: int) -> Need:
    """Adopt a need, set it aside, call it met, or take it up again."""
    row = common.move(
        need, by=by, to=NeedState(to), reason=reason, version=version, table=NEED_TRANSITIONS
    )
    common.tell(by, "need_moved", row, to=row.state, reason=row.state_reason)
    return row


def _fault_of(figure: dict[str, Any] | None) -> dict[str, str]:
    fault = rules.fault_of_figure(figure)
    return {"figure": fault} if fault else {}
