"""The demonstration's files through the pipeline that every user has."""

from collections.abc import Callable
from pathlib import Path

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.systems.evidence import actions, batches, importing, knowledge
from leveller.workbench.systems.evidence.importing import Verdict

SOURCE = "demonstration"
ASKS_FOR_CONTROL = {"fingertips-small-numbers.csv": "counts 1 to 7"}


class RefusedError(RuntimeError):
    """A file of the demonstration was refused or not recognised; the message says why."""


def take_folder(folder: Path, *, by: Actor, progress: Callable[[str], None]) -> None:
    """Import every file of a folder, lookups before figures; what is there already stays."""
    found = batches.gather([folder]).files
    files = batches.in_order(found, knowledge.saved_mappings(by.organisation))
    for number, file in enumerate(files, 1):
        progress(f"Importing {file.name} ({number} of {len(files)}) …")
        take(file, by=by)


def take(file: Path, *, by: Actor) -> None:
    with importing.examine(file, organisation=by.organisation) as examination:
        if examination.verdict == Verdict.ALREADY_THERE:
            return
        if examination.verdict != Verdict.READY:
            raise RefusedError(f"{file.name}: {examination.verdict}. {examination.faults}")
        actions.publish(
            by=by,
            examination=examination,
            source=SOURCE,
            disclosure=ASKS_FOR_CONTROL.get(file.name, "none"),
        )
