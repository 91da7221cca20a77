"""Every write of this room: imports on their way in, releases, saved mappings."""

from leveller.workbench.systems.evidence.actions.imports import (
    ask_to_examine,
    ask_to_publish,
    choose,
    discard_import,
    note_examination,
    note_published,
    note_stumble,
    open_import,
    set_terms,
    settle_import,
)
from leveller.workbench.systems.evidence.actions.mappings import (
    delete_mapping,
    rename_mapping,
    save_mapping,
)
from leveller.workbench.systems.evidence.actions.releases import (
    NotReadyError,
    publish,
    restore_release,
    withdraw_release,
)
from leveller.workbench.systems.evidence.actions.sweeping import sweep

__all__ = [
    "NotReadyError",
    "ask_to_examine",
    "ask_to_publish",
    "choose",
    "delete_mapping",
    "discard_import",
    "note_examination",
    "note_published",
    "note_stumble",
    "open_import",
    "publish",
    "rename_mapping",
    "restore_release",
    "save_mapping",
    "set_terms",
    "settle_import",
    "sweep",
    "withdraw_release",
]
