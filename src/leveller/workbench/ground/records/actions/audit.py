"""Adding to the audit log. There is no other write to it."""

from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.records import canonical, chain
from leveller.workbench.ground.records.models import AuditEvent, ChainHead
from leveller.workbench.ground.records.seals import chain_of, keys

ANCHORED_LATELY = timedelta(hours=20)
Subject = models.Model | tuple[str, object, str]


def record(
    *,
    by: Actor,
    verb: str,
    subject: Subject,
    detail: dict[str, object] | None = None,
    organisation: Organisation | None = None,
) -> AuditEvent:
    """Add one event, as the last write of the transaction that it tells of.

    It goes to the chain of `organisation`, else of the actor's, else of the system. `subject` is
    the row that was written, or its type, id and name. `verb` says the room and what was done,
    such as `evidence.published`. Raises `RuntimeError` outside a transaction: what happened and
    what is told of it are kept together or not at all.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{verb} must be recorded inside the transaction that it tells of.")
    head = _locked_head(organisation or by.organisation)
    event = _next_event(head, by, verb, _named(subject), canonical.normalised(detail or {}))
    event.hash = keys().seal(event.content)
    event.save(force_insert=True)
    ChainHead.objects.filter(pk=head.pk).update(sequence=event.sequence, hash=event.hash)
    return event


@transaction.atomic
def anchor(*, by: Actor) -> AuditEvent:
    """Write every organisation's head into the system's chain, and that one's head into each.

    From then on nobody can cut a chain short without breaking another.
    """
    _locked_head(None)
    heads = {h.chain: h for h in ChainHead.objects.select_for_update().order_by("chain")}
    others = [h for h in heads.values() if h.organisation_id]
    subject = ("chain", chain.SYSTEM, "The heads of all chains")
    event = record(
        by=by, verb="audit.anchored", subject=subject, detail={"heads": _written(others)}
    )
    detail = {"heads": {chain.SYSTEM: [event.sequence, event.hash]}}
    for head in others:
        record(
            by=by,
            verb="audit.anchored",
            subject=("chain", chain.SYSTEM, "The head of the system's chain"),
            detail=detail,
            organisation=Organisation.objects.get(pk=head.organisation_id),
        )
    return event


@transaction.atomic
def anchor_daily(*, by: Actor) -> AuditEvent | None:
    """Anchor, unless it was done within the last hours; None then."""
    _locked_head(None)
    lately = timezone.now() - ANCHORED_LATELY
    anchored = AuditEvent.objects.filter(chain=chain.SYSTEM, verb="audit.anchored", at__gt=lately)
    return None if anchored.exists() else anchor(by=by)


def _locked_head(organisation: Organisation | None) -> ChainHead:
    name = chain_of(organisation)
    ChainHead.objects.get_or_create(
        chain=name, defaults={"organisation": organisation, "hash": chain.START}
    )
    return ChainHead.objects.select_for_update().get(chain=name)


def _named(subject: Subject) -> tuple[str, str, str]:
    if isinstance(subject, models.Model):
        subject = (subject._meta.label_lower, subject.pk, str(subject))
    kind, identity, name = subject
    return str(kind), str(identity), str(name)[:300]


def _next_event(
    head: ChainHead, by: Actor, verb: str, subject: tuple[str, str, str], detail: object
) -> AuditEvent:
    kind, identity, name = subject
    return AuditEvent(
        chain=head.chain,
        sequence=head.sequence + 1,
        organisation_id=head.organisation_id,
        at=timezone.now(),
        actor=by.name[:200],
        user=by.user,
        verb=verb,
        subject_type=kind,
        subject_id=identity,
        subject_name=name,
        detail=detail,
        previous_hash=head.hash,
        key_name=keys().current,
    )


def _written(heads: list[ChainHead]) -> dict[str, list[object]]:
    return {h.chain: [h.sequence, h.hash] for h in heads}
