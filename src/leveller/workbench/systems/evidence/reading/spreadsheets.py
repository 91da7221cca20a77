"""Excel workbooks (.xlsx). A formula stays visible as text that begins with an equals sign."""

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from leveller.workbench.systems.evidence.checking import reasons
from leveller.workbench.systems.evidence.checking.faults import Fault, FaultError
from leveller.workbench.systems.evidence.normalising import numbers
from leveller.workbench.systems.evidence.reading import grids
from leveller.workbench.systems.evidence.reading.tables import Cell, HeldTable

PERCENTAGES = "Cells that show per cent were taken as they are shown: 12.3 for 12.3%."


def open_tables(path: Path) -> list[HeldTable]:
    """The table of each sheet that holds one."""
    import openpyxl

    try:
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=False)
        with path.open("rb"):
            found = [_table(sheet) for sheet in workbook.worksheets]
    except (BadZipFile, KeyError, EOFError, ValueError) as error:
        raise FaultError(
            Fault(reasons.CUT_SHORT, detail="The workbook can't be opened.")
        ) from error
    workbook.close()
    return [table for table in found if table is not None]


def _table(sheet: Any) -> HeldTable | None:
    kinds: set[str] = set()
    numbered = []
    for number, cells in enumerate(sheet.iter_rows(), 1):
        numbered.append((number, tuple(_text(cell, kinds) for cell in cells)))
    table = grids.to_table(sheet.title, numbered)
    if table is not None:
        table.notes += sorted(kinds)
    return table


def _text(cell: Any, kinds: set[str]) -> Cell:
    value = cell.value
    if value is None or isinstance(value, str):
        if value and numbers.NUMBER.fullmatch(value.strip()):
            kinds.add("Some numbers are stored as text; they were read as numbers.")
        return value or None
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "", kinds)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(getattr(value, "text", value))


def _number(value: float, shown_as: str, kinds: set[str]) -> str:
    if "%" in shown_as:
        kinds.add(PERCENTAGES)
        return str((Decimal(repr(value)) * 100).normalize().__format__("f"))
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value)
