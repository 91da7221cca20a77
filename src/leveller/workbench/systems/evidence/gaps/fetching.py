"""All rows that the gaps of a place rest on, in one evidence read.

Of every indicator: the whole population at the place, its country and all councils of authorities,
and the deprivation tenths or fifths at the place, its own councils and the country.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.systems.evidence.answers import reading
from leveller.workbench.systems.evidence.answers.reading import Row
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.catalogue import Catalogue, Holding
from leveller.workbench.systems.evidence.store import reader
from leveller.workbench.systems.evidence.store.figures import Observation, ReleaseCard
from leveller.workbench.systems.evidence.store.frames import Frame

GROUPS_OF = {"deprivation decile": 10, "deprivation quintile": 5}


@dataclass(frozen=True)
class Scene:
    """A place with all that its gaps lie between. `councils` is empty unless it has several."""

    place: Spot
    country: Spot | None
    councils: tuple[Spot, ...]
    others: Mapping[Spot, tuple[Spot, ...]]

    @property
    def spots(self) -> list[Spot]:
        around = [self.country] if self.country else []
        elsewhere = [spot for spots in self.others.values() for spot in spots]
        return [self.place, *around, *self.councils, *elsewhere]


@dataclass(frozen=True, eq=False)
class Material:
    """Rows of one indicator out of one release. They are controlled for disclosure as they are
    taken out, and only those that are asked for are made into observations."""

    release: ReleaseCard
    breakdown: str
    groups: int
    frame: Frame

    @cached_property
    def _places(self) -> dict[str, npt.NDArray[np.intp]]:
        codes = self.frame["place"]
        order = np.argsort(codes, kind="stable")
        starts = np.flatnonzero(np.concatenate([[True], codes[order][1:] != codes[order][:-1]]))
        return {codes[order[rows[0]]]: rows for rows in np.split(order, starts[1:]) if len(rows)}

    def rows_of(self, spot: Spot) -> list[Row]:
        found = [self._places[code] for code in spot.codes if code in self._places]
        return self._taken(np.concatenate(found)) if found else []

    def rows_at(self, one: Observation) -> list[Row]:
        """Rows of every place for the same people and period as an observation."""
        same = (
            (self.frame["period"] == one.period.label)
            & (self.frame["sex"] == one.sex)
            & (self.frame["age"] == one.age)
        )
        return self._taken(np.flatnonzero(same))

    def holds(self, spot: Spot) -> bool:
        return any(code in self._places for code in spot.codes)

    def held(self, spots: Iterable[Spot]) -> int:
        return sum(self.holds(spot) for spot in spots)

    def _taken(self, rows: npt.NDArray[np.intp]) -> list[Row]:
        return reading.rows(self.frame.take(rows), self.release.disclosure)


@dataclass(frozen=True)
class Fetched:
    """The material of each indicator, in the catalogue's order of preference."""

    whole: Mapping[str, Sequence[Material]]
    by_deprivation: Mapping[str, Sequence[Material]]

    def best(self, indicator: str, spots: Collection[Spot]) -> Material | None:
        """The release that has most of the places, the preferred one where several have as many."""
        found = [m for m in self.whole.get(indicator, ()) if m.held(spots)]
        return max(found, key=lambda m: m.held(spots), default=None)


def fetch(visible: Catalogue, indicators: Collection[str], scene: Scene) -> Fetched:
    wanted = [
        holding
        for key in indicators
        for holding in visible.of(key, None, None)
        if _is_wanted(holding, scene)
    ]
    asked = list({(h.release.sha256, h.indicator, h.breakdown): h for h in wanted}.values())
    requests = [_request(holding, scene) for holding in asked]
    frames = reader.select_many(requests)
    whole: dict[str, list[Material]] = {}
    deprived: dict[str, list[Material]] = {}
    for holding, frame in zip(asked, frames, strict=True):
        into = deprived if holding.breakdown else whole
        if len(frame):
            groups = GROUPS_OF.get(holding.breakdown_kind, 0)
            material = Material(holding.release, holding.breakdown, groups, frame)
            into.setdefault(holding.indicator, []).append(material)
    return Fetched(whole, deprived)


def _is_wanted(holding: Holding, scene: Scene) -> bool:
    if holding.breakdown and holding.breakdown_kind not in GROUPS_OF:
        return False
    kinds = {scene.place.kind}
    kinds |= {PlaceKind.COUNCIL} if scene.councils else set()
    kinds |= {PlaceKind.COUNTRY} if holding.breakdown else set()
    return holding.kind in kinds


def _request(holding: Holding, scene: Scene) -> reader.Request:
    if holding.breakdown:
        spots = [scene.place, *scene.councils, *([scene.country] if scene.country else [])]
    else:
        spots = scene.spots
    codes = [code for spot in spots for code in spot.codes]
    where = {
        "indicator": (holding.indicator,),
        "breakdown": (holding.breakdown,),
        "place": codes,
    }
    return reader.Request(holding.release.sha256, where, reading.COLUMNS)
