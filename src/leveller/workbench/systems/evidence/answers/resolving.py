"""From a trace back to the rows of the file, for releases that were withdrawn since as well."""

from collections.abc import Mapping
from dataclasses import dataclass

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records.models import Release
from leveller.workbench.systems.evidence import catalogue, traces
from leveller.workbench.systems.evidence.answers import control
from leveller.workbench.systems.evidence.store import figures, reader
from leveller.workbench.systems.evidence.store.figures import Observation
from leveller.workbench.systems.evidence.traces import Selection, Trace, TraceError

MOST_ROWS = 5_000


@dataclass(frozen=True)
class Resolved:
    """A trace with the rows that its selections find, a list for each selection.

    `left_off` counts the rows beyond the first 5,000 of a selection.
    """

    trace: Trace
    rows: tuple[tuple[Observation, ...], ...]
    left_off: int


def trace(actor: Actor, query: Mapping[str, list[str]]) -> Resolved:
    """Read a trace's address and find its rows. Raises `TraceError` for what can't be found.

    A release that the actor may not see is answered like one that does not exist.
    """
    wanted = traces.parse(query)
    selections = [_selection(actor, sha256, where) for sha256, where in wanted.selections]
    found = [_rows(selection) for selection in selections]
    return Resolved(
        Trace(tuple(selections), wanted.measure, wanted.version, wanted.figure),
        tuple(tuple(rows[:MOST_ROWS]) for rows in found),
        sum(max(0, len(rows) - MOST_ROWS) for rows in found),
    )


def _selection(actor: Actor, sha256: str, where: dict[str, tuple[str, ...]]) -> Selection:
    rows = Release.objects.filter(catalogue.may_see(actor), sha256=sha256)
    release = rows.select_related("source").order_by("state", "-pk").first()
    if release is None:
        raise TraceError("No release has that SHA-256, or it is not open to you.")
    return Selection.of(catalogue.card(release), **where)


def _rows(selection: Selection) -> list[Observation]:
    try:
        frame = reader.select(selection.release.sha256, selection.filter, figures.COLUMNS)
    except FileNotFoundError as error:
        raise TraceError("The release holds no observations.") from error
    return control.controlled(figures.observations(frame), selection.release.disclosure)
