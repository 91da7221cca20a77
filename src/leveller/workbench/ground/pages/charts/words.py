"""What a chart's description may say of its figures.

Nobody reads "rose" or "higher" where the intervals can't tell: two figures differ only when their
95% intervals do not overlap, which is stricter than a test of the difference, and without intervals
the sentence says what the figures are and judges nothing.
"""

from collections.abc import Sequence
from enum import Enum

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.pages.charts.points import Axis, Estimate, Point, Series


class Verdict(Enum):
    HIGHER = "higher"
    LOWER = "lower"
    CANNOT_TELL = "cannot tell"
    NO_INTERVAL = "no interval"


def against(one: Estimate, other: Estimate) -> Verdict:
    """Whether `one` differs from `other`, by their intervals."""
    if not (one.has_interval and other.has_interval):
        return Verdict.NO_INTERVAL
    if one.lower > other.upper:
        return Verdict.HIGHER
    return Verdict.LOWER if one.upper < other.lower else Verdict.CANNOT_TELL


def change(axis: Axis, series: Series, *, start: int = 0) -> str:
    """From the first known figure at or after `start` to the last, and whether it changed."""
    known = [p for p in series.points[start:] if not p.estimate.is_missing]
    if not known:
        return f"{series.label}: no figure is known."
    first, last = known[0], known[-1]
    if first is last:
        return f"{series.label}: {axis.words(last.estimate)} in {_when(last)}."
    return (
        f"{series.label}: {axis.words(first.estimate)} in {_when(first)} and "
        f"{axis.words(last.estimate)} in {_when(last)}. {_changed(first.estimate, last.estimate)}"
    )


def _when(point: Point) -> str:
    return figures.period(point.period)


def _changed(first: Estimate, last: Estimate) -> str:
    return {
        Verdict.HIGHER: "The last figure is higher than the first.",
        Verdict.LOWER: "The last figure is lower than the first.",
        Verdict.CANNOT_TELL: "The intervals overlap, so the chart alone cannot tell a change.",
        Verdict.NO_INTERVAL: "There are no intervals to judge the change by.",
    }[against(last, first)]


def ends(axis: Axis, values: Sequence[tuple[str, Estimate]]) -> str:
    """The highest and the lowest of the known figures, by name."""
    known = [(name, e) for name, e in values if not e.is_missing]
    if not known:
        return "No figure is known."
    high = max(known, key=lambda pair: pair[1].value)
    low = min(known, key=lambda pair: pair[1].value)
    if len(known) == 1:
        return f"{high[0]}: {axis.words(high[1])}."
    return f"Highest: {high[0]}, {axis.words(high[1])}. Lowest: {low[0]}, {axis.words(low[1])}."


def missing(names: Sequence[str]) -> str:
    """Names those without a figure, so that their absence is not taken for a low value."""
    if not names:
        return ""
    verb = "has" if len(names) == 1 else "have"
    return f"{figures.listed(list(names))} {verb} no figure."


def paragraph(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def few(names: Sequence[str], most: int = 6) -> str:
    """All the names when they are few, else how many there are."""
    return figures.listed(list(names)) if len(names) <= most else figures.number(len(names))
