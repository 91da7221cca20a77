"""The pages of places: what the line of sight holds, presented."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from leveller.workbench.front import answers
from leveller.workbench.front.presenters import around, reaches
from leveller.workbench.front.sight import Sight
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages.charts import Chart
from leveller.workbench.ground.pages.maps import Map
from leveller.workbench.ground.pages.navigation import Crumb
from leveller.workbench.ground.pages.tables import Table
from leveller.workbench.ground.pages.twins import Page
from leveller.workbench.ground.places.models import Place
from leveller.workbench.ground.thread import addresses
from leveller.workbench.systems.evidence import queries as evidence
from leveller.workbench.systems.evidence.gaps import Gap, Unanswerable
from leveller.workbench.systems.evidence.presenters import gaps, maps, profile, sources

MOST_REACHES = 5  # gaps with their levers that a page opens with; the others are folded
MOST_WITHIN = 60  # places in a list that somebody reads on a page


def authority(actor: Actor, place: Place, as_at: date, *, is_download: bool = False) -> Page:
    """An authority's home: the eight answers, and what each rests on.

    A download holds more tables: those behind the charts, and what the page shows in other forms.
    """
    seen = Sight(actor, place, as_at)
    lead = seen.lead
    key = lead[0].indicator.key if lead else ""
    within, national = seen.within_councils(key), seen.national(key)
    slopes = [*seen.slopes(key), *within, *national]
    drawn = {
        "histories": _charts(gaps.history, lead),
        "others": _charts(gaps.others, seen.compared),
        "within": [Drawn(chart, within) for chart in gaps.within_councils(within, national)],
        "causes": [Drawn(gaps.causes(seen.causes), [each.total for each in seen.causes])],
        "map": [Drawn(maps.councils(seen.across, seen.boundaries), lead)],
    }
    shown = [
        gaps.table(lead, "gap", f"The gap of {place.name}"),
        gaps.slopes(slopes, "deprivation", "Gaps by deprivation, with the country’s"),
        around.councils(seen),
    ]
    if is_download:
        shown += [one.table for found in drawn.values() for one in found if one.picture]
        shown.append(reaches.table(seen))
        caption = "Every gap that follows from the data"
        shown.append(gaps.table(seen.answers.gaps, "all-gaps", caption))
    blocks = reaches.blocks(seen)
    return Page(
        "front/authority.html",
        shown,
        {
            **{name: [one.picture for one in found] for name, found in drawn.items()},
            "causes": drawn["causes"][0].picture,
            "map": drawn["map"][0].picture,
            "place": place,
            "sight": seen,
            "answers": answers.answers(seen),
            "reaches": (blocks[:MOST_REACHES], blocks[MOST_REACHES:]),
            "more_reaches": f"{max(len(blocks) - MOST_REACHES, 0)} more gaps and their levers",
            "open_questions": [_question(place, seen, one) for one in seen.open_questions],
            "can_write": actor.may("thread.write"),
            "facts": around.facts(seen),
            "attributions": around.attributions(seen),
            "breadcrumbs": [Crumb("Authorities", "/authorities/"), Crumb(place.name)],
        },
    )


@dataclass(frozen=True)
class Drawn:
    """A chart or a map, if there is one, with the gaps that it shows."""

    picture: Chart | Map | None
    shows: Sequence[Gap]

    @property
    def table(self) -> Table:
        assert self.picture is not None
        return replace(self.picture.table, traces=sources.traces(self.shows))


def _charts(draw: Callable[[Gap], Chart | None], found: Iterable[Gap]) -> list[Drawn]:
    return [Drawn(chart, [gap]) for gap in found if (chart := draw(gap))]


def _question(place: Place, seen: Sight, one: Unanswerable) -> dict[str, object]:
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


def other(actor: Actor, place: Place, as_at: date, *, is_download: bool = False) -> Page:
    """Any other place: its figures beside its country, what it lies in, how it came about."""
    found = evidence.profile(actor, place.code, as_at=as_at)
    seen = Sight(actor, place, as_at)
    themes = [
        (theme, profile.table(standings, place.code, _key(theme), theme))
        for theme, standings in profile.by_theme(found)
    ]
    members = around.within(place)
    shown = [
        gaps.table(seen.own, "gaps", f"Gaps of {place.name}"),
        members,
    ]
    spine = profile.spine(found)
    if is_download and spine:
        traces = tuple(standing.trace.as_dict() for standing in found.standings)
        shown.append(replace(spine.table, traces=traces))
    if is_download or not themes:
        caption = f"Figures for {place.name}"
        shown.insert(0, profile.table(found.standings, place.code, "figures", caption))
    if is_download:
        shown += [table for _, table in themes]
    return Page(
        "front/place.html",
        shown,
        {
            "place": place,
            "profile": found,
            "sight": seen,
            "spine": spine,
            "themes": themes,
            "around": seen.above,
            "kinds_within": around.kinds_within(members),
            "is_long": len(members.rows) > MOST_WITHIN,
            "changes": around.changes(place),
            "attributions": profile.releases(found.standings),
            "breadcrumbs": around.crumbs(seen),
        },
    )


def _key(theme: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in theme.lower()).split())
