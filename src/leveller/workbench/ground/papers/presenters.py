"""Kept papers as a page shows them."""

from collections.abc import Iterable

from django.urls import reverse

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.tables import Cell, Column, Kind, Table
from leveller.workbench.ground.papers.faces import FORMATS, Face
from leveller.workbench.ground.records.models import Document


def documents_table(documents: Iterable[Document]) -> Table:
    columns = (
        Column("file", "File", Kind.LINK),
        Column("title", "Paper"),
        Column("form", "Form"),
        Column("size", "Size"),
        Column("made_at", "Kept on", Kind.DATE),
        Column("made_by", "By"),
    )
    return Table(
        key="papers",
        caption="Papers that the organisation has kept, newest first",
        columns=columns,
        rows=[_row(document) for document in documents],
        empty="No paper has been kept yet.",
    )


def _row(document: Document) -> dict[str, object]:
    return {
        "file": Cell(document.filename, link=reverse("papers:download", args=[document.pk])),
        "title": document.title,
        "form": form_of(document),
        "size": figures.size(document.size),
        "made_at": document.made_at.date(),
        "made_by": str(document.made_by or "the system"),
    }


def form_of(document: Document) -> str:
    """`Word`, `PDF` …; the file's own type when another room kept it."""
    face = document.made_from.get("face")
    return FORMATS[Face(face)].label if face in FORMATS else document.media_type
