"""Small areas: their map, where the most deprived tenth lie, and those that stand worst."""

from collections.abc import Mapping, Sequence

from leveller.workbench.ground.pages import charts, figures, maps
from leveller.workbench.ground.pages.tables import Cell, Column, Kind, Row, Table
from leveller.workbench.ground.vocabulary.models.indicators import Polarity, ValueType
from leveller.workbench.systems.evidence.answers.areas import Area, SmallAreas
from leveller.workbench.systems.evidence.answers.deprived import Deprived, Share
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.presenters import sources, trends
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
    values = found.values
    columns = [Column("area", "Small area"), Column("code", "Code"), Column("council", "Council")]
    others = {"decile": found.deciles, "rank": found.ranks}
    if values is not None:
        card = values.indicator
        columns.append(Column("value", str(card), Kind.NUMBER, card.unit, card.decimals))
    shown = {key: one for key, one in others.items() if one is not None and one is not values}
    columns += [Column(key, str(one.indicator), Kind.NUMBER) for key, one in shown.items()]
    ordered = worst_first(values, found.ranks)[:most] if values else []
    by_code = {key: _by_code(one) for key, one in shown.items()}
    return Table(
        "areas",
        _caption(found, most),
        tuple(columns),
        [_row(area, found.council_of, by_code) for area in ordered],
        source=sources.source(values.release) if values else None,
        traces=(values.trace.as_dict(),) if values else (),
        empty="No release has figures for the small areas of this place.",
    )


def _caption(found: Deprived, most: int | None) -> str:
    if found.values is None:
        return f"Small areas of {found.place.name}"
    period = figures.period(found.values.period.label)
    what = f"{found.values.indicator}, {period}"
    first = "highest" if _is_unjudged(found.values) else "worst off"
    if most is not None and most < len(found.values.areas):
        return f"The {most} {first} small areas of {found.place.name}: {what}"
    return f"Small areas of {found.place.name}, {first} first: {what}"


def _is_unjudged(values: SmallAreas) -> bool:
    card = values.indicator
    return card.polarity == Polarity.NO_JUDGEMENT and card.value_type not in LOW_IS_WORST


def worst_first(values: SmallAreas, ranks: SmallAreas | None) -> list[Area]:
    """By what is bad; areas that are equal by their rank of deprivation, then by name."""
    card = values.indicator
    is_low = card.polarity == Polarity.HIGH_IS_GOOD or card.value_type in LOW_IS_WORST
    rank = _by_code(ranks) if ranks else {}

    def order(area: Area) -> tuple[bool, float, float, str]:
        value = area.observation.value
        signed = (value if is_low else -value) if value is not None else 0.0
        return value is None, signed, rank.get(area.place.code, 0.0), area.place.name

    return sorted(values.areas, key=order)


def _by_code(found: SmallAreas) -> dict[str, float]:
    pairs = ((a.place.code, a.observation.value) for a in found.areas)
    return {code: value for code, value in pairs if value is not None}


def _row(
    area: Area, council_of: Mapping[str, Spot], by_code: Mapping[str, Mapping[str, float]]
) -> Row:
    code, observation = area.place.code, area.observation
    council = council_of.get(code)
    missing = "suppressed" if observation.is_suppressed else figures.NO_FIGURE
    text = missing if observation.value is None else ""
    return Row(
        {
            "area": Cell(area.place.name, link=f"/places/{code}/"),
            "code": code,
            "council": council.name if council else "",
            "value": Cell(observation.value, text=text),
            **{key: held.get(code) for key, held in by_code.items()},
        }
    )


def drawn(found: Deprived, boundaries: Boundaries, over: Boundaries) -> maps.Map | None:
    """The areas shaded by value, with the outlines of the councils over them."""
    values = found.values
    if values is None or not boundaries.shapes:
        return None
    areas = [
        maps.Area(a.place.code, a.place.name, charts.Estimate(a.observation.value))
        for a in values.areas
    ]
    period = figures.period(values.period.label)
    notes = tuple(f"Boundaries: {vintage.title}." for vintage in boundaries.vintages)
    return maps.choropleth(
        key="map",
        title=f"{values.indicator}, small areas of {found.place.name}, {period}",
        axis=trends.axis(values.indicator),
        areas=areas,
        shapes=shapes_of(boundaries),
        over=shapes_of(over) if over.shapes else None,
        label="Small area",
        source=sources.source(values.release),
        notes=notes,
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
