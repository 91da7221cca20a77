"""Every figure in one table: `make bench`, or `python -m benchmarks [--home FOLDER]`.

Each benchmark runs as a process of its own, one after the other, and prints its own words first.
`--home` keeps the stores, which take minutes to make, for the next time.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import outcomes
from benchmarks.machine import yardstick


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--home", default="var/bench", help="Where the stores are kept.")
    asked = options.parse_args()
    commands = {
        "measures": [],
        "import_fingertips": [],
        "brief": ["--home", f"{asked.home}/brief"],
        "load": ["--home", f"{asked.home}/store"],
    }
    with tempfile.TemporaryDirectory(prefix="leveller-bench-") as folder:
        file = Path(folder) / "outcomes"
        os.environ[outcomes.FILE] = str(file)
        failed = [name for name, more in commands.items() if _run(name, more)]
        found = outcomes.said(file)
    print(f"\n{outcomes.table(found)}\n\n{yardstick()}")
    if failed:
        print(f"These stopped before their end: {', '.join(failed)}.")
    return len(failed)


def _run(name: str, more: list[str]) -> int:
    print(f"\n# {name}: {yardstick()}", flush=True)
    return subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *more]).returncode


if __name__ == "__main__":
    sys.exit(main())
