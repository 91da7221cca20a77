"""How far a place is from its country, in the release that speaks of both."""

from collections.abc import Sequence
from dataclasses import replace

from leveller.methods.measures import Uncertain, absolute_gap
from leveller.workbench.ground.vocabulary.models.indicators import ValueType
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.answers.reading import Row, once_a_period
from leveller.workbench.systems.evidence.gaps import changes
from leveller.workbench.systems.evidence.gaps.between import NEVER_COMPARED
from leveller.workbench.systems.evidence.gaps.fetching import Fetched, Material, Scene
from leveller.workbench.systems.evidence.gaps.model import End, Gap, Measure, Point
from leveller.workbench.systems.evidence.gaps.populations import populations, valued
from leveller.workbench.systems.evidence.store.figures import Interval, Observation, Period
from leveller.workbench.systems.evidence.surroundings import Spot
from leveller.workbench.systems.evidence.traces import Trace

NO_LIMITS = "the publisher gave no interval for both figures"


def gaps(card: IndicatorCard, fetched: Fetched, scene: Scene) -> list[Gap]:
    """The place's figure less the country's, for everybody or for each sex."""
    if scene.country is None or ValueType(card.value_type) in NEVER_COMPARED:
        return []
    for material in fetched.whole.get(card.key, ()):
        own = valued(material.rows_of(scene.place))
        country = valued(material.rows_of(scene.country))
        if own and country:
            found = [_gap(card, material, scene, people, country) for people in populations(own)]
            newest = _newest(fetched, card, scene)
            return [_labelled(gap, newest, scene) for gap in found if gap]
    return []


def _gap(
    card: IndicatorCard,
    material: Material,
    scene: Scene,
    people: Sequence[Row],
    country: Sequence[Row],
) -> Gap | None:
    assert scene.country is not None
    own = once_a_period(people, scene.place.codes)
    one = own[-1]
    theirs = {
        row.observation.period: row.observation
        for row in country
        if (row.observation.sex, row.observation.age) == (one.sex, one.age)
    }
    history = [
        _point(scene.place, o, scene.country, theirs[o.period]) for o in own if o.period in theirs
    ]
    if not history:
        return None
    now = history[-1]
    return Gap(
        indicator=card,
        place=scene.place,
        measure=Measure.COUNTRY,
        value=now.value,
        unit=card.unit,
        interval=now.interval,
        no_interval="" if now.interval else NO_LIMITS,
        period=now.period,
        sex=one.sex,
        age=one.age,
        ends=now.ends,
        change=changes.change(history),
        history=tuple(history),
        method=f"{scene.place.name} less {scene.country.name}",
        cautions=(),
        substitute="",
        release=material.release,
        trace=Trace.to(
            material.release,
            str(Measure.COUNTRY),
            indicator=card.key,
            place=(*scene.place.codes, *scene.country.codes),
            period=now.period.label,
            sex=one.sex,
            age=one.age,
            breakdown="",
        ),
    )


def _point(place: Spot, own: Observation, country: Spot, theirs: Observation) -> Point:
    made = absolute_gap(_uncertain(own), _uncertain(theirs))
    limits = made.interval()
    known = own.interval is not None and theirs.interval is not None
    return Point(
        own.period,
        float(made.value),
        Interval(float(limits.lower), float(limits.upper)) if known else None,
        (
            End(place.name, own.value, own.interval, place.code),
            End(country.name, theirs.value, theirs.interval, country.code),
        ),
    )


def _uncertain(o: Observation) -> Uncertain:
    value = float("nan") if o.value is None else o.value
    if o.interval is None:
        return Uncertain(value)
    return Uncertain(value, lower=o.interval.lower, upper=o.interval.upper)


def _newest(fetched: Fetched, card: IndicatorCard, scene: Scene) -> Period | None:
    """The latest period that the councils have a figure for, in whatever release."""
    periods = [
        row.observation.period
        for material in fetched.whole.get(card.key, ())
        for spot in scene.councils
        for row in material.rows_of(spot)
    ]
    return max(periods, key=lambda period: (period.end, period.start), default=None)


def _labelled(gap: Gap, newest: Period | None, scene: Scene) -> Gap:
    if newest is None or newest.end <= gap.period.end:
        return gap
    words = (
        f"An older vintage: the latest figure of {scene.place.name} itself is of {gap.period}; "
        f"its councils have figures of {newest}."
    )
    return replace(gap, substitute=words)
