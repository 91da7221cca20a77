"""The JSON: every sentence with its figures, every figure with its interval, release and trace."""

import json
from functools import cache
from pathlib import Path

from leveller.workbench.ground.papers.assembly import Assembled
from leveller.workbench.ground.papers.plain import plain

SCHEMA = Path(__file__).resolve().parents[1] / "paper.schema.json"


def render(assembled: Assembled) -> bytes:
    text = json.dumps(plain(assembled), ensure_ascii=False, indent=1, allow_nan=False)
    return f"{text}\n".encode()


@cache
def schema() -> dict[str, object]:
    """What the JSON of a paper holds, as JSON Schema."""
    return json.loads(SCHEMA.read_text(encoding="utf-8"))
