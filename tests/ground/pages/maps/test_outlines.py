"""Boundaries: where they fall, how small they get, and that nothing gapes or vanishes."""

import gzip
import json
import re
from math import atan2, cos, degrees, radians, sin, sqrt, tan

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.ground.pages import store
from leveller.workbench.ground.pages.gallery import shapes as gallery
from leveller.workbench.ground.pages.maps import outlines as ol
from leveller.workbench.ground.pages.maps.outlines import Shapes


def grid_by_hand(lon: float, lat: float) -> tuple[float, float]:
    """WGS 84 to the National Grid by the Ordnance Survey's published seven parameters and series.

    Good to about five metres, which is what the seven parameters promise.
    """
    a, b = 6_378_137.0, 6_356_752.3141
    x, y, z = _cartesian(radians(lat), radians(lon), a, b)
    tx, ty, tz, s = -446.448, 125.157, -542.060, 20.4894e-6
    rx, ry, rz = (radians(r / 3600) for r in (-0.1502, -0.2470, -0.8421))
    x, y, z = (
        tx + (1 + s) * x - rz * y + ry * z,
        ty + rz * x + (1 + s) * y - rx * z,
        tz - ry * x + rx * y + (1 + s) * z,
    )
    a, b = 6_377_563.396, 6_356_256.909
    lat, lon = _geodetic(x, y, z, a, b)
    return _transverse(lat, lon, a, b)


def _cartesian(lat, lon, a, b):
    e2 = 1 - b * b / (a * a)
    nu = a / sqrt(1 - e2 * sin(lat) ** 2)
    return nu * cos(lat) * cos(lon), nu * cos(lat) * sin(lon), (1 - e2) * nu * sin(lat)


def _geodetic(x, y, z, a, b):
    e2, p = 1 - b * b / (a * a), sqrt(x * x + y * y)
    lat = atan2(z, p * (1 - e2))
    for _ in range(10):
        nu = a / sqrt(1 - e2 * sin(lat) ** 2)
        lat = atan2(z + e2 * nu * sin(lat), p)
    return lat, atan2(y, x)


def _transverse(lat, lon, a, b):
    f0, lat0, lon0, e0, n0 = 0.9996012717, radians(49), radians(-2), 400_000.0, -100_000.0
    e2, n = 1 - b * b / (a * a), (a - b) / (a + b)
    nu = a * f0 / sqrt(1 - e2 * sin(lat) ** 2)
    rho = a * f0 * (1 - e2) / (1 - e2 * sin(lat) ** 2) ** 1.5
    eta2, d, t, c = nu / rho - 1, lon - lon0, tan(lat), cos(lat)
    m = b * f0 * (
        (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * (lat - lat0)
        - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(lat - lat0) * cos(lat + lat0)
        + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * (lat - lat0)) * cos(2 * (lat + lat0))
        - 35 / 24 * n**3 * sin(3 * (lat - lat0)) * cos(3 * (lat + lat0))
    )  # fmt: skip
    north = (
        m + n0 + nu / 2 * sin(lat) * c * d**2
        + nu / 24 * sin(lat) * c**3 * (5 - t**2 + 9 * eta2) * d**4
        + nu / 720 * sin(lat) * c**5 * (61 - 58 * t**2 + t**4) * d**6
    )  # fmt: skip
    east = (
        e0 + nu * c * d + nu / 6 * c**3 * (nu / rho - t**2) * d**3
        + nu / 120 * c**5 * (5 - 18 * t**2 + t**4 + 14 * eta2 - 58 * t**2 * eta2) * d**5
    )  # fmt: skip
    return east, north


@given(st.floats(-6, 1.5), st.floats(50, 58.5))
def test_the_grid_is_the_national_one(lon, lat):
    point = ol.projected([shapely.Point(lon, lat)])[0]
    assert (point.x, point.y) == pytest.approx(grid_by_hand(lon, lat), abs=6)


def test_the_hand_made_grid_knows_its_own_true_origin():
    assert degrees(radians(49)) == 49
    east, north = _transverse(radians(49), radians(-2), 6_377_563.396, 6_356_256.909)
    assert (east, north) == pytest.approx((400_000, -100_000))


def polygons(path: str) -> shapely.Geometry:
    """Reads a path back, by walking its steps: the slow way round."""
    rings = []
    for ring in re.findall(r"M([^z]*)z", path.replace("h1v1h-1", "l1 0 0 1-1 0")):
        numbers = [int(n) for n in re.findall(r"-?\d+", ring)]
        corners = np.array(numbers).reshape(-1, 2).cumsum(axis=0)
        rings.append(shapely.Polygon(corners))
    whole = rings[0]
    for ring in rings[1:]:
        whole = whole.symmetric_difference(ring)
    return whole


def made(**geometries: shapely.Geometry) -> ol.Outlines:
    return ol.simplified(geometries, {}, width=500, budget=50_000)


SQUARE = shapely.box(-2.5, 53.4, -2.3, 53.5)


def test_a_square_stays_a_square():
    drawn = made(a=SQUARE)
    shape = polygons(drawn.paths["a"])
    assert shape.bounds == pytest.approx((6, 6, drawn.width - 6, drawn.height - 6), abs=3)
    assert shape.area == pytest.approx(SQUARE.envelope.area and shape.envelope.area, rel=0.05)


def test_north_is_up():
    drawn = made(
        south=shapely.box(-2.5, 53.4, -2.3, 53.45), north=shapely.box(-2.5, 53.45, -2.3, 53.5)
    )
    assert drawn.centres["north"][1] < drawn.centres["south"][1]


def test_a_hole_stays_a_hole():
    ring = SQUARE.difference(shapely.box(-2.45, 53.43, -2.40, 53.46))
    assert made(a=ring).paths["a"].count("M") == 2


def test_an_area_too_small_to_draw_keeps_a_dot():
    speck = shapely.box(-2.4, 53.45, -2.3999, 53.4501)
    drawn = made(a=SQUARE.difference(speck), speck=speck)
    assert drawn.paths["speck"].endswith("h1v1h-1z")


def test_tall_regions_are_not_taller_than_a_page():
    drawn = made(a=shapely.box(-2.1, 52, -2.0, 55))
    assert drawn.height <= 500 * ol.TALLEST
    assert drawn.width < 100


def test_neighbours_still_meet_when_they_are_simplified():
    drawn = ol.simplified(gallery.small(), {}, width=600, budget=2_500)
    shapes = [polygons(path) for path in drawn.paths.values()]
    together = shapely.union_all([shape.buffer(0) for shape in shapes])
    assert together.area == pytest.approx(sum(shape.area for shape in shapes), rel=0.002)
    assert sum(len(p.interiors) for p in shapely.get_parts(together)) == 0


@pytest.mark.parametrize("budget", [4_500, 8_000, 20_000])
def test_outlines_keep_to_their_budget(budget):
    drawn = ol.simplified(gallery.small(), gallery.councils(), width=1000, budget=budget)
    assert len(gzip.compress("".join([*drawn.paths.values(), *drawn.over]).encode())) <= budget


def test_outlines_are_made_once_and_kept(settings, tmp_path):
    settings.HOME = tmp_path
    asked = []

    def load():
        asked.append(1)
        return {"a": SQUARE}

    shapes = Shapes("boundaries of 2024", load)
    first = ol.outlines(shapes, None, width=300, budget=5_000)
    assert ol.outlines(shapes, None, width=300, budget=5_000) == first
    assert asked == [1]
    ol.outlines(Shapes("boundaries of 2025", load), None, width=300, budget=5_000)
    assert asked == [1, 1]
    assert len(list(store.folder().glob("outlines-*.json"))) == 2


@pytest.mark.shared
def test_the_small_areas_of_greater_manchester_fit_120_kilobytes(shared):
    folder = shared / "data" / "geography" / "boundaries"

    def read(name):
        features = json.loads(gzip.decompress((folder / name).read_bytes()))["features"]
        return {
            f["properties"]["area_code"]: shapely.geometry.shape(f["geometry"]) for f in features
        }

    small, councils = (
        read(f"gm_{kind}_super_generalised.geojson.gz") for kind in ("lsoa21", "lad23")
    )
    drawn = ol.simplified(small, councils, width=1000, budget=110_000)
    size = len(gzip.compress("".join([*drawn.paths.values(), *drawn.over]).encode()))
    assert len(drawn.paths) == 1702
    assert size < 60_000
    few = ol.simplified(councils, {}, width=480, budget=9_000)
    assert len(gzip.compress("".join(few.paths.values()).encode())) < 5_000
