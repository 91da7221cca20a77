"""The JSON of a paper: whole, to its schema, and true to the figures that it prints."""

import json
import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import given

from leveller.workbench.ground.papers import walks
from leveller.workbench.ground.papers.assembly import PRODUCT, assemble
from leveller.workbench.ground.papers.faces import machine
from tests.ground.papers import sample, trees

GOLDEN = Path(__file__).parents[1] / "golden.json"
SCHEMA = jsonschema_rs.validator_for(machine.schema(), validate_formats=True)
NUMBER = re.compile(r"[−-]?[\d,]*\d(?:\.\d+)?")


def read(paper=None):
    return json.loads(machine.render(assemble(paper or sample.paper())))


def every(value, kind=None):
    """Every mapping in a structure, or those of one kind."""
    if isinstance(value, dict):
        if kind is None or value.get("kind") == kind:
            yield value
        for held in value.values():
            yield from every(held, kind)
    if isinstance(value, list):
        for held in value:
            yield from every(held, kind)


def rounded(value: float, decimals: int) -> Decimal:
    unit = Decimal(1).scaleb(-decimals)
    return Decimal(repr(value)).quantize(unit, rounding=ROUND_HALF_UP)


def test_the_sample_is_as_it_was_when_somebody_last_looked():
    """After a change that is meant: `python -m tests.ground.papers.golden`."""
    text = machine.render(assemble(sample.paper())).decode().replace(PRODUCT, "Leveller any")
    whole = json.loads(text)
    whole["product"]["version"] = "any"
    assert whole == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_the_sample_follows_the_schema():
    assert [error.message for error in SCHEMA.iter_errors(read())] == []


@trees.some_papers
@given(trees.papers())
def test_every_paper_follows_the_schema(paper):
    assert [error.message for error in SCHEMA.iter_errors(read(paper))] == []


@pytest.mark.parametrize("lost", ["figures", "sources", "sections", "paper", "format"])
def test_the_schema_notices_what_is_missing(lost):
    whole = read()
    del whole[lost]
    assert not SCHEMA.is_valid(whole)


def test_the_schema_notices_what_it_does_not_know():
    assert not SCHEMA.is_valid({**read(), "more": 1})


def test_every_sentence_of_the_tree_is_there():
    said = {sentence["text"] for sentence in every(read()) if "runs" in sentence}
    paper = sample.paper()
    assert {s.text for s in walks.sentences_of(walks.blocks_of(paper))} <= said


def test_a_sentence_is_the_sum_of_its_runs():
    for sentence in every(read()):
        if "runs" in sentence:
            assert sentence["text"] == "".join(run.get("text", "") for run in sentence["runs"])


def test_every_number_that_is_printed_is_the_figure_s_own():
    """Read back from the text alone, against the value and the interval beside it."""
    whole = read()
    figures = {figure["id"]: figure for figure in whole["figures"]}
    checked = 0
    for run in every(whole, "figure"):
        figure = figures[run["figure"]]
        numbers = [
            Decimal(n.replace("−", "-").replace(",", "")) for n in NUMBER.findall(run["text"])
        ]
        if run["part"] in {"value", "size"}:
            value = rounded(figure["value"], figure["decimals"])
            assert numbers[0] == (abs(value) if run["part"] == "size" else value)
            checked += 1
        if run["part"] in {"interval", "interval of the size"}:
            ends = [rounded(figure["interval"][e], figure["decimals"]) for e in ("lower", "upper")]
            assert sorted(map(abs, numbers[:2])) == sorted(map(abs, ends))
            checked += 1
    assert checked > 20


def test_every_figure_leads_back_to_its_release():
    whole = read()
    releases = {source["id"]: source["sha256"] for source in whole["sources"]}
    for figure in whole["figures"]:
        assert figure["trace"]["measure"]
        assert figure["trace"]["selection"]["indicator"]
        assert all(source in releases for source in figure["trace"]["sources"])
    assert releases["source-1"] == sample.DEATHS.sha256


def test_every_reference_within_leads_somewhere():
    whole = read()
    ids = {held["id"] for held in every(whole) if "id" in held}
    named = {run["figure"] for run in every(whole) if "figure" in run}
    named |= {
        source
        for held in every(whole)
        for source in held.get("sources", [])
        if isinstance(source, str)
    }
    named |= {held["figures_in"] for held in every(whole) if "figures_in" in held}
    assert named <= ids


def test_a_substitute_and_what_it_stands_in_for_are_said():
    [held] = [f for f in read()["figures"] if f["substitute"]]
    assert held["substitute"] == {"wanted": sample.REGION, "instead": "place"}


def test_the_figures_behind_a_chart_are_there():
    [chart] = every(read(), "chart")
    [table] = [b for b in every(read(), "table") if b["id"] == chart["figures_in"]]
    assert [row["value"] for row in table["table"]["rows"]][:2] == [73.9, 75.6]


def test_what_is_suppressed_has_no_number():
    [table] = [b for b in every(read(), "table") if b["id"] == "table-1"]
    [row] = [r for r in table["table"]["rows"] if r["council"] == "Birchwell"]
    assert row["deaths"] is None
    assert row["deaths_note"] == "fewer than 8"


def test_the_same_paper_gives_the_same_bytes():
    assert machine.render(assemble(sample.paper())) == machine.render(assemble(sample.paper()))
