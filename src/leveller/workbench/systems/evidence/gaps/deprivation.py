"""Slope and relative index of inequality within places, from their deprivation tenths or fifths."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from leveller.methods.measures import slope_index
from leveller.methods.measures.gradients import SlopeIndex
from leveller.workbench.ground.vocabulary.models.indicators import ValueType
from leveller.workbench.systems.evidence.answers.comparing import POLARITIES
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.answers.reading import Row
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.gaps import changes
from leveller.workbench.systems.evidence.gaps.between import NEVER_COMPARED, RATIOS_OF
from leveller.workbench.systems.evidence.gaps.fetching import Fetched, Material, Scene
from leveller.workbench.systems.evidence.gaps.model import End, Gap, Measure, Point
from leveller.workbench.systems.evidence.gaps.populations import populations, valued
from leveller.workbench.systems.evidence.store.figures import Interval, Observation, Period
from leveller.workbench.systems.evidence.traces import Trace

NO_LIMITS = "the publisher gave no interval for the groups"
EQUAL_WEIGHTS = "The release gives no people for the groups, so each counts the same."
WITHIN = "Tenths are made within each area, so slopes of different areas rank different people."
TENTHS = {10: "tenth", 5: "fifth"}
RELATIVE = RATIOS_OF | {ValueType.LIFE_EXPECTANCY}


@dataclass(frozen=True, eq=False)
class _Groups:
    """The groups of one place, sex, age and period, the most deprived first."""

    period: Period
    observations: tuple[Observation, ...]

    @property
    def has_people(self) -> bool:
        return all(o.denominator for o in self.observations)

    @property
    def people(self) -> list[float]:
        return [o.denominator or 1.0 if self.has_people else 1.0 for o in self.observations]

    @property
    def has_limits(self) -> bool:
        return all(o.interval for o in self.observations)


@dataclass(frozen=True, eq=False)
class _People:
    """One population of one place with its groups in each period, the latest last."""

    spot: Spot
    label: str
    material: Material
    groups: tuple[_Groups, ...]


@dataclass(frozen=True, slots=True)
class Slope:
    """`start` is where the fitted line begins, at the most deprived end of all people."""

    value: float
    interval: Interval | None
    relative: float
    relative_interval: Interval | None
    start: float
    method: str
    cautions: tuple[str, ...] = ()

    @property
    def ends(self) -> tuple[float, float]:
        return self.start, self.start + self.value


def gaps(card: IndicatorCard, fetched: Fetched, scene: Scene) -> list[Gap]:
    """The slope at the place itself, at each of its councils, and the country's, labelled."""
    if ValueType(card.value_type) in NEVER_COMPARED:
        return []
    people = _everybody(card, fetched, scene)
    slopes = _slopes(card, [groups for each in people for groups in each.groups])
    measures = [Measure.SLOPE]
    measures += [Measure.RELATIVE_SLOPE] if ValueType(card.value_type) in RELATIVE else []
    found = [_gap(card, each, slopes, measure) for each in people for measure in measures]
    return [gap for gap in found if gap]


def _everybody(card: IndicatorCard, fetched: Fetched, scene: Scene) -> list[_People]:
    own = list(_of(card, fetched, scene.place, ""))
    found = own + [p for spot in scene.councils for p in _of(card, fetched, spot, "")]
    if scene.country:
        why = "for comparison" if own else f"not {scene.place.name}"
        found += _of(card, fetched, scene.country, f"{scene.country.name}, {why}")
    return found


def _of(card: IndicatorCard, fetched: Fetched, spot: Spot, label: str) -> Iterator[_People]:
    """The populations of the first release that has the place's groups whole."""
    for material in fetched.by_deprivation.get(card.key, ()):
        rows = valued(material.rows_of(spot))
        found = [_by_period(people, material.groups) for people in populations(rows)]
        if any(found):
            yield from (_People(spot, label, material, groups) for groups in found if groups)
            return


def _by_period(rows: Iterable[Row], size: int) -> tuple[_Groups, ...]:
    """Whole sets of groups only: a slope through some of them would be of other people."""
    found: dict[Period, dict[int, Observation]] = {}
    for row in rows:
        order = row.observation.category_order
        if order is not None:
            found.setdefault(row.observation.period, {}).setdefault(order, row.observation)
    whole = [
        _Groups(period, tuple(own[n] for n in sorted(own)))
        for period, own in found.items()
        if sorted(own) == list(range(1, size + 1))
    ]
    return tuple(sorted(whole, key=lambda groups: (groups.period.end, groups.period.start)))


def _slopes(card: IndicatorCard, groups: Sequence[_Groups]) -> dict[_Groups, Slope]:
    """All slopes of an indicator at once, those with and those without limits apart."""
    found: dict[_Groups, Slope] = {}
    for size in TENTHS:
        for limited in (True, False):
            alike = [g for g in groups if len(g.observations) == size and g.has_limits is limited]
            if alike:
                found |= _computed(card, alike, limited)
    return found


def _computed(
    card: IndicatorCard, groups: Sequence[_Groups], limited: bool
) -> dict[_Groups, Slope]:
    limits = {}
    if limited:
        for end in ("lower", "upper"):
            limits[end] = [[getattr(o.interval, end) for o in g.observations] for g in groups]
    made = slope_index(
        [[o.value for o in g.observations] for g in groups],
        [g.people for g in groups],
        polarity=POLARITIES[card.polarity],  # type: ignore[index]
        **limits,  # type: ignore[arg-type]
    )
    empty = made.is_empty.tolist()
    return {g: _slope(made, n) for n, g in enumerate(groups) if not empty[n]}


def _slope(made: SlopeIndex, n: int) -> Slope:
    def limits(intervals: Sequence[object]) -> Interval | None:
        if not intervals:
            return None
        lower, upper = (float(getattr(intervals[0], end)[n]) for end in ("lower", "upper"))
        return None if lower != lower or upper != upper else Interval(lower, upper)

    return Slope(
        float(made.value[n]),
        limits(made.intervals),
        float(made.relative[n]),
        limits(made.relative_intervals),
        float(made.intercept[n]),
        f"{made.method}. {made.sign}",
    )


def slope_of(card: IndicatorCard, points: Sequence[Observation], breakdown: str) -> Slope | None:
    """The slope through one place's tenths or fifths in one period; None unless all are there."""
    valued_points = [o for o in points if o.value is not None]
    orders = [o.category_order for o in valued_points]
    if len(orders) not in TENTHS or orders != list(range(1, len(orders) + 1)):
        return None
    if ValueType(card.value_type) in NEVER_COMPARED:
        return None
    groups = _Groups(points[0].period, tuple(valued_points))
    found = _computed(card, [groups], groups.has_limits).get(groups)
    return replace(found, cautions=tuple(_cautions(groups, breakdown))) if found else None


def _gap(
    card: IndicatorCard, people: _People, slopes: dict[_Groups, Slope], measure: Measure
) -> Gap | None:
    relative = measure is Measure.RELATIVE_SLOPE
    latest = people.groups[-1]
    if latest not in slopes:
        return None
    history = tuple(
        _point(people.spot, groups, slopes[groups], relative)
        for groups in people.groups
        if groups in slopes
    )
    now, one = history[-1], latest.observations[0]
    return Gap(
        indicator=card,
        place=people.spot,
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
        history=history,
        method=slopes[latest].method,
        cautions=tuple(_cautions(latest, people.material.breakdown)),
        substitute=people.label,
        release=people.material.release,
        trace=Trace.to(
            people.material.release,
            str(measure),
            indicator=card.key,
            place=people.spot.codes,
            period=now.period.label,
            sex=one.sex,
            age=one.age,
            breakdown=people.material.breakdown,
        ).giving(now.value),
    )


def _point(spot: Spot, groups: _Groups, slope: Slope, relative: bool) -> Point:
    share = TENTHS[len(groups.observations)]
    most, least = (
        End(f"{which} deprived {share} of {spot.name}", o.value, o.interval)
        for which, o in (("most", groups.observations[0]), ("least", groups.observations[-1]))
    )
    if relative:
        return Point(groups.period, slope.relative, slope.relative_interval, (most, least))
    return Point(groups.period, slope.value, slope.interval, (most, least))


def _cautions(groups: _Groups, breakdown: str) -> Iterable[str]:
    if not groups.has_people:
        yield EQUAL_WEIGHTS
    if "within" in breakdown.lower():
        yield WITHIN
