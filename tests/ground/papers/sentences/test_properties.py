"""What holds for every sentence, whatever the figures."""

import re
from dataclasses import is_dataclass

from hypothesis import given
from hypothesis import strategies as st

from leveller.workbench.ground.papers import sentences
from leveller.workbench.ground.papers.figures import Figure, Part
from leveller.workbench.ground.papers.runs import Paragraph, Shown
from tests.ground.papers.sentences import strategies as some

OF_CAUSE = {
    *("because", "caused", "causes", "cause", "due", "drives", "driven", "led", "leads", "effect"),
    *("effects", "impact", "results", "resulted", "explains", "explained", "reduces", "improves"),
    *("affects", "thanks", "owing", "contributes", "since"),
}

SAID = st.one_of(
    some.figures().map(lambda f: (f, sentences.value_sentence(f))),
    some.gaps().map(lambda g: (g, sentences.gap_sentence(g))),
    some.changes().map(lambda c: (c, sentences.trend_sentence(c))),
    some.gap_changes().map(lambda c: (c, sentences.gap_trend_sentence(c))),
    some.comparisons().map(lambda c: (c, sentences.comparison_sentence(c))),
    some.ranges().map(lambda r: (r, sentences.range_sentence(r))),
    some.trends().map(lambda t: (t, sentences.recent_trend_sentence(t))),
    some.shares().map(lambda s: (s, sentences.share_sentence(s))),
)


def shown(paragraph: Paragraph) -> list[Shown]:
    return [run for s in paragraph.sentences for run in s.runs if isinstance(run, Shown)]


def beside(claim: object) -> set[str]:
    """Numbers that stand in a claim beside its figures."""
    return {str(getattr(claim, name)) for name in ("points", "count") if hasattr(claim, name)}


def figures_of(claim: object) -> list[Figure]:
    if isinstance(claim, Figure):
        return [claim]
    fields = vars(claim).values() if is_dataclass(claim) else ()
    return [figure for field in fields for figure in figures_of(field)]


@given(SAID)
def test_every_number_is_printed_by_a_figure(said):
    claim, paragraph = said
    texts = (run for s in paragraph.sentences for run in s.runs if not isinstance(run, Shown))
    assert {n for run in texts for n in re.findall(r"\d+", run.text)} <= beside(claim)


@given(SAID)
def test_every_figure_is_one_of_the_claim_but_for_its_decimals(said):
    claim, paragraph = said
    given_values = {(f.value, f.interval, f.trace, f.period) for f in figures_of(claim)}
    for run in shown(paragraph):
        figure = run.figure
        assert (figure.value, figure.interval, figure.trace, figure.period) in given_values


@given(SAID)
def test_no_estimate_is_said_without_its_unit(said):
    for run in shown(said[1]):
        if run.part in {Part.VALUE, Part.SIZE}:
            assert run.figure.unit.removesuffix("s").removesuffix("ople") in run.text or (
                run.text == "1 person"
            )


@given(SAID)
def test_an_interval_is_said_wherever_there_is_one(said):
    _, paragraph = said
    for sentence in paragraph.sentences:
        for figure in sentence.figures:
            if figure.interval and Shown(figure) in sentence.runs:
                assert figure.shows(Part.LEVEL) in paragraph.text


@given(SAID)
def test_text_is_clean(said):
    text = said[1].text
    for fault in ("  ", "None", "nan", "inf ", " .", " ,", "()", "( ", "..", "no figure "):
        assert fault not in text.replace("We have no figure ", "")
    for sentence in said[1].sentences:
        assert sentence.text.endswith(".")
        assert sentence.text[0].isupper()
        assert sentence.text == sentence.text.strip()


@given(SAID)
def test_nothing_is_said_of_causes(said):
    assert not set(re.findall(r"[a-z]+", said[1].text.lower())) & OF_CAUSE


@given(SAID)
def test_every_paragraph_names_its_period(said):
    assert any(run.part is Part.PERIOD for run in shown(said[1]))


@given(SAID)
def test_a_substitute_is_said_to_be_one(said):
    paragraph = said[1]
    for run in shown(paragraph):
        if run.figure.substitute:
            wanted = run.figure.substitute.wanted
            assert f"We have no figure for {wanted}, so the figure for " in paragraph.text


@given(SAID)
def test_sentences_are_short_enough_to_be_read_aloud(said):
    assert max(len(sentence.text.split()) for sentence in said[1].sentences) <= 50
