"""Short words for cards and tables. A direction is said only by the verdict that came with it."""

from leveller.workbench.ground.pages import figures
from leveller.workbench.ground.papers.figures import Part
from leveller.workbench.systems.evidence.gaps import Gap, Measure, Verdict
from leveller.workbench.systems.evidence.presenters import claims

ORDINALS = {1: "st", 2: "nd", 3: "rd"}
NO_INTERVAL = "no interval published"


def whom(gap: Gap) -> str:
    """`Men`, `Women`, or `Everyone`."""
    return (claims.group(gap.sex) or "everyone").capitalize()


def size(gap: Gap) -> str:
    """How large, without a sign: the ends say which way it goes."""
    return claims.claim(gap).printed.shows(Part.SIZE)


def magnitude(gap: Gap) -> str:
    """The bare number of `size`, for a table whose column says the unit."""
    return figures.number(abs(gap.value), claims.claim(gap).size.decimals_shown)


def interval(gap: Gap) -> str:
    """Turned the way of `size`, so that the figure lies within it. Below zero is the other way."""
    if gap.interval is None:
        return NO_INTERVAL
    turn = -1 if gap.value < 0 else 1
    low, high = sorted((turn * gap.interval.lower, turn * gap.interval.upper))
    decimals = claims.claim(gap).printed.decimals_shown
    return f"{figures.number(low, decimals)} to {figures.number(high, decimals)}"


SLOPES = {Measure.SLOPE, Measure.RELATIVE_SLOPE}


def between(gap: Gap) -> str:
    """Both ends with their figures, the worse off first.

    A slope follows all groups, so it isn't the difference of the two at its ends.
    """
    worse, better = (
        f"{end.name} ({figures.quantity(end.value, gap.indicator.unit, gap.indicator.decimals)})"
        if end.value is not None
        else end.name
        for end in gap.ends
    )
    if gap.measure in SLOPES:
        return f"along the line through all groups, from the {worse} to the {better}"
    return f"between {worse} and {better}"


def measure(gap: Gap) -> str:
    named = {
        Measure.SLOPE: "Slope index, most to least deprived",
        Measure.RELATIVE_SLOPE: "Relative index, most to least deprived",
        Measure.RANGE: "Lowest to highest council",
        Measure.RATIO: "Highest council over lowest",
        Measure.COUNTRY: "Difference from the country",
        Measure.SMALL_AREAS: "Slope over small areas by deprivation",
        Measure.ENDS: "Most less least deprived tenth",
    }
    return named[gap.measure]


def verdict(gap: Gap) -> str:
    if gap.change.since is None and len(gap.history) < 2:
        return "One period only"
    return {
        Verdict.NARROWED: "Narrowed",
        Verdict.WIDENED: "Widened",
        Verdict.CANNOT_TELL: "Can’t tell",
    }[gap.change.verdict]


def since(gap: Gap) -> str:
    if gap.change.since is None:
        return ""
    then = figures.period(gap.change.since.period.label)
    return f"{then} against {figures.period(gap.period.label)}"


def moved(gap: Gap) -> str:
    """By how much the gap changed, with the interval that the verdict follows from."""
    difference = gap.change.difference
    if difference is None or gap.measure in claims.RELATIVE:
        return ""
    turn = -1 if gap.value < 0 else 1
    low, high = sorted((turn * difference.interval.lower, turn * difference.interval.upper))
    decimals = claims.claim(gap).printed.decimals_shown
    number = [figures.number(n, decimals) for n in (turn * difference.value, low, high)]
    return f"{number[0]} {claims.claim(gap).size.unit} ({number[1]} to {number[2]})"


def course(gap: Gap) -> str:
    """The gap now, and the verdict on how it changed, from the same two periods everywhere."""
    sure = f" ({interval(gap)})" if gap.interval else ""
    now = f"{size(gap)}{sure} in {figures.period(gap.period.label)}."
    if gap.change.since is None:
        return f"{now} {sentence(gap.change.why)}"
    then = figures.period(gap.change.since.period.label)
    by = f", {moved(gap)}" if moved(gap) else ""
    return f"{now} Change since {then}: {verdict(gap).lower()}{by}."


def ordinal(number: int) -> str:
    suffix = "th" if 10 <= number % 100 <= 20 else ORDINALS.get(number % 10, "th")
    return f"{number}{suffix}"


def sentence(text: str) -> str:
    """First letter large, one full stop."""
    text = text.strip().rstrip(".")
    return f"{text[:1].upper()}{text[1:]}." if text else ""
