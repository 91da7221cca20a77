"""Reading and writing tables for the command line: CSV, Excel and Parquet."""

import csv
import gzip
import sys
from pathlib import Path
from typing import Any

import click

MISSING = ["", "NA", "N/A", "n/a", "NaN", "nan", "NULL", "null", "#N/A"]
ENCODINGS = ("utf-8-sig", "cp1252")


def read_table(path: Path, sheet: str | None = None) -> Any:
    """A file as an arrow table. Cells of CSV stay text, so that codes keep their zeros."""
    suffix = path.name.lower().removesuffix(".gz").rpartition(".")[2]
    readers = {"csv": _csv, "xlsx": _excel, "parquet": _parquet, "txt": _csv}
    if suffix not in readers:
        raise click.ClickException(f"{path.name}: give a .csv, .xlsx or .parquet file.")
    if suffix == "xlsx":
        return _excel(path, sheet)
    return readers[suffix](path)


def _csv(path: Path) -> Any:
    import pyarrow as pa

    rows = _rows(path)
    if not rows:
        raise click.ClickException(f"{path.name}: the file is empty.")
    header, *body = rows
    _check_names(path, header)
    for number, row in enumerate(body, start=2):
        if len(row) != len(header):
            raise click.ClickException(
                f"{path.name}: line {number} has {len(row)} cells, but the header has "
                f"{len(header)}. Put quotes round cells that hold commas."
            )
    columns = list(zip(*body, strict=True)) or [() for _ in header]
    return pa.table(
        {
            name: pa.array([None if cell in MISSING else cell for cell in column], pa.string())
            for name, column in zip(header, columns, strict=True)
        }
    )


def _rows(path: Path) -> list[list[str]]:
    """The lines that hold anything, in whichever of two encodings the file is."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return [
            [cell.strip() for cell in row]
            for row in csv.reader(text.splitlines(keepends=True))
            if any(cell.strip() for cell in row)
        ]
    raise click.ClickException(f"{path.name}: the file is not text in UTF-8. Save it as UTF-8.")


def _check_names(path: Path, names: list[Any]) -> None:
    for name in names:
        if name in (None, ""):
            raise click.ClickException(f"{path.name}: a column has no name in the first line.")
        if names.count(name) > 1:
            raise click.ClickException(f"{path.name}: two columns are named {name!r}.")


def _excel(path: Path, sheet: str | None = None) -> Any:
    import openpyxl
    import pyarrow as pa

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    if sheet is not None and sheet not in book.sheetnames:
        raise click.ClickException(
            f"{path.name}: there is no sheet {sheet!r}. There are {', '.join(book.sheetnames)}."
        )
    rows = list((book[sheet] if sheet else book.worksheets[0]).iter_rows(values_only=True))
    book.close()
    if not rows:
        raise click.ClickException(f"{path.name}: the sheet is empty.")
    header, *body = rows
    _check_names(path, list(header))
    columns = list(zip(*body, strict=True)) or [() for _ in header]
    return pa.table({str(n): _cells(c) for n, c in zip(header, columns, strict=True)})


def _cells(column: Any) -> Any:
    """Numbers where all are numbers, else the text of each cell."""
    import pyarrow as pa

    known = [None if cell in MISSING else cell for cell in column]
    if all(cell is None or isinstance(cell, int | float) for cell in known):
        return pa.array([None if cell is None else float(cell) for cell in known], pa.float64())
    return pa.array([None if cell is None else str(cell) for cell in known], pa.string())


def _parquet(path: Path) -> Any:
    import pyarrow.parquet

    return pyarrow.parquet.read_table(path)


def write_table(table: Any, path: Path | None) -> None:
    """To a file by its ending, or as CSV to the screen."""
    if path is None:
        _write_csv(table, sys.stdout)
        return
    suffix = path.suffix.lower()
    if suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as lines:
            _write_csv(table, lines)
    elif suffix == ".parquet":
        import pyarrow.parquet

        pyarrow.parquet.write_table(table, path)
    elif suffix == ".xlsx":
        _write_excel(table, path)
    else:
        raise click.ClickException(f"{path.name}: write to a .csv, .xlsx or .parquet file.")


def _write_csv(table: Any, lines: Any) -> None:
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(table.column_names)
    writer.writerows(zip(*(column.to_pylist() for column in table.columns), strict=True))


def _write_excel(table: Any, path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("measures")
    sheet.append(table.column_names)
    for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
        sheet.append(row)
    book.save(path)
