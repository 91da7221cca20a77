"""One figure, a share with its counts, and what cannot be said."""

from leveller.workbench.ground.pages import figures as written
from leveller.workbench.ground.papers import claims
from leveller.workbench.ground.papers.figures import Figure, Part
from leveller.workbench.ground.papers.runs import Paragraph, Shown, say
from leveller.workbench.ground.papers.sentences import phrases


def value_sentence(figure: Figure) -> Paragraph:
    """One figure, with its place, period and interval."""
    stated = say(
        *phrases.place_and_period(figure),
        ", ",
        *phrases.subject(figure),
        phrases.was(figure),
        *phrases.value(figure),
        ".",
    )
    return Paragraph.of(stated, *phrases.substitutes(figure))


def share_sentence(share: claims.Share) -> Paragraph:
    """What share of some things has a quality, with the counts behind it."""
    counts = (" (", Shown(share.part, Part.NUMBER), " of ", Shown(share.whole, Part.NUMBER), ")")
    lead = (*phrases.place_and_period(share.figure), ", ", Shown(share.figure))
    stated = say(*lead, f" of {share.things}", *counts, f" {share.quality}.")
    return Paragraph.of(stated, *phrases.substitutes(share.figure, share.part, share.whole))


def missing_sentence(missing: claims.Missing) -> Paragraph:
    """Says plainly that there is no figure, and why if that is known."""
    group = f" for {missing.group}" if missing.group else ""
    when = f"in {missing.place} in {written.period(missing.period)}"
    return Paragraph.of(f"We have no figure for {missing.measure}{group} {when}.", missing.reason)
