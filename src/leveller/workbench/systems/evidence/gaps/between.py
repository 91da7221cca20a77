"""The range between an authority's councils, with its history and that of other authorities."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from leveller.workbench.ground.vocabulary.models.indicators import Polarity, ValueType
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.answers.reading import Row
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.gaps import apart, changes
from leveller.workbench.systems.evidence.gaps.fetching import Fetched, Material, Scene
from leveller.workbench.systems.evidence.gaps.model import End, Gap, Measure, Other, Point
from leveller.workbench.systems.evidence.gaps.populations import populations, valued
from leveller.workbench.systems.evidence.store.figures import Observation, Period, ReleaseCard
from leveller.workbench.systems.evidence.traces import Trace

FEWEST_SHARE = 0.9  # of the councils that have any figure, for a period to be spoken of
FEWEST_MEMBERS = 0.9  # of an authority's councils, for a range to speak for the authority
NO_LIMITS = "the publisher gave no interval for the councils' figures"
RATIOS_OF = {
    ValueType.PROPORTION,
    ValueType.CRUDE_RATE,
    ValueType.STANDARDISED_RATE,
    ValueType.RATIO,
}
NEVER_COMPARED = {ValueType.COUNT, ValueType.POPULATION, ValueType.AMOUNT, ValueType.QUANTILE}

Figures = Mapping[Spot, Observation]


@dataclass(frozen=True, eq=False)
class _Held:
    """One population's figures of the councils, by period, the latest last."""

    material: Material
    scene: Scene
    figures: Mapping[Period, Figures]
    one: Observation

    @cached_property
    def periods(self) -> list[Period]:
        """The periods in which nearly all councils that have any figure have one."""
        most = max((len(figures) for figures in self.figures.values()), default=0)
        return [p for p, own in self.figures.items() if len(own) >= FEWEST_SHARE * most]

    @property
    def latest(self) -> Figures:
        return self.figures[self.periods[-1]]

    @property
    def missing(self) -> list[Spot]:
        return [spot for spot in self.scene.councils if spot not in self.latest]

    @cached_property
    def alike(self) -> list[Period]:
        """Those in which the same councils have figures as in the latest."""
        return [p for p in self.periods if set(self.figures[p]) == set(self.latest)]

    @cached_property
    def elsewhere(self) -> dict[Spot, Figures]:
        """Every other authority whose councils all have a figure in the latest period."""
        rows = valued(self.material.rows_elsewhere(next(iter(self.latest.values()))))
        found = {
            authority: _one_each(rows, councils)
            for authority, councils in self.scene.others.items()
        }
        return {
            authority: own
            for authority, own in found.items()
            if 2 <= len(own) == len(self.scene.others[authority])
        }


@dataclass(frozen=True, slots=True)
class TooFew:
    """Figures of a period that leave out so many councils that they make no range."""

    period: Period
    missing: tuple[Spot, ...]
    release: ReleaseCard


def gaps(card: IndicatorCard, fetched: Fetched, scene: Scene) -> list[Gap]:
    """The range, and for proportions and rates the ratio, between the councils of the place."""
    if ValueType(card.value_type) in NEVER_COMPARED:
        return []
    measures = [Measure.RANGE]
    measures += [Measure.RATIO] if ValueType(card.value_type) in RATIOS_OF else []
    found = [_gap(card, held, m) for held in _held(card, fetched, scene) for m in measures]
    return [gap for gap in found if gap]


def too_few(card: IndicatorCard, fetched: Fetched, scene: Scene) -> TooFew | None:
    """The fullest figures, where they leave out too many councils to speak for the place."""
    held = _populations(card, fetched, scene) if len(scene.councils) > 1 else []
    if not held or any(_speaks_for(each) for each in held):
        return None
    best = max(held, key=lambda each: len(each.latest))
    return TooFew(best.periods[-1], tuple(best.missing), best.material.release)


def _speaks_for(held: _Held) -> bool:
    return len(held.latest) >= max(2, FEWEST_MEMBERS * len(held.scene.councils))


def _held(card: IndicatorCard, fetched: Fetched, scene: Scene) -> list[_Held]:
    return [held for held in _populations(card, fetched, scene) if _speaks_for(held)]


def _populations(card: IndicatorCard, fetched: Fetched, scene: Scene) -> list[_Held]:
    material = fetched.best(card.key, scene.councils)
    if material is None:
        return []
    rows = valued(row for spot in scene.councils for row in material.rows_of(spot))
    found = [
        _Held(material, scene, _by_period(people, scene.councils), people[0].observation)
        for people in (populations(rows) if rows else [])
    ]
    return [held for held in found if held.periods]


def _by_period(rows: Iterable[Row], councils: Sequence[Spot]) -> dict[Period, Figures]:
    found: dict[Period, list[Row]] = {}
    for row in sorted(rows, key=lambda r: (r.observation.period.end, r.observation.period.start)):
        found.setdefault(row.observation.period, []).append(row)
    return {period: _one_each(own, councils) for period, own in found.items()}


def _one_each(rows: Iterable[Row], councils: Sequence[Spot]) -> dict[Spot, Observation]:
    """One figure a council: that of its current code where an old one has a figure too."""
    spot_of = {code: spot for spot in councils for code in spot.codes}
    found: dict[Spot, Observation] = {}
    for row in rows:
        spot = spot_of.get(row.observation.place)
        if spot and (spot not in found or row.observation.place == spot.code):
            found[spot] = row.observation
    return found


def _gap(card: IndicatorCard, held: _Held, measure: Measure) -> Gap | None:
    relative = measure is Measure.RATIO
    own = [_ends(card, held.figures[period]) for period in held.alike]
    other = [_ends(card, figures) for figures in held.elsewhere.values()]
    made = apart.apart([*own, *other], relative=relative)
    if None in made[: len(own)]:
        return None
    history = tuple(
        Point(period, found.value, found.interval, ends)
        for period, ends, found in zip(held.alike, own, made, strict=False)
        if found
    )
    now = history[-1]
    return Gap(
        indicator=card,
        place=held.scene.place,
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
        history=history,
        method=f"highest {'over' if relative else 'less'} lowest of {len(held.latest)} councils",
        cautions=tuple(_cautions(held)),
        substitute="",
        release=held.material.release,
        trace=_trace(card, held, measure).giving(now.value),
        others=tuple(
            Other(authority, found.value, found.interval, ends, len(figures))
            for (authority, figures), ends, found in zip(
                held.elsewhere.items(), other, made[len(own) :], strict=True
            )
            if found
        ),
    )


def _ends(card: IndicatorCard, figures: Figures) -> tuple[End, End]:
    """The two councils furthest apart; the worse off first where it is said what is good."""
    ordered = sorted(figures.items(), key=lambda pair: pair[1].value or 0.0)
    lowest, highest = (
        End(spot.name, o.value, o.interval, spot.code) for spot, o in (ordered[0], ordered[-1])
    )
    return (highest, lowest) if card.polarity == Polarity.LOW_IS_GOOD else (lowest, highest)


def _trace(card: IndicatorCard, held: _Held, measure: Measure) -> Trace:
    return Trace.to(
        held.material.release,
        str(measure),
        indicator=card.key,
        place=[o.place for o in held.latest.values()],
        period=held.periods[-1].label,
        sex=held.one.sex,
        age=held.one.age,
        breakdown="",
    )


def _cautions(held: _Held) -> Iterable[str]:
    if held.missing:
        yield f"No figure for {', '.join(spot.name for spot in held.missing)}."
    if all(o.interval for o in held.latest.values()):
        yield "The two ends were chosen for being the furthest apart, so chance has a part in it."
    if len(held.alike) < len(held.periods):
        yield "Periods in which other councils have figures are left out of the history."
