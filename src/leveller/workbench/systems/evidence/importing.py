"""Examining a file: what it is, what it says, what is wrong with it. Nothing is stored.

A page, a job and the command line all take the same two steps: `examine` a file, show what came of
it, and hand the examination to `actions.publish`.
"""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

import duckdb

from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.places import queries as places
from leveller.workbench.ground.records.models import Release
from leveller.workbench.ground.records.models.releases import ReleaseState
from leveller.workbench.systems.evidence import knowledge, publishing, unsaid, vintages
from leveller.workbench.systems.evidence.checking import reasons
from leveller.workbench.systems.evidence.checking.faults import Fault, FaultError, FaultLog
from leveller.workbench.systems.evidence.choices import Choices, address
from leveller.workbench.systems.evidence.formats import recognising
from leveller.workbench.systems.evidence.formats.matches import (
    Drafts,
    DraftsMatch,
    Match,
    ObservationsMatch,
)
from leveller.workbench.systems.evidence.formats.tidy import Proposal
from leveller.workbench.systems.evidence.normalising.headings import fingerprint
from leveller.workbench.systems.evidence.observations import content, said
from leveller.workbench.systems.evidence.observations.content import Observations
from leveller.workbench.systems.evidence.observations.layout import Layout, Part
from leveller.workbench.systems.evidence.reading.opening import Opened, open_file
from leveller.workbench.systems.evidence.reading.tables import Table

MEMORY = "512MB"
NAMED = 3  # indicators that a title names
Progress = Callable[[str], None]


class Verdict(StrEnum):
    READY = "ready"
    ALREADY_THERE = "already there"
    REFUSED = "refused"
    NOT_RECOGNISED = "not recognised"


@dataclass
class Examination:
    """What came of looking at one file. Close it when done: it holds the file's figures.

    `kinds` gives the kind of each place that the store knows already.
    """

    path: Path
    filename: str
    choices: Choices
    faults: FaultLog
    opened: Opened | None = None
    match: Match | None = None
    observations: Observations | None = None
    drafts: Drafts | None = None
    proposal: Proposal | None = None
    proposed_for: Table | None = None
    existing: Release | None = None
    mapping: Mapping[str, Any] | None = None
    kinds: Mapping[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    left_out: list[dict[str, Any]] = field(default_factory=list)
    unreadable: bool = False
    _stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        self._stack.close()

    @property
    def verdict(self) -> Verdict:
        if self.existing is not None and not len(self.faults):
            return Verdict.ALREADY_THERE
        if self.unreadable or (self.match is None and not len(self.faults)):
            return Verdict.NOT_RECOGNISED
        return Verdict.REFUSED if len(self.faults) else Verdict.READY

    @property
    def chosen(self) -> dict[str, Any]:
        """What somebody chose in reading the file, as it is kept beside the release."""
        return self.choices.to_json(self.mapping)

    @property
    def address(self) -> str:
        assert self.opened is not None
        return address(self.opened.sha256, self.chosen)

    @property
    def content(self) -> Observations | Drafts:
        found = self.observations or self.drafts
        assert found is not None
        return found

    @property
    def title(self) -> str:
        """What the file is, and which indicators it holds where that tells it from others."""
        if self.match is None:
            return self.filename
        if self.observations is None:
            return f"{self.match.title} ({self.filename})"[:300]
        if not getattr(self.match, "names_indicators", False):
            return self.match.title
        named = [d.short_name or d.name for d in self.observations.definitions.values()]
        others = f" and {len(named) - NAMED} more" if len(named) > NAMED else ""
        return f"{self.match.title}: {'; '.join(named[:NAMED])}{others}"[:300]

    @property
    def fingerprint(self) -> str:
        """Of the headings of the table that was read."""
        table = self.match.table if self.match else self.proposed_for
        return fingerprint(table.headings) if table else ""


def examine(
    path: Path,
    *,
    choices: Choices | None = None,
    organisation: Organisation | None = None,
    filename: str = "",
    progress: Progress | None = None,
) -> Examination:
    """Look at a file and say what it is and what is wrong with it. Writes nothing to the store.

    `organisation` is whose releases and saved mappings count; `filename` is the name under which
    the file was given, where it lies under another one.
    """
    stack = ExitStack()
    scratch = stack.enter_context(publishing.attempt())
    connection = stack.enter_context(_connection(scratch))
    examination = Examination(
        path,
        filename or path.name,
        Choices() if choices is None else choices,
        FaultLog(connection),
        _stack=stack,
    )
    try:
        _Examiner(examination, connection, organisation, progress or _quiet).run(scratch)
    except FaultError as error:
        examination.faults.add(error.faults)
        examination.unreadable = any(f.reason is reasons.NOT_DATA for f in error.faults)
    except BaseException:
        stack.close()
        raise
    return examination


def _quiet(step: str) -> None:
    """Nobody asked to be told."""


def _connection(scratch: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        config={"memory_limit": MEMORY, "temp_directory": str(scratch / "overflow")}
    )


@dataclass
class _Examiner:
    examination: Examination
    connection: duckdb.DuckDBPyConnection
    organisation: Organisation | None
    progress: Progress

    def run(self, scratch: Path) -> None:
        found, choices = self.examination, self.examination.choices
        if choices.leave_out and not choices.reason.strip():
            raise FaultError(Fault(reasons.LEFT_OUT_WITHOUT_REASON))
        self.progress("Opening")
        found.opened = open_file(found.path, scratch, found.filename)
        if not choices and self._is_there_already(found.opened):
            return
        self.progress("Recognising")
        found.match = self._recognised(found.opened)
        if found.match is None:
            return
        if choices and self._is_there_already(found.opened):
            return
        self.progress("Checking")
        if isinstance(found.match, DraftsMatch):
            self._read_drafts(found.match)
        else:
            self._read_observations(found.match)

    def _is_there_already(self, opened: Opened) -> bool:
        """Whether the store holds the file. Raises `FaultError` where it stands in the way."""
        found = self.examination
        releases = knowledge.releases_of(opened.sha256, self.organisation)
        if not releases:
            return False
        same = [r for r in releases if not found.choices or r.sha256 == found.address]
        release = (same or releases)[0]
        if release.state != ReleaseState.PUBLISHED:
            if not same:
                return False
            raise FaultError(
                Fault(reasons.WITHDRAWN, text=release.sha256, detail=release.state_reason)
            )
        if not same:
            raise FaultError(Fault(reasons.PUBLISHED_OTHERWISE, text=release.sha256))
        found.existing = release
        return True

    def _recognised(self, opened: Opened) -> Match | None:
        found, choices = self.examination, self.examination.choices
        if choices.mapping is not None:
            table = next(iter(recognising.tables_of(opened, choices.sheet)), None)
            return self._mapped(table, choices.mapping) if table else None
        saved = knowledge.saved_mappings(self.organisation)
        match = recognising.recognise(opened, choices.sheet, saved)
        if match is not None:
            found.mapping = getattr(match, "mapping", None)
            return match
        proposed = recognising.propose(opened, choices.sheet)
        if proposed:
            found.proposed_for, found.proposal = proposed
            layout = found.proposal.layout
            if choices.accept and layout:
                mapping = layout.to_mapping(found.proposed_for.headings)
                return self._mapped(found.proposed_for, mapping)
        return None

    def _mapped(self, table: Table, mapping: Mapping[str, Any]) -> Match:
        self.examination.mapping = mapping
        return recognising.mapped(table, mapping)

    def _read_drafts(self, match: DraftsMatch) -> None:
        found = self.examination
        found.drafts = match.read()
        found.faults.add(found.drafts.faults)
        found.notes += [*(match.table.notes if match.table else []), *found.drafts.notes]

    def _read_observations(self, match: ObservationsMatch) -> None:
        found, choices = self.examination, self.examination.choices
        layout = self._stated(match.layout)
        _refuse_untold(layout)
        found.observations, notes = content.read(
            self.connection,
            found.faults,
            match,
            layout,
            knowledge.book(),
            unsaid.country_names(),
            choices.leave_out,
        )
        if not found.observations.rows:
            raise FaultError(Fault(reasons.NO_ROWS))
        found.notes += [*match.table.notes, *match.notes, *notes]
        self._note_left_out(match, layout)
        self._check_places(found.observations)

    def _stated(self, layout: Layout) -> Layout:
        stated = self.examination.choices.statements
        changes: dict[str, Any] = {"years": stated.years} if stated.years else {}
        changes |= {"direction": stated.direction} if stated.direction else {}
        return layout.stating(stated.says, **changes)

    def _note_left_out(self, match: ObservationsMatch, layout: Layout) -> None:
        rows = self.examination.choices.leave_out
        if not rows:
            return
        found = said.rows_of(self.connection, layout, match.table.headings, rows)
        self.examination.left_out = found
        missing = sum(last - first + 1 for first, last in rows) - len(found)
        if missing:
            raise FaultError(Fault(reasons.NO_SUCH_ROW, detail=f"{missing} of the rows named."))

    def _check_places(self, observations: Observations) -> None:
        known = places.known_codes(observations.names)
        self.examination.kinds = {code: str(place.kind) for code, place in known.items()}
        ended, begun = vintages.never_together(known, vintages.SMALL)
        if ended:
            content.log_mixed_vintages(self.connection, self.examination.faults, ended, begun)
        self.examination.notes += vintages.note_on_councils(known)
        self.examination.notes += vintages.note_on_unknown(observations.names, known)


def _refuse_untold(layout: Layout) -> None:
    """What no column, no name of the file and no statement tells can't be taken row by row."""
    if not layout.told(Part.INDICATOR) and not layout.told(Part.INDICATOR_ID):
        raise FaultError(Fault(reasons.NO_INDICATOR_STATED))
    if not layout.told(Part.PERIOD) and not layout.told(Part.DATE_FROM):
        raise FaultError(Fault(reasons.NO_PERIOD))
