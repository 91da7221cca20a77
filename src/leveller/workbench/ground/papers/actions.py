"""Keeping papers: what went to a board stays as it was, with what it was made from."""

import hashlib
from collections.abc import Sequence

from django.db import transaction

import leveller
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.papers import queries, shelf, walks
from leveller.workbench.ground.papers.faces import Face, Printed, printed
from leveller.workbench.ground.papers.tree import Paper
from leveller.workbench.ground.records import actions as records
from leveller.workbench.ground.records.models import Document

A_DAY = 24 * 60 * 60


class NobodysPaperError(ValueError):
    """A paper cannot be kept without an organisation that it belongs to."""

    def __init__(self) -> None:
        super().__init__("A paper is kept for an organisation. Choose for which one you work.")


def keep(*, by: Actor, paper: Paper, faces: Sequence[Face] = tuple(Face)) -> list[Document]:
    """Print the paper and keep it, one document for each face.

    The same paper is kept once: its documents are given again. Raises `rules.PaperError` when the
    paper isn't fit to print; then nothing is written.
    """
    by.must("papers.make")
    if by.organisation is None:
        raise NobodysPaperError
    made = printed(paper, tuple(faces))
    for one in made:
        shelf.put(one.content)
    return _keep(by, paper, made)


@transaction.atomic
def _keep(by: Actor, paper: Paper, made: list[Printed]) -> list[Document]:
    held = {d.sha256: d for d in queries.documents_of_content(by.organisation, _hashes(made))}
    documents = [
        held.get(sha256) or _document(by, paper, one, sha256) for sha256, one in _named(made)
    ]
    new = [document for document in documents if document.pk is None]
    for document in new:
        document.save(force_insert=True)
    if new:
        records.record(
            by=by,
            verb="papers.kept",
            subject=new[0],
            detail={"title": paper.title, "documents": {d.filename: d.sha256 for d in new}},
        )
    return documents


def _named(made: list[Printed]) -> list[tuple[str, Printed]]:
    return [(hashlib.sha256(one.content).hexdigest(), one) for one in made]


def _hashes(made: list[Printed]) -> list[str]:
    return [sha256 for sha256, _ in _named(made)]


def _document(by: Actor, paper: Paper, one: Printed, sha256: str) -> Document:
    return Document(
        organisation=by.organisation,
        kind=paper.kind[:40],
        title=paper.title[:300],
        filename=one.filename,
        media_type=one.media_type,
        sha256=sha256,
        size=len(one.content),
        made_from=_made_from(paper, one),
        made_by=by.user,
    )


def _made_from(paper: Paper, one: Printed) -> dict[str, object]:
    """The releases that the paper rests on, and the version of the product that printed it."""
    sources = walks.sources_of(paper)
    return {
        "face": one.face,
        "dated": paper.dated.isoformat(),
        "reference": paper.reference,
        "product": leveller.__version__,
        "releases": sorted({source.sha256 for source in sources if source.sha256}),
        "sources": [source.title for source in sources],
    }


def sweep(*, older_than_seconds: float = A_DAY) -> int:
    """Delete files that no document names; gives their number."""
    return shelf.sweep(queries.contents_kept(), older_than_seconds=older_than_seconds)
