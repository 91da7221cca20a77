"""The states of an import and of each of its files, and which may follow which."""

from datetime import timedelta
from enum import StrEnum


class ImportState(StrEnum):
    OPEN = "open"
    FINISHED = "finished"
    DISCARDED = "discarded"
    EXPIRED = "expired"


IMPORT_TRANSITIONS: dict[ImportState, frozenset[ImportState]] = {
    ImportState.OPEN: frozenset({ImportState.FINISHED, ImportState.DISCARDED, ImportState.EXPIRED}),
    ImportState.FINISHED: frozenset(),
    ImportState.DISCARDED: frozenset(),
    ImportState.EXPIRED: frozenset(),
}


class FileState(StrEnum):
    """The middle four are the verdicts of an examination."""

    WAITING = "waiting"
    READY = "ready"
    ALREADY_THERE = "already there"
    REFUSED = "refused"
    NOT_RECOGNISED = "not recognised"
    PUBLISHED = "published"


VERDICTS = (
    FileState.READY,
    FileState.ALREADY_THERE,
    FileState.REFUSED,
    FileState.NOT_RECOGNISED,
)
FILE_TRANSITIONS: dict[FileState, frozenset[FileState]] = {
    FileState.WAITING: frozenset(VERDICTS),
    FileState.READY: frozenset({FileState.WAITING, FileState.PUBLISHED, *VERDICTS}),
    FileState.ALREADY_THERE: frozenset({FileState.WAITING, *VERDICTS}),
    FileState.REFUSED: frozenset({FileState.WAITING, *VERDICTS}),
    FileState.NOT_RECOGNISED: frozenset({FileState.WAITING, *VERDICTS}),
    FileState.PUBLISHED: frozenset(),
}
# Nothing is left to do with such a file.
SETTLED = (FileState.PUBLISHED, FileState.ALREADY_THERE)
KEPT_FOR = timedelta(days=14)  # how long staged files wait for somebody to come back


def may_become(state: FileState, following: FileState) -> bool:
    return following in FILE_TRANSITIONS[state]
