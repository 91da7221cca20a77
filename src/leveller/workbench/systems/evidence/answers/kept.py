"""Releases as a catalogue of vintages: one with its series, and those before and after it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Max, Q, QuerySet

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records.models import Release
from leveller.workbench.ground.records.models.releases import ReleaseState
from leveller.workbench.systems.evidence import catalogue, publishing
from leveller.workbench.systems.evidence.answers import control
from leveller.workbench.systems.evidence.models import Series

OPEN_LICENCES = (
    *("Open Government Licence", "Creative Commons Attribution", "CC BY", "CC0", "MIT", "Public"),
)
MOST_VINTAGES = 20


@dataclass(frozen=True)
class Vintages:
    """Other releases of the same source with an indicator in common, the latest first."""

    newer: tuple[Release, ...]
    older: tuple[Release, ...]


def listed(
    actor: Actor, *, words: str = "", kind: str = "", state: str = ReleaseState.PUBLISHED
) -> QuerySet[Release]:
    """Releases that the actor may see, the latest first."""
    rows = Release.objects.filter(catalogue.may_see(actor)).select_related("source", "organisation")
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(kind=kind) if kind else rows
    for word in words.split():
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(filename__icontains=word)
            | Q(source__name__icontains=word)
            | Q(sha256__startswith=word.lower())
        )
    return rows.order_by("-published_at", "-pk")


def one(actor: Actor, sha256: str) -> Release | None:
    """The release of that address, the actor's own first where two organisations have it."""
    rows = Release.objects.filter(catalogue.may_see(actor), sha256=sha256)
    found = rows.select_related("source", "organisation", "published_by", "source_file")
    return max(found, key=lambda release: (owns(actor, release), -release.pk), default=None)


def owns(actor: Actor, release: Release) -> bool:
    """Whether the release is of the actor's organisation, and the actor may see it all."""
    own = actor.organisation is not None and actor.organisation.pk == release.organisation_id
    return own and actor.may("evidence.read")


def series(release: Release) -> list[Series]:
    return list(release.series.select_related("indicator"))


def vintages(actor: Actor, release: Release, held: Iterable[Series]) -> Vintages:
    """Nothing is newer or older than a release of an unknown source."""
    if release.source_id is None:
        return Vintages((), ())
    others = Release.objects.filter(
        catalogue.may_see(actor), source_id=release.source_id, kind=release.kind
    ).exclude(sha256=release.sha256)
    keys = {s.indicator_id for s in held}
    others = (
        others.filter(series__indicator__in=keys) if keys else others.filter(format=release.format)
    )
    dated = others.annotate(last=Max("series__last")).select_related("source", "organisation")
    mine = _age(release, max((s.last for s in held), default=None))
    found = sorted(dated, key=lambda r: _age(r, r.last), reverse=True)[: 2 * MOST_VINTAGES]
    return Vintages(
        tuple(r for r in found if _age(r, r.last) > mine),
        tuple(r for r in found if _age(r, r.last) <= mine),
    )


def _age(release: Release, last: object) -> tuple[str, str]:
    """By the end of its last period, then by when it was published."""
    return str(last or ""), release.published_at.isoformat()


def source_path(release: Release) -> Path | None:
    """The file as it was given; None where it isn't kept."""
    folder = publishing.releases() / release.sha256
    return next(folder.glob("source.*"), None) if folder.is_dir() else None


def why_not_downloaded(actor: Actor, release: Release) -> str:
    """Why the actor may not have the file itself; empty when they may."""
    if owns(actor, release) and actor.may("evidence.import"):
        return ""
    if release.disclosure != control.NONE:
        return "The figures are under disclosure control, so the file itself is not given out."
    licence = release.source.licence if release.source else ""
    if not licence.startswith(OPEN_LICENCES):
        return "Its licence is not known to let everyone have the file."
    return ""
