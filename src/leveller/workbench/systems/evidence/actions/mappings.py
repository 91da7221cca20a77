"""Saved mappings: how an organisation reads tables with given headings."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records import actions as records
from leveller.workbench.systems.evidence.models import SavedMapping

LONGEST_NAME = 200


@transaction.atomic
def save_mapping(
    *, by: Actor, fingerprint: str, name: str, headings: list[str], mapping: Mapping[str, Any]
) -> SavedMapping:
    """Keep how tables with these headings are read; from then on they are recognised."""
    by.must("evidence.import")
    saved, _ = SavedMapping.objects.update_or_create(
        organisation=by.organisation,
        fingerprint=fingerprint,
        defaults={"name": name, "headings": headings, "mapping": mapping, "saved_by": by.user},
    )
    records.record(by=by, verb="evidence.mapping-saved", subject=saved, detail=dict(mapping))
    return saved


@transaction.atomic
def rename_mapping(*, by: Actor, mapping: SavedMapping, name: str) -> SavedMapping:
    """Give a saved mapping another name; it reads tables as before."""
    _must_own(by, mapping)
    new = name.strip()
    if not new or len(new) > LONGEST_NAME:
        raise ValidationError({"name": f"Give a name of 1 to {LONGEST_NAME} characters."})
    before, mapping.name = mapping.name, new
    mapping.save(update_fields=["name"])
    detail = {"before": before, "after": new}
    records.record(by=by, verb="evidence.mapping-renamed", subject=mapping, detail=detail)
    return mapping


@transaction.atomic
def delete_mapping(*, by: Actor, mapping: SavedMapping) -> None:
    """Forget how such tables are read. Releases that were read by it keep their own copy."""
    _must_own(by, mapping)
    subject = ("evidence.savedmapping", mapping.pk, mapping.name)
    detail = dict(mapping.mapping)
    mapping.delete()
    records.record(by=by, verb="evidence.mapping-deleted", subject=subject, detail=detail)


def _must_own(by: Actor, mapping: SavedMapping) -> None:
    by.must("evidence.import")
    if by.organisation is None or mapping.organisation_id != by.organisation.pk:
        raise PermissionDenied("The mapping belongs to another organisation.")
