"""Long work: who does which kind of job, and how it says how far it is.

An app registers, in its module `jobs.py`, what does a kind of job:

    @jobs.handler("evidence.import")
    def run(job: Job, progress: jobs.Progress) -> dict | None:
        progress(3, 12, "Checking file 3 of 12")
        ...
        return {"url": "/evidence/releases/7/", "releases": [7]}

What it returns is kept as the job's result; `url` leads people to it. A handler may be called
again for the same job after a crash, so it publishes its outcome once, at the end, by something
that can't happen twice. `progress` costs next to nothing; it raises `Interrupted` when somebody
cancelled the job or the worker is stopping, and the handler lets that pass. A handler that can't
do what was asked raises `Refused` with words for the person who asked.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from leveller.workbench.ground.accounts.actor import Actor
    from leveller.workbench.ground.records.models import Job


class Progress(Protocol):
    def __call__(self, done: int, total: int = 0, note: str = "") -> None: ...


Handler = Callable[["Job", Progress], dict[str, object] | None]
HANDLERS: dict[str, Handler] = {}


DUTIES: dict[str, Callable[[], None]] = {}


class Refused(Exception):  # noqa: N818  it is an outcome, not a fault of the product
    """The job can't be done; the words are shown to who asked for it. It is not tried again."""


class Interruption(StrEnum):
    CANCELLED = "cancelled"
    STOPPING = "the worker is stopping"
    LEASE_LOST = "another worker has taken it over"


class Interrupted(BaseException):
    def __init__(self, why: Interruption) -> None:
        super().__init__(why)
        self.why = why


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register who does jobs of this kind; `kind` is named after the room and the verb."""

    def register(run: Handler) -> Handler:
        known = HANDLERS.setdefault(kind, run)
        if known is not run:
            raise ValueError(f"Two handlers do {kind}: one in {known.__module__}.")
        return run

    return register


def daily(name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register what each worker does when it starts and once a day, such as sweeping.

    Several workers may do it at once, so it does no harm when it is done twice.
    """

    def register(run: Callable[[], None]) -> Callable[[], None]:
        DUTIES[name] = run
        return run

    return register


def duties() -> dict[str, Callable[[], None]]:
    handlers()
    return DUTIES


def handlers() -> dict[str, Handler]:
    """Every handler of every app."""
    from django.utils.module_loading import autodiscover_modules

    autodiscover_modules("jobs")
    return HANDLERS


def actor_of(job: "Job") -> "Actor":
    """Who the job acts for, with the roles that they hold now, not those when they asked."""
    from leveller.workbench.ground.accounts.actor import Actor

    if job.created_by is None:
        return Actor.of_system("worker", job.organisation)
    return Actor.of_user(job.created_by, job.organisation)
