"""One indicator at one place: the figure, how it stands, how it moves, between whom it differs."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages import twins
from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.vocabulary.models.indicators import ValueType
from leveller.workbench.systems.evidence import catalogue, company, gaps, panels, queries
from leveller.workbench.systems.evidence.answers.portraits import Choice, Portrait, portrait
from leveller.workbench.systems.evidence.atlas import Spot
from leveller.workbench.systems.evidence.gaps import between
from leveller.workbench.systems.evidence.presenters import (
    filters,
    gradients,
    headline,
    metadata,
    trends,
)
from leveller.workbench.systems.evidence.presenters import indicator as shown
from leveller.workbench.systems.evidence.views import missing
from leveller.workbench.systems.evidence.views.asked import Asked, UnknownPlaceError

WITHOUT_GAPS = between.NEVER_COMPARED | {ValueType.RANK}
COUNTRIES = ("E92000001", "S92000003", "W92000004")
DEMONSTRATION = "X92000001"


@dataclass(frozen=True)
class _Seen:
    """What was read for one page."""

    asked: Asked
    as_at: date
    described: queries.Metadata
    portrait: Portrait
    answers: gaps.Answers
    outlines: queries.Boundaries | None
    has_small_areas: bool


def indicator(request: HttpRequest, key: str) -> HttpResponse:
    asked = Asked(request)
    as_at = asked.day()
    try:
        place = asked.place(as_at)
    except UnknownPlaceError as error:
        return missing.place(request, error.asked, reverse("evidence:indicator", args=[key]))
    described = queries.metadata(request.actor, key)
    if described is None:
        return missing.indicator(request, key)
    spots = [place] if place else _countries()
    found = _first(request.actor, key, spots, _choice(asked), as_at)
    if found is None:
        return missing.figures(request, described)
    return twins.respond(
        request, _page(request, _seen(request.actor, asked, described, found, as_at))
    )


def _choice(asked: Asked) -> Choice:
    """Checked against what there is once that is read; an empty sex is one that isn't stated."""
    given = {
        name: asked.text(name) if name in asked.request.GET else None
        for name in ("sex", "age", "period")
    }
    return Choice(**{**given, "period": given["period"] or None}, kind=asked.kind())


def _countries() -> list[Spot]:
    codes = (DEMONSTRATION, *COUNTRIES) if settings.DEMONSTRATION else (*COUNTRIES, DEMONSTRATION)
    known = {spot.code: spot for spot in company.large()}
    return [known[code] for code in codes if code in known]


def _first(
    actor: Actor, key: str, spots: list[Spot], choice: Choice, as_at: date
) -> Portrait | None:
    """Of the first country that has anything to show, else of the first: at most two reads."""
    first: Portrait | None = None
    for spot in spots[:2]:
        found = portrait(actor, key, spot.code, choice, as_at=as_at)
        if found is None or found.own or found.members or found.gradient:
            return found
        first = first or found
    return first


def _seen(
    actor: Actor, asked: Asked, described: queries.Metadata, found: Portrait, as_at: date
) -> _Seen:
    _say_what_is_not_there(asked, found)
    key, spots = found.indicator.key, shown.spots_of_members(found)
    return _Seen(
        asked,
        as_at,
        described,
        found,
        gaps.for_place(actor, found.company.spot.code, [key], as_at=as_at),
        queries.boundaries(actor, [s.code for s in spots]) if len(spots) > 1 else None,
        bool(catalogue.visible(actor).of(key, PlaceKind.SMALL)),
    )


def _say_what_is_not_there(asked: Asked, found: Portrait) -> None:
    for field in filters.of_portrait(found):
        asked.one_of(field.name, [option.value for option in field.options], field.label.lower())


def _page(request: HttpRequest, seen: _Seen) -> twins.Page:
    found = seen.portrait
    own_gaps = shown.gaps_of(seen.answers, found)
    pictures = {
        "trend": trends.chart(found),
        "gradient": gradients.chart(shown.gradient_shown(found)),
        "gap_history": shown.gap_history(own_gaps),
    }
    side = shown.side_by_side(found, seen.outlines)
    within = shown.gaps_within(seen.answers, found)
    drawn = [*pictures.values(), *((side.chart, side.map) if side else ()), *within]
    parts = shown.for_panels(found, own_gaps, seen.as_at)
    is_slope = any(gap.measure is gaps.Measure.SLOPE for gap in own_gaps[:1])
    words = _words(seen)
    return twins.Page(
        "evidence/indicator.html",
        shown.tables(found, drawn, own_gaps),
        {
            **pictures,
            **words,
            "slope_card": None if is_slope else words["slope"],
            "side": side,
            "within": within,
            "gaps": shown.gap_lines(own_gaps),
            "panels": panels.rendered(request, parts),
        },
    )


def _words(seen: _Seen) -> dict[str, object]:
    found, card = seen.portrait, seen.portrait.indicator
    steps = shown.gradient_shown(found)
    return {
        "card": card,
        "place": found.company.spot,
        "written": company.written(found.company.spot),
        "company": found.company,
        "as_at": seen.as_at,
        "notices": seen.asked.notices,
        "filters": filters.of_portrait(found),
        "nearby": filters.nearby(found),
        "written_day": seen.asked.text("as_at"),
        "headline": headline.own(found),
        "substitute": None if found.own else headline.substitute(found),
        "lack": shown.lack(found, seen.answers.unanswerable),
        "beside": headline.beside(found),
        "recent": trends.recent(card, found.own.points) if found.own else None,
        "has_gaps": card.value_type not in WITHOUT_GAPS,
        "slope": gradients.slope(steps),
        "is_substitute": steps is not None and steps.place != found.company.spot,
        "authorities": shown.authorities(found),
        "facts": metadata.facts(seen.described, next(iter(metadata.releases(found)), None)),
        "further": metadata.further(seen.described),
        "links": metadata.links(found),
        "releases": metadata.releases(found),
        "has_small_areas": seen.has_small_areas,
        "attributions": shown.attributions(found, seen.outlines),
        "breadcrumbs": [Crumb("Evidence", reverse("evidence:home")), Crumb(str(card))],
    }
