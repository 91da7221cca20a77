"""Numbers to remember, each with its place, period and certainty below it."""

from leveller.workbench.ground.papers import claims
from leveller.workbench.ground.papers.claims import Direction
from leveller.workbench.ground.papers.figures import Figure, Part
from leveller.workbench.ground.papers.runs import Paragraph, Sentence, Shown, say
from leveller.workbench.ground.papers.sentences import phrases
from leveller.workbench.ground.papers.tree import KeyFigure


def key_figure(figure: Figure, label: str) -> KeyFigure:
    """`label` says what the number is: `healthy life expectancy for men`."""
    detail = Paragraph.of(
        _where(figure), *_certainty(figure, Part.INTERVAL), *phrases.substitutes(figure)
    )
    return KeyFigure(figure, label, detail)


def key_gap(gap: claims.Gap, label: str) -> KeyFigure:
    """A gap without its sign where it is clear; where it isn't, the detail says so."""
    figure = gap.printed
    is_signed = gap.kind is claims.Kind.RATIO or gap.direction is Direction.UNCLEAR
    part, interval = (Part.VALUE, Part.INTERVAL) if is_signed else (Part.SIZE, Part.SIZE_INTERVAL)
    unclear = say(phrases.CANNOT_TELL, "there is a difference.")
    detail = Paragraph.of(
        _where(figure),
        *_certainty(figure, interval),
        *((unclear,) if gap.direction is Direction.UNCLEAR else ()),
        *phrases.substitutes(figure),
    )
    return KeyFigure(figure, label, detail, part)


def _where(figure: Figure) -> Sentence:
    return say(Shown(figure, Part.PLACE), ", ", Shown(figure, Part.PERIOD), ".")


def _certainty(figure: Figure, part: Part) -> tuple[Sentence, ...]:
    if figure.interval:
        return (say("The ", phrases.level(figure), " is ", Shown(figure, part), "."),)
    return () if figure.is_exact else (say("No interval was published."),)
