"""The tables of states, and what the thread refuses in words."""

from datetime import date
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.ground.accounts import roles
from leveller.workbench.ground.thread import rules, states

TABLES = {
    states.NeedState: states.NEED_TRANSITIONS,
    states.DataNeedState: states.DATA_NEED_TRANSITIONS,
    states.ActionState: states.ACTION_TRANSITIONS,
}


@pytest.mark.parametrize("kind", TABLES)
def test_every_move_takes_a_permission_that_exists(kind: type[StrEnum]) -> None:
    assert set(TABLES[kind].values()) <= set(roles.PERMISSIONS)


@pytest.mark.parametrize("kind", TABLES)
def test_every_state_can_be_reached_and_none_leads_to_itself(kind: type[StrEnum]) -> None:
    first = next(iter(kind))
    reached, edge = {first}, {first}
    while edge:
        edge = {to for now, to in TABLES[kind] if now in edge} - reached
        reached |= edge
    assert reached == set(kind)
    assert all(now != to for now, to in TABLES[kind])


@pytest.mark.parametrize("kind", TABLES)
def test_a_move_is_allowed_exactly_when_the_table_has_it(kind: type[StrEnum]) -> None:
    for now in kind:
        following = {to for to, _ in rules.moves_from(TABLES[kind], now)}
        for to in kind:
            if to in following:
                assert rules.permission_of_move(TABLES[kind], now, to) == TABLES[kind][now, to]
            else:
                with pytest.raises(rules.MoveError, match=f"What is {now} can't become {to}"):
                    rules.permission_of_move(TABLES[kind], now, to)


def test_a_refused_move_says_where_one_can_go_or_that_it_ends() -> None:
    with pytest.raises(rules.MoveError, match="From here it can become: adopted, set aside"):
        rules.permission_of_move(
            states.NEED_TRANSITIONS, states.NeedState.PROPOSED, states.NeedState.MET
        )
    with pytest.raises(rules.MoveError, match="It ends here"):
        rules.permission_of_move(
            states.ACTION_TRANSITIONS, states.ActionState.DONE, states.ActionState.PROPOSED
        )


@pytest.mark.parametrize(
    ("starts", "due", "is_fault"),
    [
        (date(2026, 2, 1), date(2026, 1, 1), True),
        (date(2026, 2, 1), date(2026, 2, 1), False),
        (None, date(2026, 1, 1), False),
        (date(2026, 2, 1), None, False),
    ],
)
def test_nothing_is_due_before_it_starts(
    starts: date | None, due: date | None, is_fault: bool
) -> None:
    assert bool(rules.fault_of_dates(starts, due)) is is_fault


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (None, ""),
        ({"words": "A gap of 9 years.", "trace": "/evidence/trace/?x=1"}, ""),
        ({"words": "A gap of 9 years."}, ""),
        ({"words": " "}, "doesn't say itself"),
        ({"trace": "/x/"}, "doesn't say itself"),
        ({"words": "A gap.", "trace": "https://elsewhere.example/"}, "doesn't lead into this site"),
        ({"words": "A gap.", "trace": "//elsewhere.example/"}, "doesn't lead into this site"),
        ({"words": "A gap.", "trace": "javascript:alert(1)"}, "doesn't lead into this site"),
        ({"words": "A gap.", "colour": "red"}, "not known: colour"),
        ({"words": "A gap." * 1000}, "too long"),
    ],
)
def test_a_figure_says_itself_and_leads_back(figure: dict[str, object] | None, words: str) -> None:
    fault = rules.fault_of_figure(figure)
    assert (words in fault) if words else fault == ""


@given(st.dictionaries(st.sampled_from(["title", "reason", "body"]), st.text(" \t\nab")))
def test_a_text_is_missing_when_there_is_nothing_to_read(texts: dict[str, str]) -> None:
    assert set(rules.required(**texts)) == {k for k, text in texts.items() if not text.strip()}
