"""One release by its address."""

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records.models import Release
from leveller.workbench.systems.evidence import catalogue
from leveller.workbench.systems.evidence.store.figures import ReleaseCard


def release(actor: Actor, sha256: str) -> ReleaseCard | None:
    """What is said of a release, a withdrawn one too; None where it isn't open to the actor."""
    rows = Release.objects.filter(catalogue.may_see(actor), sha256=sha256)
    found = rows.select_related("source").order_by("state", "-pk").first()
    return catalogue.card(found) if found else None
