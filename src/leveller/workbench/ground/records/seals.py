"""Which chain an event belongs to, and the keys that seal it."""

from django.conf import settings

from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.records import chain


def keys() -> chain.Keys:
    return chain.Keys(settings.AUDIT_KEY, settings.AUDIT_FORMER_KEYS)


def chain_of(organisation: Organisation | None) -> str:
    return f"organisation-{organisation.pk}" if organisation else chain.SYSTEM
