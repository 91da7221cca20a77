"""Office files are zip archives. These functions make two archives of one paper the same bytes."""

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

FIRST = ("[Content_Types].xml", "_rels/.rels")
EARLIEST = date(1980, 1, 1)  # an archive knows no earlier one


def midnight(dated: date) -> datetime:
    return datetime.combine(dated, time())


def packed(parts: dict[str, bytes], dated: date) -> bytes:
    """The parts in a fixed order, stamped with the day of the paper."""
    stream = io.BytesIO()
    stamp = (*max(dated, EARLIEST).timetuple()[:3], 0, 0, 0)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name not in FIRST, name)):
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name])
    return stream.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def folder(root: Path) -> dict[str, bytes]:
    """An archive's parts that lie as files in a folder."""
    files = (file for file in root.rglob("*") if file.is_file())
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}
