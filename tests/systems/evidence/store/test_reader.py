"""Reading rows: the fast reader finds exactly what a slow one finds."""

import threading
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leveller.workbench.systems.evidence.store import figures, groups, layout, reader
from tests.systems.evidence import factory

INDICATORS = ("a", "b", "ä")
PLACES = ("E06000001", "E06000002", "E08000003", "E92000001")
SEXES = ("persons", "male", "")
BREAKDOWNS = ("", "Deciles")

rows = st.lists(
    st.builds(
        lambda i, p, s, b, y, v: factory.row(i, p, str(y), v, sex=s, breakdown=b),
        st.sampled_from(INDICATORS),
        st.sampled_from(PLACES),
        st.sampled_from(SEXES),
        st.sampled_from(BREAKDOWNS),
        st.integers(2001, 2020),
        st.none() | st.floats(0, 100),
    ),
    min_size=1,
    max_size=60,
).map(lambda made: [r | {"row": n} for n, r in enumerate(made, 2)])
wheres = st.fixed_dictionaries(
    {"indicator": st.lists(st.sampled_from([*INDICATORS, "zz"]), min_size=1, max_size=2)},
    optional={
        "place": st.lists(st.sampled_from([*PLACES, "E99999999"]), min_size=1, max_size=3),
        "sex": st.lists(st.sampled_from(SEXES), min_size=1, max_size=2),
        "breakdown": st.lists(st.sampled_from(BREAKDOWNS), min_size=1, max_size=2),
        "period": st.lists(st.integers(2001, 2020).map(str), min_size=1, max_size=5),
    },
)


def written(made: list[factory.Row], monkeypatch: pytest.MonkeyPatch, size: int) -> str:
    monkeypatch.setattr(layout, "ROWS_A_GROUP", size)
    sha256 = f"{abs(hash((str(made), size))):064x}"[-64:]
    folder = layout.folder(sha256)
    folder.mkdir(parents=True, exist_ok=True)
    layout.write(factory.table(made), folder / layout.OBSERVATIONS)
    groups.forget()
    return sha256


def slowly(made: list[factory.Row], where: Mapping[str, Any]) -> list[int]:
    return sorted(r["row"] for r in made if all(r[name] in where[name] for name in where))


@given(made=rows, where=wheres, size=st.sampled_from([1, 2, 3, 7, 1000]))
@settings(deadline=None, max_examples=60)
def test_the_same_rows_as_by_looking_at_each(
    made: list[factory.Row], where: dict[str, list[str]], size: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        sha256 = written(made, patch, size)
        found = figures.observations(reader.select(sha256, where, figures.COLUMNS))
    assert sorted(o.row for o in found) == slowly(made, where)
    by_row = {r["row"]: r for r in made}
    for o in found:
        r = by_row[o.row]
        assert (o.value, o.sex, o.place) == (r["value"], r["sex"], r["place"])
        assert (o.period.start, o.period.end) == (r["period_start"], r["period_end"])


def test_only_groups_that_can_hold_an_answer_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [
        factory.row(f"i{n:02}", f"E0600{p:04}", "2019", 1.0, row=n * 100 + p)
        for n in range(20)
        for p in range(50)
    ]
    sha256 = written(made, monkeypatch, 10)
    with reader.counting() as counted:
        found = reader.select(
            sha256, {"indicator": ["i07"], "place": ["E06000013"]}, figures.COLUMNS
        )
    assert len(found) == 1
    assert (counted.reads, counted.groups) == (1, 1)


def test_a_column_of_missing_text_reads_as_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [factory.row("a", "E06000001", "2019", None, note=None, category=None, row=2)]
    sha256 = written(made, monkeypatch, 10)
    (found,) = figures.observations(reader.select(sha256, {"indicator": ["a"]}, figures.COLUMNS))
    assert (found.note, found.category, found.value, found.interval) == ("", "", None, None)


def test_missing_text_is_found_as_empty_text_is(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [
        factory.row("a", f"E0600000{n}", "2019", 1.0, category=category, row=n)
        for n, category in enumerate(("", None, "x", None, "y", ""))
    ]
    sha256 = written(made, monkeypatch, 10)
    for wanted, rows_found in (([""], [0, 1, 3, 5]), (["x"], [2]), (["", "y"], [0, 1, 3, 4, 5])):
        frame = reader.select(sha256, {"indicator": ["a"], "category": wanted}, ("row",))
        assert frame["row"].tolist() == rows_found


def test_what_is_no_hash_names_no_folder() -> None:
    for wrong in ("../../etc", "A" * 64, "", "0" * 63):
        with pytest.raises(ValueError, match="not the address"):
            layout.folder(wrong)


def test_threads_read_at_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [
        factory.row("a", f"E0600{p:04}", str(y), p + y, row=p * 100 + y % 100)
        for p in range(60)
        for y in range(2001, 2021)
    ]
    sha256 = written(made, monkeypatch, 16)
    wrong: list[str] = []

    def read(place: str) -> None:
        for _ in range(5):
            groups.forget()
            frame = reader.select(sha256, {"indicator": ["a"], "place": [place]}, ("place", "row"))
            if len(frame) != 20 or set(frame["place"]) != {place}:
                wrong.append(place)

    threads = [threading.Thread(target=read, args=(f"E0600{p:04}",)) for p in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
