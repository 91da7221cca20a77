"""Checks on the thread's nouns. Pure: no database, no clock."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from leveller.workbench.ground.thread import states

State = TypeVar("State", bound=StrEnum)
Table = Mapping[tuple[State, State], str]

FIGURE_KEYS = frozenset(
    {"words", "value", "lower", "upper", "unit", "period", "measure", "indicator", "trace"}
)
LONGEST_FIGURE = 4_000


class MoveError(Exception):
    """A change of state that the table of transitions doesn't have, in words."""


def permission_of_move(table: Table[State], now: State, to: State) -> str:
    """The permission that a move needs. Raises `MoveError` when there is no such move."""
    try:
        return table[now, to]
    except KeyError:
        allowed = [str(after) for before, after in table if before == now]
        ways = f"From here it can become: {', '.join(allowed)}." if allowed else "It ends here."
        raise MoveError(f"What is {now} can't become {to}. {ways}") from None


def moves_from(table: Table[State], now: State) -> list[tuple[State, str]]:
    """Each state that can follow, with the permission that it takes, in the table's order."""
    return [(to, permission) for (before, to), permission in table.items() if before == now]


def needs_reason(to: StrEnum) -> bool:
    """Whether a move must say why: where work ends, is set aside or comes back."""
    return to in {
        states.NeedState.SET_ASIDE,
        states.NeedState.MET,
        states.NeedState.PROPOSED,
        states.DataNeedState.CLOSED,
        states.DataNeedState.RAISED,
        states.ActionState.STOPPED,
        states.ActionState.DONE,
    }


def required(**texts: str) -> dict[str, str]:
    """A fault for each text that is missing, by field."""
    return {
        name: f"Write {ASKED.get(name, 'something here')}."
        for name, text in texts.items()
        if not text.strip()
    }


ASKED = {
    "title": "a title",
    "statement": "what differs, between whom, and why it matters here",
    "question": "what cannot be answered today",
    "would_settle": "which data would settle it",
    "body": "who decided",
    "text": "what was decided or promised",
    "reasons": "the reasons",
    "partner": "who promised",
    "reason": "the reason",
}


def fault_of_dates(starts_on: date | None, due_on: date | None) -> dict[str, str]:
    if starts_on and due_on and due_on < starts_on:
        return {"due_on": "It is due before it starts. Change one of the two dates."}
    return {}


def fault_of_figure(figure: Mapping[str, object] | None) -> str:
    """What is wrong with a figure that is carried along; empty when nothing is.

    A figure says itself in words and leads back: `words` is required, `trace` is an address of
    this site.
    """
    if figure is None:
        return ""
    unknown = sorted(set(figure) - FIGURE_KEYS)
    if unknown:
        return f"The figure has parts that are not known: {', '.join(unknown)}."
    if not str(figure.get("words", "")).strip():
        return "The figure doesn't say itself in words."
    trace = str(figure.get("trace", ""))
    if trace and (not trace.startswith("/") or trace.startswith("//")):
        return "The figure's trace doesn't lead into this site."
    if len(str(dict(figure))) > LONGEST_FIGURE:
        return "The figure is too long to carry along."
    return ""
