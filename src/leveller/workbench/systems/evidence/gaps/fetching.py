"""All rows that the gaps of a place rest on, in one evidence read.

Of every indicator: the whole population and the deprivation tenths or fifths at the place, its own
councils and the country; and the latest figures of the councils of other authorities.
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
from leveller.workbench.systems.evidence.gaps.populations import EVERYBODY
from leveller.workbench.systems.evidence.store import reader
from leveller.workbench.systems.evidence.store.figures import Observation, ReleaseCard
from leveller.workbench.systems.evidence.store.frames import Frame

LATEST = 2  # periods in which other authorities are looked at: figures may lag by one
GROUPS_OF = {"deprivation decile": 10, "deprivation quintile": 5}


@dataclass(frozen=True)
class Scene:
    """A place with all that its gaps lie between. `councils` is empty unless it has several."""

    place: Spot
    country: Spot | None
    councils: tuple[Spot, ...]
    others: Mapping[Spot, tuple[Spot, ...]]

    @property
    def near(self) -> list[Spot]:
        return [self.place, *self.councils, *([self.country] if self.country else [])]

    @property
    def far(self) -> list[Spot]:
        """The councils of other authorities."""
        return [spot for spots in self.others.values() for spot in spots]


@dataclass(frozen=True, eq=False)
class Material:
    """Rows of one indicator out of one release. They are controlled for disclosure as they are
    taken out, and only those that are asked for are made into observations."""

    release: ReleaseCard
    breakdown: str
    groups: int
    frame: Frame
    elsewhere: Frame

    @cached_property
    def _places(self) -> dict[str, npt.NDArray[np.intp]]:
        codes = self.frame["place"]
        order = np.argsort(codes, kind="stable")
        starts = np.flatnonzero(np.concatenate([[True], codes[order][1:] != codes[order][:-1]]))
        return {codes[order[rows[0]]]: rows for rows in np.split(order, starts[1:]) if len(rows)}

    def rows_of(self, spot: Spot) -> list[Row]:
        found = [self._places[code] for code in spot.codes if code in self._places]
        return self._taken(np.concatenate(found)) if found else []

    def rows_elsewhere(self, one: Observation) -> list[Row]:
        """Rows of other authorities' councils for the same people and period."""
        if not len(self.elsewhere):
            return []
        same = (
            (self.elsewhere["period"] == one.period.label)
            & (self.elsewhere["sex"] == one.sex)
            & (self.elsewhere["age"] == one.age)
        )
        return reading.rows(self.elsewhere.take(same), self.release.disclosure)

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
    near = [_request(holding, scene.near) for holding in asked]
    far = [_request(holding, scene.far, LATEST) for holding in asked]
    frames = reader.select_many([*near, *far])
    whole: dict[str, list[Material]] = {}
    deprived: dict[str, list[Material]] = {}
    for holding, frame, elsewhere in zip(asked, frames, frames[len(asked) :], strict=False):
        if len(frame):
            groups = GROUPS_OF.get(holding.breakdown_kind, 0)
            into = deprived if holding.breakdown else whole
            into.setdefault(holding.indicator, []).append(
                Material(holding.release, holding.breakdown, groups, frame, elsewhere)
            )
    return Fetched(whole, deprived)


def _is_wanted(holding: Holding, scene: Scene) -> bool:
    if holding.breakdown and holding.breakdown_kind not in GROUPS_OF:
        return False
    kinds = {scene.place.kind}
    kinds |= {PlaceKind.COUNCIL} if scene.councils else set()
    kinds |= {PlaceKind.COUNTRY} if holding.breakdown else set()
    return holding.kind in kinds


def _request(holding: Holding, spots: Iterable[Spot], latest: int | None = None) -> reader.Request:
    """Rows of places, of everybody where the release counts everybody, else of each sex.

    With `latest`, of so many of the holding's periods, and not by deprivation.
    """
    where = {
        "indicator": (holding.indicator,),
        "breakdown": (holding.breakdown,),
        "place": [code for spot in spots for code in spot.codes],
        "sex": next(((sex,) for sex in EVERYBODY if sex in holding.sexes), holding.sexes),
    }
    if latest is not None:
        where["period"] = () if holding.breakdown else holding.periods[-latest:]
    return reader.Request(holding.release.sha256, where, reading.COLUMNS)
