"""What came of a file, in plain English, line by line: for a terminal, and for a page."""

import shlex
from collections.abc import Iterator

import yaml

from leveller.workbench.ground.records.models import Release
from leveller.workbench.ground.records.models.releases import ReleaseKind
from leveller.workbench.systems.evidence.checking import reasons, row_lists
from leveller.workbench.systems.evidence.checking.faults import Fault, FaultGroup, visible
from leveller.workbench.systems.evidence.importing import Examination, Verdict

LONGEST_TEXT = 60
NOUNS = {
    ReleaseKind.OBSERVATIONS: ("observation", "observations"),
    ReleaseKind.LOOKUP: ("row of a lookup", "rows of a lookup"),
    ReleaseKind.BOUNDARIES: ("boundary", "boundaries"),
    ReleaseKind.METADATA: ("description", "descriptions"),
}


def lines(examination: Examination, release: Release | None = None) -> Iterator[str]:
    """What it was recognised as, what was taken or why nothing was, and what to do."""
    if examination.match is not None:
        yield f"Recognised: {examination.match.title}."
    verdict = examination.verdict
    if verdict == Verdict.ALREADY_THERE and examination.existing:
        yield from _already(examination.existing)
    elif verdict == Verdict.NOT_RECOGNISED:
        yield from _not_recognised(examination)
    elif verdict == Verdict.REFUSED:
        yield from _refused(examination)
    else:
        yield from _taken(examination, release)


def _already(release: Release) -> Iterator[str]:
    yield f"Already there: release {release.sha256[:12]}, {release.title}."
    if release.left_out:
        yield f"{_rows(len(release.left_out))} left out by hand."


def _rows(count: int) -> str:
    return "1 row is" if count == 1 else f"{count:,} rows are"


def _taken(examination: Examination, release: Release | None) -> Iterator[str]:
    assert examination.match is not None
    taken = examination.content.taken
    noun = NOUNS[examination.match.kind][taken != 1]
    span, observed = "", examination.observations
    if observed:
        indicators, places = len(observed.definitions), len(observed.names)
        span = (
            f" of {indicators:,} indicator{'s' * (indicators != 1)}"
            f" for {places:,} place{'s' * (places != 1)}, {_span(observed)}"
        )
    name = f" Release {release.sha256[:12]}." if release else ""
    yield f"{'Took' if release else 'Ready to take'} {taken:,} {noun}{span}.{name}"
    if examination.left_out:
        reason = examination.choices.reason
        count = len(examination.left_out)
        yield f"Left out by hand: {count:,} row{'s' * (count != 1)}, because: {reason}"
    yield from (f"Note: {note}" for note in examination.notes)


def _span(observed: object) -> str:
    first, last = observed.first_period, observed.last_period  # type: ignore[attr-defined]
    return first if first == last else f"{first} to {last}"


def _refused(examination: Examination) -> Iterator[str]:
    count = len(examination.faults)
    yield f"Refused: {count:,} fault{'s' * (count != 1)}. Nothing of the file was taken."
    for group in examination.faults.groups():
        yield from _group(group)
    yield from _ready_command(examination)


def _group(group: FaultGroup) -> Iterator[str]:
    where = f" (column {group.column})" if group.column else ""
    times = f" {group.count:,} times." if group.count > 1 else ""
    yield f"- {group.reason.sentence}{where}{times}"
    yield from (f"    {_fault(fault)}" for fault in group.first if _fault(fault))
    if group.count > len(group.first):
        yield f"    … and {group.count - len(group.first):,} more."
    yield f"    What to do: {group.reason.remedy}"


def _fault(fault: Fault) -> str:
    text = visible(fault.text)
    text = text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"
    row = f"Row {fault.row}" if fault.row is not None else ""
    said = f"“{text}”" if text else ""
    return " ".join(
        part for part in (f"{row}: {said}" if row and said else row or said, fault.detail) if part
    )


def _ready_command(examination: Examination) -> Iterator[str]:
    """The command that takes the file without the rows at fault, where that is a way out."""
    rows = examination.faults.rows()
    if not rows or examination.observations is None:
        return
    given = [row for a, b in examination.choices.leave_out for row in range(a, b + 1)]
    listed = row_lists.write([*rows, *given])
    if len(listed) > 2000:
        yield "There are too many rows at fault to leave them out; correct the file."
        return
    yield "To take it without these rows, once you have checked them:"
    if any(group.reason is reasons.TWO_VALUES for group in examination.faults.groups()):
        yield "(Both rows of each pair are listed. Take out of the list the one that is right.)"
    yield (
        f"    leveller import {shlex.quote(str(examination.path))} "
        f'--leave-out {listed} --reason "why they are left out"'
    )


def _not_recognised(examination: Examination) -> Iterator[str]:
    faults = list(examination.faults)
    if faults:
        yield f"Not recognised. {faults[0].reason.sentence} {faults[0].detail}".rstrip()
        yield f"    What to do: {faults[0].reason.remedy}"
        return
    yield "Not recognised. Nothing of the file was taken."
    proposal, table = examination.proposal, examination.proposed_for
    if proposal is None or table is None:
        yield "    It holds no table with codes of places and figures."
        return
    yield from (f"    {line}" for line in proposal.because)
    if proposal.layout is None:
        return
    yield "It can be read by this mapping:"
    mapping = yaml.safe_dump(
        proposal.layout.to_mapping(table.headings), allow_unicode=True, sort_keys=False
    )
    yield from (f"    {line}" for line in mapping.splitlines())
    path = shlex.quote(str(examination.path))
    yield "To accept it, now and for every file with these headings:"
    yield f"    leveller import {path} --accept-mapping"
    yield "To change it first, save it as mapping.yaml, edit it, and run:"
    yield f"    leveller import {path} --mapping mapping.yaml"
