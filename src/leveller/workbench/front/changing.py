"""Whether a gap moved: the sentence follows from the interval of the change alone."""

from dataclasses import replace

from leveller.workbench.ground.pages import figures as written
from leveller.workbench.ground.papers import claims as paper_claims
from leveller.workbench.ground.papers import figures, sentences
from leveller.workbench.ground.papers.runs import Paragraph
from leveller.workbench.systems.evidence.gaps import Gap, Measure, Point
from leveller.workbench.systems.evidence.presenters import claims, words

HIGHEST = paper_claims.Side("the highest council")
LOWEST = paper_claims.Side("the lowest council")


def paragraph(gap: Gap) -> Paragraph:
    """What the two periods say, or why they can't be compared."""
    since = gap.change.since
    if since is None:
        return Paragraph.of(_cannot(gap))
    change = _change(gap, since)
    if change is None:
        return Paragraph.of(_cannot(gap), _sizes(gap, since))
    return sentences.gap_trend_sentence(change)


def _between(gap: Gap, point: Point | None) -> paper_claims.Gap:
    """Over time a range lies between the two ends, whichever councils stand at them."""
    claim = claims.claim(gap, point)
    if gap.measure not in {Measure.RANGE, Measure.RATIO}:
        return claim
    return replace(claim, first=HIGHEST, second=LOWEST)


def _cannot(gap: Gap) -> str:
    whom = f" for {claims.group(gap.sex)}" if gap.sex in {"male", "female"} else ""
    why = words.sentence(gap.change.why)
    return (
        f"We cannot tell from these data whether the gap in {claims.noun(gap.indicator)}{whom} "
        f"has changed. {why}"
    )


def _sizes(gap: Gap, since: Point) -> str:
    then = claims.claim(gap, since).printed.shows(figures.Part.SIZE)
    return (
        f"It was {then} in {written.period(since.period.label)} and {words.size(gap)} in "
        f"{written.period(gap.period.label)}."
    )


def _change(gap: Gap, since: Point) -> paper_claims.GapChange | None:
    """The claim, where the change of a difference can be judged; that of a ratio is a ratio."""
    difference = gap.change.difference
    if difference is None or gap.measure in claims.RELATIVE:
        return None
    earlier, later = _between(gap, since), _between(gap, None)
    size = replace(
        later.size,
        value=difference.value,
        interval=claims.interval(difference.interval),
        substitute=None,
    )
    return paper_claims.GapChange(earlier, later, size)
