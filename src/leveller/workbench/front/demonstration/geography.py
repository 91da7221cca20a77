"""The places of the fictional country: what lies where, in what, under which code and name."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import shapely

from leveller.workbench.front.demonstration import cells, land, names
from leveller.workbench.front.demonstration.parameters import REGION_CODE, steady

HERE = Path(__file__).parent
AREAS_A_MIDDLE = 5


@dataclass(frozen=True)
class Layer:
    """Places of one kind, in the order of their codes. `parent` indexes the layer above."""

    codes: list[str]
    names: list[str]
    parent: np.ndarray


@dataclass(frozen=True)
class Geography:
    """Small areas lie in middle-layer areas, these in councils, these in authorities.

    By small area: `points` in kilometres, `shapes` in degrees, `people` in the first year,
    `density` in people a square kilometre, `sea` and `town` in kilometres to the coast and to the
    middle of the council's main town.
    """

    authorities: Layer
    councils: Layer
    middles: Layer
    smalls: Layer
    settings: list[str]
    offsets: np.ndarray
    points: np.ndarray
    shapes: np.ndarray
    people: np.ndarray
    density: np.ndarray
    sea: np.ndarray
    town: np.ndarray

    @property
    def council(self) -> np.ndarray:
        """The council of each small area."""
        return self.middles.parent[self.smalls.parent]

    @property
    def authority(self) -> np.ndarray:
        """The authority of each small area."""
        return self.councils.parent[self.council]

    @property
    def in_region(self) -> np.ndarray:
        return self.authority == self.authorities.codes.index(REGION_CODE)


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


@cache
def geography() -> Geography:
    authorities, councils = rows("authorities.csv"), rows("councils.csv")
    counts = np.array([int(row["small_areas"]) for row in councils])
    centres = np.array([(float(row["east"]), float(row["north"])) for row in councils])
    settings = [row["setting"] for row in councils]
    groups = [_in_order(points) for points in cells.sites(centres, settings, counts)]
    points, own = np.vstack(groups), np.repeat(np.arange(len(councils)), counts)
    shapes = cells.tessellation(points)
    people = np.repeat([int(row["people"]) for row in councils], counts).astype(float)
    codes = [row["code"] for row in authorities]
    return Geography(
        authorities=Layer(codes, [row["name"] for row in authorities], np.zeros(len(codes), int)),
        councils=Layer(
            [row["code"] for row in councils],
            [row["name"] for row in councils],
            np.array([codes.index(row["authority"]) for row in councils]),
        ),
        middles=_middles(counts),
        smalls=_smalls(councils, counts),
        settings=settings,
        offsets=np.array([float(row["deprivation"]) for row in councils]),
        points=points,
        shapes=shapes,
        people=people,
        density=steady(people / _square_kilometres(shapes)),
        sea=steady(shapely.distance(shapely.points(points), land.outline().boundary)),
        town=steady(np.hypot(*(points - centres[own]).T)),
    )


def _in_order(points: np.ndarray) -> np.ndarray:
    """Points so ordered that every run of five lies together: halves of halves, by longer side."""
    if len(points) <= AREAS_A_MIDDLE:
        return points
    axis = int(np.ptp(points, axis=0).argmax())
    points = points[np.argsort(points[:, axis], kind="stable")]
    half = len(points) // AREAS_A_MIDDLE // 2 * AREAS_A_MIDDLE or AREAS_A_MIDDLE
    return np.vstack([_in_order(points[:half]), _in_order(points[half:])])


def _middles(counts: np.ndarray) -> Layer:
    parent = np.repeat(np.arange(len(counts)), counts // AREAS_A_MIDDLE)
    return Layer(
        [f"X02{i + 1:06d}" for i in range(len(parent))], names.neighbourhoods(len(parent)), parent
    )


def _smalls(councils: list[dict[str, str]], counts: np.ndarray) -> Layer:
    """Named as small areas are: the council, the number of the middle-layer area, a letter."""
    labels = [
        f"{row['name']} {i // AREAS_A_MIDDLE + 1:03d}{'ABCDE'[i % AREAS_A_MIDDLE]}"
        for row, count in zip(councils, counts, strict=True)
        for i in range(count)
    ]
    parent = np.arange(len(labels)) // AREAS_A_MIDDLE
    return Layer([f"X01{i + 1:06d}" for i in range(len(labels))], labels, parent)


def _square_kilometres(shapes: np.ndarray) -> np.ndarray:
    return shapely.area(shapes) * land.KILOMETRES_A_DEGREE**2 * land.LONGITUDE_SHRINKS
