"""What a benchmark found, as a row of the one table that `make bench` prints.

A benchmark says each figure when it has it. Run by itself it prints its own words only; run by
`python -m benchmarks`, which names a file in `LEVELLER_BENCH`, its rows go there too.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "LEVELLER_BENCH"


@dataclass(frozen=True)
class Outcome:
    """`most` is what may be reached at most; `peer` did the same in the same run, in `unit`."""

    what: str
    value: float
    unit: str
    most: float | None = None
    peer: str = ""
    peer_value: float | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        ratio = f"{self.value / self.peer_value:.3g} times" if self.peer_value else ""
        peer = f"{self.peer}: {_number(self.peer_value)}" if self.peer_value else ""
        return self.what, f"{_number(self.value)} {self.unit}", _number(self.most), peer, ratio


def say(*outcomes: Outcome) -> None:
    if FILE in os.environ:
        with Path(os.environ[FILE]).open("a") as file:
            file.writelines(json.dumps(asdict(each)) + "\n" for each in outcomes)


def said(file: Path) -> list[Outcome]:
    if not file.exists():
        return []
    return [Outcome(**json.loads(line)) for line in file.read_text().splitlines()]


def table(outcomes: Iterable[Outcome]) -> str:
    rows = [("", "here", "at most", "peer", "to the peer"), *(each.cells for each in outcomes)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(w) for cell, w in zip(r, widths, strict=True)) for r in rows]
    return "\n".join(line.rstrip() for line in lines)


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
