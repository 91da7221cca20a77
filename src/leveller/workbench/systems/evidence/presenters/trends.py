"""A place's series beside its authority's and its country's, and what its recent trend says."""

from dataclasses import dataclass

from leveller.workbench.ground.pages import charts, figures
from leveller.workbench.systems.evidence.answers import comparing
from leveller.workbench.systems.evidence.answers.portraits import Portrait
from leveller.workbench.systems.evidence.presenters import profile, sources, units, words
from leveller.workbench.systems.evidence.queries import IndicatorCard, Observation, Series

WAYS = {"getting better": "better", "getting worse": "worse"}


@dataclass(frozen=True)
class Trend:
    """`kind` chooses the look; the words say the same."""

    text: str
    kind: str
    why: str


def chart(portrait: Portrait) -> charts.Chart | None:
    """Of the place's own figures; of the country's alone where it has none."""
    own, country = portrait.own, portrait.country
    first = own or country
    if first is None or len(first.points) < 2:
        return None
    lines = [_line(s) for s in (own, portrait.authority) if s is not None]
    benchmark = _line(country) if country else None
    place = first.place.name
    whom = profile.people(first.points[-1])
    return charts.trend(
        key="trend",
        title=f"{place}, {_whom(whom)}: {figures.period(first.points[0].period.label)} to "
        f"{figures.period(first.points[-1].period.label)}",
        axis=units.axis(portrait.indicator),
        series=lines or ([benchmark] if benchmark else []),
        benchmark=benchmark if lines else None,
        source=sources.source(first.release),
        notes=tuple(_notes(portrait, first)),
    )


def _whom(people: str) -> str:
    return people[:1].lower() + people[1:]


def _line(series: Series) -> charts.Series:
    points = tuple(charts.Point(o.period.label, sources.observed(o)) for o in series.points)
    return charts.Series(series.place.name, points)


def _notes(portrait: Portrait, first: Series) -> list[str]:
    others = [s for s in portrait.beside if s.release != first.release and s is not first]
    return [f"{s.place.name}’s figures are of another release: {s.release.title}." for s in others]


def recent(card: IndicatorCard, points: tuple[Observation, ...]) -> Trend | None:
    """The test of the last five yearly figures; None for ranks and counts, which have none."""
    if card.value_type not in comparing.TESTED_FOR_TREND:
        return None
    found = comparing.trend_of(card, points)
    judged = found.judgement
    text = found.direction[:1].upper() + found.direction[1:]
    if judged:
        text = f"{text}: {judged.lower()}"
    return Trend(text, WAYS.get(judged, "unclear"), words.sentence(found.reason))
