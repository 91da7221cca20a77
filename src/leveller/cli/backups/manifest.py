"""What a backup says of itself: what it holds, so that a restore can prove that it is whole."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

NAME = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    made_at: str
    version: str
    vendor: str
    database: str
    database_sha256: str
    rows: dict[str, int]
    heads: dict[str, list]
    files: dict[str, str] = field(default_factory=dict)  # path under the home folder to SHA-256

    def write(self, folder: Path) -> None:
        """Last of all: a folder without a manifest is not a backup."""
        draft = folder / f".{NAME}"
        draft.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")
        draft.rename(folder / NAME)

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Raises `ValueError`, in words, when the folder holds no finished backup."""
        try:
            return cls(**json.loads((folder / NAME).read_text(encoding="utf-8")))
        except FileNotFoundError as error:
            raise ValueError(f"{folder} is not a backup: it has no {NAME}.") from error
        except (TypeError, json.JSONDecodeError) as error:
            raise ValueError(f"{folder / NAME} can't be read: {error}.") from error


def sha256_of(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
