"""What is known of one need, data need, action or decision, as a list of facts."""

from collections.abc import Mapping
from typing import Any

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.parts import SummaryRow
from leveller.workbench.ground.thread.models import Action, DataNeed, Decision, Need
from leveller.workbench.ground.thread.models.needs import Work


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


def figure_rows(figure: Mapping[str, Any] | None) -> list[SummaryRow]:
    """The figure that a need was written from, as it was then."""
    if not figure:
        return []
    rows = [SummaryRow("The figure then", str(figure["words"]))]
    named = {"Period": "period", "Measure": "measure"}
    rows += [SummaryRow(key, str(figure[name])) for key, name in named.items() if figure.get(name)]
    return rows


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
