"""The places: codes of the right kinds, shapes without gaps, unions that are exact."""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import shapely

from leveller.workbench.front.demonstration.files.boundaries import unions
from leveller.workbench.front.demonstration.parameters import COUNTRY_CODE, REGION_CODE
from leveller.workbench.front.demonstration.world import World
from leveller.workbench.ground.places.kinds import PlaceKind, kind_of


def test_every_code_tells_its_kind(made: World) -> None:
    places = made.places
    for layer, kind in (
        (places.authorities, PlaceKind.AUTHORITY),
        (places.councils, PlaceKind.COUNCIL),
        (places.middles, PlaceKind.MIDDLE),
        (places.smalls, PlaceKind.SMALL),
    ):
        assert {kind_of(code) for code in layer.codes} == {kind}
        assert len(set(layer.codes)) == len(set(layer.names)) == len(layer.codes)
    assert kind_of(COUNTRY_CODE) == PlaceKind.COUNTRY


def test_the_region_is_as_large_as_promised(made: World) -> None:
    inside = made.places.in_region
    councils = set(made.places.council[inside])
    middles = set(made.places.smalls.parent[inside])
    assert (len(councils), len(middles), int(inside.sum())) == (8, 120, 600)
    assert 950_000 < made.people[inside, -1].sum() < 1_100_000
    assert len(made.places.councils.codes) == 45
    assert made.places.authorities.codes.count(REGION_CODE) == 1


def test_small_areas_tessellate_the_land(made: World) -> None:
    shapes = made.places.shapes
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    whole = shapely.coverage_union_all(shapes)
    assert shapely.area(whole) == pytest.approx(shapely.area(shapes).sum(), rel=1e-12)


def test_councils_and_authorities_are_exact_unions(made: World, folder: Path) -> None:
    places = made.places
    for name, own in (("councils", places.council), ("authorities", places.authority)):
        drawn = outlines(folder, name)
        for shape, joined in zip(drawn, unions(places.shapes, own), strict=True):
            assert shapely.symmetric_difference(shape, joined).area == 0


def test_every_council_is_in_one_piece(made: World) -> None:
    """The estuary parts Tarrowmouth; every other council hangs together."""
    pieces = {
        name: len(shapely.get_parts(shape))
        for name, shape in zip(
            made.places.councils.names,
            unions(made.places.shapes, made.places.council),
            strict=True,
        )
    }
    assert {name for name, count in pieces.items() if count > 1} <= {"Tarrowmouth"}


def test_people_crowd_in_towns(made: World) -> None:
    near, far = made.places.town < 2, made.places.town > 6
    assert np.median(made.places.density[near]) > 3 * np.median(made.places.density[far])


def test_middle_layer_areas_hold_five_small_areas(made: World) -> None:
    assert set(Counter(made.places.smalls.parent.tolist()).values()) == {5}


def test_nothing_lies_on_real_land(folder: Path) -> None:
    """The sea between Great Britain and Denmark, more than 100 km from either."""
    (country,) = outlines(folder, "country")
    west, south, east, north = country.bounds
    assert west > 1.9
    assert south > 55.5
    assert east < 4.1
    assert north < 56.5


def outlines(folder: Path, name: str) -> list[shapely.Geometry]:
    text = (folder / f"boundaries-{name}.geojson").read_text(encoding="utf-8")
    return [
        shapely.from_geojson(json.dumps(feature["geometry"]))
        for feature in json.loads(text)["features"]
    ]
