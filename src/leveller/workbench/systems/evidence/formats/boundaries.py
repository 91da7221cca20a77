"""Boundaries as GeoJSON: each shape made valid, in longitude and latitude, and simplified.

The simplified shapes share their edges as the full ones do, so that a map of them has no gaps.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from leveller.workbench.ground.records.models.releases import ReleaseKind
from leveller.workbench.systems.evidence.checking import reasons
from leveller.workbench.systems.evidence.checking.faults import Fault
from leveller.workbench.systems.evidence.formats.matches import Drafts, DraftsMatch
from leveller.workbench.systems.evidence.formats.tables_as_kept import place
from leveller.workbench.systems.evidence.normalising import codes
from leveller.workbench.systems.evidence.normalising.headings import normal
from leveller.workbench.systems.evidence.reading.opening import Opened

CODE = re.compile(r"(?:.*_)?(?:code|cd)|[a-z]+\d{0,2}cd|areacd|gss|gss_code")
NAME = re.compile(r"(?:.*_)?(?:name|nm)|[a-z]+\d{0,2}nm")
NATIONAL_GRID = 27700
DEGREES = (-180.0, -90.0, 180.0, 90.0)
COORDINATES_KEPT = 60  # for each shape of a simplified map, in the mean
TOLERANCES = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02)  # degrees; the first that is enough is used


def recognise(opened: Opened) -> DraftsMatch | None:
    document = opened.document
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        return None
    features = document.get("features")
    if not isinstance(features, list) or not features:
        return None
    return DraftsMatch(
        format="boundaries",
        title="Boundaries",
        source="ons-boundaries",
        kind=ReleaseKind.BOUNDARIES,
        read=lambda: read(document),
        rank=40,
    )


def read(document: Mapping[str, Any]) -> Drafts:
    features = document["features"]
    code_name, label_name = _properties(features)
    shapes, faults = _shapes(features, code_name, _grid(document))
    repeated = [code for code, n in Counter(code for _, code, _, _ in shapes).items() if n > 1]
    faults += [Fault(reasons.TWO_SHAPES, n, code_name, c) for n, c, _, _ in shapes if c in repeated]
    labels = [str(p.get(label_name) or "") if label_name else "" for _, _, _, p in shapes]
    drafts = Drafts(_table(shapes, labels), faults=faults, taken=len(shapes))
    drafts.places = [
        place(code, label, is_linked=bool(label))
        for (_, code, _, _), label in zip(shapes, labels, strict=True)
    ]
    return drafts


Shape = tuple[int, str, Any, Mapping[str, Any]]


def _properties(features: list[Any]) -> tuple[str, str]:
    """The names of the properties that hold code and name, as most shapes have them."""
    seen = [f.get("properties") or {} for f in features if isinstance(f, dict)]
    names = list(dict.fromkeys(name for properties in seen for name in properties))
    code = [n for n in names if CODE.fullmatch(normal(n)) and _are_codes(seen, n)]
    label = [n for n in names if NAME.fullmatch(normal(n))]
    return (code or [""])[0], (label or [""])[0]


def _are_codes(seen: list[Mapping[str, Any]], name: str) -> bool:
    cells = [str(p[name]) for p in seen if p.get(name)]
    return bool(cells) and sum(map(codes.is_well_formed, cells)) >= 0.5 * len(cells)


def _grid(document: Mapping[str, Any]) -> int | None:
    """The number of the EPSG register that the file states, if it is not longitude and latitude."""
    stated = str((document.get("crs") or {}).get("properties", {}).get("name", ""))
    if not stated or "CRS84" in stated:
        return None
    found = re.search(r"(\d{4,5})$", stated)
    return int(found[1]) if found and found[1] != "4326" else None


def _shapes(
    features: list[Any], code_name: str, grid: int | None
) -> tuple[list[Shape], list[Fault]]:
    shapes: list[Shape] = []
    faults: list[Fault] = []
    for number, feature in enumerate(features, 1):
        properties = feature.get("properties") or {}
        code = str(properties.get(code_name) or "").strip()
        if not codes.is_well_formed(code):
            reason = reasons.BAD_CODE if code else reasons.NO_CODE
            faults.append(Fault(reason, number, code_name, code))
            continue
        area = _area(feature.get("geometry"), grid)
        if isinstance(area, Fault):
            faults.append(Fault(area.reason, number, "geometry", code))
        else:
            shapes.append((number, code, area, properties))
    return shapes, faults


def _area(geometry: Any, grid: int | None) -> Any:
    """A valid multipolygon in degrees, or a fault."""
    import shapely
    from shapely.geometry import shape

    try:
        found = shapely.make_valid(shapely.force_2d(shape(geometry)))
    except (AttributeError, KeyError, TypeError, ValueError, shapely.errors.ShapelyError):
        return Fault(reasons.BAD_SHAPE)
    polygons = [p for p in shapely.get_parts(found, return_index=False) if "Polygon" in p.geom_type]
    parts = [q for p in polygons for q in shapely.get_parts(p)]
    if not parts:
        return Fault(reasons.BAD_SHAPE)
    area = shapely.multipolygons(parts)
    area = _in_degrees(area, grid) if grid else area
    west, south, east, north = area.bounds
    if west < DEGREES[0] or south < DEGREES[1] or east > DEGREES[2] or north > DEGREES[3]:
        return Fault(reasons.NOT_DEGREES)
    return area


def _in_degrees(area: Any, grid: int) -> Any:
    import pyproj
    import shapely

    project = pyproj.Transformer.from_crs(grid, 4326, always_xy=True).transform
    return shapely.transform(area, project, interleaved=False)


def _table(shapes: list[Shape], labels: list[str]) -> pa.Table:
    import shapely

    areas = [area for _, _, area, _ in shapes]
    return pa.table(
        {
            "place": pa.array([code for _, code, _, _ in shapes], pa.string()),
            "name": pa.array(labels, pa.string()),
            "wkb": pa.array([shapely.to_wkb(a) for a in areas], pa.binary()),
            "wkb_simplified": pa.array(
                [shapely.to_wkb(a) for a in _simplified(areas)], pa.binary()
            ),
        }
    )


def _simplified(areas: list[Any]) -> list[Any]:
    """As little as is needed to come to a size that pages can carry."""
    import shapely

    simple = areas
    for tolerance in TOLERANCES:
        if sum(map(shapely.get_num_coordinates, simple)) <= COORDINATES_KEPT * len(areas):
            break
        simple = list(shapely.coverage_simplify(areas, tolerance))
    return [
        new if shapely.is_valid(new) and not new.is_empty else old
        for new, old in zip(simple, areas, strict=True)
    ]
