"""The styles of a paper, which a file on its own carries within."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "static" / "papers"


@cache
def styles() -> str:
    return "".join(
        (FOLDER / name).read_text(encoding="utf-8") for name in ("alone.css", "paper.css")
    )
