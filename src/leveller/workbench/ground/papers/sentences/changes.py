"""Whether a figure rose or fell, or that we cannot tell whether it changed."""

from leveller.workbench.ground.pages import figures as written
from leveller.workbench.ground.papers import claims
from leveller.workbench.ground.papers.claims import Direction
from leveller.workbench.ground.papers.figures import Part
from leveller.workbench.ground.papers.runs import Paragraph, Sentence, Shown, say
from leveller.workbench.ground.papers.sentences import phrases
from leveller.workbench.ground.papers.sentences.phrases import CANNOT_TELL

MOVES = {Direction.UP: "rose", Direction.DOWN: "fell"}
NOUNS = {Direction.UP: "rise", Direction.DOWN: "fall"}


def trend_sentence(change: claims.Change) -> Paragraph:
    """Whether a figure rose or fell between two periods, or that we cannot tell."""
    figures = claims.told_apart(change.earlier, change.later)
    return Paragraph.of(
        _change_opening(change),
        *phrases.then_and_now(*figures),
        *_change_certainty(change),
        *_judgement(change.direction, change.polarity),
        *phrases.substitutes(*figures),
    )


def _change_opening(change: claims.Change) -> Sentence:
    figure = change.later
    if word := MOVES.get(change.direction):
        where = ("In ", Shown(figure, Part.PLACE), ", ")
        return say(*where, *phrases.subject(figure), f" {word}.")
    where = (" in ", Shown(figure, Part.PLACE))
    return say(CANNOT_TELL, *phrases.subject(figure), *where, phrases.has(figure), "changed.")


def _change_certainty(change: claims.Change) -> tuple[Sentence, ...]:
    figure = claims.sharpened(change.difference)
    if change.direction is Direction.UNKNOWN:
        return (say(phrases.NO_INTERVAL_OF_CHANGE),)
    if noun := NOUNS.get(change.direction):
        lead = (f"The {noun} was ", Shown(figure, Part.SIZE))
        sure = (" (", phrases.level(figure), " ", Shown(figure, Part.SIZE_INTERVAL), ").")
        return (say(*lead, *sure),)
    return phrases.unclear_change(figure, Part.VALUE, Part.INTERVAL)


def _judgement(direction: Direction, polarity: claims.Polarity) -> tuple[Sentence, ...]:
    """Whether that is good, for indicators of which one end is."""
    if direction not in MOVES or polarity is claims.Polarity.NO_JUDGEMENT:
        return ()
    is_good = (direction is Direction.UP) == (polarity is claims.Polarity.HIGH_IS_GOOD)
    return (say(f"This is a change for the {'better' if is_good else 'worse'}."),)


def recent_trend_sentence(trend: claims.Trend) -> Paragraph:
    """What the test of the last periods found, in words that go no further than the test."""
    moves = {claims.Verdict.RISING: Direction.UP, claims.Verdict.FALLING: Direction.DOWN}
    direction = moves.get(trend.verdict, Direction.UNCLEAR)
    figures = claims.told_apart(trend.first, trend.last)
    return Paragraph.of(
        _recent_opening(trend, direction),
        *phrases.then_and_now(*figures),
        *_judgement(direction, trend.polarity),
        *phrases.substitutes(*figures),
    )


def _recent_opening(trend: claims.Trend, direction: Direction) -> Sentence:
    last, over = trend.last, f"over the last {written.number(trend.points)} periods"
    if word := MOVES.get(direction):
        return say("In ", Shown(last, Part.PLACE), ", ", *phrases.subject(last), f" {word} {over}.")
    where = (" in ", Shown(last, Part.PLACE))
    if trend.verdict is claims.Verdict.NO_CLEAR_CHANGE:
        return say(
            CANNOT_TELL, *phrases.subject(last), *where, phrases.has(last), f"changed {over}."
        )
    reason = f" {trend.reason}" if trend.reason else ""
    return say("No trend was worked out for ", *phrases.subject(last), *where, f".{reason}")
