"""Seals, and what each kind of tampering looks like, without a database."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.ground.records.chain import START, Head, Keys, Link, first_fault

KEYS = Keys("the key of today")


def links(count: int, keys: Keys = KEYS) -> list[Link]:
    made: list[Link] = []
    for n in range(1, count + 1):
        previous = made[-1].hash if made else START
        content = {"sequence": n, "what": f"event {n}", "previous": previous}
        made.append(Link(n, previous, keys.seal(content), keys.current, content))
    return made


def head(chain: list[Link]) -> Head:
    return Head("system", len(chain), chain[-1].hash if chain else START)


def words(chain: list[Link], at: Head, keys: Keys = KEYS) -> str:
    fault = first_fault(at, chain, keys)
    return fault.words if fault else ""


@pytest.mark.parametrize("count", [0, 1, 5])
def test_an_untouched_chain_has_no_fault(count: int) -> None:
    chain = links(count)
    assert words(chain, head(chain)) == ""


def test_a_changed_event_is_named() -> None:
    chain = links(5)
    chain[2] = replace(chain[2], content={**chain[2].content, "what": "another story"})
    assert words(chain, head(chain)).startswith("event 3 does not match its seal")


def test_an_event_sealed_anew_with_a_guessed_key_is_named() -> None:
    chain = links(5)
    forged = Keys("a guess")
    content = {**chain[2].content, "what": "another story"}
    chain[2] = replace(chain[2], content=content, hash=forged.seal(content))
    assert words(chain, head(chain)).startswith("event 3 does not match its seal")


def test_a_key_that_is_not_known_is_named() -> None:
    chain = links(2, Keys("somebody else's"))
    assert "sealed with the key named" in words(chain, head(chain))


def test_a_former_key_still_opens_old_links() -> None:
    chain = links(2, Keys("former"))
    assert words(chain, head(chain), Keys("now", ["former"])) == ""


@pytest.mark.parametrize("lost", [1, 3])
def test_a_deleted_event_is_named(lost: int) -> None:
    chain = links(5)
    at = head(chain)
    del chain[lost - 1]
    assert words(chain, at).startswith(f"event {lost} is missing; the next")


def test_a_cut_end_is_told() -> None:
    chain = links(5)
    assert words(chain[:3], head(chain)) == (
        "it ends at event 3, but 5 were written: the end was cut off."
    )


def test_a_head_moved_back_with_the_end_needs_a_witness() -> None:
    """The chain alone can't show it: that is what anchors and exported heads are for."""
    chain = links(5)
    assert words(chain[:3], head(chain[:3])) == ""


def test_a_link_of_another_history_is_named() -> None:
    chain = links(5)
    content = {**chain[2].content, "previous": "f" * 64}
    chain[2] = replace(chain[2], content=content, previous_hash="f" * 64, hash=KEYS.seal(content))
    assert words(chain, head(chain)).startswith("event 3 does not follow the event before it")


@given(st.permutations(range(5)))
def test_any_other_order_is_found(order: list[int]) -> None:
    chain = links(5)
    moved = [chain[n] for n in order]
    assert bool(words(moved, head(chain))) == (order != sorted(order))
