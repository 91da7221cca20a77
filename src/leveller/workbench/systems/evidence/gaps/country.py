"""How far a place is from its country, in the release that speaks of both."""

from collections.abc import Sequence
from dataclasses import replace

from leveller.workbench.ground.vocabulary.models.indicators import ValueType
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.answers.reading import Row, once_a_period
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.gaps import apart, changes
from leveller.workbench.systems.evidence.gaps.between import NEVER_COMPARED
from leveller.workbench.systems.evidence.gaps.fetching import Fetched, Material, Scene
from leveller.workbench.systems.evidence.gaps.model import End, Gap, Measure, Point
from leveller.workbench.systems.evidence.gaps.populations import populations, valued
from leveller.workbench.systems.evidence.store.figures import Observation, Period
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
            return [_labelled(gap, newest) for gap in found if gap]
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
    shared = [o for o in own if o.period in theirs]
    ends = [_ends(scene.place, o, scene.country, theirs[o.period]) for o in shared]
    history = [
        Point(o.period, found.value, found.interval, pair)
        for o, pair, found in zip(shared, ends, apart.apart(ends, signed=True), strict=True)
        if found
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
        ).giving(now.value),
    )


def _ends(place: Spot, own: Observation, country: Spot, theirs: Observation) -> tuple[End, End]:
    return (
        End(place.name, own.value, own.interval, place.code),
        End(country.name, theirs.value, theirs.interval, country.code),
    )


def _newest(fetched: Fetched, card: IndicatorCard, scene: Scene) -> Period | None:
    """The latest period that a council has a figure for, in whatever release."""
    if not scene.councils:
        return None
    one = scene.councils[0]
    periods = [
        row.observation.period
        for material in fetched.whole.get(card.key, ())
        for row in material.rows_of(one)
    ]
    return max(periods, key=lambda period: (period.end, period.start), default=None)


def _labelled(gap: Gap, newest: Period | None) -> Gap:
    if newest is None or newest.end <= gap.period.end:
        return gap
    words = (
        f"An older vintage: the latest figure of {gap.place.name} itself is of {gap.period}; "
        f"its councils have figures of {newest}."
    )
    return replace(gap, substitute=words)
