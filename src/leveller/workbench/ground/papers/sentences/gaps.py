"""How large a gap is and between whom, or that we cannot tell whether there is one."""

from leveller.workbench.ground.papers import claims
from leveller.workbench.ground.papers.claims import Direction, Kind
from leveller.workbench.ground.papers.figures import Figure, Part
from leveller.workbench.ground.papers.runs import Paragraph, Sentence, Shown, say
from leveller.workbench.ground.papers.sentences import phrases
from leveller.workbench.ground.papers.sentences.phrases import (
    CANNOT_TELL,
    LEVELS,
    NO_INTERVAL,
    Words,
)


def gap_sentence(gap: claims.Gap) -> Paragraph:
    """How large the gap is and between whom, or that we cannot tell whether there is one."""
    said = {Direction.UNKNOWN: _gap_unknown, Direction.UNCLEAR: _gap_unclear}
    return Paragraph.of(*said.get(gap.direction, _gap_clear)(gap), *phrases.substitutes(gap.size))


def _gap_clear(gap: claims.Gap) -> tuple[Sentence, ...]:
    figure, word = gap.printed, LEVELS[gap.direction]
    opening: Words = (*phrases.place_and_period(figure), ", ", *phrases.subject(figure))
    opening = (*opening, phrases.was(figure))
    if gap.kind is Kind.RATIO:
        size: Words = (f"{word} {gap.first.text} than {gap.second.text}: ", Shown(figure))
        size = (*size, " as high.")
    else:
        size = (Shown(figure, Part.SIZE), f" {word} {gap.first.text} than {gap.second.text}.")
    sure = ("The ", phrases.level(figure), " is ", Shown(figure, Part.SIZE_INTERVAL), ".")
    return say(*opening, *size), say(*sure)


def _gap_unclear(gap: claims.Gap) -> tuple[Sentence, ...]:
    figure = gap.printed
    between = f" differed between {gap.first.name} and {gap.second.name} in "
    place_and_period = (Shown(figure, Part.PLACE), " in ", Shown(figure, Part.PERIOD))
    return (
        say(CANNOT_TELL, *phrases.subject(figure), between, *place_and_period, "."),
        say(f"The estimated {gap.kind} is ", *_gap_estimate(gap, figure), "."),
        say("Its ", *_interval_of(gap, figure), f", which includes {_nothing(gap.kind)}."),
    )


def _nothing(kind: Kind) -> str:
    return "equal values" if kind is Kind.RATIO else "no difference"


def _gap_estimate(gap: claims.Gap, figure: Figure) -> Words:
    """The number and what it is of, without a word of direction."""
    is_ratio = gap.kind is Kind.RATIO
    of = f" ({gap.first.name} {'divided by' if is_ratio else 'minus'} {gap.second.name})"
    return (Shown(figure, Part.NUMBER if is_ratio else Part.VALUE), of)


def _interval_of(gap: claims.Gap, figure: Figure) -> Words:
    part = Part.NUMBER_INTERVAL if gap.kind is Kind.RATIO else Part.INTERVAL
    return (phrases.level(figure), " is ", Shown(figure, part))


def _gap_unknown(gap: claims.Gap) -> tuple[Sentence, ...]:
    figure = gap.printed
    what = (
        f", the published {gap.kind} {gap.kind.preposition} ",
        *phrases.subject(figure),
        " was ",
    )
    lead = (*phrases.place_and_period(figure), *what)
    return say(*lead, *_gap_estimate(gap, figure), "."), say(NO_INTERVAL)
