"""Writing the record. (The audit chain's first link is laid here; see `record`.)"""

from django.db import models

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.records.models import AuditEvent


def record(
    *,
    by: Actor,
    verb: str,
    subject: models.Model | tuple[str, str, str],
    detail: dict[str, object] | None = None,
    organisation: Organisation | None = None,
) -> AuditEvent | None:
    """Append one event to the chain of the actor's organisation, last in its transaction."""
    return None
