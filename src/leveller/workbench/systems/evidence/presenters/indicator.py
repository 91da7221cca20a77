"""What an indicator's page is put together from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from leveller.workbench.ground.pages import charts, figures, maps
from leveller.workbench.ground.pages.tables import Table
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.thread import addresses
from leveller.workbench.systems.evidence import panels
from leveller.workbench.systems.evidence.answers.aggregates import Aggregate, Refused
from leveller.workbench.systems.evidence.answers.portraits import Portrait
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.gaps import Answers, Gap, Measure, Unanswerable, Verdict
from leveller.workbench.systems.evidence.presenters import gaps as gap_presenters
from leveller.workbench.systems.evidence.presenters import members, metadata, words
from leveller.workbench.systems.evidence.presenters.kinds import PLURALS
from leveller.workbench.systems.evidence.queries import Boundaries, Gradient

VERDICTS = {Verdict.NARROWED: "better", Verdict.WIDENED: "worse"}


@dataclass(frozen=True)
class SideBySide:
    """Places compared: a chart, a map where there are boundaries, and where the place stands."""

    sides: members.Sides
    chart: charts.Chart
    map: maps.Map | None
    standing: str


@dataclass(frozen=True)
class GapLine:
    """One gap in words, with the verdict on its change and the way back to its figures."""

    measure: str
    size: str
    interval: str
    between: str
    people: str
    period: str
    verdict: str
    kind: str
    why: str
    since: str
    trace: str
    substitute: str


@dataclass(frozen=True)
class Lack:
    """What there is no figure for, why, and where to have it asked for."""

    question: str
    why: str
    link: str


def side_by_side(found: Portrait, boundaries: Boundaries | None) -> SideBySide | None:
    held = members.sides(found)
    if held is None:
        return None
    heading = members.title(held, found.kind, found.company.within)
    label = found.kind.label if found.kind else "Place"
    spot = found.company.spot
    return SideBySide(
        held,
        members.chart(held, spot, heading, label),
        members.drawn_map(held, boundaries, f"Map: {heading}", label) if boundaries else None,
        _standing(held, found),
    )


def _standing(held: members.Sides, found: Portrait) -> str:
    """`2nd highest of 10 councils of Greater Manchester`, where the place is one of them."""
    values = [s.found.value for s in held.sides if s.found and s.found.value is not None]
    own = next((s.found for s in held.sides if s.spot == found.company.spot), None)
    if own is None or own.value is None or found.kind is None or len(values) < 2:
        return ""
    rank = 1 + sum(value > own.value for value in values)
    place = "Highest" if rank == 1 else f"{words.ordinal(rank)} highest"
    within = found.company.within.name if found.company.within else ""
    period = figures.period(held.across.period.label)
    return f"{place} of {len(values)} {PLURALS[found.kind]} of {within}, {period}"


def gradient_shown(found: Portrait) -> Gradient | None:
    """The place's own, else the country's as a substitute, which the page labels."""
    return found.gradient or found.national_gradient


def gaps_of(answers: Answers, found: Portrait) -> list[Gap]:
    """The gaps of this indicator at the place itself, of the people that the page shows."""
    spot = found.company.spot
    own = [g for g in answers.of(found.indicator.key) if g.place.code == spot.code]
    return [g for g in own if g.sex == found.sex] or own


def gaps_within(answers: Answers, found: Portrait) -> list[charts.Chart]:
    """Slopes within each council, with the country's."""
    slopes = answers.of(found.indicator.key, Measure.SLOPE)
    codes = {s.code for s in found.company.fellows.get(PlaceKind.COUNCIL, ())}
    inside = found.company.within == found.company.spot
    own = [g for g in slopes if inside and g.place.code in codes]
    shown = sorted((g for g in own if g.sex == found.sex), key=lambda g: -abs(g.value)) or own
    return gap_presenters.within_councils(shown, [g for g in slopes if g.substitute])


def gap_lines(found: Sequence[Gap]) -> list[GapLine]:
    return [_gap_line(gap) for gap in found]


def _gap_line(gap: Gap) -> GapLine:
    return GapLine(
        measure=words.measure(gap),
        size=words.size(gap),
        interval=words.interval(gap) if gap.interval else "",
        between=words.between(gap),
        people=words.whom(gap),
        period=figures.period(gap.period.label),
        verdict=words.verdict(gap),
        kind=VERDICTS.get(gap.change.verdict, "unclear"),
        why=words.sentence(gap.change.why),
        since=words.since(gap),
        trace=gap.trace.url,
        substitute=gap.substitute,
    )


def gap_history(found: Sequence[Gap]) -> charts.Chart | None:
    """Of the first gap that has a past, a difference before a ratio."""
    relative = {Measure.RATIO, Measure.RELATIVE_SLOPE}
    ordered = sorted(found, key=lambda g: g.measure in relative | {Measure.COUNTRY})
    return next((chart for gap in ordered[:1] if (chart := gap_presenters.history(gap))), None)


def lack(found: Portrait, unanswerable: Sequence[Unanswerable]) -> Lack | None:
    """Why the place has no figure of its own, and the address that raises it as a data need."""
    if found.own is not None and found.shown and found.shown.value is not None:
        return None
    card, spot = found.indicator, found.company.spot
    asked = next((u for u in unanswerable if u.question.startswith("What is")), None)
    name = f"{str(card)[:1].lower()}{str(card)[1:]}"
    question = asked.question if asked else f"What is {name} in {spot.name}?"
    link = addresses.raise_data_need(
        spot,  # type: ignore[arg-type]  # only their code and key are read
        question,
        indicator=card,  # type: ignore[arg-type]
        would_settle=asked.would_settle if asked else f"A published figure for {spot.name}.",
        substitute=_shown_instead(found),
        supplier=asked.supplier if asked else "",
    )
    return Lack(question, _why(found), link)


def _why(found: Portrait) -> str:
    spot = found.company.spot
    if found.shown is not None:
        held = "is suppressed" if found.shown.is_suppressed else "has no value"
        return f"The figure of {figures.period(found.shown.period.label)} {held}."
    if isinstance(found.aggregate, Aggregate):
        return (
            f"No release has a figure for {spot.name} itself. This one is made out of its "
            f"councils’: {found.aggregate.method}."
        )
    reason = found.aggregate.reason if isinstance(found.aggregate, Refused) else ""
    return " ".join(filter(None, (f"No release has a figure for {spot.name}.", reason)))


def _shown_instead(found: Portrait) -> str:
    country = found.country
    parts = [f"the figure of {country.place.name}"] if country else []
    parts += ["the figures of its councils"] if found.members else []
    shown = figures.listed(parts)
    return f"{shown[:1].upper()}{shown[1:]}." if shown else ""


def authorities(found: Portrait) -> list[tuple[str, str]]:
    """On a country's page, the way to each of its authorities."""
    if found.company.spot.kind != PlaceKind.COUNTRY:
        return []
    spots = found.company.fellows.get(PlaceKind.AUTHORITY, ())
    return [(spot.name, metadata.address(found.indicator, spot)) for spot in spots]


def for_panels(found: Portrait, own: Sequence[Gap], as_at: date) -> panels.Shown:
    around = found.company
    authority = around.spot if around.spot.kind == PlaceKind.AUTHORITY else around.authority
    return panels.Shown(found.indicator, around.spot, authority, as_at, tuple(own))


def tables(
    found: Portrait, drawn: Iterable[charts.Chart | maps.Map | None], own: Sequence[Gap]
) -> list[Table]:
    """Everything that the page shows, for its twins: the series first."""
    traces = {
        "trend": [s.trace for s in (found.own, *found.beside) if s],
        "places": [found.members.trace] if found.members else [],
        "map": [found.members.trace] if found.members else [],
        "deprivation": [g.trace for g in (gradient_shown(found),) if g],
    }
    held = [one.table for one in drawn if one is not None]
    made = [
        replace(t, traces=tuple(trace.as_dict() for trace in traces.get(t.key, ()))) for t in held
    ]
    name = f"Gaps in {str(found.indicator)[:1].lower()}{str(found.indicator)[1:]}"
    return [*made, gap_presenters.table(own, "gaps", f"{name}, {found.company.spot.name}")]


def attributions(found: Portrait, boundaries: Boundaries | None) -> list[str]:
    held = metadata.releases(found) + list(boundaries.vintages if boundaries else ())
    return list(dict.fromkeys(r.attribution for r in held if r.attribution))


def spots_of_members(found: Portrait) -> list[Spot]:
    if found.members is None:
        return []
    return [spot for spot, _ in found.members.figures] + list(found.members.missing)
