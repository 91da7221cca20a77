"""`leveller worker`: do the long work that people asked for."""

import signal
from datetime import timedelta

import click

from leveller.cli import project


@click.command(
    epilog=project.examples(
        "leveller worker", "leveller worker --once", "leveller worker --lease 30"
    )
)
@click.option("--once", is_flag=True, help="Stop when no job waits.")
@click.option(
    "--lease",
    default=90,
    show_default=True,
    help="Seconds until a silent worker's job goes to another.",
)
def command(once: bool, lease: int) -> None:
    """Do the long work that waits: imports, briefs, programmes. Several may run at once.

    Stops at the next step when asked to (Ctrl-C or SIGTERM) and gives its job back.
    """
    project.start()
    from leveller.workbench.ground.records.worker import Worker

    project.log_work()
    worker = Worker(lease=timedelta(seconds=lease), beat=min(1.0, lease / 4))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stopping.set())
    if once:
        while worker.work_once():
            pass
    else:
        worker.run()
