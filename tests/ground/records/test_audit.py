"""The audit log in the database: what is written, who reads it, what tampering shows."""

import pytest
from django.db import DatabaseError, connection, transaction

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.records import append_only, queries
from leveller.workbench.ground.records.actions import anchor, record
from leveller.workbench.ground.records.chain import Head
from leveller.workbench.ground.records.models import AuditEvent, ChainHead
from tests.kit.people import MakeActor

pytestmark = pytest.mark.django_db

THING = ("thing", "1", "A thing")


def write(by: Actor, count: int = 1, organisation: Organisation | None = None) -> list[AuditEvent]:
    return [
        record(by=by, verb="test.done", subject=THING, detail={"n": n}, organisation=organisation)
        for n in range(1, count + 1)
    ]


def tamper(sql: str, *values: object) -> None:
    """As somebody would who has the database in hand."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def faults(against: list[Head] | None = None) -> list[tuple[str, int]]:
    return [(fault.chain, fault.sequence) for fault in queries.audit_faults(against or [])]


def test_an_event_says_who_did_what_to_what(north: Organisation, actor: MakeActor) -> None:
    by = actor(north, "analyst")
    event = record(by=by, verb="organisation.seen", subject=north, detail={"why": "a test"})
    event.refresh_from_db()
    assert (event.actor, event.user, event.organisation) == (by.name, by.user, north)
    assert (event.subject_type, event.subject_id) == ("accounts.organisation", str(north.pk))
    assert (event.subject_name, event.detail, event.sequence) == ("North", {"why": "a test"}, 1)


def test_each_organisation_and_the_system_has_a_chain(
    north: Organisation, south: Organisation, system: Actor
) -> None:
    write(system, 2, north)
    write(system, 3, south)
    write(system, 1)
    standing = {head.chain: head.sequence for head in queries.audit_heads()}
    assert standing == {f"organisation-{north.pk}": 2, f"organisation-{south.pk}": 3, "system": 1}
    assert faults() == []


def test_an_event_belongs_to_the_organisation_of_who_acts(
    north: Organisation, actor: MakeActor
) -> None:
    assert write(actor(north, "reader"))[0].organisation == north


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded(system: Actor) -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        write(system)
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_was_never_told(system: Actor) -> None:
    with transaction.atomic():
        write(system)
    with transaction.atomic():
        write(system)
        transaction.set_rollback(True)
    assert AuditEvent.objects.count() == 1
    assert faults() == []


COLUMNS = {
    "chain": "'elsewhere'",
    "sequence": "77",
    "organisation_id": "NULL",
    "at": "'2020-01-01 00:00:00+00:00'",
    "actor": "'Somebody Else'",
    "user_id": "NULL",
    "verb": "'test.undone'",
    "subject_type": "'person'",
    "subject_id": "'2'",
    "subject_name": "'Another thing'",
    "detail": "'{\"n\": 5}'",
    "previous_hash": "'" + "a" * 64 + "'",
    "key_name": "'abcdef012345'",
    "hash": "'" + "b" * 64 + "'",
}


def test_the_table_of_columns_is_whole() -> None:
    assert set(COLUMNS) == {f.column for f in AuditEvent._meta.fields} - {"id"}


@pytest.mark.parametrize("column", COLUMNS)
def test_a_change_of_any_column_is_found(
    column: str, north: Organisation, actor: MakeActor
) -> None:
    by = actor(north, "analyst")
    write(by, 4)
    tamper(
        f"UPDATE records_auditevent SET {column} = {COLUMNS[column]} "
        "WHERE sequence = 2 AND organisation_id = %s",
        north.pk,
    )
    assert (f"organisation-{north.pk}", 2) in faults()


@pytest.mark.parametrize("sequence", [1, 2, 4])
def test_a_deleted_event_is_found(sequence: int, system: Actor) -> None:
    write(system, 4)
    tamper("DELETE FROM records_auditevent WHERE sequence = %s", sequence)
    assert faults() == [("system", min(sequence, 3))]


def test_two_events_that_changed_places_are_found(system: Actor) -> None:
    write(system, 4)
    for old, new in ((2, 99), (3, 2), (99, 3)):
        tamper("UPDATE records_auditevent SET sequence = %s WHERE sequence = %s", new, old)
    assert faults() == [("system", 2)]


def test_a_head_set_back_over_its_events_is_found(system: Actor) -> None:
    second = write(system, 4)[1]
    ChainHead.objects.update(sequence=2, hash=second.hash)
    assert faults() == [("system", 3)]


def test_a_lost_head_is_found(system: Actor) -> None:
    write(system, 2)
    ChainHead.objects.all().delete()
    assert faults() == [("system", 1)]


def cut(chain: str, last: AuditEvent) -> None:
    """Cut the end off and set the head back, which leaves the chain itself whole."""
    tamper(
        "DELETE FROM records_auditevent WHERE chain = %s AND sequence > %s", chain, last.sequence
    )
    ChainHead.objects.filter(chain=chain).update(sequence=last.sequence, hash=last.hash)


def test_an_anchor_shows_that_an_end_was_cut_off(north: Organisation, system: Actor) -> None:
    kept = write(system, 4, north)[1]
    anchor(by=system)
    cut(kept.chain, kept)
    found = queries.audit_faults()
    assert [(f.chain, f.sequence) for f in found] == [(kept.chain, 4)]
    assert "Event 1 of the chain system witnesses event 4" in found[0].words


def test_every_chain_holds_the_head_of_the_systems(
    north: Organisation, south: Organisation, system: Actor
) -> None:
    write(system, 1, north)
    write(system, 1, south)
    write(system, 1)
    event = anchor(by=system)
    assert set(event.detail["heads"]) == {f"organisation-{o.pk}" for o in (north, south)}
    for organisation in (north, south):
        held = AuditEvent.objects.get(organisation=organisation, verb="audit.anchored")
        assert held.detail["heads"] == {"system": [event.sequence, event.hash]}
    assert faults() == []


def test_an_exported_head_shows_a_log_that_was_replaced(system: Actor) -> None:
    write(system, 3)
    exported = queries.audit_heads()
    assert faults(exported) == []
    tamper("DELETE FROM records_auditevent")
    ChainHead.objects.all().delete()
    write(system, 3)
    assert faults() == []
    assert faults(exported) == [("system", 3)]


def test_the_database_refuses_to_change_or_delete_an_event(system: Actor) -> None:
    write(system)
    append_only.guard(connection)
    for sql in ("UPDATE records_auditevent SET actor = 'x'", "DELETE FROM records_auditevent"):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            tamper(sql)
    append_only.lift(connection)
    assert faults() == []


def test_the_model_refuses_too(system: Actor) -> None:
    write(system)
    with pytest.raises(TypeError, match="never changed"):
        AuditEvent.objects.update(actor="x")
    with pytest.raises(TypeError, match="ever deleted"):
        AuditEvent.objects.all().delete()


@pytest.mark.parametrize("role", ["director", "administrator"])
def test_who_may_read_the_log_reads_the_organisations_own(
    role: str, north: Organisation, south: Organisation, actor: MakeActor, system: Actor
) -> None:
    mine, theirs = write(system, 1, north)[0], write(system, 1, south)[0]
    write(system)
    seen = queries.events_visible_to(actor(north, role))
    assert list(seen) == [mine]
    assert theirs in queries.events_visible_to(system)


@pytest.mark.parametrize("role", ["reader", "analyst", "policy-officer"])
def test_others_read_nothing(
    role: str, north: Organisation, actor: MakeActor, system: Actor
) -> None:
    write(system, 1, north)
    assert not queries.events_visible_to(actor(north, role)).exists()
    assert not queries.events_visible_to(Actor.public()).exists()


def test_the_history_of_a_row(north: Organisation, south: Organisation, actor: MakeActor) -> None:
    by = actor(north, "director")
    about = record(by=by, verb="test.done", subject=north)
    record(by=by, verb="test.done", subject=south)
    assert list(queries.events_about(north, by)) == [about]
