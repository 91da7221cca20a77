"""Making the inequality brief: for the page, as files, and kept for the record."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from leveller.workbench.front import brief
from leveller.workbench.front.sight import Sight
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.papers import actions as papers
from leveller.workbench.ground.papers import faces
from leveller.workbench.ground.papers.assembly import assemble
from leveller.workbench.ground.papers.faces import FORMATS, Face, Printed, web
from leveller.workbench.ground.papers.tree import Paper
from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.records.models import Document

FILES = (Face.WORD, Face.PDF, Face.SPREADSHEET, Face.JSON, Face.WEB)


def paper(actor: Actor, place: Place, site: str = "", dated: date | None = None) -> Paper:
    day = dated or timezone.localdate()
    return brief.paper(Sight(actor, place, day), dated=day, site=site)


def printed(
    actor: Actor,
    place: Place,
    site: str = "",
    wanted: Sequence[Face] = tuple(Face),
    dated: date | None = None,
) -> list[Printed]:
    return faces.printed(paper(actor, place, site, dated), tuple(wanted))


def keep(actor: Actor, place: Place, site: str = "") -> list[Document]:
    """All forms of the brief, kept as they are today. Needs `papers.make`."""
    return papers.keep(by=actor, paper=paper(actor, place, site))


def page(actor: Actor, place: Place, site: str) -> dict[str, object]:
    made = paper(actor, place, site)
    return {
        "place": place,
        "paper": made,
        "article": web.partial(assemble(made)),
        "files": [(FORMATS[face], face.value) for face in FILES],
        "can_keep": actor.may("papers.make") and actor.organisation is not None,
        "breadcrumbs": [
            Crumb("Authorities", "/authorities/"),
            Crumb(place.name, f"/places/{place.code}/"),
            Crumb("Inequality brief"),
        ],
    }
