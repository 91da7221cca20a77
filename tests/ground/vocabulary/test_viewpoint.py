"""Whose word stands: the reader's organisation, else the authority's own, else what ships."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.vocabulary.viewpoint import Viewpoint


@dataclass(frozen=True)
class Owner:
    pk: int
    area_code: str = ""


@dataclass(frozen=True)
class Row:
    organisation: Owner | None
    subject: str
    is_living: bool = True
    words: int = 0


MINE, THEIRS, OTHER = Owner(1, "E1"), Owner(2, "E2"), Owner(3)
VIEW = Viewpoint(organisation_id=1, area_codes=frozenset({"E2"}))


def standing(*rows: Row, view: Viewpoint = VIEW) -> list[Row]:
    return view.standing(rows, lambda row: row.subject)


def test_what_ships_stands_where_nobody_else_spoke() -> None:
    row = Row(None, "a")
    assert standing(row) == [row]


def test_the_readers_word_stands_before_the_authoritys_and_both_before_what_ships() -> None:
    ships, theirs, mine = Row(None, "a"), Row(THEIRS, "a"), Row(MINE, "a")
    assert standing(ships, theirs, mine) == [mine]
    assert standing(ships, theirs) == [theirs]


def test_subjects_do_not_touch_each_other() -> None:
    ships, mine = Row(None, "a"), Row(MINE, "b")
    assert standing(ships, mine) == [ships, mine]


def test_an_ended_word_hides_what_ships() -> None:
    assert standing(Row(None, "a"), Row(MINE, "a", is_living=False)) == []


def test_an_ended_row_that_shipped_hides_nothing() -> None:
    old, new = Row(None, "a", is_living=False, words=1), Row(None, "a", words=2)
    assert standing(old, new) == [new]


def test_only_ones_own_the_authoritys_and_what_ships_are_seen() -> None:
    assert [VIEW.sees(Row(owner, "a")) for owner in (None, MINE, THEIRS, OTHER)] == [
        True,
        True,
        True,
        False,
    ]


def test_an_organisation_without_a_place_speaks_for_no_authority() -> None:
    assert not Viewpoint.of(Actor.public(), "").sees(Row(OTHER, "a"))


rows = st.lists(
    st.builds(
        Row,
        organisation=st.sampled_from([None, MINE, THEIRS]),
        subject=st.sampled_from("ab"),
        is_living=st.booleans(),
        words=st.integers(),
    )
)


@given(rows)
def test_standing_rows_of_a_subject_have_one_owner_and_are_living(every: list[Row]) -> None:
    found = standing(*every)
    assert all(row.is_living for row in found)
    for subject in "ab":
        owners = {row.organisation for row in found if row.subject == subject}
        assert len(owners) <= 1


@given(rows)
def test_a_slow_second_way_gives_the_same(every: list[Row]) -> None:
    expected = []
    for row in every:
        group = [r.organisation for r in every if r.subject == row.subject]
        speaker = next(owner for owner in (MINE, THEIRS, None) if owner in group)
        if row.organisation == speaker and row.is_living:
            expected.append(row)
    assert standing(*every) == expected
