"""The pages of places: what the line of sight holds, presented."""

from datetime import date

from leveller.workbench.front import answers, sight
from leveller.workbench.front.presenters import around, reaches
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.pages.twins import Page
from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.thread import addresses
from leveller.workbench.systems.evidence import queries as evidence
from leveller.workbench.systems.evidence.gaps import Unanswerable
from leveller.workbench.systems.evidence.presenters import gaps, maps, profile


def authority(actor: Actor, place: Place, as_at: date) -> Page:
    """An authority's home: the eight answers, and what each rests on."""
    seen = sight.of(actor, place, as_at=as_at)
    lead = seen.lead
    key = lead[0].indicator.key if lead else ""
    within = seen.within_councils(key)
    shown = [
        gaps.table(lead, "gap", f"The gap of {place.name}"),
        gaps.slopes(
            [*seen.slopes(key), *within, *seen.national(key)],
            "deprivation",
            "Gaps by deprivation, with the country’s",
        ),
        reaches.table(seen),
        around.councils(seen),
    ]
    return Page(
        "front/authority.html",
        [*shown, gaps.table(seen.answers.gaps, "all-gaps", "Every gap that follows from the data")],
        {
            "place": place,
            "sight": seen,
            "answers": answers.answers(seen),
            "histories": [chart for gap in lead if (chart := gaps.history(gap))],
            "others": [chart for gap in seen.compared if (chart := gaps.others(gap))],
            "within": gaps.within_councils(within, seen.national(key)),
            "causes": gaps.causes(seen.causes),
            "reaches": reaches.blocks(seen),
            "map": maps.councils(seen.across, seen.boundaries),
            "open_questions": [_question(place, seen, one) for one in seen.open_questions],
            "can_write": actor.may("thread.write"),
            "facts": around.facts(seen),
            "attributions": around.attributions(seen),
            "breadcrumbs": [Crumb("Authorities", "/authorities/"), Crumb(place.name)],
        },
    )


def _question(place: Place, seen: sight.Sight, one: Unanswerable) -> dict[str, object]:
    """An open question, and the way to make it somebody's data need."""
    reach = seen.reach_of(one.indicator)
    return {
        "what": one,
        "link": addresses.raise_data_need(
            place,
            one.question,
            indicator=reach.indicator if reach else None,
            would_settle=one.would_settle,
            substitute=one.substitute,
            supplier=one.supplier,
        ),
    }


def other(actor: Actor, place: Place, as_at: date) -> Page:
    """Any other place: its figures beside its country, what it lies in, how it came about."""
    found = evidence.profile(actor, place.code, as_at=as_at)
    seen = sight.of(actor, place, as_at=as_at)
    themes = [
        (theme, profile.table(standings, place.code, _key(theme), theme))
        for theme, standings in profile.by_theme(found)
    ]
    whole = profile.table(found.standings, place.code, "figures", f"Figures for {place.name}")
    return Page(
        "front/place.html",
        [
            whole,
            gaps.table(seen.own, "gaps", f"Gaps of {place.name}"),
            around.within(place),
        ],
        {
            "place": place,
            "profile": found,
            "sight": seen,
            "spine": profile.spine(found),
            "themes": themes,
            "around": around.above(place, as_at),
            "changes": around.changes(place),
            "attributions": profile.releases(found.standings),
            "breadcrumbs": around.crumbs(place, as_at),
        },
    )


def _key(theme: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in theme.lower()).split())
