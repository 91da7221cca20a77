"""The catalogue of releases, and where they come from."""

from django.db import models

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records.models import Release, Source


def releases_visible_to(actor: Actor) -> models.QuerySet[Release]:
    """Public ones for everybody; the organisation's own for who may read them."""
    releases = Release.objects.select_related("source", "organisation")
    if actor.system:
        return releases
    mine = models.Q(is_public=True)
    if actor.organisation and actor.may("evidence.read"):
        mine |= models.Q(organisation=actor.organisation)
    return releases.filter(mine)


def sources() -> models.QuerySet[Source]:
    return Source.objects.all()
