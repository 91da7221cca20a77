"""The worker: takes one job at a time, keeps its lease alive, and settles it.

Several may run beside each other, on SQLite too. One that is killed leaves a lease that runs out;
one that is asked to stop gives its job back to the queue.
"""

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import DatabaseError, OperationalError, close_old_connections, connection

from leveller.workbench.ground.records import jobs
from leveller.workbench.ground.records.actions import jobs as actions
from leveller.workbench.ground.records.jobs import Interrupted, Interruption, Refused
from leveller.workbench.ground.records.models import Job

log = logging.getLogger("leveller.worker")

DAY = 24 * 60 * 60.0
FAULT = (
    "Something went wrong inside Leveller ({0}). Nothing that you could have done better. "
    "Whoever runs this Leveller finds more in the worker's log, under job {1}."
)


class Reporter:
    """The `progress` of one job: remembers what the handler says, and writes it at each beat."""

    def __init__(self, job: Job, lease: timedelta, stopping: threading.Event) -> None:
        self.job, self.lease, self.stopping = job, lease, stopping
        self.said: dict[str, object] = {}
        self.why: Interruption | None = None

    def __call__(self, done: int, total: int = 0, note: str = "") -> None:
        self.said = {"progress_done": done, "progress_total": total, "progress_note": note[:300]}
        if self.stopping.is_set():
            self.why = self.why or Interruption.STOPPING
        if self.why:
            raise Interrupted(self.why)

    def beat(self) -> None:
        kept = actions.renew(job=self.job, lease=self.lease, progress=self.said)
        if kept is None:
            self.why = Interruption.LEASE_LOST
        elif kept.cancel_asked_at:
            self.why = Interruption.CANCELLED


class InlineReporter(Reporter):
    """Beats each time that the handler speaks: for tests, and commands that work on the spot."""

    def __call__(self, done: int, total: int = 0, note: str = "") -> None:
        super().__call__(done, total, note)
        self.beat()
        super().__call__(done, total, note)


@contextmanager
def beating(reporter: Reporter, every: float) -> Iterator[None]:
    """Keep the lease alive from a thread, since a handler may be silent for minutes."""
    done = threading.Event()

    def run() -> None:
        while not done.wait(every):
            try:
                reporter.beat()
            except DatabaseError as error:  # the store is busy: the next beat will do
                log.debug("job %s: a beat was missed: %s", reporter.job.pk, error)
        connection.close()

    thread = threading.Thread(target=run, name=f"lease of job {reporter.job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


@dataclass
class Worker:
    lease: timedelta = timedelta(seconds=90)
    beat: float = 1.0
    pause: float = 1.0
    stopping: threading.Event = field(default_factory=threading.Event)
    name: str = field(
        default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    )

    def run(self) -> None:
        """Work until asked to stop."""
        next_duties = 0.0
        while not self.stopping.is_set():
            close_old_connections()
            try:
                if time.monotonic() >= next_duties:
                    next_duties = time.monotonic() + DAY
                    do_duties()
                worked = self.work_once()
            except OperationalError as error:
                log.warning("The store can't be reached; trying again: %s", error)
                worked = False
            if not worked:
                self.stopping.wait(self.pause)

    def work_once(self) -> bool:
        """Do one job; False when none waits."""
        job = actions.take(owner=self.name, lease=self.lease)
        if job is None:
            return False
        reporter = Reporter(job, self.lease, self.stopping)
        with beating(reporter, self.beat):
            _do(job, reporter)
        return True


def do_duties() -> None:
    """What is due daily. One that fails is logged, and doesn't keep the others back."""
    for name, duty in jobs.duties().items():
        try:
            duty()
        except Exception:
            log.exception("the daily duty %s failed", name)


def run_queued(*, lease: timedelta = timedelta(seconds=90)) -> int:
    """Do every job that waits, here and now, without threads; how many there were."""
    count, never = 0, threading.Event()
    while job := actions.take(owner=f"inline:{os.getpid()}", lease=lease):
        _do(job, InlineReporter(job, lease, never))
        count += 1
    return count


def _do(job: Job, reporter: Reporter) -> None:
    started = time.monotonic()
    outcome = _outcome(job, reporter)
    seconds = time.monotonic() - started
    log.info("job %s %s: %s in %.1f s, attempt %s", job.pk, job.kind, outcome, seconds, job.attempt)


def _outcome(job: Job, reporter: Reporter) -> str:
    """Run the handler and settle the job; one word on how it went, for the log."""
    run = jobs.handlers().get(job.kind)
    try:
        if run is None:
            raise Refused(f"No part of this Leveller does work of the kind {job.kind}.")
        result = run(job, reporter)
        return "done" if actions.finish(job=job, result=result) else "lost"
    except Interrupted as interrupted:
        return _interrupted(job, interrupted.why)
    except Refused as refusal:
        actions.fail(job=job, error=str(refusal))
        return "refused"
    except OperationalError as error:
        return _stumbled(job, error)
    except Exception as error:
        log.exception("job %s %s failed", job.pk, job.kind)
        actions.fail(job=job, error=FAULT.format(type(error).__name__, job.pk))
        return "failed"


def _interrupted(job: Job, why: Interruption) -> str:
    if why == Interruption.CANCELLED:
        actions.confirm_cancelled(job=job)
    elif why == Interruption.STOPPING:
        actions.give_back(job=job, counts=False)
    return str(why)


def _stumbled(job: Job, error: OperationalError) -> str:
    """The store was busy or away: worth another try, as often as the job allows."""
    log.warning("job %s %s: %s", job.pk, job.kind, error)
    if job.attempt < job.most_attempts:
        actions.give_back(job=job, counts=True)
        return "put back"
    actions.fail(job=job, error=FAULT.format(type(error).__name__, job.pk))
    return "failed"
