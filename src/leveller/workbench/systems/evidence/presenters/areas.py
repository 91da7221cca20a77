"""Small areas: their map, where the most deprived tenth lie, and those that stand worst."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from leveller.workbench.ground.pages import charts, figures, maps
from leveller.workbench.ground.pages.tables import Cell, Column, Kind, Row, Table
from leveller.workbench.ground.vocabulary.models.indicators import Polarity, ValueType
from leveller.workbench.systems.evidence.answers import deprived
from leveller.workbench.systems.evidence.answers.deprived import Deprived, Layer, Share
from leveller.workbench.systems.evidence.presenters import sources, units
from leveller.workbench.systems.evidence.presenters.maps import shapes_of
from leveller.workbench.systems.evidence.queries import Boundaries

WORST = 25
LOW_IS_WORST = {ValueType.RANK, ValueType.QUANTILE}


def by_council(shares: Sequence[Share], found: Deprived) -> Table:
    has_people = any(share.people for share in shares)
    people = (
        Column("people", "People in them", Kind.NUMBER, decimals=0),
        Column("of_people", "Share of all people", Kind.NUMBER, "%", 1),
    )
    columns = (
        Column("council", "Council"),
        Column("areas", "Small areas", Kind.NUMBER, decimals=0),
        Column("deprived", "In the most deprived tenth", Kind.NUMBER, decimals=0),
        Column("share", "Share of its areas", Kind.NUMBER, "%", 1),
        *(people if has_people else ()),
    )
    held = {column.key for column in columns}
    rows = [Row({k: v for k, v in _cells(share).items() if k in held}) for share in shares]
    deciles = found.deciles
    return Table(
        "councils",
        "Where the most deprived tenth of the country’s small areas lie",
        columns,
        rows,
        notes=tuple(_about(found)),
        source=sources.source(deciles.release) if deciles else None,
        traces=(deciles.trace.as_dict(),) if deciles else (),
        empty="No index of deprivation has these small areas.",
    )


def _about(found: Deprived) -> list[str]:
    if found.deciles is None:
        return []
    said = [f"By {found.deciles.indicator.name}. Tenths are those of the whole country."]
    if found.people:
        period = figures.period(found.people.period.label)
        said.append(f"People: {found.people.release.title}, {period}.")
        without = len(found.deciles.values.keys() - found.people.values.keys())
        if without:
            said.append(
                f"{figures.number(without)} areas have no figure of people, since their boundaries "
                "changed. They are left out of the people and of their share."
            )
    return said


def _cells(share: Share) -> dict[str, object]:
    people = share.deprived_people
    of_people = 100 * people / share.people if people is not None and share.people else None
    return {
        "council": Cell(share.council.name, link=f"?place={share.council.code}"),
        "areas": share.areas,
        "deprived": share.deprived,
        "share": 100 * share.deprived / share.areas,
        "people": people,
        "of_people": of_people,
    }


def table(found: Deprived, most: int | None = None) -> Table:
    """The areas, the worst first; all of them unless `most` are asked for."""
    others = {"decile": found.deciles, "rank": found.ranks}
    shown = {key: one for key, one in others.items() if one and one is not found.values}
    layers = {"value": found.values, **shown} if found.values else {}
    columns = (
        Column("area", "Small area"),
        Column("code", "Code"),
        Column("council", "Council"),
        *(_column(key, layer) for key, layer in layers.items()),
    )
    return Table(
        "areas",
        _caption(found, most),
        columns,
        [_row(code, found, layers) for code in _worst_first(found)[:most]],
        source=sources.source(found.values.release) if found.values else None,
        traces=tuple(layer.trace.as_dict() for layer in layers.values()),
        empty="No release has figures for the small areas of this place.",
    )


def of_the_map(found: Deprived) -> Table:
    """The downloads of the map are of the same areas."""
    return replace(table(found), key="map")


def _column(key: str, layer: Layer) -> Column:
    axis = units.axis(layer.indicator)
    return Column(key, axis.label, Kind.NUMBER, axis.unit, axis.decimals)


def _caption(found: Deprived, most: int | None) -> str:
    if found.values is None:
        return f"Small areas of {found.place.name}"
    period = figures.period(found.values.period.label)
    what = f"{found.values.indicator}, {period}"
    first = "highest" if _is_unjudged(found.values) else "worst off"
    if most is not None and most < len(found.values.values):
        return f"The {most} {first} small areas of {found.place.name}: {what}"
    return f"Small areas of {found.place.name}, {first} first: {what}"


def _is_unjudged(values: Layer) -> bool:
    card = values.indicator
    return card.polarity == Polarity.NO_JUDGEMENT and card.value_type not in LOW_IS_WORST


def _worst_first(found: Deprived) -> list[str]:
    if found.values is None:
        return []
    return deprived.worst_first(found, is_low_worst=_is_low_worst(found.values))


def _is_low_worst(values: Layer) -> bool:
    card = values.indicator
    return card.polarity == Polarity.HIGH_IS_GOOD or card.value_type in LOW_IS_WORST


def _row(code: str, found: Deprived, layers: Mapping[str, Layer]) -> Row:
    council = found.council_of.get(code)
    held = {key: layer.values.get(code) for key, layer in layers.items()}
    return Row(
        {
            "area": Cell(found.spots[code].name, link=f"/places/{code}/"),
            "code": code,
            "council": council.name if council else "",
            **{
                k: Cell(v, text="" if v is not None else figures.NO_FIGURE) for k, v in held.items()
            },
        }
    )


def drawn(found: Deprived, boundaries: Boundaries, over: Boundaries) -> maps.Map | None:
    """The areas shaded by value, with the outlines of the councils over them."""
    values = found.values
    if values is None or not boundaries.shapes:
        return None
    areas = [
        maps.Area(code, found.spots[code].name, charts.Estimate(value))
        for code, value in values.values.items()
    ]
    period = figures.period(values.period.label)
    notes = sources.of_boundaries(boundaries.vintages)
    return maps.choropleth(
        key="map",
        title=f"{values.indicator}, small areas of {found.place.name}, {period}",
        axis=units.axis(values.indicator),
        areas=areas,
        shapes=shapes_of(boundaries),
        over=shapes_of(over) if over.shapes else None,
        label="Small area",
        source=sources.source(values.release),
        notes=notes,
        low_is_dark=_is_low_worst(values),
    )


def words(found: Deprived, shares: Sequence[Share]) -> str:
    """`421 of 1,702 small areas of Greater Manchester are in the most deprived tenth …`."""
    total, low = sum(s.areas for s in shares), sum(s.deprived for s in shares)
    if not total:
        return ""
    share = figures.number(100 * low / total, 0)
    said = (
        f"{figures.number(low)} of {figures.number(total)} small areas of {found.place.name} "
        f"({share}%) are in the most deprived tenth of the country."
    )
    people = [s.deprived_people for s in shares if s.deprived_people is not None]
    if people:
        said += f" About {figures.number(round(sum(people), -3))} people live in them."
    return said
