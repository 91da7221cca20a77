"""Change in a gap: said only where the figures allow it, between periods that share no day."""

from collections.abc import Sequence
from math import exp, log

from leveller.methods.measures import Uncertain, change_in_gap
from leveller.methods.measures import Verdict as MeasuredVerdict
from leveller.methods.measures.gaps import GapChange
from leveller.workbench.systems.evidence.gaps.model import Change, Difference, Point, Verdict
from leveller.workbench.systems.evidence.store.figures import Interval

SPAN = 5
NO_LIMITS = (
    "the publisher gave no interval, so nobody can say whether the change is more than chance"
)
NO_EARLIER = "there is no earlier figure"
OVERLAPPING = "every earlier period shares years with this one"
WITHIN_CHANCE = "the change is within what chance alone could make"
BEYOND_CHANCE = "the change is more than chance alone would make"
WORDS = {
    MeasuredVerdict.NARROWED: Verdict.NARROWED,
    MeasuredVerdict.WIDENED: Verdict.WIDENED,
    MeasuredVerdict.CANNOT_TELL: Verdict.CANNOT_TELL,
}


def change(points: Sequence[Point], *, relative: bool = False) -> Change:
    """From the latest point back to that of `SPAN` years before, or as far as the figures go.

    Both are of the same length and share no day. A year alone moves a gap less than chance does.
    """
    *earlier, latest = points
    apart = [point for point in earlier if not point.period.overlaps(latest.period)]
    same_length = [p for p in apart if p.period.months == latest.period.months]
    if not same_length:
        return Change(Verdict.CANNOT_TELL, OVERLAPPING if earlier else NO_EARLIER)
    before = latest.period.end.replace(year=latest.period.end.year - SPAN, day=1)
    since = next((p for p in reversed(same_length) if p.period.end <= before), same_length[0])
    if since.interval is None or latest.interval is None:
        return Change(Verdict.CANNOT_TELL, NO_LIMITS, since)
    made = change_in_gap(_uncertain(since), _uncertain(latest), relative=relative)
    verdict = WORDS[MeasuredVerdict(str(made.verdict))]
    if made.is_empty:
        return Change(Verdict.CANNOT_TELL, str(made.reasons), since)
    why = WITHIN_CHANCE if verdict is Verdict.CANNOT_TELL else BEYOND_CHANCE
    return Change(verdict, why, since, _difference(since, latest, made, relative=relative))


def _difference(then: Point, now: Point, made: GapChange, *, relative: bool) -> Difference | None:
    """With the sign of the figures; the reach is that of the change in size, whichever the sign."""
    limits = made.interval()
    reach = (float(limits.upper) - float(limits.lower)) / 2
    if reach != reach:
        return None
    moved = log(now.value / then.value) if relative else now.value - then.value
    ends = (moved, moved - reach, moved + reach)
    value, lower, upper = (exp(end) for end in ends) if relative else ends
    return Difference(value, Interval(lower, upper))


def _uncertain(point: Point) -> Uncertain:
    assert point.interval is not None
    return Uncertain(point.value, lower=point.interval.lower, upper=point.interval.upper)
