"""Imports as the pages show them: what was recognised, what would be taken, what is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.parts import Change, SummaryRow
from leveller.workbench.ground.pages.tables import Cell, Column, Kind, Row, Table
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.records.presenters import moment
from leveller.workbench.systems.evidence import taking
from leveller.workbench.systems.evidence.answers import control
from leveller.workbench.systems.evidence.checking.reasons import REASONS
from leveller.workbench.systems.evidence.import_report import NOUNS
from leveller.workbench.systems.evidence.imports.fault_files import Listed
from leveller.workbench.systems.evidence.imports.rules import FileState, ImportState
from leveller.workbench.systems.evidence.models import Import, ImportFile

STATES = {
    FileState.WAITING: "Waiting to be checked",
    FileState.READY: "Ready to publish",
    FileState.ALREADY_THERE: "Already there",
    FileState.REFUSED: "Refused",
    FileState.NOT_RECOGNISED: "Not recognised",
    FileState.PUBLISHED: "Published",
}
TAGS = {
    FileState.READY: "teal",
    FileState.REFUSED: "red",
    FileState.NOT_RECOGNISED: "yellow",
    FileState.WAITING: "grey",
}
IMPORT_STATES = {
    ImportState.OPEN: "Open",
    ImportState.FINISHED: "Finished",
    ImportState.DISCARDED: "Discarded",
    ImportState.EXPIRED: "Expired",
}
FAULT_COLUMNS = (
    Column("row", "Row", Kind.NUMBER, decimals=0),
    Column("column", "Column"),
    Column("text", "What stands there"),
    Column("reason", "What is wrong"),
    Column("to_do", "What to do"),
)
OBSERVED = {
    "place": "Place",
    "period": "Period",
    "indicator": "Indicator",
    "sex": "Sex",
    "age": "Age",
    "category": "Category",
    "value": "Value",
    "lower95": "Lower 95% limit",
    "upper95": "Upper 95% limit",
    "count": "Count",
    "denominator": "Denominator",
}
NUMERIC = ("value", "lower95", "upper95", "count", "denominator")


def imports_table(imports: Iterable[Any]) -> Table:
    columns = (
        Column("name", "Import", Kind.LINK),
        Column("state", "State"),
        Column("files", "Files", Kind.NUMBER, decimals=0),
        Column("settled", "Published or there", Kind.NUMBER, decimals=0),
        Column("opened", "Brought in", Kind.DATE),
        Column("by", "By"),
    )
    rows = [
        {
            "name": Cell(called(item), link=reverse("evidence:import-review", args=[item.pk])),
            "opened": Cell(item.opened_at, moment(item.opened_at)),
            "by": str(item.opened_by or "the command line"),
            "files": item.file_count,
            "settled": item.settled,
            "state": state_of(item),
        }
        for item in imports
    ]
    return Table("imports", "Imports, newest first", columns, rows, empty="Nothing yet.")


def called(item: Any) -> str:
    """`ons.csv and 2 more`"""
    more = item.file_count - 1
    return f"{item.first_file} and {more} more" if more > 0 else str(item.first_file)


def state_of(item: Any) -> str:
    """In words; an open import says what it waits for."""
    if item.state != ImportState.OPEN:
        return IMPORT_STATES[ImportState(item.state)]
    return f"Open, {item.ready} ready to publish" if item.ready else "Open, to be reviewed"


def files_table(batch: Import, files: Iterable[ImportFile]) -> Table:
    columns = (
        Column("file", "File", Kind.LINK),
        Column("state", "What came of it"),
        Column("recognised", "Recognised as"),
        Column("rows", "Rows", Kind.NUMBER, decimals=0),
        Column("faults", "Faults", Kind.NUMBER, decimals=0),
    )
    rows = [
        {
            "file": Cell(
                file.filename, link=reverse("evidence:import-file", args=[batch.pk, file.number])
            ),
            "state": STATES[FileState(file.state)],
            "recognised": file.report.get("title") or file.report.get("recognised") or "",
            "rows": Cell(file.report.get("rows"), "" if file.report.get("rows") else "not counted"),
            "faults": file.report.get("fault count", 0),
        }
        for file in files
    ]
    return Table("files", "Files of this import", columns, rows)


def facts(file: ImportFile) -> list[SummaryRow]:
    """What the file is and holds, as far as it could be told."""
    report = file.report
    rows = [
        ("File", (file.filename, f"{figures.size(file.size)}, SHA-256 {file.sha256[:12]}…")),
        ("Recognised as", report.get("recognised") or "Nothing that is known"),
        (
            "Title",
            report.get("title", "") if report.get("title") != report.get("recognised") else "",
        ),
        ("Published by", source_name(report.get("source", "")) if report.get("recognised") else ""),
        ("Periods", span(report)),
        ("Indicators", _indicators(report)),
        ("Places", _places(report)),
        ("Rows read", figures.number(report["rows"]) if "rows" in report else ""),
        ("Taken" if file.state == FileState.PUBLISHED else "Would be taken", taken(report)),
    ]
    return [SummaryRow(key, value) for key, value in rows if value]


def source_name(key: str) -> str:
    row = taking.sources().get(key)
    return f"{row['name']} ({row['licence']})" if row else "Not recognised"


def span(report: Mapping[str, Any]) -> str:
    ends = dict.fromkeys(p for p in (report.get("first"), report.get("last")) if p)
    return " to ".join(figures.short_period(label) for label in ends)


def taken(report: Mapping[str, Any]) -> str:
    if report.get("taken") is None or report.get("fault count"):
        return ""
    one, many = NOUNS[report["kind"]]
    return f"{figures.number(report['taken'])} {one if report['taken'] == 1 else many}"


def _indicators(report: Mapping[str, Any]) -> str:
    names = [item["name"] for item in report.get("indicators", [])[:5]]
    return _some(names, report.get("indicator count", 0))


def _places(report: Mapping[str, Any]) -> str:
    return _some(report.get("places", []), report.get("place count", 0))


def _some(names: Sequence[str], count: int) -> str:
    if count <= len(names):
        return figures.listed(list(names))
    return f"{figures.number(count)}: {', '.join(names)} and others"


def groups_table(file: ImportFile) -> Table:
    """Faults that share a reason and a column, with the first rows of each."""
    columns = (
        Column("reason", "Fault"),
        Column("column", "Column"),
        Column("count", "Times", Kind.NUMBER, decimals=0),
        Column("where", "Where, at first"),
        Column("to_do", "What to do"),
    )
    return Table("faults", "What is wrong", columns, [_group(g) for g in file.report["groups"]])


def _group(group: Mapping[str, Any]) -> Row:
    reason = REASONS[group["reason"]]
    return Row(
        {
            "reason": reason.sentence,
            "column": group["column"],
            "count": group["count"],
            "where": " ".join(dict.fromkeys(filter(None, map(_where, group["first"])))),
            "to_do": reason.what_to_do_here,
        }
    )


def _where(fault: Mapping[str, Any]) -> str:
    """`Row 12: “na”.`; words that name the rows themselves stand alone."""
    if fault["detail"].startswith("Row"):
        return str(fault["detail"])
    row = f"Row {fault['row']}" if fault["row"] is not None else ""
    said = f"“{fault['text']}”" if fault["text"] else ""
    words = ": ".join(part for part in (row, said) if part)
    return " ".join(part for part in (f"{words}." if words else "", fault["detail"]) if part)


def faults_table(found: Iterable[Listed], caption: str) -> Table:
    rows = [
        {
            "row": Cell(fault.row, "" if fault.row is not None else "the whole file"),
            "column": fault.column,
            "text": fault.text,
            "reason": Cell(fault.reason.sentence, note=fault.detail),
            "to_do": fault.reason.what_to_do_here,
        }
        for fault in found
    ]
    return Table("faults", caption, FAULT_COLUMNS, rows, empty="The file has no faults.")


def series_table(file: ImportFile) -> Table:
    columns = (
        Column("indicator", "Indicator"),
        Column("kind", "For each"),
        Column("breakdown", "By"),
        Column("periods", "Periods"),
        Column("places", "Places", Kind.NUMBER, decimals=0),
        Column("rows", "Figures", Kind.NUMBER, decimals=0),
    )
    rows = [
        {
            "indicator": s["indicator"],
            "kind": PlaceKind(s["kind"]).label,
            "breakdown": s["breakdown"],
            "periods": span(s),
            "places": s["places"],
            "rows": s["rows"],
        }
        for s in file.report.get("series", [])
    ]
    return Table("series", "What would be taken", columns, rows)


def preview_table(file: ImportFile) -> Table:
    """The first figures as they would be published, so that a wrong column shows at once."""
    preview = file.report["preview"]
    index = {name: preview["headings"].index(name) for name in OBSERVED}
    used = [n for n in OBSERVED if any(row[index[n]] not in (None, "") for row in preview["rows"])]
    columns = tuple(
        Column(name, OBSERVED[name], Kind.NUMBER if name in NUMERIC else Kind.TEXT) for name in used
    )
    rows = [
        {
            name: Cell(row[index[name]], "" if row[index[name]] is not None else "none")
            for name in used
        }
        for row in preview["rows"]
    ]
    return Table("preview", "The first figures, as they would be taken", columns, rows)


def left_out_table(rows: Iterable[Mapping[str, Any]], *, shows_cells: bool = True) -> Table:
    columns = [Column("row", "Row", Kind.NUMBER, decimals=0)]
    columns += [Column("cells", "What stands in it")] if shows_cells else []
    shown = [
        {
            "row": row["row"],
            **({"cells": _cells(row["cells"])} if shows_cells else {}),
            "reason": row.get("reason", ""),
        }
        for row in rows
    ]
    reason = Column("reason", "Why")
    return Table("left_out", "Rows left out by hand", (*columns, reason), shown)


def _cells(cells: Mapping[str, Any]) -> str:
    return "; ".join(f"{name}: {text}" for name, text in cells.items() if text not in (None, ""))


def answers(batch: Import, files: Sequence[ImportFile]) -> list[SummaryRow]:
    """The terms, to be checked before they hold; each leads back to its question."""
    terms, back = batch.terms, reverse("evidence:import-publish", args=[batch.pk])
    who = "Everyone" if terms["public"] else f"Only people of {batch.organisation}"
    rows = [
        _answer("Files", [f"{f.filename}: {taken(f.report)}" for f in files]),
        _answer("Who may see the figures", [who], back, "visibility"),
        _answer("Disclosure control", [control.RULES[terms["disclosure"]]], back, "disclosure"),
    ]
    for file in files:
        source = source_name(terms["sources"].get(str(file.number), ""))
        rows.append(
            _answer(f"Publisher of {file.filename}", [source], back, f"source_{file.number}")
        )
    return rows


def _answer(key: str, lines: Sequence[str], back: str = "", field: str = "") -> SummaryRow:
    changes = (Change(f"{back}#id_{field}", key.lower()),) if back else ()
    return SummaryRow(key, tuple(lines), changes)
