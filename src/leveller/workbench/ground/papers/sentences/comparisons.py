"""One place or group against another, and the spread of many places."""

from leveller.workbench.ground.pages import figures as written
from leveller.workbench.ground.papers import claims
from leveller.workbench.ground.papers.claims import Direction
from leveller.workbench.ground.papers.figures import Figure, Part
from leveller.workbench.ground.papers.runs import Paragraph, Sentence, Shown, say
from leveller.workbench.ground.papers.sentences import phrases
from leveller.workbench.ground.papers.sentences.phrases import (
    CANNOT_TELL,
    LEVELS,
    NO_INTERVAL,
    Words,
)


def comparison_sentence(comparison: claims.Comparison) -> Paragraph:
    """Whether one figure is higher than another, or that we cannot tell them apart."""
    here, there = claims.told_apart(comparison.here, comparison.there)
    return Paragraph.of(
        _comparison_opening(comparison),
        *_both_values(here, there),
        *((say(NO_INTERVAL),) if comparison.direction is Direction.UNKNOWN else ()),
        *phrases.substitutes(here, there),
    )


def _sides(comparison: claims.Comparison) -> tuple[Words, Words]:
    """`in Salford` and `in England`, or `for men` and `for women` where the place is one."""
    pair = comparison.here, comparison.there
    if comparison.is_by_group:
        return tuple(("for ", Shown(f, Part.GROUP) if f.group else "everybody") for f in pair)
    return tuple(("in ", Shown(f, Part.PLACE)) for f in pair)


def _comparison_opening(comparison: claims.Comparison) -> Sentence:
    here, sides = comparison.here, _sides(comparison)
    what, period = _compared(comparison), Shown(here, Part.PERIOD)
    is_dated = comparison.is_of_one_period
    if word := LEVELS.get(comparison.direction):
        level = (f"{word} ", *sides[0], " than ", *sides[1])
        when: Words = ("In ", period) if is_dated else ("On these figures",)
        return say(*when, ", ", *what, phrases.was(here), *level, ".")
    between = (" differed between ", *sides[0][1:], " and ", *sides[1][1:])
    return say(CANNOT_TELL, *what, *between, *((" in ", period) if is_dated else ()), ".")


def _compared(comparison: claims.Comparison) -> Words:
    """What is compared; between groups, the place is said instead of the group."""
    here = comparison.here
    if comparison.is_by_group:
        return (Shown(here, Part.MEASURE), " in ", Shown(here, Part.PLACE))
    return phrases.subject(here)


def _both_values(here: Figure, there: Figure) -> tuple[Sentence, ...]:
    sides = _sides(claims.Comparison(here, there))
    each = (_stated(figure, side) for figure, side in zip((here, there), sides, strict=True))
    if here.period == there.period:
        return tuple(say(*words, ".") for words in each)
    dated = (
        say(*words, " in ", Shown(figure, Part.PERIOD), ".")
        for figure, words in zip((here, there), each, strict=True)
    )
    return (*dated, say("The periods differ, so compare these figures with care."))


def _stated(figure: Figure, side: Words) -> Words:
    pronoun = "They were " if figure.is_plural else "It was "
    return (pronoun, Shown(figure), *phrases.interval_in_brackets(figure), " ", *side)


def range_sentence(spread: claims.Range) -> Paragraph:
    """From the lowest to the highest of some places; says when the two can't be told apart."""
    lowest, highest = claims.told_apart(spread.lowest, spread.highest)
    among = f"Among the {written.number(spread.count)} {spread.places} of {spread.whole} in "
    opening: Words = (among, Shown(lowest, Part.PERIOD), ", ", *phrases.subject(lowest))
    return Paragraph.of(
        say(*opening, *_ends(lowest, highest, spread.direction)),
        *_spread_certainty(spread),
        *phrases.substitutes(lowest, highest),
    )


def _ends(lowest: Figure, highest: Figure, direction: Direction) -> Words:
    low, high = (
        (Shown(figure), " in ", Shown(figure, Part.PLACE), *phrases.interval_in_brackets(figure))
        for figure in (lowest, highest)
    )
    if direction is Direction.UP:
        return (phrases.was(lowest), "lowest at ", *low, " and highest at ", *high, ".")
    return (" ran from ", *low, " to ", *high, ".")


def _spread_certainty(spread: claims.Range) -> tuple[Sentence, ...]:
    if spread.direction is Direction.UNCLEAR:
        return (say("Their intervals overlap, so we cannot tell these two places apart."),)
    if spread.direction is Direction.UNKNOWN:
        return (say(NO_INTERVAL),)
    if spread.gap is None:
        return ()
    figure = claims.sharpened(spread.gap)
    sure = phrases.interval_in_brackets(figure)
    return (say("The gap between them was ", Shown(figure, Part.SIZE), *sure, "."),)
