"""Every write of the thread. Each belongs to the actor's organisation and tells the audit log."""

from leveller.workbench.ground.thread.actions.data_needs import (
    edit_data_need,
    move_data_need,
    raise_data_need,
)
from leveller.workbench.ground.thread.actions.decisions import (
    record_commitment,
    record_decision,
    settle_commitment,
)
from leveller.workbench.ground.thread.actions.needs import edit_need, move_need, propose_need
from leveller.workbench.ground.thread.actions.publishing import publish, unpublish
from leveller.workbench.ground.thread.actions.reaches import (
    change_reach,
    end_reach,
    link_lever,
)
from leveller.workbench.ground.thread.actions.works import (
    edit_action,
    move_action,
    propose_action,
)

__all__ = [
    "change_reach",
    "edit_action",
    "edit_data_need",
    "edit_need",
    "end_reach",
    "link_lever",
    "move_action",
    "move_data_need",
    "move_need",
    "propose_action",
    "propose_need",
    "publish",
    "raise_data_need",
    "record_commitment",
    "record_decision",
    "settle_commitment",
    "unpublish",
]
