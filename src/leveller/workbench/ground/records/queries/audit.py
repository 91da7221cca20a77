"""Reading the audit log, and proving that nobody touched it."""

from collections.abc import Iterable, Iterator

from django.db import models
from django.db.models.functions import Coalesce

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records import chain
from leveller.workbench.ground.records.chain import Fault, Head, Link
from leveller.workbench.ground.records.models import AuditEvent, ChainHead
from leveller.workbench.ground.records.seals import chain_of, keys

PAGE = 2000


def events_visible_to(actor: Actor) -> models.QuerySet[AuditEvent]:
    """Newest first: the system sees all, who may read the audit log sees the organisation's."""
    events = AuditEvent.objects.order_by("-at", "-pk").select_related("organisation", "user")
    if actor.system:
        return events
    if actor.organisation is None or not actor.may("records.audit"):
        return events.none()
    return events.filter(chain=chain_of(actor.organisation))


def events_about(subject: models.Model, actor: Actor) -> models.QuerySet[AuditEvent]:
    """The history of one row, for who may read the audit log."""
    kind = subject._meta.label_lower
    return events_visible_to(actor).filter(subject_type=kind, subject_id=str(subject.pk))


def audit_heads() -> list[Head]:
    rows = ChainHead.objects.order_by("chain").values_list("chain", "sequence", "hash")
    return [Head(*row) for row in rows]


def audit_faults(against: Iterable[Head] = ()) -> list[Fault]:
    """The first fault of each chain, and every head written down elsewhere that no longer fits.

    Heads are written down in the other chains (anchors) and, by `against`, in an exported file.
    """
    in_chains = [fault for head in _all_heads() if (fault := _fault_of(head))]
    witnesses = _written_down(against, unsound={fault.chain for fault in in_chains})
    return in_chains + [f for source, head in witnesses if (f := _misfit(source, head))]


def _all_heads() -> list[Head]:
    """One for every chain that has a head row or an event, so that a lost head is found too."""
    heads = {head.chain: head for head in audit_heads()}
    chains = AuditEvent.objects.order_by().values_list("chain", flat=True).distinct()
    return [heads.get(name, Head(name, 0, chain.START)) for name in sorted({*heads, *chains})]


def _fault_of(head: Head) -> Fault | None:
    return chain.first_fault(head, _links(head), keys()) or _beyond(head.chain)


def _links(head: Head) -> Iterator[Link]:
    """Page by page, up to the head as it was read: writers are neither blocked nor blamed."""
    events, last = AuditEvent.objects.filter(chain=head.chain).order_by("sequence"), -1
    while page := list(events.filter(sequence__gt=last, sequence__lte=head.sequence)[:PAGE]):
        yield from (event.link for event in page)
        last = page[-1].sequence


def _beyond(name: str) -> Fault | None:
    head = ChainHead.objects.filter(chain=name).values("sequence")
    known = Coalesce(models.Subquery(head), 0)
    extra = AuditEvent.objects.filter(chain=name, sequence__gt=known).order_by("sequence").first()
    if extra is None:
        return None
    words = f"event {extra.sequence} stands behind the head: the head was set back or removed."
    return Fault(name, extra.sequence, words)


def _written_down(against: Iterable[Head], unsound: set[str]) -> Iterator[tuple[str, Head]]:
    """Heads as the file and the anchors of sound chains witness them, each with its source."""
    for head in against:
        yield "The exported file", head
    anchors = AuditEvent.objects.filter(verb="audit.anchored").exclude(chain__in=unsound)
    for event in anchors.order_by("pk").iterator(PAGE):
        for name, (sequence, seal) in event.detail["heads"].items():
            yield f"Event {event.sequence} of the chain {event.chain}", Head(name, sequence, seal)


def _misfit(source: str, head: Head) -> Fault | None:
    if head.sequence == 0:
        return None
    event = AuditEvent.objects.filter(chain=head.chain, sequence=head.sequence).first()
    if event and event.hash == head.hash:
        return None
    found = "another event stands there" if event else "it is not there any more"
    words = f"{source} witnesses event {head.sequence}, but {found}: the log was rewritten."
    return Fault(head.chain, head.sequence, words)
