"""From what the evidence answers to what a sentence may claim: the same figures, no arithmetic."""

from functools import lru_cache

from leveller.workbench.ground.papers import claims, figures, sentences
from leveller.workbench.ground.papers.runs import Paragraph
from leveller.workbench.systems.evidence import queries
from leveller.workbench.systems.evidence.gaps import Gap, Measure, Point
from leveller.workbench.systems.evidence.queries import IndicatorCard, ReleaseCard, Trace

RELATIVE = {Measure.RATIO, Measure.RELATIVE_SLOPE}
SLOPES = {Measure.SLOPE, Measure.RELATIVE_SLOPE, Measure.SMALL_AREAS}
MOST_DEPRIVED = claims.Side("the most deprived areas")
LEAST_DEPRIVED = claims.Side("the least deprived areas")
ADULT = 16


@lru_cache(maxsize=4096)
def noun(card: IndicatorCard) -> str:
    """The indicator as it stands inside a sentence."""
    return sentences.as_noun(card.short_name or card.name)


def group(sex: str) -> str:
    """Whom a figure counts, in the plural; empty where it counts everybody."""
    return {"male": "men", "female": "women"}.get(sex, "")


def source(release: ReleaseCard, period: str = "") -> figures.Source:
    return figures.Source(
        key=release.sha256[:12],
        title=release.title,
        publisher=release.publisher,
        vintage=period,
        licence=release.licence,
        attribution=release.attribution,
        address=f"/evidence/releases/{release.sha256}/",
        sha256=release.sha256,
    )


@lru_cache(maxsize=4096)
def trace(held: Trace) -> figures.Trace:
    return figures.Trace(
        sources=tuple(source(selection.release) for selection in held.selections),
        measure=held.measure,
        version=held.version,
        selection={
            str(number): {name: list(values) for name, values in selection.where}
            for number, selection in enumerate(held.selections, 1)
        },
        address=held.url,
    )


def interval(held: queries.Interval | None) -> figures.Interval | None:
    return figures.Interval(held.lower, held.upper, 100 * held.level) if held else None


def size(gap: Gap, point: Point | None = None) -> figures.Figure:
    """The gap itself as a figure: at its latest, or at another point of its history."""
    at = point or Point(gap.period, gap.value, gap.interval, gap.ends)
    is_relative = gap.measure in RELATIVE
    return figures.Figure(
        value=at.value,
        unit="" if is_relative else unit_of_difference(gap.unit),
        period=at.period.label,
        place=gap.place.name,
        measure=noun(gap.indicator),
        interval=interval(at.interval),
        group=group(gap.sex),
        trace=trace(gap.trace),
        decimals=2 if is_relative else gap.indicator.decimals,
    )


def unit_of_difference(unit: str) -> str:
    return "percentage points" if unit == "%" else unit


def sides(gap: Gap, point: Point | None = None) -> tuple[claims.Side, claims.Side]:
    """The two ends so that the size is the value at the first less that at the second."""
    if gap.measure in SLOPES:
        return LEAST_DEPRIVED, MOST_DEPRIVED
    ends = point.ends if point else gap.ends
    if gap.measure is Measure.COUNTRY:
        return claims.Side(ends[0].name), claims.Side(ends[1].name)
    ordered = sorted(ends, key=lambda end: end.value or 0.0, reverse=True)
    return claims.Side(ordered[0].name), claims.Side(ordered[1].name)


def claim(gap: Gap, point: Point | None = None) -> claims.Gap:
    kind = claims.Kind.RATIO if gap.measure in RELATIVE else claims.Kind.DIFFERENCE
    return claims.Gap(size(gap, point), *sides(gap, point), kind)


def end_figure(gap: Gap, number: int, point: Point | None = None) -> figures.Figure | None:
    """The figure at one of the two ends, where it has one."""
    end = (point.ends if point else gap.ends)[number]
    if end.value is None:
        return None
    return figures.Figure(
        value=end.value,
        unit=gap.indicator.unit,
        period=(point.period if point else gap.period).label,
        place=end.name,
        measure=noun(gap.indicator),
        interval=interval(end.interval),
        group=group(gap.sex),
        trace=trace(gap.trace),
        decimals=gap.indicator.decimals,
    )


def spread(gap: Gap, councils: int, point: Point | None = None) -> claims.Range | None:
    """The range between councils as its two ends; None where an end has no figure."""
    both = [end_figure(gap, number, point) for number in (0, 1)]
    if both[0] is None or both[1] is None:
        return None
    lowest, highest = sorted((both[0], both[1]), key=lambda figure: figure.value)
    return claims.Range(lowest, highest, councils, "councils", gap.place.name, gap=size(gap, point))


def paragraph(gap: Gap, councils: int) -> Paragraph:
    """What may be said of a gap, by the rules that its sentences are tested by."""
    if gap.measure is Measure.RANGE and (found := spread(gap, councils)):
        return sentences.range_sentence(found)
    return sentences.gap_sentence(claim(gap))
