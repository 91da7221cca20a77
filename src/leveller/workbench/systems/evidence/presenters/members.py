"""Places side by side in one indicator, against a benchmark: a chart and a map."""

from collections.abc import Sequence
from dataclasses import dataclass

from leveller.workbench.ground.pages import charts, figures, maps
from leveller.workbench.ground.pages.benchmarks import Benchmark
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.systems.evidence.answers import comparing
from leveller.workbench.systems.evidence.answers.portraits import Portrait
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.presenters import profile, sources, units, words
from leveller.workbench.systems.evidence.presenters.kinds import PLURALS
from leveller.workbench.systems.evidence.presenters.maps import shapes_of
from leveller.workbench.systems.evidence.queries import (
    Across,
    Boundaries,
    IndicatorCard,
    Observation,
    Series,
)

MOST_DRAWN = 40
AT_EACH_END = 10


@dataclass(frozen=True)
class Side:
    """One of the places: its figure, and its class against the benchmark where there is one."""

    spot: Spot
    found: Observation | None
    benchmark: Benchmark | None


@dataclass(frozen=True)
class Sides:
    """`against` is the benchmark's name and figure; `why` says why there is none."""

    across: Across
    sides: tuple[Side, ...]
    against: tuple[str, float] | None
    why: str

    def address(self, spot: Spot) -> str:
        key, across = self.across.indicator.key, self.across
        return f"/evidence/indicators/{key}/?place={spot.code}&sex={across.sex}"


def sides(portrait: Portrait) -> Sides | None:
    across = portrait.members
    if across is None:
        return None
    reference, why = _reference(portrait, across)
    held, why = _classes(across, reference, why)
    found = [Side(spot, o, held.get(spot)) for spot, o in across.figures]
    found += [Side(spot, None, None) for spot in across.missing]
    named = (reference[0].name, reference[1].value or 0.0) if reference else None
    return Sides(across, tuple(found), named, why)


def _reference(portrait: Portrait, across: Across) -> tuple[tuple[Spot, Observation] | None, str]:
    """The country in the same period; the country's own figure on its own page."""
    spot = portrait.company.country or portrait.company.spot
    series = portrait.own if spot == portrait.company.spot else portrait.country
    point = _at(series, across)
    if point is not None:
        return (spot, point), ""
    period = figures.period(across.period.label)
    return None, f"{spot.name} has no figure of {period}, so nothing is compared with it."


def _at(series: Series | None, across: Across) -> Observation | None:
    points = series.points if series and series.sex == across.sex else ()
    return next((o for o in points if o.period == across.period and o.value is not None), None)


def _classes(
    across: Across, reference: tuple[Spot, Observation] | None, why: str
) -> tuple[dict[Spot, Benchmark], str]:
    """The class of each place; none at all, and why, where no figure can be compared."""
    if reference is None:
        return {}, why
    made = comparing.compare([(across.indicator, o, reference[1]) for _, o in across.figures])
    pairs = zip(across.figures, made, strict=True)
    held = {spot: Benchmark.of(found.outcome) for (spot, _), found in pairs}
    if set(held.values()) == {Benchmark.NOT_COMPARED}:
        reason = words.sentence(next((c.reason for c in made if c.reason), ""))
        return {}, f"Not compared with {reference[0].name}. {reason}".strip()
    return held, why


def title(found: Sides, kind: PlaceKind | None, within: Spot | None) -> str:
    across = found.across
    people = profile.people(across.figures[0][1])
    places = PLURALS[kind] if kind else "places"
    inside = f" of {within.name}" if within else ""
    period = figures.period(across.period.label)
    return f"{places.capitalize()}{inside}, {people[:1].lower()}{people[1:]}, {period}"


def chart(found: Sides, place: Spot, heading: str, label: str) -> charts.Chart:
    """All of them, or both ends of a long list with the place itself."""
    drawn = _drawn(found.sides, place)
    left_out = len(found.sides) - len(drawn)
    notes = (found.why,) if found.why else ()
    if left_out:
        notes += (
            f"The {AT_EACH_END} highest and the {AT_EACH_END} lowest are drawn; the other "
            f"{figures.number(left_out)} are in the table of the map.",
        )
    return charts.comparison(
        key="places",
        title=heading,
        axis=units.axis(found.across.indicator),
        compared=[_compared(found, side, place) for side in drawn],
        benchmark=found.against,
        label=label,
        source=sources.source(found.across.release),
        notes=notes,
    )


def _drawn(held: Sequence[Side], place: Spot) -> list[Side]:
    if len(held) <= MOST_DRAWN:
        return list(held)
    known = sorted((s for s in held if _value(s) is not None), key=lambda s: -(_value(s) or 0))
    ends = [*known[:AT_EACH_END], *known[-AT_EACH_END:]]
    return [*ends, *(s for s in known if s.spot == place and s not in ends)]


def _value(side: Side) -> float | None:
    return side.found.value if side.found else None


def _compared(found: Sides, side: Side, place: Spot) -> charts.Compared:
    return charts.Compared(
        side.spot.name,
        _estimate(side),
        side.benchmark,
        found.address(side.spot),
        is_emphasised=side.spot == place,
    )


def _estimate(side: Side) -> charts.Estimate:
    if side.found is None:
        return charts.Estimate(None, note=figures.NO_FIGURE)
    return sources.observed(side.found)


def drawn_map(found: Sides, boundaries: Boundaries, heading: str, label: str) -> maps.Map | None:
    """None where no release has the boundaries of most of them."""
    if not boundaries.shapes or len(boundaries.missing) > len(boundaries.shapes):
        return None
    card: IndicatorCard = found.across.indicator
    return maps.choropleth(
        key="map",
        title=heading,
        axis=units.axis(card),
        areas=[
            maps.Area(s.spot.code, s.spot.name, _estimate(s), s.benchmark, found.address(s.spot))
            for s in found.sides
        ],
        shapes=shapes_of(boundaries),
        label=label,
        source=sources.source(found.across.release),
        notes=sources.of_boundaries(boundaries.vintages),
    )
