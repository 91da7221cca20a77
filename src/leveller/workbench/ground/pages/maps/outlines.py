"""Boundaries as short SVG paths: projected, simplified together until they fit a budget of bytes.

Longitude and latitude (WGS 84) become British National Grid eastings and northings (EPSG:27700),
the grid of every printed map of Great Britain. Neighbours are simplified as one coverage, so that
no gap opens between them, and their corners fall on a grid of whole units.
"""

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from leveller.workbench.ground.pages import store

VERSION = 1
TALLEST = 1.25  # height for a width of one; taller regions are drawn narrower
MARGIN = 6
FIRST_TOLERANCE, COARSER, MOST_STEPS = 0.4, 1.4, 24


@dataclass(frozen=True)
class Shapes:
    """Geometries in longitude and latitude by code. `key` changes whenever they do.

    `load` is called only when no outline of that key is kept yet.
    """

    key: str
    load: Callable[[], Mapping[str, BaseGeometry]]


@dataclass(frozen=True)
class Outlines:
    """`paths` and `centres` by code, in units of a drawing of `width` by `height`."""

    width: int
    height: int
    paths: Mapping[str, str]
    centres: Mapping[str, Sequence[int]]
    over: Sequence[str]


def outlines(shapes: Shapes, over: Shapes | None, *, width: int, budget: int) -> Outlines:
    """Outlines whose paths take at most `budget` bytes gzipped, kept by content."""
    name = outlines_name(shapes, over, width=width, budget=budget)
    made = store.made_once(name, lambda: _made(shapes, over, width, budget))
    return read(made)


def outlines_name(shapes: Shapes, over: Shapes | None, *, width: int, budget: int) -> str:
    parts = [VERSION, shapes.key, over.key if over else "", width, budget]
    return f"outlines-{hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:40]}.json"


def read(text: bytes) -> Outlines:
    return Outlines(**json.loads(text))


def _made(shapes: Shapes, over: Shapes | None, width: int, budget: int) -> bytes:
    made = simplified(shapes.load(), over.load() if over else {}, width=width, budget=budget)
    return json.dumps(asdict(made), separators=(",", ":")).encode()


def projected(geometries: Iterable[BaseGeometry]) -> np.ndarray:
    """Eastings and northings in metres, from longitude and latitude."""
    to_national_grid = _transformer()

    def to_grid(points: np.ndarray) -> np.ndarray:
        return np.column_stack(to_national_grid(points[:, 0], points[:, 1]))

    return shapely.transform(np.array(list(geometries), dtype=object), to_grid)


@cache
def _transformer() -> Callable[..., tuple[np.ndarray, np.ndarray]]:
    from pyproj import Transformer  # takes a quarter of a second, only where outlines are made

    return Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True).transform


@dataclass(frozen=True)
class Frame:
    """From metres on the grid to units of the drawing, whose second axis points down."""

    left: float
    top: float
    scale: float
    width: int
    height: int

    @classmethod
    def around(cls, shapes: np.ndarray, width: int) -> "Frame":
        left, bottom, right, top = shapely.total_bounds(shapes)
        across, down = max(right - left, 1.0), max(top - bottom, 1.0)
        room = width - 2 * MARGIN
        scale = min(room / across, room * TALLEST / down)
        sides = (round(side * scale) + 2 * MARGIN for side in (across, down))
        return cls(left, top, scale, *sides)

    def place(self, shapes: np.ndarray) -> np.ndarray:
        def to_units(points: np.ndarray) -> np.ndarray:
            x = (points[:, 0] - self.left) * self.scale + MARGIN
            return np.column_stack([x, (self.top - points[:, 1]) * self.scale + MARGIN])

        return shapely.transform(shapes, to_units)


def simplified(
    geometries: Mapping[str, BaseGeometry],
    over: Mapping[str, BaseGeometry],
    *,
    width: int,
    budget: int,
) -> Outlines:
    """Simplified no more than the budget asks for.

    No area vanishes, however small it becomes, so very many areas can exceed a small budget.
    """
    codes = list(geometries)
    on_grid = projected(geometries.values())
    frame = Frame.around(on_grid, width)
    areas, lines = frame.place(on_grid), frame.place(projected(over.values()))
    tolerance = FIRST_TOLERANCE
    for _ in range(MOST_STEPS):
        paths = _paths(areas, tolerance)
        above = _paths(lines, tolerance) if len(lines) else []
        if len(gzip.compress("".join((*paths, *above)).encode())) <= budget:
            break
        tolerance *= COARSER
    points = shapely.get_coordinates(shapely.point_on_surface(areas)).round().astype(int)
    centres = dict(zip(codes, points.tolist(), strict=True))
    return Outlines(frame.width, frame.height, dict(zip(codes, paths, strict=True)), centres, above)


def _paths(areas: np.ndarray, tolerance: float) -> list[str]:
    simpler = shapely.coverage_simplify(shapely.make_valid(areas), tolerance)
    return [path_of(simple) or _dot(area) for simple, area in zip(simpler, areas, strict=True)]


def path_of(area: BaseGeometry) -> str:
    """The rings of an area on whole units; empty when every ring collapses."""
    rings = shapely.get_rings(shapely.get_parts(area)) if not area.is_empty else []
    return "".join(_ring(shapely.get_coordinates(ring)) for ring in rings)


def _ring(points: np.ndarray) -> str:
    corners = np.rint(points[:-1]).astype(int)
    moved = np.any(corners != np.roll(corners, 1, axis=0), axis=1)
    corners = corners[moved]
    if len(corners) < 3:
        return ""
    steps = np.diff(corners, axis=0).ravel().tolist()
    start = corners[0].tolist()
    return f"M{start[0]} {start[1]}l{_run(steps)}z"


def _run(numbers: Sequence[int]) -> str:
    """Numbers with a space only where no minus sign parts them."""
    text = " ".join(map(str, numbers))
    return text.replace(" -", "-")


def _dot(area: BaseGeometry) -> str:
    x, y = (round(at) for at in area.representative_point().coords[0])
    return f"M{x} {y}h1v1h-1z"
