"""Shapes of places, out of releases of boundaries."""

from collections.abc import Collection
from dataclasses import dataclass

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.records.models.releases import ReleaseKind
from leveller.workbench.systems.evidence import catalogue, surroundings
from leveller.workbench.systems.evidence.store import layout, reader
from leveller.workbench.systems.evidence.store.figures import ReleaseCard


@dataclass(frozen=True)
class Boundaries:
    """Well-known binary by the current code of each place, and the releases that gave them.

    `vintages` holds more than one release only where no single one has all the places.
    """

    shapes: dict[str, bytes]
    vintages: tuple[ReleaseCard, ...]
    missing: tuple[str, ...]

    def only(self, places: Collection[str]) -> "Boundaries":
        """Those of some of the places, out of one read for all."""
        kept = {code: self.shapes[code] for code in places if code in self.shapes}
        return Boundaries(kept, self.vintages, tuple(c for c in places if c not in kept))


def boundaries(actor: Actor, places: Collection[str], *, simplified: bool = True) -> Boundaries:
    """The shapes of places, from as few releases as will do, the latest published first.

    `simplified` shapes have fewer points, for maps that are drawn small.
    """
    spots = surroundings.spots(places)
    codes = {code: spot.code for spot in spots for code in spot.codes}
    column = "wkb_simplified" if simplified else "wkb"
    releases = [
        release
        for release in reversed(catalogue.visible(actor).releases)
        if release.kind == ReleaseKind.BOUNDARIES
    ]
    frames = reader.select_each(
        [release.sha256 for release in releases],
        {"place": codes},
        ("place", column),
        layout.BOUNDARIES,
    )
    found = [
        (release, {codes[place]: shape for place, shape in frame.tuples(("place", column))})
        for release, frame in zip(releases, frames, strict=True)
    ]
    shapes: dict[str, bytes] = {}
    vintages = []
    for release, own in sorted(found, key=lambda pair: -len(pair[1])):
        new = {code: shape for code, shape in own.items() if code not in shapes and shape}
        if new:
            shapes |= new
            vintages.append(release)
    return Boundaries(
        shapes, tuple(vintages), tuple(spot.code for spot in spots if spot.code not in shapes)
    )
