"""JSON: a document for those who know its shape, and a table where it is a list of flat records."""

import json
from typing import Any

from leveller.workbench.systems.evidence.checking import reasons
from leveller.workbench.systems.evidence.checking.faults import Fault, FaultError
from leveller.workbench.systems.evidence.reading import grids
from leveller.workbench.systems.evidence.reading.tables import Cell, HeldTable
from leveller.workbench.systems.evidence.reading.texts import Text


def load(text: Text) -> Any:
    with text.path.open("rb") as stream:
        stream.seek(text.start)
        content = stream.read()
    try:
        return json.loads(content)
    except json.JSONDecodeError as error:
        raise FaultError(
            Fault(reasons.CUT_SHORT, error.lineno, detail=f"The JSON ends or breaks: {error.msg}.")
        ) from error


def table_of(document: Any) -> HeldTable | None:
    """A table when the document is a list of records whose values are single ones."""
    records = _records(document)
    if not records:
        return None
    headings = list(dict.fromkeys(name for record in records for name in record))
    rows: list[tuple[int, tuple[Cell, ...]]] = [(1, tuple(headings))]
    for number, record in enumerate(records, 2):
        if any(isinstance(value, dict | list) for value in record.values()):
            return None
        rows.append((number, tuple(_text(record.get(name)) for name in headings)))
    return grids.to_table("", rows)


def _records(document: Any) -> list[dict[str, Any]]:
    if isinstance(document, dict):
        lists = [value for value in document.values() if isinstance(value, list)]
        document = lists[0] if len(lists) == 1 else None
    if isinstance(document, list) and all(isinstance(item, dict) for item in document):
        return document
    return []


def _text(value: Any) -> Cell:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return str(value).upper()
    return value if isinstance(value, str) else repr(value)
