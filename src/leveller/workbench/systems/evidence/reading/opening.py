"""Opening a file: what it was saved as, by its first bytes and not by its name."""

import gzip
import hashlib
import shutil
import zlib
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from leveller.workbench.systems.evidence.checking import reasons
from leveller.workbench.systems.evidence.checking.faults import Fault, FaultError
from leveller.workbench.systems.evidence.reading import (
    columnar,
    delimited,
    documents,
    spreadsheets,
    texts,
)
from leveller.workbench.systems.evidence.reading.tables import Table

LARGEST = 4 << 30  # bytes after unpacking; more is a mistake or an attack
CHUNK = 1 << 20
OTHER_KINDS = {
    b"%PDF": "It is a PDF.",
    b"\xd0\xcf\x11\xe0": "It is an old Excel workbook (.xls).",
    b"<!DOC": "It is a web page.",
    b"<!doc": "It is a web page.",
    b"<html": "It is a web page.",
    b"\x89PNG": "It is a picture.",
    b"\xff\xd8\xff": "It is a picture.",
    b"Rar!": "It is an archive.",
    b"7z\xbc\xaf": "It is an archive.",
}


@dataclass
class Opened:
    """A file that could be read: its tables, or its JSON document, or both."""

    path: Path
    filename: str
    size: int
    extension: str
    hashing: Future[str] | None
    tables: list[Table] = field(default_factory=list)
    document: Any = None

    @property
    def sha256(self) -> str:
        """Of the bytes as they were given, packed or not."""
        if self.hashing is None:
            return hash_file(self.path)
        return self.hashing.result()


def open_file(path: Path, scratch: Path, filename: str = "", hashed: bool = True) -> Opened:
    """Open a file, unpacking it into `scratch` where need be. Raises `FaultError`.

    `hashed` begins to hash it at once, beside the reading.
    """
    if not path.is_file():
        raise FaultError(Fault(reasons.MISSING, text=str(path)))
    size = path.stat().st_size
    if size == 0:
        raise FaultError(Fault(reasons.EMPTY))
    name = filename or path.name
    opened = Opened(path, name, size, extension_of(name), _hashing(path) if hashed else None)
    body = _unpacked(path, scratch)
    _open_body(opened, body, scratch)
    return opened


def _hashing(path: Path) -> Future[str]:
    executor = ThreadPoolExecutor(1)
    try:
        return executor.submit(hash_file, path)
    finally:
        executor.shutdown(wait=False)


def hash_file(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def extension_of(name: str) -> str:
    """`csv.gz` for `a.csv.gz`; the end of the name as far as it tells the kind of file."""
    parts = name.lower().split(".")
    known = {"csv", "tsv", "txt", "xlsx", "parquet", "json", "geojson", "gz"}
    tail = parts[-2:] if parts[-1] == "gz" else parts[-1:]
    return ".".join(part for part in tail if part in known) or "bin"


def _unpacked(path: Path, scratch: Path) -> Path:
    with path.open("rb") as stream:
        if stream.read(2) != b"\x1f\x8b":
            return path
    target = scratch / "unpacked"
    try:
        with gzip.open(path) as source, target.open("wb") as sink:
            _copy(source, sink)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise FaultError(Fault(reasons.CUT_SHORT, detail="It can't be unpacked whole.")) from error
    if target.stat().st_size == 0:
        raise FaultError(Fault(reasons.EMPTY))
    return target


def _copy(source: Any, sink: BinaryIO) -> None:
    written = 0
    while chunk := source.read(CHUNK):
        written += len(chunk)
        if written > LARGEST:
            raise FaultError(Fault(reasons.TOO_LARGE))
        sink.write(chunk)


def _open_body(opened: Opened, body: Path, scratch: Path) -> None:
    with body.open("rb") as stream:
        head = stream.read(64)
    for start, what in OTHER_KINDS.items():
        if head.lstrip().startswith(start):
            raise FaultError(Fault(reasons.NOT_DATA, detail=what))
    openers: dict[bytes, Callable[[Path], list[Table]]] = {
        b"PAR1": lambda file: [columnar.open_table(file)],
        b"PK\x03\x04": lambda file: list(spreadsheets.open_tables(_as_xlsx(file, scratch))),
    }
    opener = openers.get(head[:4])
    if opener:
        opened.tables = opener(body)
    else:
        _open_text(opened, texts.prepare(body, scratch))


def _as_xlsx(body: Path, scratch: Path) -> Path:
    """openpyxl goes by the name of the file."""
    if body.suffix == ".xlsx":
        return body
    return Path(shutil.copyfile(body, scratch / "workbook.xlsx"))


def _open_text(opened: Opened, text: texts.Text) -> None:
    with text.path.open("rb") as stream:
        stream.seek(text.start)
        first = stream.read(CHUNK).lstrip()[:1]
    if first in (b"{", b"["):
        opened.document = documents.load(text)
        table = documents.table_of(opened.document)
    else:
        if b"\x00" in first:
            raise FaultError(Fault(reasons.NOT_DATA))
        table = delimited.open_table(text)
    opened.tables = [table] if table else []
