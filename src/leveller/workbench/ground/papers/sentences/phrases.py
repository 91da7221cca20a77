"""Pieces of sentences: where, when, for whom, how sure. Runs in, runs out."""

from collections.abc import Iterable

from leveller.workbench.ground.papers.claims import Direction
from leveller.workbench.ground.papers.figures import Figure, Instead, Part
from leveller.workbench.ground.papers.runs import Run, Sentence, Shown, say

Words = tuple[str | Run, ...]
CANNOT_TELL = "We cannot tell from these data whether "
NO_INTERVAL = "No interval was published, so we cannot say how sure this is."
NO_INTERVAL_OF_CHANGE = "No interval was published for this change."
LEVELS = {Direction.UP: "higher", Direction.DOWN: "lower"}


def place_and_period(figure: Figure) -> Words:
    """`In Greater Manchester in 2018 to 2020`."""
    return ("In ", Shown(figure, Part.PLACE), " in ", Shown(figure, Part.PERIOD))


def subject(figure: Figure) -> Words:
    """`life expectancy at birth for men`; without the group where the figure counts everybody."""
    for_whom: Words = (" for ", Shown(figure, Part.GROUP)) if figure.group else ()
    return (Shown(figure, Part.MEASURE), *for_whom)


def was(figure: Figure) -> str:
    return " were " if figure.is_plural else " was "


def has(figure: Figure) -> str:
    return " have " if figure.is_plural else " has "


def level(figure: Figure) -> Run:
    return Shown(figure, Part.LEVEL)


def certainty_phrase(figure: Figure) -> Words:
    """`95% confidence interval between 9.0 and 9.7 years`; nothing for what was counted in full."""
    if figure.interval:
        return (level(figure), " ", Shown(figure, Part.INTERVAL))
    return () if figure.is_exact else ("no interval was published",)


def in_brackets(figure: Figure) -> Words:
    sure = certainty_phrase(figure)
    return (" (", *sure, ")") if sure else ()


def value(figure: Figure) -> Words:
    return (Shown(figure), *in_brackets(figure))


def interval_in_brackets(figure: Figure) -> Words:
    """For paragraphs that say by themselves that no interval was published."""
    return in_brackets(figure) if figure.interval else ()


def then_and_now(earlier: Figure, later: Figure, part: Part = Part.VALUE) -> tuple[Sentence, ...]:
    """`It was 77.9 years in 2014 to 2016 …`: in one sentence where no interval stands between."""
    then, now = _dated(earlier, part), _dated(later, part)
    pronoun = "They were " if later.is_plural else "It was "
    if earlier.interval or later.interval:
        return say(pronoun, *then, "."), say(pronoun, *now, ".")
    return (say(pronoun, *then, " and ", *now, "."),)


def _dated(figure: Figure, part: Part) -> Words:
    interval = Shown(figure, Part.SIZE_INTERVAL if part is Part.SIZE else Part.INTERVAL)
    sure: Words = (" (", level(figure), " ", interval, ")") if figure.interval else ()
    return (Shown(figure, part), " in ", Shown(figure, Part.PERIOD), *sure)


def unclear_change(figure: Figure, value: Part, interval: Part) -> tuple[Sentence, ...]:
    sure = (level(figure), " is ", Shown(figure, interval))
    return (
        say("The estimated change is ", Shown(figure, value), "."),
        say("Its ", *sure, ", which includes no change."),
    )


def substitute_sentence(figure: Figure) -> Sentence | None:
    """Says that a figure stands in for another, and for which; None when it doesn't."""
    if figure.substitute is None:
        return None
    shown = {
        Instead.PLACE: ("the figure for ", Shown(figure, Part.PLACE)),
        Instead.PERIOD: ("the figure for ", Shown(figure, Part.PERIOD)),
        Instead.MEASURE: ("the figure for ", Shown(figure, Part.MEASURE)),
    }[figure.substitute.instead]
    return say(
        f"We have no figure for {figure.substitute.wanted}, so ", *shown, " stands in for it."
    )


def substitutes(*figures: Figure) -> tuple[Sentence, ...]:
    found: Iterable[Sentence | None] = (substitute_sentence(figure) for figure in figures)
    return tuple(dict.fromkeys(sentence for sentence in found if sentence))


def as_noun(name: str) -> str:
    """An indicator's name inside a sentence: `life expectancy at birth`, but `HIV diagnosis`."""
    first = name.split(" ")[0]
    is_word = first[:1].isupper() and first[1:] == first[1:].lower() and len(first) > 1
    return name[:1].lower() + name[1:] if is_word else name
