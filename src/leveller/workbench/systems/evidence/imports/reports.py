"""An examination as it is kept for the pages: plain values that outlive the job that made them."""

from collections.abc import Mapping
from typing import Any

from leveller.workbench.ground.places.kinds import kind_of
from leveller.workbench.systems.evidence import taking
from leveller.workbench.systems.evidence.checking import row_lists
from leveller.workbench.systems.evidence.checking.faults import FaultGroup, visible
from leveller.workbench.systems.evidence.checking.reasons import Reason
from leveller.workbench.systems.evidence.importing import Examination, Verdict
from leveller.workbench.systems.evidence.observations.content import Observations
from leveller.workbench.systems.evidence.reading.tables import Table, sample_of

MOST = 200  # indicators, series and rows left out that a report lists
SAMPLES = 3
LONGEST_TEXT = 120
LONGEST_LIST = 2000
TIDY = "tidy"


def report(examination: Examination) -> dict[str, Any]:
    """What was recognised, what would be taken, what stands in the way."""
    found = examination
    return {
        "title": found.title if found.match else "",
        "notes": list(found.notes),
        "recognised": found.match.title if found.match else "",
        "format": found.match.format if found.match else "",
        "kind": str(found.match.kind) if found.match else "",
        "source": _source(found),
        "sheets": [table.name for table in found.opened.tables] if found.opened else [],
        "left out": found.left_out[:MOST],
        "left out count": len(found.left_out),
        **_content(found),
        **_faults(found),
        **_mapping(found),
    }


def of_reason(reason: Reason) -> dict[str, Any]:
    """The report on a file that has one fault, of the file as a whole."""
    group = {"reason": reason.key, "column": "", "count": 1, "first": []}
    return {"fault count": 1, "groups": [group], "notes": []}


def _source(found: Examination) -> str:
    held = found.observations or found.drafts
    if found.match is None or held is None:
        return ""
    return taking.source_of(found.match.source, held)


def _content(found: Examination) -> dict[str, Any]:
    if found.drafts is not None:
        rows = len(found.drafts.table)
        return {"rows": rows, "taken": found.drafts.taken, "indicators": [], "series": []}
    if found.observations is None:
        return {}
    return _observations(found, found.observations)


def _observations(found: Examination, held: Observations) -> dict[str, Any]:
    is_ready = found.verdict == Verdict.READY
    return {
        "rows": held.rows,
        "taken": held.taken,
        "first": held.first_period,
        "last": held.last_period,
        "indicators": [
            {"key": key, "name": each.short_name or each.name, "unit": each.unit}
            for key, each in list(held.definitions.items())[:MOST]
        ],
        "indicator count": len(held.definitions),
        "places": [name or code for code, name in list(held.names.items())[:SAMPLES]],
        "place count": len(held.names),
        "series": _series(found, held) if is_ready else [],
        "preview": _preview(held) if is_ready else {},
    }


def _series(found: Examination, held: Observations) -> list[dict[str, Any]]:
    new = {code: str(kind_of(code)) for code in held.names if code not in found.kinds}
    drafts = held.series({**new, **found.kinds})
    names = {key: each.short_name or each.name for key, each in held.definitions.items()}
    return [
        {
            "indicator": names.get(d.indicator, d.indicator),
            "kind": d.kind,
            "breakdown": d.breakdown,
            "first": d.periods[0] if d.periods else "",
            "last": d.periods[-1] if d.periods else "",
            "places": d.places,
            "rows": d.rows,
        }
        for d in drafts[:MOST]
    ]


def _preview(held: Observations) -> dict[str, Any]:
    headings, rows = held.preview()
    names = {key: each.short_name or each.name for key, each in held.definitions.items()}
    at = headings.index("indicator")
    named = ((*row[:at], names.get(str(row[at]), row[at]), *row[at + 1 :]) for row in rows)
    return {"headings": headings, "rows": [[_plain(cell) for cell in row] for row in named]}


def _plain(cell: object) -> object:
    return cell if cell is None or isinstance(cell, str | int | float) else str(cell)


def _faults(found: Examination) -> dict[str, Any]:
    return {
        "fault count": len(found.faults),
        "groups": [_group(group) for group in found.faults.groups()],
        "faulty rows": _faulty_rows(found),
    }


def _group(group: FaultGroup) -> dict[str, Any]:
    first = [
        {"row": f.row, "text": visible(f.text[:LONGEST_TEXT]), "detail": f.detail}
        for f in group.first
    ]
    return {
        "reason": group.reason.key,
        "column": group.column,
        "count": group.count,
        "first": first,
    }


def _faulty_rows(found: Examination) -> str:
    """The rows that could be left out, with those that are already; empty where that is no way."""
    rows = found.faults.rows()
    if not rows or found.observations is None:
        return ""
    given = [row for a, b in found.choices.leave_out for row in range(a, b + 1)]
    listed = row_lists.write([*rows, *given])
    return listed if len(listed) <= LONGEST_LIST else ""


def _mapping(found: Examination) -> dict[str, Any]:
    """How the columns are read, or might be, for tables that no format recognises."""
    table = found.proposed_for
    if found.match is not None:
        table = found.match.table if found.match.format == TIDY else None
    if found.choices.mapping is not None and found.opened:
        table = table or next(iter(found.opened.tables), None)
    if table is None:
        return {}
    layout = found.proposal.layout if found.proposal else None
    mapping: Mapping[str, Any] | None = found.mapping or found.choices.mapping
    if mapping is None and layout:
        mapping = layout.to_mapping(table.headings)
    because = found.proposal.because if found.proposal else ()
    return {"mapping": mapping, "because": list(because), "table": _table(table)}


def _table(table: Table) -> dict[str, Any]:
    return {
        "sheet": table.name,
        "header row": table.header_row,
        "headings": list(table.headings),
        "samples": [_samples(table, index) for index in range(len(table.headings))],
    }


def _samples(table: Table, index: int) -> list[str]:
    cells = dict.fromkeys(cell[:40] for cell in sample_of(table, index))
    return list(cells)[:SAMPLES]
