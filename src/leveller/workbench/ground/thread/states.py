"""States of the thread's nouns and the transitions allowed, with what each needs of the actor.

Pages, API, documentation and tests read these tables; nothing else knows an order of states.
"""

from enum import StrEnum


class NeedState(StrEnum):
    PROPOSED = "proposed"
    ADOPTED = "adopted"
    MET = "met"
    SET_ASIDE = "set aside"


class DataNeedState(StrEnum):
    RAISED = "raised"
    AGREED = "agreed"
    COLLECTING = "collecting"
    AVAILABLE = "available"
    CLOSED = "closed"


class ActionState(StrEnum):
    PROPOSED = "proposed"
    AGREED = "agreed"
    UNDER_WAY = "under way"
    DONE = "done"
    STOPPED = "stopped"


class ActionKind(StrEnum):
    START = "start"
    SCALE = "scale"
    CHANGE = "change"
    STOP = "stop"


# (from, to) → the permission that the move needs
NEED_TRANSITIONS = {
    (NeedState.PROPOSED, NeedState.ADOPTED): "thread.decide",
    (NeedState.PROPOSED, NeedState.SET_ASIDE): "thread.write",
    (NeedState.ADOPTED, NeedState.MET): "thread.decide",
    (NeedState.ADOPTED, NeedState.SET_ASIDE): "thread.decide",
    (NeedState.SET_ASIDE, NeedState.PROPOSED): "thread.write",
    (NeedState.MET, NeedState.PROPOSED): "thread.write",
}
DATA_NEED_TRANSITIONS = {
    (DataNeedState.RAISED, DataNeedState.AGREED): "thread.write",
    (DataNeedState.RAISED, DataNeedState.CLOSED): "thread.write",
    (DataNeedState.AGREED, DataNeedState.COLLECTING): "thread.write",
    (DataNeedState.AGREED, DataNeedState.CLOSED): "thread.write",
    (DataNeedState.COLLECTING, DataNeedState.AVAILABLE): "thread.write",
    (DataNeedState.COLLECTING, DataNeedState.CLOSED): "thread.write",
    (DataNeedState.AVAILABLE, DataNeedState.CLOSED): "thread.write",
    (DataNeedState.CLOSED, DataNeedState.RAISED): "thread.write",
}
ACTION_TRANSITIONS = {
    (ActionState.PROPOSED, ActionState.AGREED): "thread.decide",
    (ActionState.PROPOSED, ActionState.STOPPED): "thread.write",
    (ActionState.AGREED, ActionState.UNDER_WAY): "thread.write",
    (ActionState.AGREED, ActionState.STOPPED): "thread.decide",
    (ActionState.UNDER_WAY, ActionState.DONE): "thread.write",
    (ActionState.UNDER_WAY, ActionState.STOPPED): "thread.decide",
}
