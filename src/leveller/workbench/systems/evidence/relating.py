"""Middle-layer areas and the small areas in them, where two files have to say it together.

The name of a small area is that of its middle-layer area and a letter. A lookup gives the names,
a boundary file the codes that belong to them; whichever comes second completes the pair.
"""

from pathlib import Path

import pyarrow.parquet as pq

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places import actions as places
from leveller.workbench.ground.places.drafts import MembershipDraft
from leveller.workbench.ground.places.kinds import PlaceKind, kind_of
from leveller.workbench.ground.records.models import Release
from leveller.workbench.ground.records.models.releases import ReleaseKind, ReleaseState
from leveller.workbench.systems.evidence import publishing

LOOKUP_FORMAT = "lookup-lsoa21"
SMALL, MIDDLE, COUNCIL = "lsoa21_code", "msoa21_name_derived", "ltla24_code"


def relate_middle_layer(*, by: Actor, release: Release) -> None:
    """Relate them if this release or an earlier one gives the names, and another the codes."""
    if release.format != LOOKUP_FORMAT and release.kind != ReleaseKind.BOUNDARIES:
        return
    codes = {
        name: code for r in _releases(release, ReleaseKind.BOUNDARIES) for code, name in _middle(r)
    }
    links = {
        pair
        for lookup in _releases(release, ReleaseKind.LOOKUP)
        if lookup.format == LOOKUP_FORMAT
        for small, name, council in _small(lookup)
        if name in codes
        for pair in ((codes[name], small), (council, codes[name]))
    }
    if links:
        places.take_places(
            by=by,
            memberships=[MembershipDraft(parent, child) for parent, child in sorted(links)],
            source="Names of small areas, which begin with that of their middle-layer area",
        )


def _releases(release: Release, kind: ReleaseKind) -> list[Release]:
    """What can take part: this release if it is of the kind, else those that stand."""
    if release.kind == kind:
        return [release]
    rows = Release.objects.filter(organisation=release.organisation, state=ReleaseState.PUBLISHED)
    return list(rows.filter(kind=kind).order_by("pk"))


def _middle(release: Release) -> list[tuple[str, str]]:
    table = pq.read_table(_folder(release) / "boundaries.parquet", columns=["place", "name"])
    pairs = zip(table["place"].to_pylist(), table["name"].to_pylist(), strict=True)
    return [(code, name) for code, name in pairs if kind_of(code) == PlaceKind.MIDDLE]


def _small(release: Release) -> list[tuple[str, str, str]]:
    file = _folder(release) / "lookup.parquet"
    if not {SMALL, MIDDLE, COUNCIL} <= set(pq.read_schema(file).names):
        return []
    table = pq.read_table(file, columns=[SMALL, MIDDLE, COUNCIL])
    return list(zip(*(table[name].to_pylist() for name in (SMALL, MIDDLE, COUNCIL)), strict=True))


def _folder(release: Release) -> Path:
    return publishing.releases() / release.sha256
