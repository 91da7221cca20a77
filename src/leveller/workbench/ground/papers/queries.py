"""Which kept papers somebody sees."""

from collections.abc import Collection

from django.db import models

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.ground.papers import shelf
from leveller.workbench.ground.records.models import Document


def documents_visible_to(actor: Actor) -> models.QuerySet[Document]:
    """Newest first: those of the organisation, for whoever has a role in it."""
    documents = Document.objects.select_related("organisation", "made_by")
    documents = documents.order_by("-made_at", "pk")
    if actor.system:
        return documents
    if actor.organisation is None:
        return documents.none()
    return documents.filter(organisation=actor.organisation)


def document_visible_to(actor: Actor, pk: int) -> Document | None:
    return documents_visible_to(actor).filter(pk=pk).first()


def documents_of_content(
    organisation: Organisation, hashes: Collection[str]
) -> models.QuerySet[Document]:
    return Document.objects.filter(organisation=organisation, sha256__in=hashes)


def contents_kept() -> set[str]:
    """The hash of every file that a document names, of any organisation."""
    return set(Document.objects.values_list("sha256", flat=True))


def damaged() -> list[Document]:
    """Documents whose file is gone or no longer holds what was kept. Reads every file."""
    return [d for d in Document.objects.order_by("pk") if not shelf.is_whole(d.sha256)]
