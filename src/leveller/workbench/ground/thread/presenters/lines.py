"""The line of sight: its stations, and what to do where it breaks off."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.thread import addresses
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


def _links(items: Iterable[Any], address: Callable[[Any], str]) -> tuple[tuple[str, str], ...]:
    return tuple((str(item), address(item)) for item in items)
