"""The figure that an indicator's page opens with, and how it stands beside its benchmarks."""

from collections.abc import Sequence
from dataclasses import dataclass

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.benchmarks import Benchmark
from leveller.workbench.systems.evidence.answers import comparing
from leveller.workbench.systems.evidence.answers.aggregates import Aggregate
from leveller.workbench.systems.evidence.answers.portraits import Portrait
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.presenters import profile, units, words
from leveller.workbench.systems.evidence.queries import IndicatorCard, Observation, trace_of

AGAINST = {
    Benchmark.SIMILAR: "Similar to",
    Benchmark.NOT_COMPARED: "Not compared with",
}


@dataclass(frozen=True)
class Headline:
    """One figure with everything that has to be said beside it. `note` says why there is none,
    `counted` from which end a rank or a tenth is counted; neither of these has an interval."""

    place: str
    people: str
    figure: str
    interval: str
    period: str
    trace: str
    note: str = ""
    count: str = ""
    has_interval: bool = True
    counted: str = ""


@dataclass(frozen=True)
class Beside:
    """How the figure stands against a benchmark: a class in words and shape, and why."""

    benchmark: Benchmark
    sentence: str
    note: str


def headline(card: IndicatorCard, place: Spot, found: Observation, trace: str) -> Headline:
    shown = found.value is not None
    missing = "Suppressed" if found.is_suppressed else figures.NO_FIGURE.capitalize()
    return Headline(
        place=place.name,
        people=profile.people(found),
        figure=figures.quantity(found.value, units.unit(card), card.decimals) if shown else missing,
        interval=_interval(card, found),
        period=figures.period(found.period.label),
        trace=trace,
        note=found.note,
        count=_count(found),
        has_interval=card.value_type not in units.ORDERED and shown,
        counted=card.unit if card.value_type in units.ORDERED else "",
    )


def _interval(card: IndicatorCard, found: Observation) -> str:
    held = found.interval
    return figures.interval(held.lower, held.upper, card.decimals) if held else ""


def _count(found: Observation) -> str:
    if found.count is None or found.value is None:
        return ""
    count = figures.number(found.count, 0)
    if found.denominator is None:
        return f"Count: {count}"
    return f"Count: {count} of {figures.number(found.denominator, 0)}"


def own(portrait: Portrait) -> Headline | None:
    """The place's own figure, or one made out of its councils' and labelled so."""
    card, spot = portrait.indicator, portrait.company.spot
    if portrait.shown is not None and portrait.own is not None:
        trace = trace_of(portrait.own.release, portrait.shown).url
        return headline(card, spot, portrait.shown, trace)
    if isinstance(portrait.aggregate, Aggregate):
        made = portrait.aggregate
        return headline(card, spot, made.figure, made.trace.url)
    return None


def substitute(portrait: Portrait) -> Headline | None:
    """The country's latest figure, for a place without one."""
    country = portrait.country
    if country is None or country.latest is None:
        return None
    trace = trace_of(country.release, country.latest).url
    return headline(portrait.indicator, country.place, country.latest, trace)


def figure_of(portrait: Portrait) -> Observation | None:
    if portrait.shown is not None:
        return portrait.shown
    return portrait.aggregate.figure if isinstance(portrait.aggregate, Aggregate) else None


def beside(portrait: Portrait) -> list[Beside]:
    """Against the country and the authority, in the same period."""
    found = figure_of(portrait)
    if found is None or found.value is None:
        return []
    held = [(s, _of_period(s.points, found)) for s in portrait.beside]
    pairs = [(s, o) for s, o in held if o is not None and o.value is not None]
    made = comparing.compare([(portrait.indicator, found, o) for _, o in pairs])
    lines = [
        _beside(
            portrait, s.place, o, c, same=portrait.own is None or s.release == portrait.own.release
        )
        for (s, o), c in zip(pairs, made, strict=True)
    ]
    return lines + [_unlike(s.place, found) for s, o in held if o is None]


def _of_period(points: Sequence[Observation], found: Observation) -> Observation | None:
    return next((o for o in points if o.period.label == found.period.label), None)


def _beside(
    portrait: Portrait, place: Spot, other: Observation, found: comparing.Compared, *, same: bool
) -> Beside:
    card, held = portrait.indicator, Benchmark.of(found.outcome)
    value = figures.quantity(other.value, units.unit(card), card.decimals)
    start = AGAINST.get(held, f"{held.look.label} than")
    note = words.sentence(found.reason) if held is Benchmark.NOT_COMPARED else ""
    if not same:
        note = " ".join(filter(None, (note, f"{place.name}’s figure is of another release.")))
    return Beside(held, f"{start} {place.name}, {value}", note)


def _unlike(place: Spot, found: Observation) -> Beside:
    period = figures.period(found.period.label)
    return Beside(Benchmark.NOT_COMPARED, f"{place.name} has no figure of {period}", "")
