"""The range between an authority's councils, with its history and that of other authorities."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from leveller.methods.measures import Uncertain, range_between
from leveller.methods.measures.gaps import Range
from leveller.workbench.ground.vocabulary.models.indicators import Polarity, ValueType
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.answers.reading import Row
from leveller.workbench.systems.evidence.gaps import changes
from leveller.workbench.systems.evidence.gaps.fetching import Fetched, Material, Scene
from leveller.workbench.systems.evidence.gaps.model import End, Gap, Measure, Other, Point
from leveller.workbench.systems.evidence.gaps.populations import populations, valued
from leveller.workbench.systems.evidence.store.figures import Interval, Observation, Period
from leveller.workbench.systems.evidence.surroundings import Spot
from leveller.workbench.systems.evidence.traces import Trace

FEWEST_SHARE = 0.9  # of the councils that have any figure, for a period to be spoken of
NO_LIMITS = "the publisher gave no interval for the councils' figures"
RATIOS_OF = {
    ValueType.PROPORTION,
    ValueType.CRUDE_RATE,
    ValueType.STANDARDISED_RATE,
    ValueType.RATIO,
}
NEVER_COMPARED = {ValueType.COUNT, ValueType.POPULATION, ValueType.AMOUNT, ValueType.QUANTILE}

Figures = Mapping[Spot, Observation]


@dataclass(frozen=True)
class _Held:
    """One population's figures of the councils, by period, the latest last."""

    material: Material
    periods: Mapping[Period, Figures]
    one: Observation


def gaps(card: IndicatorCard, fetched: Fetched, scene: Scene) -> list[Gap]:
    """The range, and for proportions and rates the ratio, between the councils of the place."""
    material = fetched.best(card.key, scene.councils)
    if material is None or ValueType(card.value_type) in NEVER_COMPARED:
        return []
    rows = valued(row for spot in scene.councils for row in material.rows_of(spot))
    measures = [Measure.RANGE]
    measures += [Measure.RATIO] if ValueType(card.value_type) in RATIOS_OF else []
    found = [
        _gap(card, held, scene, measure)
        for people in (populations(rows) if rows else [])
        for held in [_Held(material, _by_period(people, scene.councils), people[0].observation)]
        for measure in measures
    ]
    return [gap for gap in found if gap]


def _by_period(
    rows: Iterable[Row], councils: Sequence[Spot]
) -> dict[Period, dict[Spot, Observation]]:
    spot_of = {code: spot for spot in councils for code in spot.codes}
    found: dict[Period, dict[Spot, Observation]] = {}
    for row in sorted(rows, key=lambda r: (r.observation.period.end, r.observation.period.start)):
        own = found.setdefault(row.observation.period, {})
        spot = spot_of[row.observation.place]
        standing = own.get(spot)
        if standing is None or row.observation.place == spot.code:
            own[spot] = row.observation
    return found


def _gap(card: IndicatorCard, held: _Held, scene: Scene, measure: Measure) -> Gap | None:
    periods = _spoken_of(held.periods)
    if not periods or len(held.periods[periods[-1]]) < 2:
        return None
    relative = measure is Measure.RATIO
    latest = held.periods[periods[-1]]
    alike = [p for p in periods if set(held.periods[p]) == set(latest)]
    points = [_point(card, held.periods[p], p, relative) for p in alike]
    history = [p for p in points if p is not None]
    if not history or history[-1].period != periods[-1]:
        return None
    now = history[-1]
    return Gap(
        indicator=card,
        place=scene.place,
        measure=measure,
        value=now.value,
        unit="times" if relative else card.unit,
        interval=now.interval,
        no_interval="" if now.interval else NO_LIMITS,
        period=now.period,
        sex=held.one.sex,
        age=held.one.age,
        ends=now.ends,
        change=changes.change(history, relative=relative),
        history=tuple(history),
        method=f"highest {'over' if relative else 'less'} lowest of {len(latest)} councils",
        cautions=tuple(_cautions(held, latest, periods, alike, scene)),
        substitute="",
        release=held.material.release,
        trace=Trace.to(
            held.material.release,
            str(measure),
            indicator=card.key,
            place=[o.place for o in latest.values()],
            period=now.period.label,
            sex=held.one.sex,
            age=held.one.age,
            breakdown="",
        ),
        others=tuple(_others(card, held, scene, now.period, relative)),
    )


def _spoken_of(periods: Mapping[Period, Figures]) -> list[Period]:
    """The periods in which nearly all councils that have any figure have one."""
    most = max((len(figures) for figures in periods.values()), default=0)
    return [p for p, figures in periods.items() if len(figures) >= FEWEST_SHARE * most]


def _point(card: IndicatorCard, figures: Figures, period: Period, relative: bool) -> Point | None:
    spots = list(figures)
    made = _range([figures[spot] for spot in spots], relative)
    if made.is_empty:
        return None
    ends = [_end(spots[int(at)], figures) for at in (made.lowest, made.highest)]
    if card.polarity == Polarity.LOW_IS_GOOD:
        ends.reverse()
    return Point(period, float(made.value), _interval(made, ends), (ends[0], ends[1]))


def _range(observations: Sequence[Observation], relative: bool) -> Range:
    def column(pick: Callable[[Observation], float | None]) -> list[float]:
        return [float("nan") if pick(o) is None else float(pick(o) or 0) for o in observations]

    values = column(lambda o: o.value)
    if any(o.interval is None for o in observations):
        return range_between(Uncertain(values), relative=relative)
    lower = column(lambda o: o.interval and o.interval.lower)
    upper = column(lambda o: o.interval and o.interval.upper)
    return range_between(Uncertain(values, lower=lower, upper=upper), relative=relative)


def _end(spot: Spot, figures: Figures) -> End:
    return End(spot.name, figures[spot].value, figures[spot].interval, spot.code)


def _interval(made: Range, ends: Sequence[End]) -> Interval | None:
    if any(end.interval is None for end in ends):
        return None
    limits = made.interval()
    lower, upper = float(limits.lower), float(limits.upper)
    return None if lower != lower or upper != upper else Interval(lower, upper)


def _cautions(
    held: _Held, latest: Figures, periods: Sequence[Period], alike: Sequence[Period], scene: Scene
) -> Iterable[str]:
    missing = [spot.name for spot in scene.councils if spot not in latest]
    if missing:
        yield f"No figure for {', '.join(missing)}."
    if all(o.interval for o in latest.values()):
        yield "The two ends were chosen for being the furthest apart, so chance has a part in it."
    if len(alike) < len(periods):
        yield "Periods in which other councils have figures are left out of the history."


def _others(
    card: IndicatorCard, held: _Held, scene: Scene, period: Period, relative: bool
) -> Iterable[Other]:
    """The same in every other authority whose councils all have a figure in the period."""
    for authority, councils in scene.others.items():
        rows = [
            row
            for spot in councils
            for row in held.material.rows_of(spot)
            if row.observation.period == period
            and row.observation.value is not None
            and (row.observation.sex, row.observation.age) == (held.one.sex, held.one.age)
        ]
        figures = _by_period(rows, councils).get(period, {})
        if len(figures) < 2 or len(figures) < len(councils):
            continue
        point = _point(card, figures, period, relative)
        if point:
            yield Other(authority, point.value, point.interval, point.ends, len(figures))
