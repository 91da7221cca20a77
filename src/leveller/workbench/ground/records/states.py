"""The states of a job, and which may follow which."""

from enum import StrEnum


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


JOB_TRANSITIONS: dict[JobState, frozenset[JobState]] = {
    JobState.QUEUED: frozenset({JobState.RUNNING, JobState.CANCELLED}),
    # To the queue when its worker was stopped, running again when its lease ran out.
    JobState.RUNNING: frozenset(JobState),
    JobState.DONE: frozenset(),
    JobState.FAILED: frozenset(),
    JobState.CANCELLED: frozenset(),
}

FINISHED = frozenset(state for state, following in JOB_TRANSITIONS.items() if not following)

# A job that failed or was cancelled gives its key back, so that it can be asked for again.
KEEPS_ITS_KEY = (JobState.QUEUED, JobState.RUNNING, JobState.DONE)
