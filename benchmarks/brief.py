"""The inequality brief in all its forms: `python -m benchmarks.brief [--home FOLDER]`.

With the shared data of the tests it is that of Greater Manchester, from an import of all of them;
without, that of the demonstration's first authority. The command runs as a process of its own, so
its start, every library and every cold read are in the time.
"""

import argparse
import os
import tempfile
from pathlib import Path

from benchmarks.machine import yardstick
from benchmarks.outcomes import Outcome, say
from benchmarks.processes import COMMAND, timed

SECONDS, MEBIBYTES, FORMS = 15, 1024, 5
SHARED = Path(os.environ.get("LEVELLER_SHARED") or Path(__file__).parents[2] / "shared") / "data"
REAL, FICTIONAL = "E47000001", "X47000001"
DEMONSTRATION = """
from leveller.cli import project
project.start()
from leveller.workbench.front.demonstration.ensure import ensure
ensure()
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--home", help="A home with the figures, made once and used again.")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="leveller-bench-") as folder:
        home = Path(asked.home or f"{folder}/home")
        if not (home / "releases").is_dir():
            fill(home)
        code = REAL if SHARED.is_dir() else FICTIONAL
        taken = timed(COMMAND, "brief", code, "-o", f"{folder}/brief", home=home)
        made = sorted(Path(folder, "brief").iterdir())
    print(f"The brief of {code}: {', '.join(file.suffix for file in made)}")
    print(f"{taken}   clock, processor, peak; at most {SECONDS} s; {yardstick()}")
    assert len(made) == FORMS, made
    what = f"brief of {code} in {FORMS} forms"
    say(
        Outcome(what, taken.clock, "s", SECONDS),
        Outcome(f"{what}, of the processor", taken.processor, "s"),
        Outcome(f"{what}, memory", taken.mebibytes, "MiB", MEBIBYTES),
    )


def fill(home: Path) -> None:
    timed(COMMAND, "setup", home=home)
    if SHARED.is_dir():
        timed(COMMAND, "import", str(SHARED), home=home, expected=(0, 1, 2))
    else:
        timed(DEMONSTRATION, home=home)


if __name__ == "__main__":
    main()
