"""The outline of the country: a roughened coast, an island, and the estuary of the Tarrow.

Kilometres east and north of a point in the North Sea where there is no land.
"""

import numpy as np
import shapely

from leveller.workbench.front.demonstration.parameters import stream

ORIGIN_LONGITUDE, ORIGIN_LATITUDE = 3.0, 56.0
KILOMETRES_A_DEGREE = 111.2
LONGITUDE_SHRINKS = 0.5591929  # cosine of 56 degrees

COAST = (
    *((10, 46), (24, 43), (30, 36), (42, 33), (44, 25), (52, 19), (50, 11), (58, 4), (55, -3)),
    *((56, -9), (55, -15), (49, -21), (48, -29), (37, -31), (30, -39), (20, -37), (12, -44)),
    *((2, -41), (-6, -46), (-14, -40), (-26, -38), (-30, -30), (-42, -27), (-46, -18)),
    *((-56, -12), (-52, -2), (-58, 6), (-50, 11), (-38, 12), (-37, 16), (-50, 22), (-46, 30)),
    *((-36, 34), (-30, 42), (-18, 39), (-10, 47), (0, 42)),
)
ISLE = (
    *((-36, -40), (-38, -36.8), (-43, -35.5), (-48, -36.8)),
    *((-50, -40), (-48, -43.2), (-43, -44.5), (-38, -43.2)),
)
ESTUARY = (
    *((60, -12.5), (60, -6.5), (52, -8.2), (46, -7.4), (40, -8.6), (36, -8.4)),
    *((40, -8.9), (46, -8.0), (52, -10.0)),
)
ROUGHNESS = 0.14


def outline() -> shapely.Geometry:
    """The land, with the water of the estuary taken out."""
    rng = stream("coast")
    mainland = shapely.Polygon(_roughened(np.array(COAST, float), 4, rng)).buffer(0)
    isle = shapely.Polygon(_roughened(np.array(ISLE, float), 3, rng)).buffer(0)
    return shapely.union(mainland, isle).difference(shapely.Polygon(ESTUARY))


def _roughened(ring: np.ndarray, levels: int, rng: np.random.Generator) -> np.ndarray:
    """Midpoint displacement: each edge is broken at a point pushed to its side."""
    for _ in range(levels):
        ahead = np.roll(ring, -1, axis=0) - ring
        side = np.column_stack([-ahead[:, 1], ahead[:, 0]])
        push = rng.normal(0, ROUGHNESS, (len(ring), 1)).clip(-2 * ROUGHNESS, 2 * ROUGHNESS)
        ring = np.stack([ring, ring + ahead / 2 + side * push], axis=1).reshape(-1, 2)
    return ring


def degrees(kilometres: np.ndarray) -> np.ndarray:
    """Longitude and latitude of points in kilometres, east and north, to four decimals (6–11 m)."""
    shrunk = KILOMETRES_A_DEGREE * np.array([LONGITUDE_SHRINKS, 1.0])
    return np.round(kilometres / shrunk + np.array([ORIGIN_LONGITUDE, ORIGIN_LATITUDE]), 4)
