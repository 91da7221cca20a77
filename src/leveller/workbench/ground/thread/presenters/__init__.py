"""The thread's nouns as lists, facts and a line of sight."""

from leveller.workbench.ground.thread.presenters.facts import (
    action_facts,
    data_need_facts,
    decision_facts,
    need_facts,
)
from leveller.workbench.ground.thread.presenters.lines import Stop, line
from leveller.workbench.ground.thread.presenters.tables import commitments_table, works_table

__all__ = [
    "Stop",
    "action_facts",
    "commitments_table",
    "data_need_facts",
    "decision_facts",
    "line",
    "need_facts",
    "works_table",
]
