"""The benchmarks say what they found in one table, of the places and indicators that ship."""

import json
import random
from pathlib import Path

import pytest
from benchmarks import evidence_store, load, measures, outcomes
from benchmarks.outcomes import Outcome


def test_a_row_sets_the_figure_beside_its_peer() -> None:
    found = outcomes.table(
        [Outcome("import", 8.0, "s", 10, "bare load", 4.0), Outcome("queries", 13, "", 15)]
    )
    header, first, second = found.splitlines()
    assert header.split() == ["here", "at", "most", "peer", "to", "the", "peer"]
    assert first.split() == ["import", "8", "s", "10", "bare", "load:", "4", "2", "times"]
    assert second.split() == ["queries", "13", "15"]


def test_what_is_said_is_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "outcomes"
    outcomes.say(Outcome("nobody asked", 1.0, "s"))
    assert outcomes.said(file) == []
    monkeypatch.setenv(outcomes.FILE, str(file))
    one = Outcome("import", 8.0, "s", 10, "bare load", 4.0)
    outcomes.say(one, one)
    assert outcomes.said(file) == [one, one]
    assert json.loads(file.read_text().splitlines()[0])["peer"] == "bare load"


def test_readers_ask_for_authorities_and_indicators_that_the_store_holds() -> None:
    chosen = random.Random(1)  # noqa: S311
    pages = {load.page(chosen) for _ in range(200)}
    assert {kind for kind, _ in pages} == {"authority", "indicator"}
    assert "E47000001" in evidence_store.AUTHORITIES
    assert set(evidence_store.MEMBERS["E47000001"]) <= set(evidence_store.COUNCILS)
    assert len(evidence_store.COUNCILS) == 308


@pytest.mark.parametrize("name", list(measures.works()))
def test_the_measures_agree_with_their_peer(name: str) -> None:
    at_once, one_by_one = measures.works()[name]
    assert at_once(30) == pytest.approx(one_by_one(30), rel=1e-6)
