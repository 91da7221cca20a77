"""What is wrong with a paper is said before it is printed, all of it at once."""

from dataclasses import replace

import pytest

from leveller.workbench.ground.papers import rules, tree
from leveller.workbench.ground.papers.faces import printed
from leveller.workbench.ground.papers.runs import Link, Paragraph, say
from leveller.workbench.ground.papers.sentences import value_sentence
from tests.ground.papers import sample


def faults(*blocks: tree.Block, **changes: object) -> str:
    held = {"sections": (tree.Section("One", blocks),), "summary": ()} if blocks else {}
    return " ".join(rules.faults(sample.paper(**(held | changes))))


def test_the_sample_is_fit_to_print():
    assert faults() == ""


@pytest.mark.parametrize("name", ["kind", "title", "organisation"])
def test_a_paper_needs_its_titles(name):
    assert faults(**{name: " "}) == f"The paper has no {name}. Give it one."


def test_a_section_needs_a_heading():
    assert "Section 1 has no heading" in faults(sections=(tree.Section(" "),))


@pytest.mark.parametrize("levels", [(2,), (1, 3), (1, 2, 3, 4), (0,)])
def test_headings_go_down_one_at_a_time(levels):
    sections = tuple(tree.Section(f"At {level}", (), level) for level in levels)
    assert f"The heading 'At {levels[-1]}' is at level {levels[-1]}" in faults(sections=sections)


def test_headings_may_come_up_several_at_once():
    sections = tuple(tree.Section("Here", (), level) for level in (1, 2, 3, 1))
    assert faults(sections=sections) == ""


@pytest.mark.parametrize(
    "block",
    [
        tree.Bullets(()),
        tree.KeyFigures(()),
        tree.Callout(tree.CalloutKind.NOTE, ()),
        Paragraph(()),
        Paragraph.of(say(" ")),
        tree.Bullets((Paragraph.of("Something."), Paragraph(()))),
    ],
)
def test_an_empty_block_is_named(block):
    assert f"({type(block).__name__}) is empty" in faults(block)


@pytest.mark.parametrize("name", ["title", "description", "alternative"])
def test_a_picture_needs_its_words(name):
    assert f"has no {name}. Say in a sentence" in faults(replace(sample.chart(), **{name: " "}))


def test_a_figure_needs_its_trace():
    untraced = replace(sample.HEALTHY, trace=None)
    assert "'59.8 years' (healthy life expectancy at birth, Wherrydale) has no trace" in faults(
        value_sentence(untraced)
    )


def test_every_fault_is_told_at_once_and_nothing_is_printed():
    with pytest.raises(rules.PaperError) as raised:
        printed(sample.paper(title="", sections=(tree.Section("Deep", (), 2),)))
    assert len(raised.value.faults) == 2


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "", "ftp://x", "a b"]
)
def test_a_link_leads_somewhere_safe(address):
    with pytest.raises(ValueError, match="cannot lead to"):
        Link("Here", address)
