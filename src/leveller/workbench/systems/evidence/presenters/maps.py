"""The map of an authority's councils, by one indicator."""

import hashlib

import shapely

from leveller.workbench.ground.pages import charts, figures, maps
from leveller.workbench.systems.evidence.presenters import sources
from leveller.workbench.systems.evidence.queries import Across, Boundaries

SEXES = {"male": ", men", "female": ", women"}


def councils(across: Across | None, boundaries: Boundaries) -> maps.Map | None:
    if across is None or not across.figures or not boundaries.shapes:
        return None
    card = across.indicator
    shapes = shapes_of(boundaries)
    areas = [
        maps.Area(spot.code, spot.name, sources.observed(o), link=f"/places/{spot.code}/")
        for spot, o in across.figures
    ]
    areas += [
        maps.Area(spot.code, spot.name, charts.Estimate(None), link=f"/places/{spot.code}/")
        for spot in across.missing
    ]
    return maps.choropleth(
        key="councils",
        title=f"{card.short_name or card.name}{SEXES.get(across.sex, '')}, by council, "
        f"{figures.period(across.period.label)}",
        axis=charts.Axis(card.short_name or card.name, card.unit, card.decimals),
        areas=areas,
        shapes=shapes,
        label="Council",
        source=sources.source(across.release),
        notes=sources.of_boundaries(boundaries.vintages),
    )


def shapes_of(boundaries: Boundaries) -> maps.Shapes:
    """Loaded only when no outline of these places in these vintages is kept yet."""
    named = [vintage.sha256 for vintage in boundaries.vintages] + sorted(boundaries.shapes)
    key = hashlib.sha256(" ".join(named).encode()).hexdigest()
    held = boundaries.shapes
    return maps.Shapes(key, lambda: {code: shapely.from_wkb(held[code]) for code in held})
