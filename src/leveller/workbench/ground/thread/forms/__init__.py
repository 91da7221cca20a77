"""Forms of the thread. What an address carries along is filled in; nothing is asked twice."""

from leveller.workbench.ground.thread.forms.common import ThreadForm
from leveller.workbench.ground.thread.forms.needs import (
    DataNeedEditForm,
    DataNeedForm,
    NeedEditForm,
    NeedForm,
)
from leveller.workbench.ground.thread.forms.works import (
    ActionEditForm,
    ActionForm,
    CommitmentForm,
    DecisionForm,
    MoveForm,
    VersionForm,
)

__all__ = [
    "ActionEditForm",
    "ActionForm",
    "CommitmentForm",
    "DataNeedEditForm",
    "DataNeedForm",
    "DecisionForm",
    "MoveForm",
    "NeedEditForm",
    "NeedForm",
    "ThreadForm",
    "VersionForm",
]
