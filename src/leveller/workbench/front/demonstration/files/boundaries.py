"""Outlines as GeoJSON; every larger place is the exact union of the smaller ones in it."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import shapely

from leveller.workbench.front.demonstration.geography import Layer
from leveller.workbench.front.demonstration.parameters import COUNTRY_CODE, COUNTRY_NAME
from leveller.workbench.front.demonstration.world import World


def write(world: World, folder: Path) -> list[Path]:
    places = world.places
    middles = unions(places.shapes, places.smalls.parent)
    councils = unions(middles, places.middles.parent)
    authorities = unions(councils, places.councils.parent)
    country = Layer([COUNTRY_CODE], [COUNTRY_NAME], np.zeros(1, int))
    return [
        _geojson(folder, "small-areas", places.smalls, places.shapes),
        _geojson(folder, "middle-layer-areas", places.middles, middles),
        _geojson(folder, "councils", places.councils, councils),
        _geojson(folder, "authorities", places.authorities, authorities),
        _geojson(folder, "country", country, unions(authorities, np.zeros(len(authorities), int))),
    ]


def unions(shapes: np.ndarray, parents: np.ndarray) -> np.ndarray:
    """The union of the shapes of each parent, in the order of the parents."""
    count = int(parents.max()) + 1
    return np.array([shapely.coverage_union_all(shapes[parents == p]) for p in range(count)])


def _geojson(folder: Path, name: str, layer: Layer, shapes: Sequence[shapely.Geometry]) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {"area_code": code, "area_name": title},
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for code, title, shape in zip(layer.codes, layer.names, shapes, strict=True)
    ]
    path = folder / f"boundaries-{name}.geojson"
    whole = {"type": "FeatureCollection", "name": name, "features": features}
    path.write_text(json.dumps(whole, separators=(",", ":")) + "\n", encoding="utf-8")
    return path
