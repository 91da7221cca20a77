"""Shapes in longitude and latitude, valid, and simplified without gaps between neighbours."""

import json
from pathlib import Path
from typing import Any

import pytest
import shapely

from leveller.workbench.systems.evidence.formats.matches import Drafts
from tests.systems.evidence import kit

pytestmark = pytest.mark.django_db
SQUARE = [[-2.0, 53.0], [-1.0, 53.0], [-1.0, 54.0], [-2.0, 54.0], [-2.0, 53.0]]
BOW_TIE = [[-2.0, 53.0], [-1.0, 54.0], [-1.0, 53.0], [-2.0, 54.0], [-2.0, 53.0]]


def feature(code: str, ring: list[list[float]], kind: str = "Polygon") -> dict[str, Any]:
    properties = {"LAD24CD": code, "LAD24NM": f"Name of {code}"}
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": [ring] if kind == "Polygon" else ring},
    }


def collection(tmp_path: Path, *features: dict[str, Any], **more: Any) -> Path:
    document = {"type": "FeatureCollection", "features": list(features), **more}
    return kit.write(tmp_path / "a.geojson.gz", json.dumps(document))


def drafts(path: Path) -> Drafts:
    with kit.look(path) as found:
        assert found.verdict == "ready", list(found.faults)
        assert found.drafts is not None
        return found.drafts


def shapes(found: Drafts, column: str = "wkb") -> list[shapely.Geometry]:
    return [shapely.from_wkb(wkb) for wkb in found.table[column].to_pylist()]


def test_a_shape_keeps_code_name_and_area(tmp_path: Path) -> None:
    found = drafts(collection(tmp_path, feature("E08000003", SQUARE)))
    assert found.table["place"].to_pylist() == ["E08000003"]
    assert found.table["name"].to_pylist() == ["Name of E08000003"]
    [shape] = shapes(found)
    assert shape.geom_type == "MultiPolygon"
    assert shape.area == pytest.approx(1)


def test_an_invalid_shape_is_made_valid(tmp_path: Path) -> None:
    [shape] = shapes(drafts(collection(tmp_path, feature("E08000003", BOW_TIE))))
    assert shape.is_valid
    assert shape.area == pytest.approx(0.5)


def test_the_national_grid_becomes_degrees(tmp_path: Path) -> None:
    ring = [[380000.0, 390000.0], [390000.0, 390000.0], [390000.0, 400000.0], [380000.0, 390000.0]]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    [shape] = shapes(drafts(collection(tmp_path, feature("E08000003", ring), crs=crs)))
    west, south, _, _ = shape.bounds
    assert (west, south) == (pytest.approx(-2.302, abs=0.01), pytest.approx(53.407, abs=0.01))


@pytest.mark.parametrize(
    ("features", "fault"),
    [
        ([feature("E08000003", SQUARE), feature("", SQUARE)], ("no-code", 2, "LAD24CD", "")),
        (
            [feature("E08000003", SQUARE), feature("na", SQUARE)],
            ("bad-code", 2, "LAD24CD", "na"),
        ),
        (
            [feature("E08000003", [-2.0, 53.0], "Point")],
            ("bad-shape", 1, "geometry", "E08000003"),
        ),
        (
            [feature("E08000003", [[x * 1e5, y * 1e4] for x, y in SQUARE])],
            ("not-degrees", 1, "geometry", "E08000003"),
        ),
    ],
)
def test_what_is_wrong_with_a_shape_is_named(
    features: list[dict[str, Any]], fault: tuple[str, int, str, str], tmp_path: Path
) -> None:
    with kit.look(collection(tmp_path, *features)) as found:
        assert kit.faults(found) == [fault]


def test_two_shapes_of_one_place_are_both_named(tmp_path: Path) -> None:
    file = collection(tmp_path, feature("E08000003", SQUARE), feature("E08000003", BOW_TIE))
    with kit.look(file) as found:
        assert [(key, row) for key, row, *_ in kit.faults(found)] == [
            ("two-shapes", 1),
            ("two-shapes", 2),
        ]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("cauth_dec2023_ultra", 10),
        ("gm_lad23_super_generalised", 10),
        ("gm_lsoa21_super_generalised", 1702),
        ("gm_msoa21_super_generalised", 353),
        ("lad_may2024_uk_generalised", 361),
        ("region_dec2023_ultra", 9),
    ],
)
def test_the_real_boundaries_are_valid_and_simplified(name: str, count: int, shared: Path) -> None:
    found = drafts(shared / f"data/geography/boundaries/{name}.geojson.gz")
    full, simple = shapes(found), shapes(found, "wkb_simplified")
    assert len(full) == found.taken == count
    assert all(shape.is_valid and not shape.is_empty for shape in (*full, *simple))
    assert sum(map(shapely.get_num_coordinates, simple)) <= sum(
        map(shapely.get_num_coordinates, full)
    )
    assert shapely.union_all(simple).area == pytest.approx(shapely.union_all(full).area, rel=0.05)
