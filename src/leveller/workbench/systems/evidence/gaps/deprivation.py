"""Slope and relative index of inequality within places, from their deprivation tenths or fifths."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from leveller.methods.measures import slope_index
from leveller.methods.measures.gradients import SlopeIndex
from leveller.workbench.ground.vocabulary.models.indicators import ValueType
from leveller.workbench.systems.evidence.answers.comparing import POLARITIES
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.answers.reading import Row
from leveller.workbench.systems.evidence.gaps import changes
from leveller.workbench.systems.evidence.gaps.between import NEVER_COMPARED, RATIOS_OF
from leveller.workbench.systems.evidence.gaps.fetching import Fetched, Material, Scene
from leveller.workbench.systems.evidence.gaps.model import End, Gap, Measure, Point
from leveller.workbench.systems.evidence.gaps.populations import populations, valued
from leveller.workbench.systems.evidence.store.figures import Interval, Observation, Period
from leveller.workbench.systems.evidence.surroundings import Spot
from leveller.workbench.systems.evidence.traces import Trace

NO_LIMITS = "the publisher gave no interval for the groups"
EQUAL_WEIGHTS = "The release gives no people for the groups, so each counts the same."
WITHIN = "Tenths are made within each area, so slopes of different areas rank different people."
TENTHS = {10: "tenth", 5: "fifth"}


@dataclass(frozen=True)
class _Groups:
    """The groups of one place, sex, age and period, the most deprived first."""

    spot: Spot
    observations: tuple[Observation, ...]

    @property
    def people(self) -> list[float]:
        found = [o.denominator for o in self.observations]
        return [1.0] * len(found) if None in found else [float(n or 0) for n in found]

    @property
    def has_people(self) -> bool:
        return all(o.denominator is not None for o in self.observations)

    @property
    def has_limits(self) -> bool:
        return all(o.interval is not None for o in self.observations)


def gaps(card: IndicatorCard, fetched: Fetched, scene: Scene) -> list[Gap]:
    """The slope at the place itself, at each of its councils, and the country's, labelled."""
    if ValueType(card.value_type) in NEVER_COMPARED:
        return []
    own = _of(card, fetched, scene.place, "")
    councils = [gap for spot in scene.councils for gap in _of(card, fetched, spot, "")]
    if scene.country is None:
        return [*own, *councils]
    label = "for comparison" if own else f"not {scene.place.name}"
    national = _of(card, fetched, scene.country, f"{scene.country.name}, {label}")
    return [*own, *councils, *national]


def _of(card: IndicatorCard, fetched: Fetched, spot: Spot, substitute: str) -> list[Gap]:
    for material in fetched.by_deprivation.get(card.key, ()):
        rows = valued(material.rows_of(spot))
        found = [_gaps(card, material, spot, people) for people in populations(rows)]
        made = [replace(gap, substitute=substitute) for own in found for gap in own]
        if made:
            return made
    return []


def _gaps(card: IndicatorCard, material: Material, spot: Spot, people: Sequence[Row]) -> list[Gap]:
    groups = _by_period(spot, people, material.groups)
    if not groups:
        return []
    slopes = [(groups[period], _slope(card, groups[period])) for period in groups]
    good = [(each, index) for each, index in slopes if not index.is_empty]
    if not good or good[-1][0] is not slopes[-1][0]:
        return []
    found = [_gap(card, material, good, Measure.SLOPE)]
    if ValueType(card.value_type) in RATIOS_OF | {ValueType.LIFE_EXPECTANCY}:
        found.append(_gap(card, material, good, Measure.RELATIVE_SLOPE))
    return found


def _by_period(spot: Spot, rows: Iterable[Row], size: int) -> dict[Period, _Groups]:
    """Whole sets of groups only: a slope through some of them would be of other people."""
    found: dict[Period, dict[int, Observation]] = {}
    for row in rows:
        o = row.observation
        if o.category_order is not None:
            found.setdefault(o.period, {}).setdefault(o.category_order, o)
    whole = {
        period: _Groups(spot, tuple(own[n] for n in sorted(own)))
        for period, own in found.items()
        if sorted(own) == list(range(1, size + 1))
    }
    return dict(sorted(whole.items(), key=lambda pair: (pair[0].end, pair[0].start)))


def _slope(card: IndicatorCard, groups: _Groups) -> SlopeIndex:
    values = [o.value or 0.0 for o in groups.observations]
    polarity = POLARITIES[card.polarity]  # type: ignore[index]
    if not groups.has_limits:
        return slope_index(values, groups.people, polarity=polarity)
    limits = [o.interval for o in groups.observations if o.interval]
    return slope_index(
        values,
        groups.people,
        lower=[limit.lower for limit in limits],
        upper=[limit.upper for limit in limits],
        polarity=polarity,
    )


def _point(groups: _Groups, index: SlopeIndex, relative: bool) -> Point:
    one = groups.observations
    share = TENTHS[len(one)]
    limits = index.relative_intervals if relative else index.intervals
    value = index.relative if relative else index.value
    known = groups.has_limits and limits and float(limits[0].lower) == float(limits[0].lower)
    return Point(
        one[0].period,
        float(value),
        Interval(float(limits[0].lower), float(limits[0].upper)) if known else None,
        (
            End(f"most deprived {share} of {groups.spot.name}", one[0].value, one[0].interval),
            End(f"least deprived {share} of {groups.spot.name}", one[-1].value, one[-1].interval),
        ),
    )


def _gap(
    card: IndicatorCard,
    material: Material,
    slopes: Sequence[tuple[_Groups, SlopeIndex]],
    measure: Measure,
) -> Gap:
    relative = measure is Measure.RELATIVE_SLOPE
    history = [_point(groups, index, relative) for groups, index in slopes]
    now, (groups, index) = history[-1], slopes[-1]
    one = groups.observations[0]
    return Gap(
        indicator=card,
        place=groups.spot,
        measure=measure,
        value=now.value,
        unit="times" if relative else card.unit,
        interval=now.interval,
        no_interval="" if now.interval else NO_LIMITS,
        period=now.period,
        sex=one.sex,
        age=one.age,
        ends=now.ends,
        change=changes.change(history, relative=relative),
        history=tuple(history),
        method=f"{index.method}. {index.sign}",
        cautions=tuple(_cautions(groups, material.breakdown)),
        substitute="",
        release=material.release,
        trace=Trace.to(
            material.release,
            str(measure),
            indicator=card.key,
            place=groups.spot.codes,
            period=now.period.label,
            sex=one.sex,
            age=one.age,
            breakdown=material.breakdown,
        ),
    )


def _cautions(groups: _Groups, breakdown: str) -> Iterable[str]:
    if not groups.has_people:
        yield EQUAL_WEIGHTS
    if "within" in breakdown.lower():
        yield WITHIN
