"""Bring the demonstration region into an empty store; do nothing where it stands already.

Files are imported one by one and each is known again by its content, and the work is written in
one transaction whose last event says that all is there. So a run that was cut off is completed by
the next one, and nothing stands twice.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from leveller.workbench.front.demonstration import importing, work
from leveller.workbench.front.demonstration.files import write_all
from leveller.workbench.front.demonstration.parameters import COUNTRY_NAME, VERSION

Progress = Callable[[str], None]
ANOTHER_VERSION = (
    "This home holds version {made} of the demonstration; this Leveller makes version {ours}. "
    "It stays as it is. For the new one, start with an empty LEVELLER_HOME."
)


def ensure(progress: Progress = print) -> None:
    """Generate, import and fill the demonstration region if the store has none.

    The tables are made and the facts that ship are loaded. Raises `RefusedError` when a file of
    the demonstration is refused, which a test of this room would have found.
    """
    made = work.made_version()
    if made == VERSION:
        return
    if made is not None:
        progress(ANOTHER_VERSION.format(made=made, ours=VERSION))
        return
    by = work.region_actor()
    with _empty_folder() as folder:
        progress(f"Simulating {COUNTRY_NAME}, a country that is nowhere …")
        write_all(folder)
        importing.take_folder(folder, by=by, progress=progress)
    progress("Writing down what its people have done …")
    work.write(by=by)
    progress("The demonstration region is made.")


@contextmanager
def _empty_folder() -> Iterator[Path]:
    """A folder for the files, rid of what a run that was cut off left in it."""
    folder = Path(settings.WORK) / "demonstration"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
