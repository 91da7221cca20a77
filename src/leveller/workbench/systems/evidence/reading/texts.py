"""Text files: their encoding, byte order marks and line ends, made into plain UTF-8."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from leveller.workbench.systems.evidence.checking import reasons
from leveller.workbench.systems.evidence.checking.faults import Fault, FaultError

CHUNK = 1 << 22
MARK = codecs.BOM_UTF8
DOUBLE_MARK = "ï»¿".encode()  # a byte order mark that was read as Windows-1252 and saved again
WIDE_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
TORN = re.compile("[ÂÃ][\x80-\xbf€-™]|â€")  # what UTF-8 looks like when read as Windows-1252
LONE_RETURN = re.compile(rb"\r(?!\n)")
NEWLINE, RETURN, COMMA, QUOTE = b'\n\r,"'
EMPTY_CELLS = re.compile(rb"\n,+\r?\n")
Positions = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Text:
    """A file of UTF-8 in which lines end in a line feed; `start` is the first byte to read.

    `needs_care` says that it has empty lines, or quotation marks that don't come in pairs;
    `lines_in_cells`, that quotation marks stand around ends of lines.
    """

    path: Path
    start: int
    needs_care: bool
    notes: tuple[str, ...] = ()
    lines_in_cells: bool = True


@dataclass
class _Scan:
    is_utf8: bool = True
    lone_returns: bool = False
    blank_lines: bool = False
    filled: bool = False
    lines_in_cells: bool = False
    quotes: int = 0

    @property
    def needs_care(self) -> bool:
        return self.blank_lines or self.quotes % 2 == 1


def prepare(path: Path, scratch: Path) -> Text:
    """Make a text file readable; `scratch` is where a copy may be written.

    Raises `FaultError` when it is empty, or its bytes are no text that is known here.
    """
    with path.open("rb") as stream:
        head = stream.read(4096)
    wide = WIDE_MARKS.get(head[:2])
    if wide:
        return _rewritten(path, 2, wide, scratch, f"The text is {wide.upper()}.")
    if b"\0" in head:
        raise FaultError(Fault(reasons.NOT_DATA, detail="Its bytes are not those of a text."))
    start, notes = _marks(head)
    scan = _scan(path, start)
    if not scan.filled:
        raise FaultError(Fault(reasons.EMPTY))
    if not scan.is_utf8:
        note = "The text is not UTF-8; it was read as Windows-1252."
        return _rewritten(path, start, "cp1252", scratch, *notes, note)
    if scan.lone_returns:
        return _rewritten(path, start, "utf-8", scratch, *notes)
    return Text(path, start, scan.needs_care, notes, scan.lines_in_cells)


def _marks(head: bytes) -> tuple[int, tuple[str, ...]]:
    """How many bytes of byte order marks there are; more than one plain mark earns a note."""
    start, notes = 0, []
    while True:
        rest = head[start:]
        if rest.startswith(MARK):
            notes += ["The byte order mark stands twice."] if start else []
            start += len(MARK)
        elif rest.startswith(DOUBLE_MARK):
            notes.append("The byte order mark was encoded twice.")
            start += len(DOUBLE_MARK)
        else:
            return start, tuple(dict.fromkeys(notes))


def _scan(path: Path, start: int) -> _Scan:
    scan, decoder = _Scan(), codecs.getincrementaldecoder("utf-8")()
    before = b""
    with path.open("rb") as stream:
        stream.seek(start)
        while chunk := stream.read(CHUNK):
            _scan_chunk(scan, chunk, before[-2:] + chunk[:2])
            scan.is_utf8 = scan.is_utf8 and _decodes(decoder, chunk)
            before = chunk
    if scan.is_utf8 and not _decodes(decoder, b"", final=True):
        scan.is_utf8 = False
    return scan


def _scan_chunk(scan: _Scan, chunk: bytes, seam: bytes) -> None:
    """`seam` is the end of the chunk before with the start of this one."""
    scan.filled = scan.filled or bool(chunk.strip())
    body = chunk.rstrip() if len(chunk) < CHUNK else chunk
    ends = _ends_of_lines(body)
    _count_quotes(scan, body, ends)
    scan.blank_lines = scan.blank_lines or _has_blank_lines(body, ends) or _has_blank_lines(seam)
    if b"\r" in body and not scan.lone_returns:
        scan.lone_returns = LONE_RETURN.search(body) is not None


def _ends_of_lines(body: bytes) -> Positions:
    return np.flatnonzero(np.frombuffer(body, np.uint8) == NEWLINE)


def _count_quotes(scan: _Scan, body: bytes, ends: Positions) -> None:
    """The end of a line lies in a cell where an odd number of quotation marks stands before it."""
    quotes = np.flatnonzero(np.frombuffer(body, np.uint8) == QUOTE)
    before = scan.quotes + np.searchsorted(quotes, ends)
    scan.lines_in_cells = scan.lines_in_cells or bool((before % 2).any())
    scan.quotes += len(quotes)


def _has_blank_lines(body: bytes, ends: Positions | None = None) -> bool:
    """Lines with nothing in them, or with nothing between their delimiters."""
    ends = _ends_of_lines(body) if ends is None else ends
    after = np.frombuffer(body, np.uint8)[ends[ends < len(body) - 1] + 1]
    if (after == NEWLINE).any() or ((after == RETURN).any() and b"\n\r\n" in body):
        return True
    return bool((after == COMMA).any()) and EMPTY_CELLS.search(body) is not None


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, final: bool = False) -> bool:
    if not final and chunk.isascii() and decoder.getstate()[0] == b"":
        return True
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _rewritten(path: Path, start: int, encoding: str, scratch: Path, *notes: str) -> Text:
    content = path.read_bytes()[start:]
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise FaultError(_undecodable(content, error.start)) from error
    if encoding == "cp1252" and (torn := TORN.search(text)):
        raise FaultError(_undecodable(content, len(text[: torn.start()].encode("cp1252"))))
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    target = scratch / "rewritten.txt"
    target.write_text(text, encoding="utf-8", newline="")
    needs_care = _has_blank_lines(text.encode().rstrip()) or text.count('"') % 2 == 1
    return Text(target, 0, needs_care, tuple(notes))


def _undecodable(content: bytes, position: int) -> Fault:
    line = content.count(b"\n", 0, position) + 1
    some = content[max(0, position - 20) : position + 10].decode("latin-1")
    return Fault(reasons.ENCODING, line, "", some.strip())
