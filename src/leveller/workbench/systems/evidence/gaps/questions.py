"""Questions that every authority asks and that its figures may leave open."""

from collections.abc import Iterable, Sequence

from leveller.workbench.ground.vocabulary.models.indicators import ValueType
from leveller.workbench.systems.evidence.answers.aggregates import REFUSALS
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.gaps import between, changes
from leveller.workbench.systems.evidence.gaps.fetching import Fetched, Scene
from leveller.workbench.systems.evidence.gaps.model import Gap, Measure, Unanswerable, Verdict
from leveller.workbench.systems.evidence.indicators import Definition, shipped

OHID = "Office for Health Improvement and Disparities"
SCOTLAND = "S"  # first letter of the codes
SCOTTISH = "National Records of Scotland, or Public Health Scotland"
LEVELS = {ValueType.LIFE_EXPECTANCY, ValueType.STANDARDISED_RATE}
BY_DEPRIVATION = LEVELS
NEEDED = {
    ValueType.LIFE_EXPECTANCY: "deaths and people by age and sex",
    ValueType.STANDARDISED_RATE: "counts and people by age and sex",
}


def open_questions(
    card: IndicatorCard, gaps: Sequence[Gap], fetched: Fetched, scene: Scene
) -> Iterable[Unanswerable]:
    """What is left open of one indicator at one place, given the gaps that could be had."""
    if not any(fetched.whole.get(card.key, ())) and not fetched.by_deprivation.get(card.key):
        return
    own = [gap for gap in gaps if gap.indicator.key == card.key]
    yield from _level(card, own, fetched, scene)
    yield from _range(card, fetched, scene)
    yield from _by_deprivation(card, own, scene)
    yield from _certainty(card, own, scene)


def of_outcomes(fetched: Fetched, scene: Scene) -> Iterable[Unanswerable]:
    """The outcomes that every authority asks for, where no release speaks of it or its councils."""
    if not scene.councils:
        return
    near = [scene.place, *scene.councils]
    for outcome in _outcomes():
        held = (found.get(outcome.key, ()) for found in (fetched.whole, fetched.by_deprivation))
        if not any(material.held(near) for materials in held for material in materials):
            yield _outcome(outcome, scene)


def _outcomes() -> list[Definition]:
    found = [d for d in shipped().by_key.values() if d.is_headline]
    lives = [d for d in found if d.value_type == ValueType.LIFE_EXPECTANCY]
    return sorted(lives, key=lambda d: d.order)


def _outcome(outcome: Definition, scene: Scene) -> Unanswerable:
    name = outcome.short_name or outcome.name
    is_scottish = scene.councils[0].code.startswith(SCOTLAND)
    return Unanswerable(
        question=f"How large is the gap in {name[:1].lower()}{name[1:]} in {scene.place.name}?",
        why="No release that was brought in has a figure for it or for one of its councils.",
        substitute="",
        would_settle=(
            f"Published figures of its {len(scene.councils)} councils with their intervals, "
            "and by deprivation tenth for the whole."
        ),
        supplier=SCOTTISH if is_scottish else f"Office for National Statistics, or the {OHID}",
        indicator=outcome.key,
    )


def _level(
    card: IndicatorCard, own: Sequence[Gap], fetched: Fetched, scene: Scene
) -> Iterable[Unanswerable]:
    materials = fetched.whole.get(card.key, ())
    if any(m.holds(scene.place) for m in materials) or card.value_type not in LEVELS:
        return
    if not scene.councils:
        return
    shown = next((gap for gap in own if gap.measure == Measure.RANGE), None)
    yield Unanswerable(
        question=f"What is {_name(card)} in {scene.place.name} as a whole?",
        why=f"No release has a figure for it. {REFUSALS[ValueType(card.value_type)]}",
        substitute=f"The figures of its councils, {shown.period}." if shown else "",
        would_settle=f"{_needed(card)} for {scene.place.name}, or a published figure for it.",
        supplier=f"Office for National Statistics, or the {OHID}",
        indicator=card.key,
    )


def _range(card: IndicatorCard, fetched: Fetched, scene: Scene) -> Iterable[Unanswerable]:
    if ValueType(card.value_type) in between.NEVER_COMPARED:
        return
    short = between.too_few(card, fetched, scene)
    if short is None:
        return
    total = len(scene.councils)
    yield Unanswerable(
        question=f"How far apart are the councils of {scene.place.name} in {_name(card)}?",
        why=(
            f"For {short.period} there are figures for {total - len(short.missing)} of {total} "
            "councils, too few to speak for the whole."
        ),
        substitute="",
        would_settle=f"Figures of the same release for {_listed(short.missing)}.",
        supplier=short.release.publisher or OHID,
        indicator=card.key,
    )


def _listed(spots: Sequence[Spot]) -> str:
    *others, last = [spot.name for spot in spots]
    return f"{', '.join(others)} and {last}" if others else last


def _by_deprivation(
    card: IndicatorCard, own: Sequence[Gap], scene: Scene
) -> Iterable[Unanswerable]:
    slopes = [gap for gap in own if gap.measure == Measure.SLOPE]
    if card.value_type not in BY_DEPRIVATION or any(g.place == scene.place for g in slopes):
        return
    within = [gap for gap in slopes if gap.place in scene.councils]
    national = [gap for gap in slopes if gap.place == scene.country]
    shown = [_within({gap.place for gap in within})] if within else []
    shown += [f"{national[0].place.name}'s"] if national else []
    period = f", {slopes[0].period}" if slopes else ""
    yield Unanswerable(
        question=(
            f"How large is the gap in {_name(card)} between the most and the least deprived "
            f"people of {scene.place.name}?"
        ),
        why=(
            f"No release gives {_name(card)} by deprivation for {scene.place.name}, and slopes "
            "within its councils can't be added up."
        ),
        substitute=f"The slope {' and '.join(shown)}{period}." if shown else "",
        would_settle=f"{_needed(card)} by deprivation tenth across {scene.place.name}.",
        supplier=f"{OHID}, or the authority's own analysts with registered deaths",
        indicator=card.key,
    )


def _certainty(card: IndicatorCard, own: Sequence[Gap], scene: Scene) -> Iterable[Unanswerable]:
    unsure = [
        gap
        for gap in own
        if gap.measure == Measure.RANGE
        and gap.change.verdict == Verdict.CANNOT_TELL
        and gap.change.why == changes.NO_LIMITS
    ]
    if not unsure:
        return
    gap = unsure[0]
    since = gap.change.since.period if gap.change.since else ""
    yield Unanswerable(
        question=f"Is the range of {_name(card)} in {scene.place.name} closing?",
        why=f"The figures of {since} and {gap.period} are published without intervals.",
        substitute="The range in each period, without a verdict.",
        would_settle="The same figures with their 95% confidence limits.",
        supplier=gap.release.publisher or OHID,
        indicator=card.key,
    )


def _within(councils: set[Spot]) -> str:
    if len(councils) == 1:
        return f"within {next(iter(councils)).name}"
    return f"within each of {len(councils)} councils"


def _name(card: IndicatorCard) -> str:
    name = card.short_name or card.name
    return name[:1].lower() + name[1:]


def _needed(card: IndicatorCard) -> str:
    needed = NEEDED.get(ValueType(card.value_type), "The figures")
    if "healthy" in card.name.lower():
        needed += ", and the share of people in good health by age and sex"
    return needed[:1].upper() + needed[1:]
