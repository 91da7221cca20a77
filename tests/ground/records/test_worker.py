"""The worker as a process: what it does survives its death, and it stops when asked."""

import signal
import subprocess
import time
from collections.abc import Iterator

import pytest
from django.db import connection

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.records import queries
from leveller.workbench.ground.records.actions import cancel, enqueue
from leveller.workbench.ground.records.models import Job
from leveller.workbench.ground.records.states import JobState
from tests.kit.processes import leveller, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def start() -> subprocess.Popen:
    return leveller("worker", "--lease", "2", before="tests.ground.records.rehearsal")


@pytest.fixture
def worker() -> Iterator[subprocess.Popen]:
    process = start()
    yield process
    process.kill()
    process.communicate()


def ask(organisation: Organisation, **payload: object) -> Job:
    by = Actor.of_system("test", organisation)
    return enqueue(by=by, kind="test.count", title="Count", payload=payload)


def seen(job: Job) -> Job:
    job.refresh_from_db()
    return job


def test_a_killed_workers_job_is_done_by_the_next(
    north: Organisation, worker: subprocess.Popen
) -> None:
    job = ask(north, to=50, pause=0.3)
    wait_until(lambda: seen(job).progress_done >= 2)
    worker.kill()
    worker.wait()
    assert (seen(job).state, job.attempt) == (JobState.RUNNING, 1)
    second = start()
    try:
        wait_until(lambda: seen(job).state == JobState.DONE)
    finally:
        second.terminate()
        second.communicate(timeout=60)
    assert (job.attempt, job.result, job.progress_done) == (2, {"counted": 50}, 50)
    assert queries.audit_faults() == []


def test_a_worker_that_is_asked_to_stop_gives_its_job_back(
    north: Organisation, worker: subprocess.Popen
) -> None:
    job = ask(north, to=100, pause=0.2)
    wait_until(lambda: seen(job).progress_done >= 1)
    worker.send_signal(signal.SIGTERM)
    output, _ = worker.communicate(timeout=60)
    assert worker.returncode == 0
    assert (seen(job).state, job.attempt, job.lease_owner) == (JobState.QUEUED, 0, "")
    assert f"job {job.pk} test.count: the worker is stopping" in output


def test_a_lease_is_kept_while_a_handler_is_silent(
    north: Organisation, worker: subprocess.Popen
) -> None:
    """One step takes longer than the lease of two seconds."""
    job = ask(north, to=2, pause=2.6)
    wait_until(lambda: seen(job).state == JobState.RUNNING)
    second = start()
    wait_until(lambda: seen(job).state == JobState.DONE)
    second.terminate()
    second.communicate(timeout=60)
    assert job.attempt == 1


def test_a_running_job_can_be_cancelled(north: Organisation, worker: subprocess.Popen) -> None:
    job = ask(north, to=100, pause=0.2)
    wait_until(lambda: seen(job).progress_done >= 1)
    cancel(by=Actor.of_system("test"), job=job)
    wait_until(lambda: seen(job).state == JobState.CANCELLED)
    assert job.progress_done < 100


def test_two_workers_do_each_job_once(north: Organisation, worker: subprocess.Popen) -> None:
    jobs = [ask(north, to=2) for _ in range(12)]
    second = start()
    wait_until(lambda: all(seen(j).state == JobState.DONE for j in jobs), seconds=30)
    time.sleep(0.2)
    second.terminate()
    worker.terminate()
    lines = second.communicate(timeout=60)[0] + worker.communicate(timeout=10)[0]
    assert [lines.count(f"job {j.pk} test.count: done") for j in jobs] == [1] * len(jobs)
    assert {j.attempt for j in jobs} == {1}, connection.vendor
