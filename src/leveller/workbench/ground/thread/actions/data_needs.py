"""Owning what can't be answered: data needs."""

from datetime import date

from django.db import transaction

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.thread import rules
from leveller.workbench.ground.thread.actions import common
from leveller.workbench.ground.thread.models import DataNeed
from leveller.workbench.ground.thread.states import DATA_NEED_TRANSITIONS, DataNeedState
from leveller.workbench.ground.vocabulary.models import Indicator


@transaction.atomic
def raise_data_need(
    *,
    by: Actor,
    place: Place,
    question: str,
    would_settle: str,
    indicator: Indicator | None = None,
    substitute: str = "",
    supplier: str = "",
    needed_by: date | None = None,
    owner: str = "",
) -> DataNeed:
    """Say what can't be answered, which data would settle it, who could supply it, by when."""
    by.must("thread.write")
    common.refuse(rules.required(question=question, would_settle=would_settle))
    need = common.make(
        DataNeed,
        by=by,
        values={
            "place": place,
            "question": question,
            "would_settle": would_settle,
            "indicator": indicator,
            "substitute": substitute,
            "supplier": supplier,
            "needed_by": needed_by,
            "owner": owner,
        },
    )
    common.tell(by, "data_need_raised", need, question=need.question)
    return need


@transaction.atomic
def edit_data_need(
    *,
    by: Actor,
    need: DataNeed,
    version: int,
    question: str,
    would_settle: str,
    substitute: str = "",
    supplier: str = "",
    needed_by: date | None = None,
    owner: str = "",
) -> DataNeed:
    by.must("thread.write")
    values = {
        "question": question,
        "would_settle": would_settle,
        "substitute": substitute,
        "supplier": supplier,
        "needed_by": needed_by,
        "owner": owner,
    }
    common.refuse(rules.required(question=question, would_settle=would_settle))
    row = common.locked(need, by=by, version=version, yours=values)
    before = {name: str(getattr(row, name) or "") for name in values}
    common.save(row, values=values)
    common.tell(by, "data_need_edited", row, before=before)
    return row


@transaction.atomic
def move_data_need(
    *, by: Actor, need: DataNeed, to: DataNeedState, reason: str, version: int
) -> DataNeed:
    """Agree on a data need, collect, have it available, close it, or raise it again."""
    row = common.move(
        need,
        by=by,
        to=DataNeedState(to),
        reason=reason,
        version=version,
        table=DATA_NEED_TRANSITIONS,
    )
    common.tell(by, "data_need_moved", row, to=row.state, reason=row.state_reason)
    return row
