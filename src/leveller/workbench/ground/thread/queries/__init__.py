"""Every read of the thread. What may be seen by whom is decided in `visible_to`, once."""

from leveller.workbench.ground.thread.queries.lines import (
    LineOfSight,
    line_of_action,
    line_of_data_need,
    line_of_decision,
    line_of_need,
)
from leveller.workbench.ground.thread.queries.reaches import (
    lever,
    levers,
    levers_for_needs,
    reach,
    reach_history,
    reaches_by_lever,
    reaches_of_determinants,
    reaches_of_lever,
    standing_reach,
)
from leveller.workbench.ground.thread.queries.works import (
    Doings,
    actions,
    commitments_of,
    data_needs,
    decisions,
    doings,
    in_place,
    needs,
    one,
    visible_to,
)

__all__ = [
    "Doings",
    "LineOfSight",
    "actions",
    "commitments_of",
    "data_needs",
    "decisions",
    "doings",
    "in_place",
    "lever",
    "levers",
    "levers_for_needs",
    "line_of_action",
    "line_of_data_need",
    "line_of_decision",
    "line_of_need",
    "needs",
    "one",
    "reach",
    "reach_history",
    "reaches_by_lever",
    "reaches_of_determinants",
    "reaches_of_lever",
    "standing_reach",
    "visible_to",
]
