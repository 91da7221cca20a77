"""Jobs: asked for, taken once, settled once; who sees and cancels them."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.utils import timezone

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation, RoleGrant
from leveller.workbench.ground.records import jobs, queries, worker
from leveller.workbench.ground.records.actions import cancel, enqueue
from leveller.workbench.ground.records.actions import jobs as actions
from leveller.workbench.ground.records.models import AuditEvent, Job
from leveller.workbench.ground.records.states import FINISHED, JOB_TRANSITIONS, JobState
from tests.kit.people import MakeActor

pytestmark = pytest.mark.django_db
LEASE = timedelta(seconds=60)
Handle = Callable[[jobs.Handler], None]


@pytest.fixture
def handle(monkeypatch: pytest.MonkeyPatch) -> Handle:
    """Registers what does jobs of the kind `test.work`, for one test."""
    return lambda run: monkeypatch.setitem(jobs.HANDLERS, "test.work", run)


@pytest.fixture
def analyst(north: Organisation, actor: MakeActor) -> Actor:
    return actor(north, "analyst")


def ask(by: Actor, **more: object) -> Job:
    return enqueue(by=by, kind="test.work", title="Some work", payload={"n": 1}, **more)


def after(job: Job) -> Job:
    job.refresh_from_db()
    return job


def take(owner: str = "w") -> Job:
    job = actions.take(owner=owner, lease=LEASE)
    assert job is not None
    return job


def run_out(job: Job) -> None:
    """Make as if the worker had been silent for longer than its lease."""
    past = timezone.now() - timedelta(seconds=1)
    Job.objects.filter(pk=job.pk).update(lease_until=past)


def test_a_job_is_done_and_its_result_kept(analyst: Actor, handle: Handle) -> None:
    handle(lambda job, progress: {"url": "/there/", "sum": job.payload["n"] + 1})
    job = ask(analyst)
    assert worker.run_queued() == 1
    assert (after(job).state, job.result, job.result_url) == (JobState.DONE, {"sum": 2}, "/there/")
    told = AuditEvent.objects.filter(subject_id=str(job.pk)).order_by("sequence")
    assert [(e.verb, e.actor) for e in told] == [
        ("job.asked", analyst.name),
        ("job.done", "worker"),
    ]


def test_jobs_are_done_in_the_order_in_which_they_were_asked(
    analyst: Actor, handle: Handle
) -> None:
    done: list[int] = []
    handle(lambda job, progress: done.append(job.pk))
    asked = [ask(analyst).pk for _ in range(3)]
    worker.run_queued()
    assert done == asked


def test_work_belongs_to_an_organisation(actor: MakeActor, system: Actor) -> None:
    with pytest.raises(PermissionDenied, match="Choose one first"):
        ask(system)


class TestAskingTwice:
    @pytest.fixture(autouse=True)
    def _handled(self, handle: Handle) -> None:
        handle(lambda job, progress: None)

    def test_the_same_key_gives_the_same_job(self, analyst: Actor) -> None:
        first = ask(analyst, idempotency_key="a")
        assert ask(analyst, idempotency_key="a") == first
        worker.run_queued()
        assert ask(analyst, idempotency_key="a") == first
        assert ask(analyst, idempotency_key="b") != first

    def test_another_organisation_has_keys_of_its_own(
        self, analyst: Actor, south: Organisation, actor: MakeActor
    ) -> None:
        first = ask(analyst, idempotency_key="a")
        assert ask(actor(south, "analyst"), idempotency_key="a") != first

    def test_what_failed_may_be_asked_again(self, analyst: Actor) -> None:
        first = ask(analyst, idempotency_key="a")
        actions.fail(job=take(), error="no")
        assert ask(analyst, idempotency_key="a") != first


class TestFailing:
    def test_a_refusal_is_told_in_its_words(self, analyst: Actor, handle: Handle) -> None:
        def refuse(job: Job, progress: jobs.Progress) -> None:
            raise jobs.Refused("Line 3 has no period.")

        handle(refuse)
        job = ask(analyst)
        worker.run_queued()
        assert (after(job).state, job.error) == (JobState.FAILED, "Line 3 has no period.")

    def test_a_fault_of_ours_gives_nothing_away(self, analyst: Actor, handle: Handle) -> None:
        def break_down(job: Job, progress: jobs.Progress) -> None:
            raise KeyError("a person's name")

        handle(break_down)
        job = ask(analyst)
        worker.run_queued()
        assert after(job).state == JobState.FAILED
        assert "KeyError" in job.error
        assert "person" not in job.error

    def test_a_kind_that_nobody_does_is_refused(self, analyst: Actor) -> None:
        job = enqueue(by=analyst, kind="test.unknown", title="t", payload={})
        worker.run_queued()
        assert after(job).error == "No part of this Leveller does work of the kind test.unknown."

    def test_a_busy_store_is_tried_again_as_often_as_allowed(
        self, analyst: Actor, handle: Handle
    ) -> None:
        tries: list[int] = []

        def stumble(job: Job, progress: jobs.Progress) -> None:
            tries.append(job.attempt)
            raise OperationalError("database is locked")

        handle(stumble)
        job = ask(analyst)
        worker.run_queued()
        assert tries == [1, 2, 3]
        assert after(job).state == JobState.FAILED

    def test_a_result_leads_to_this_site_only(self, analyst: Actor, handle: Handle) -> None:
        handle(lambda job, progress: {"url": "https://elsewhere.example/"})
        job = ask(analyst)
        worker.run_queued()
        assert (after(job).state, job.result_url) == (JobState.FAILED, "")


class TestLeases:
    def test_a_job_is_taken_once(self, analyst: Actor) -> None:
        ask(analyst)
        take()
        assert actions.take(owner="another", lease=LEASE) is None

    def test_a_silent_workers_job_goes_to_another_which_alone_may_settle_it(
        self, analyst: Actor
    ) -> None:
        ask(analyst)
        first = take("first")
        run_out(first)
        second = take("second")
        assert (second.pk, second.attempt) == (first.pk, 2)
        assert actions.renew(job=first, lease=LEASE, progress={}) is None
        assert not actions.finish(job=first, result={"who": "first"})
        assert not actions.fail(job=first, error="no")
        assert not actions.give_back(job=first, counts=True)
        assert actions.finish(job=second, result={"who": "second"})
        assert after(second).result == {"who": "second"}

    def test_the_same_worker_can_not_settle_an_attempt_that_it_lost(self, analyst: Actor) -> None:
        ask(analyst)
        lost = take()
        run_out(lost)
        take()
        assert not actions.finish(job=lost, result=None)

    def test_renewing_keeps_others_away_and_shows_progress(self, analyst: Actor) -> None:
        ask(analyst)
        job = take()
        run_out(job)
        assert actions.renew(job=job, lease=LEASE, progress={"progress_done": 4})
        assert actions.take(owner="another", lease=LEASE) is None
        assert after(job).progress_done == 4

    def test_a_job_that_never_ends_is_given_up(self, analyst: Actor) -> None:
        job = ask(analyst)
        for _ in range(3):
            run_out(take())
        assert actions.take(owner="w", lease=LEASE) is None
        assert after(job).state == JobState.FAILED
        assert job.error.startswith("The work was started 3 times")

    def test_a_job_given_back_is_as_good_as_new(self, analyst: Actor) -> None:
        job = ask(analyst)
        actions.give_back(job=take(), counts=False)
        assert (after(job).state, job.attempt, job.lease_until) == (JobState.QUEUED, 0, None)


class TestInterruptions:
    def test_a_worker_that_stops_gives_its_job_back(self, analyst: Actor, handle: Handle) -> None:
        stopping = threading.Event()

        def work(job: Job, progress: jobs.Progress) -> None:
            stopping.set()
            progress(1, 2)
            pytest.fail("the worker should have stopped")

        handle(work)
        job = ask(analyst)
        taken = take()
        worker._do(taken, worker.InlineReporter(taken, LEASE, stopping))
        assert (after(job).state, job.attempt) == (JobState.QUEUED, 0)

    def test_a_cancelled_job_stops_at_the_next_step(self, analyst: Actor, handle: Handle) -> None:
        steps: list[int] = []

        def work(job: Job, progress: jobs.Progress) -> None:
            for n in range(3):
                progress(n, 3)
                steps.append(n)
                cancel(by=analyst, job=Job.objects.get(pk=job.pk))

        handle(work)
        job = ask(analyst)
        worker.run_queued()
        assert (after(job).state, steps) == (JobState.CANCELLED, [0])

    def test_a_handler_that_swallows_exceptions_is_interrupted_too(
        self, analyst: Actor, handle: Handle
    ) -> None:
        def work(job: Job, progress: jobs.Progress) -> None:
            cancel(by=analyst, job=job)
            try:
                progress(1)
            except Exception:
                pytest.fail("an interruption is no exception to be swallowed")

        handle(work)
        job = ask(analyst)
        worker.run_queued()
        assert after(job).state == JobState.CANCELLED

    def test_a_job_that_waits_is_cancelled_at_once(self, analyst: Actor) -> None:
        job = ask(analyst)
        cancel(by=analyst, job=job)
        assert after(job).state == JobState.CANCELLED
        assert worker.run_queued() == 0

    def test_only_who_asked_and_administrators_may_cancel(
        self, north: Organisation, south: Organisation, analyst: Actor, actor: MakeActor
    ) -> None:
        job = ask(analyst)
        for other in (actor(north, "analyst"), actor(south, "administrator"), Actor.public()):
            with pytest.raises(PermissionDenied):
                cancel(by=other, job=job)
        cancel(by=actor(north, "administrator"), job=job)
        assert after(job).state == JobState.CANCELLED


def test_a_handler_acts_with_the_roles_of_today(analyst: Actor) -> None:
    job = ask(analyst)
    assert jobs.actor_of(job).may("evidence.import")
    RoleGrant.objects.filter(user=analyst.user).delete()
    assert not jobs.actor_of(job).may("evidence.import")


def test_an_organisation_sees_its_own_jobs_only(
    north: Organisation, south: Organisation, analyst: Actor, actor: MakeActor, system: Actor
) -> None:
    job = ask(analyst)
    assert list(queries.jobs_visible_to(actor(north, "reader"))) == [job]
    assert not queries.jobs_visible_to(actor(south, "administrator")).exists()
    assert not queries.jobs_visible_to(Actor.public()).exists()
    assert list(queries.jobs_visible_to(system)) == [job]


def test_two_handlers_of_one_kind_are_a_mistake(handle: Handle) -> None:
    handle(lambda job, progress: None)
    with pytest.raises(ValueError, match=r"Two handlers do test\.work"):
        jobs.handler("test.work")(lambda job, progress: {})


def test_what_is_finished_stays_finished() -> None:
    assert {JobState.DONE, JobState.FAILED, JobState.CANCELLED} == FINISHED
    assert set(JOB_TRANSITIONS) == set(JobState)


def test_daily_duties_anchor_the_log_once_a_day(north: Organisation, analyst: Actor) -> None:
    ask(analyst)
    worker.do_duties()
    worker.do_duties()
    assert AuditEvent.objects.filter(verb="audit.anchored", chain="system").count() == 1
    assert AuditEvent.objects.filter(verb="audit.anchored", organisation=north).count() == 1


def test_a_duty_that_fails_keeps_no_other_back(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []
    monkeypatch.setattr(jobs, "DUTIES", {"a": lambda: 1 / 0, "b": lambda: done.append("b")})
    worker.do_duties()
    assert done == ["b"]
    assert "the daily duty a failed" in caplog.text
