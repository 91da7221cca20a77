"""Small areas as a tessellation of the land: many small cells in towns, few large ones between.

Sites are found council by council as centres of clusters of people, then one Voronoi diagram of
all sites is clipped to the coast, so that cells meet without gaps and councils are exact unions.
"""

from itertools import pairwise, starmap

import numpy as np
import shapely

from leveller.workbench.front.demonstration import land
from leveller.workbench.front.demonstration.parameters import stream

TOWN_RADIUS = {"city": 4.0, "industrial": 3.0, "coast": 2.6, "valley": 2.2, "suburb": 3.0}
OTHER_RADIUS, COUNTRYSIDE = 2.0, 0.04  # kilometres; density between towns, town centre = 1
PEOPLE_PER_SITE, ROUNDS = 25, 12
SIDE_TOWNS, SIDE_TOWN_SIZE = 2, 0.55
WOBBLE, SHORTEST_WOBBLED = 0.12, 0.25  # share of an edge; kilometres
PRIMES = (7919, 104_729, 1_299_709, 15_485_863)


def sites(centres: np.ndarray, settings: list[str], counts: np.ndarray) -> list[np.ndarray]:
    """Points of the small areas of each council, in kilometres."""
    rng, outline = stream("sites"), land.outline()
    shapely.prepare(outline)
    towns = [_towns(centre, rng) for centre in centres]
    return [
        _clusters(_people(i, centres, settings[i], towns[i], n, outline, rng), n, rng)
        for i, n in enumerate(counts)
    ]


def _towns(centre: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The main town and two smaller ones 5 to 8 km away: east, north, size."""
    angle = rng.uniform(0, 2 * np.pi) + np.array([0, 2.2])
    away = rng.uniform(5, 8, SIDE_TOWNS)
    around = centre + np.column_stack([away * np.cos(angle), away * np.sin(angle)])
    sizes = [1.0, *[SIDE_TOWN_SIZE] * SIDE_TOWNS]
    return np.column_stack([np.vstack([centre, around]), sizes])


def _people(
    council: int,
    centres: np.ndarray,
    setting: str,
    towns: np.ndarray,
    count: int,
    outline: shapely.Geometry,
    rng: np.random.Generator,
) -> np.ndarray:
    """Points drawn where people live, on the land that lies nearest to the council's centre."""
    wanted, radius = PEOPLE_PER_SITE * count, TOWN_RADIUS.get(setting, OTHER_RADIUS)
    found = np.empty((0, 2))
    while len(found) < wanted:
        points = centres[council] + rng.uniform(-22, 22, (10_000, 2))
        lived_in = rng.uniform(size=len(points)) < density(points, towns, radius)
        points = points[lived_in]
        nearest = _squared(points, centres).argmin(axis=1) == council
        points = points[nearest]
        found = np.vstack([found, points[shapely.contains_xy(outline, *points.T)]])
    return found[:wanted]


def density(points: np.ndarray, towns: np.ndarray, radius: float) -> np.ndarray:
    """People by place, from the countryside's density up to 1 in the middle of the main town."""
    away = np.sqrt(_squared(points, towns[:, :2]))
    return np.maximum(COUNTRYSIDE, (towns[:, 2] * np.exp(-((away / radius) ** 2))).max(axis=1))


def _clusters(people: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """Lloyd's algorithm: each site moves to the middle of the people nearest to it."""
    found = people[rng.choice(len(people), count, replace=False)]
    for _ in range(ROUNDS):
        nearest = _squared(people, found).argmin(axis=1)
        size = np.bincount(nearest, minlength=count)
        middle = [np.bincount(nearest, people[:, axis], count) for axis in (0, 1)]
        moved = np.column_stack(middle) / np.maximum(size, 1)[:, None]
        found = np.where(size[:, None] > 0, moved, found)
    return np.round(found, 3)


def _squared(points: np.ndarray, others: np.ndarray) -> np.ndarray:
    east = points[:, :1] - others[:, 0]
    north = points[:, 1:] - others[:, 1]
    return east * east + north * north


def tessellation(points: np.ndarray) -> np.ndarray:
    """The cell of each point, clipped to the land, in degrees, as an array of polygons."""
    outline = land.outline()
    whole = shapely.MultiPoint(points)
    cells = shapely.voronoi_polygons(whole, extend_to=outline.envelope, ordered=True)
    clipped = shapely.intersection(np.array(cells.geoms), outline)
    return wobbled(shapely.transform(clipped, land.degrees))


def wobbled(cells: np.ndarray) -> np.ndarray:
    """Inner edges broken once to the side, alike for both neighbours, so that they look grown.

    The break depends on the edge's ends alone; edges of the coast are left as they are.
    """
    inner = _inner_edges(cells)
    return np.array([_broken(cell, inner) for cell in cells])


def _inner_edges(cells: np.ndarray) -> set[tuple[float, ...]]:
    seen: set[tuple[float, ...]] = set()
    inner: set[tuple[float, ...]] = set()
    for cell in cells:
        for ring in _rings(cell):
            for edge in starmap(_edge, pairwise(ring)):
                (inner if edge in seen else seen).add(edge)
    return inner


def _rings(cell: shapely.Geometry) -> list[list[tuple[float, float]]]:
    parts = cell.geoms if hasattr(cell, "geoms") else [cell]
    return [[(x, y) for x, y in part.exterior.coords] for part in parts]


def _edge(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, ...]:
    return (*min(one, other), *max(one, other))


def _broken(cell: shapely.Geometry, inner: set[tuple[float, ...]]) -> shapely.Geometry:
    parts = [shapely.Polygon(_broken_ring(ring, inner)) for ring in _rings(cell)]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _broken_ring(
    ring: list[tuple[float, float]], inner: set[tuple[float, ...]]
) -> list[tuple[float, float]]:
    points = []
    for start, end in pairwise(ring):
        points.append(start)
        edge = _edge(start, end)
        if edge in inner:
            points.extend(_break(*edge))
    return points


def _break(x1: float, y1: float, x2: float, y2: float) -> list[tuple[float, float]]:
    """The point at which an edge breaks; none for a short one."""
    east = (x2 - x1) * land.KILOMETRES_A_DEGREE * land.LONGITUDE_SHRINKS
    north = (y2 - y1) * land.KILOMETRES_A_DEGREE
    if east * east + north * north < SHORTEST_WOBBLED**2:
        return []
    push = WOBBLE * _chance(x1, y1, x2, y2)
    middle_x = (x1 + x2) / 2 - (y2 - y1) * push / land.LONGITUDE_SHRINKS
    middle_y = (y1 + y2) / 2 + (x2 - x1) * push * land.LONGITUDE_SHRINKS
    return [(round(middle_x, 4), round(middle_y, 4))]


def _chance(*ends: float) -> float:
    """A number from -1 to 1 that depends on the ends of an edge alone."""
    whole = [round(end * 10_000) for end in ends]
    mixed = sum(part * prime for part, prime in zip(whole, PRIMES, strict=True))
    return mixed % 2001 / 1000 - 1
