"""A word of direction stands only where the interval shows the direction, and is the right one.

The oracle reads the raw limits again, without the claims' own `direction`.
"""

import re

from hypothesis import given

from leveller.workbench.ground.papers import sentences
from leveller.workbench.ground.papers.claims import Kind, Rule, Verdict
from leveller.workbench.ground.papers.runs import Paragraph
from tests.ground.papers.sentences import strategies as some

UP = {"higher", "rose", "rise", "widened"}
DOWN = {"lower", "fell", "fall", "narrowed"}
OF_DIRECTION = {
    *(*UP, *DOWN, "highest", "lowest", "wider", "narrower", "increased", "decreased", "improved"),
    *("worsened", "grew", "shrank", "better", "worse", "more", "fewer", "above", "below", "high"),
}
MEANINGS = ((OF_DIRECTION, 0), (UP, 1), (DOWN, -1))


def words(paragraph: Paragraph) -> set[str]:
    return set(re.findall(r"[a-z]+", paragraph.text.lower()))


def said(paragraph: Paragraph) -> int:
    """1 for up, −1 for down, 0 when no word of direction stands in it."""
    found = words(paragraph)
    assert not (found & UP and found & DOWN), paragraph.text
    if not found & (UP | DOWN):
        assert not found & OF_DIRECTION, paragraph.text
        return 0
    return 1 if found & UP else -1


def shown_by(interval, nothing=0.0) -> int:
    if interval is None or interval.lower <= nothing <= interval.upper:
        return 0
    return 1 if interval.lower > nothing else -1


def is_open(paragraph: Paragraph) -> bool:
    """Whether the paragraph owns up to what it can't say."""
    text = paragraph.text
    return "We cannot tell" in text or "No interval was published" in text


@given(some.gaps())
def test_gap(gap):
    paragraph = sentences.gap_sentence(gap)
    expected = shown_by(gap.size.interval, 1.0 if gap.kind is Kind.RATIO else 0.0)
    assert said(paragraph) == expected
    assert is_open(paragraph) == (expected == 0)


@given(some.changes())
def test_change(change):
    paragraph = sentences.trend_sentence(change)
    expected = shown_by(change.difference.interval)
    assert said(paragraph) == expected
    assert is_open(paragraph) == (expected == 0)


@given(some.gap_changes())
def test_gap_change(change):
    paragraph = sentences.gap_trend_sentence(change)
    nothing = 1.0 if change.later.kind is Kind.RATIO else 0.0
    before, after = change.earlier.size.value - nothing, change.later.size.value - nothing
    moved = shown_by(change.difference.interval)
    turned = (before < 0) != (after < 0)
    expected = 0 if turned else (-moved if after < 0 else moved)
    assert said(paragraph) == expected
    assert is_open(paragraph) == (moved == 0)
    assert ("changed sides" in paragraph.text) == (turned and moved != 0)


@given(some.comparisons())
def test_comparison(comparison):
    here, there = comparison.here, comparison.there
    paragraph = sentences.comparison_sentence(comparison)
    low = high = there.value
    if comparison.rule is Rule.BOTH and there.interval:
        low, high = there.interval.lower, there.interval.upper
    unknown = here.interval is None or (comparison.rule is Rule.BOTH and there.interval is None)
    expected = 0
    if not unknown and (here.interval.lower > high or here.interval.upper < low):
        expected = 1 if here.interval.lower > high else -1
    assert said(paragraph) == expected
    assert is_open(paragraph) == (expected == 0)


@given(some.ranges())
def test_range(spread):
    paragraph = sentences.range_sentence(spread)
    low, high = spread.lowest.interval, spread.highest.interval
    is_clear = bool(low and high and low.upper < high.lower)
    assert bool(words(paragraph) & {"lowest", "highest"}) == is_clear
    if not is_clear:
        assert said(paragraph) == 0
        assert "cannot" in paragraph.text


@given(some.trends())
def test_recent_trend(trend):
    paragraph = sentences.recent_trend_sentence(trend)
    assert said(paragraph) == {Verdict.RISING: 1, Verdict.FALLING: -1}.get(trend.verdict, 0)


@given(some.figures())
def test_a_bare_figure_points_nowhere(figure):
    assert said(sentences.value_sentence(figure)) == 0
