"""The thread's nouns as lists, facts and a line of sight."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.parts import SummaryRow
from leveller.workbench.ground.pages.tables import Cell, Column, Kind, Row, Table
from leveller.workbench.ground.thread import addresses
from leveller.workbench.ground.thread.models import Action, Commitment, DataNeed, Decision, Need
from leveller.workbench.ground.thread.models.needs import Work
from leveller.workbench.ground.thread.queries import LineOfSight


@dataclass(frozen=True)
class Stop:
    """One station of the line of sight: what stands there, and what to do where nothing does."""

    label: str
    items: tuple[tuple[str, str], ...]
    missing: str = ""
    what_next: str = ""
    link: str = ""


def line(sight: LineOfSight, current: Work, reader: Actor) -> list[Stop]:
    """From what was measured to what was decided."""
    writes = reader.organisation is not None and reader.may("thread.write")
    return [
        Stop("Indicator", _links(sight.indicators, addresses.indicator), "No indicator is named."),
        Stop("Need", _links(sight.needs, addresses.of), "No need is written down."),
        Stop(
            "Determinant",
            _links(sight.determinants, addresses.determinant),
            "No cause is named yet.",
        ),
        Stop(
            "Lever",
            _links(sight.levers, addresses.lever),
            _possible(sight),
        ),
        _next_stop("Action", sight.actions, "No action is proposed yet.", current, writes),
        _next_stop("Decision", sight.decisions, "Nothing is decided yet.", current, writes),
    ]


def figure_rows(figure: Mapping[str, Any] | None) -> list[SummaryRow]:
    """The figure that a need was written from, as it was then."""
    if not figure:
        return []
    rows = [SummaryRow("The figure then", str(figure["words"]))]
    named = {"Period": "period", "Measure": "measure"}
    rows += [SummaryRow(key, str(figure[name])) for key, name in named.items() if figure.get(name)]
    return rows


def need_facts(need: Need) -> list[SummaryRow]:
    return [
        SummaryRow("Place", need.place.name),
        SummaryRow("State", _state(need)),
        *figure_rows(need.figure),
        *_given("Indicator", need.indicator),
        *_given("Cause", need.determinant),
        *_given("Affected most", need.population_group),
        *_given("Owner", need.owner),
        *_provenance(need),
    ]


def data_need_facts(need: DataNeed) -> list[SummaryRow]:
    return [
        SummaryRow("Place", need.place.name),
        SummaryRow("State", _state(need)),
        *_given("Indicator", need.indicator),
        SummaryRow("Would be settled by", need.would_settle),
        *_given("Shown meanwhile", need.substitute),
        *_given("Who could supply it", need.supplier),
        *_given("Needed by", figures.day(need.needed_by) if need.needed_by else ""),
        *_given("Who sees to it", need.owner),
        *_provenance(need),
    ]


def action_facts(action: Action) -> list[SummaryRow]:
    return [
        SummaryRow("Place", action.place.name),
        SummaryRow("Kind", action.kind.capitalize()),
        SummaryRow("State", _state(action)),
        *_given("Owner", action.owner),
        *_given("Starts on", figures.day(action.starts_on) if action.starts_on else ""),
        *_given("Due on", figures.day(action.due_on) if action.due_on else ""),
        *_provenance(action),
    ]


def decision_facts(decision: Decision) -> list[SummaryRow]:
    return [
        SummaryRow("Place", decision.place.name),
        SummaryRow("Decided by", decision.body),
        SummaryRow("Decided on", figures.day(decision.decided_on)),
        *_given("Supersedes", decision.supersedes),
        *_provenance(decision),
    ]


def works_table(key: str, caption: str, works: Iterable[Work], empty: str) -> Table:
    """A list of needs, data needs, actions or decisions."""
    rows = list(works)
    return Table(
        key=key,
        caption=caption,
        columns=(
            Column("title", "Title", Kind.LINK),
            Column("place", "Place"),
            Column("state", "State"),
            Column("about", "About"),
            Column("owner", "Owner"),
            Column("day", "Day", Kind.DATE),
            Column("by", "Organisation"),
            Column("shown", "Seen by"),
        ),
        rows=[_work_row(work) for work in rows],
        empty=empty,
    )


def commitments_table(commitments: Sequence[Commitment]) -> Table:
    return Table(
        key="commitments",
        caption="What partners promised",
        columns=(
            Column("partner", "Partner"),
            Column("text", "Promise"),
            Column("due", "By", Kind.DATE),
            Column("kept", "Kept"),
        ),
        rows=[
            Row(
                {
                    "partner": c.partner,
                    "text": c.text,
                    "due": Cell(c.due_on, text="" if c.due_on else "No day"),
                    "kept": {True: "Yes", False: "No", None: "Not settled yet"}[c.is_kept],
                }
            )
            for c in commitments
        ],
        empty="No partner has promised anything yet.",
    )


def _work_row(work: Any) -> Row:
    about = getattr(work, "indicator", None) or getattr(work, "determinant", None)
    state = getattr(work, "state", "") or "recorded"
    day = getattr(work, "decided_on", None) or work.created_at.date()
    return Row(
        {
            "title": Cell(str(work), link=addresses.of(work)),
            "place": work.place.name,
            "state": state.capitalize(),
            "about": str(about or ""),
            "owner": getattr(work, "owner", "") or getattr(work, "body", ""),
            "day": day,
            "by": work.organisation.name,
            "shown": "Everyone" if work.is_public else "The organisation",
        }
    )


def _next_stop(
    label: str, works: Sequence[Work], missing: str, current: Work, writes: bool
) -> Stop:
    """Where the line ends, its next step is offered to whoever may take it."""
    route = {"Action": "thread:action-add", "Decision": "thread:decision-add"}[label]
    link = addresses.following(route, current) if writes else ""
    words = {"Action": "Propose an action", "Decision": "Record a decision"}[label]
    return Stop(label, _links(works, addresses.of), missing, words if link else "", link)


def _possible(sight: LineOfSight) -> str:
    if not sight.possible_levers:
        return "No lever is pulled yet."
    names = [lever.name.lower() for lever in sight.possible_levers[:5]]
    return f"No lever is pulled yet. Among those that reach the cause: {figures.listed(names)}."


def _links(items: Iterable[Any], address: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(item), address(item)) for item in items)


def _state(work: Any) -> str | tuple[str, str]:
    state = work.state.capitalize()
    return (state, f"Because: {work.state_reason}") if work.state_reason else state


def _given(key: str, value: object) -> list[SummaryRow]:
    return [SummaryRow(key, str(value))] if value else []


def _provenance(work: Work) -> list[SummaryRow]:
    who = "Everyone" if work.is_public else f"Members of {work.organisation}"
    return [
        SummaryRow("Written by", f"{work.organisation}, {figures.day(work.created_at.date())}"),
        SummaryRow("Seen by", who),
    ]
