"""Whether a gap widened or narrowed, or that we cannot tell whether it changed."""

from leveller.workbench.ground.papers import claims
from leveller.workbench.ground.papers.claims import Direction, Kind
from leveller.workbench.ground.papers.figures import Part
from leveller.workbench.ground.papers.runs import Paragraph, Sentence, Shown, say
from leveller.workbench.ground.papers.sentences import phrases
from leveller.workbench.ground.papers.sentences.phrases import (
    CANNOT_TELL,
    Words,
)

WIDTHS = {Direction.UP: "widened", Direction.DOWN: "narrowed", Direction.TURNED: "changed sides"}


def gap_trend_sentence(change: claims.GapChange) -> Paragraph:
    """Whether a gap widened or narrowed, or that we cannot tell whether it changed."""
    word, name = WIDTHS.get(change.direction), _gap_name(change.later)
    opening = (
        say("The ", *name, f" {word}.")
        if word
        else say(CANNOT_TELL, "the ", *name, " has changed.")
    )
    return Paragraph.of(
        opening,
        *_gap_then_and_now(change),
        *_gap_change_certainty(change),
        *phrases.substitutes(change.earlier.size, change.later.size),
    )


def _gap_name(gap: claims.Gap) -> Words:
    between = f" between {gap.first.name} and {gap.second.name} in "
    return ("gap in ", *phrases.subject(gap.size), between, Shown(gap.size, Part.PLACE))


def _gap_then_and_now(change: claims.GapChange) -> tuple[Sentence, ...]:
    """Sizes without sign, unless a sign tells two sides apart."""
    part = Part.VALUE if _is_signed(change) else Part.SIZE
    earlier, later = claims.told_apart(change.earlier.size, change.later.size)
    return *phrases.then_and_now(earlier, later, part), *_signs(change)


def _is_signed(change: claims.GapChange) -> bool:
    unclear = Direction.UNCLEAR in {change.earlier.direction, change.later.direction}
    return change.estimate_turned or unclear


def _signs(change: claims.GapChange) -> tuple[Sentence, ...]:
    """Which way a signed gap is measured; a ratio has no sign."""
    gap = change.later
    if gap.kind is Kind.RATIO or not _is_signed(change):
        return ()
    return (say(f"Each is the figure for {gap.first.name} minus that for {gap.second.name}."),)


def _gap_change_certainty(change: claims.GapChange) -> tuple[Sentence, ...]:
    figure = claims.sharpened(change.difference)
    if change.direction is Direction.UNKNOWN:
        return (say(phrases.NO_INTERVAL_OF_CHANGE),)
    if change.direction is Direction.UNCLEAR:
        # Where both sizes are printed without sign, a fall of a negative size is a rise.
        if change.later.is_reversed() and change.later.kind.nothing == 0 and not _is_signed(change):
            return phrases.unclear_change(figure, Part.OPPOSITE, Part.OPPOSITE_INTERVAL)
        return phrases.unclear_change(figure, Part.VALUE, Part.INTERVAL)
    size = (Shown(figure, Part.SIZE), " (", phrases.level(figure), " ")
    return (say("The change was ", *size, Shown(figure, Part.SIZE_INTERVAL), ")."),)
