"""Many writers at once, and a write that fails half way, leave an unbroken chain."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.records import queries
from leveller.workbench.ground.records.actions import anchor, record
from leveller.workbench.ground.records.models import AuditEvent

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, EACH = 6, 8


def append(organisation: Organisation | None, count: int) -> None:
    """What one worker does: several transactions, on a connection of its own."""
    try:
        for n in range(count):
            with transaction.atomic():
                record(
                    by=Actor.of_system("writer"),
                    verb="test.done",
                    subject=("thing", n, "A thing"),
                    organisation=organisation,
                )
    finally:
        connection.close()


def test_writers_at_once_leave_an_unbroken_chain(north: Organisation) -> None:
    targets = [north if n % 2 else None for n in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(append, targets, [EACH] * WRITERS))
    assert queries.audit_faults() == []
    assert {h.sequence for h in queries.audit_heads()} == {WRITERS // 2 * EACH}


def test_verifying_while_others_write_blames_nobody(north: Organisation) -> None:
    with ThreadPoolExecutor(2) as pool:
        writing = [pool.submit(append, north, 15) for _ in range(2)]
        found = []
        while not all(w.done() for w in writing):
            found += queries.audit_faults()
    assert [w.result() for w in writing] == [None, None]
    assert found == []


class FailsAtCall:
    """Lets k statements through and fails the next, as a full disk or a lost server would."""

    def __init__(self, k: int) -> None:
        self.left = k

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            return execute(sql, params, many, context)
        if self.left == 0:
            raise OperationalError("the disk is full")
        self.left -= 1
        return execute(sql, params, many, context)


def work(organisation: Organisation) -> None:
    with transaction.atomic():
        system = Actor.of_system("test")
        Organisation.objects.create(slug="east", name="East")
        record(by=system, verb="test.done", subject=("t", 1, "t"), organisation=organisation)
        anchor(by=system)


def statements_of(organisation: Organisation) -> int:
    """How many statements the work takes when nothing fails; what it wrote is taken back."""
    counted = FailsAtCall(10_000)
    with connection.execute_wrapper(counted), transaction.atomic():
        work(organisation)
        transaction.set_rollback(True)
    return 10_000 - counted.left


def test_a_failure_at_any_statement_leaves_nothing_half_done(north: Organisation) -> None:
    total = statements_of(north)
    assert total >= 10
    for k in range(total):
        with (
            connection.execute_wrapper(FailsAtCall(k)),
            pytest.raises(OperationalError, match="disk is full"),
        ):
            work(north)
        assert not Organisation.objects.filter(slug="east").exists(), k
        assert not AuditEvent.objects.exists(), k
        assert queries.audit_faults() == [], k
    work(north)
    assert queries.audit_faults() == []
