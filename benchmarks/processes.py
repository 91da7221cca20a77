"""Work done by a process of its own: how long it took and how much memory it had."""

import os
import subprocess
import sys
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

COMMAND = "from leveller.cli.main import main; import sys; main(sys.argv[1:], prog_name='leveller')"


@dataclass(frozen=True)
class Taken:
    clock: float
    processor: float
    mebibytes: float

    def __str__(self) -> str:
        return f"{self.clock:6.1f} s   {self.processor:6.1f} s   {self.mebibytes:6.0f} MiB"


def timed(code: str, *arguments: str, home: Path, expected: Collection[int] = (0,)) -> Taken:
    """Run Python code in a process of its own; its children's peak is what the system reports."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "LEVELLER_HOME": str(home)},
        stdout=subprocess.PIPE,
        text=True,
    )
    output = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    clock = time.perf_counter() - start
    if process.returncode not in expected:
        raise SystemExit(output)
    return Taken(clock, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
