"""Figures and claims of every shape, for properties of what is said of them."""

from hypothesis import strategies as st

from leveller.workbench.ground.papers import claims
from leveller.workbench.ground.papers.figures import Figure, Instead, Interval, Substitute

NAMES = ["Qŵra", "Qévan", "Qbolton", "Qwigan", "Qoldham", "Qsalford", "Qtameside", "Qtrafford"]
names = st.sampled_from(NAMES)
units = st.sampled_from(["years", "%", "percentage points", "per 100,000", "£", "people", "µg/m³"])
periods = st.sampled_from(["2019", "2018 - 20", "2021/22", "2022 Q1", "Oct 2021 - Sep 2022"])
values = st.floats(-5000, 5000).map(lambda v: round(v, 4))
ratios = st.floats(0.01, 50).map(lambda v: round(v, 4))
sizes = st.floats(0, 400).map(lambda v: round(v, 4))
polarities = st.sampled_from(list(claims.Polarity))


booleans = st.booleans()
groups = st.sampled_from(["", "men", "women", "people"])
levels = st.sampled_from([95.0, 99.8])
substitutes = st.none() | st.builds(Substitute, names, st.sampled_from(list(Instead)))


def drawn_interval(draw, value: float, floor: float) -> Interval | None:
    if not draw(booleans):
        return None
    below, above = draw(sizes), draw(sizes)
    return Interval(max(value - below, floor), value + above, level=draw(levels))


@st.composite
def figures(draw, value=values, floor=float("-inf"), **fixed):
    number = draw(value)
    facts = {
        "unit": draw(units),
        "period": draw(periods),
        "place": draw(names),
        "measure": draw(names),
        "group": draw(groups),
        "interval": drawn_interval(draw, number, floor),
        "is_plural": draw(booleans),
        "substitute": draw(substitutes),
    }
    return Figure(value=number, **(facts | fixed))


def alike(figure: Figure, **fixed):
    """Another figure of the same thing."""
    same = {n: getattr(figure, n) for n in ("unit", "place", "measure", "group", "is_plural")}
    return figures(**(same | fixed))


def differences(figure: Figure):
    return alike(figure, substitute=None, period=figure.period)


sides = st.builds(claims.Side, names, st.sampled_from(["in", "for", "at"]))


@st.composite
def gaps(draw):
    kind = draw(st.sampled_from(list(claims.Kind)))
    if kind is claims.Kind.RATIO:
        size = draw(figures(value=ratios, floor=0.001, unit="times"))
    else:
        size = draw(figures())
    return claims.Gap(size, draw(sides), draw(sides), kind)


@st.composite
def changes(draw):
    later = draw(figures())
    earlier, difference = draw(alike(later)), draw(differences(later))
    return claims.Change(earlier, later, difference, draw(polarities))


@st.composite
def gap_changes(draw):
    later = draw(gaps())
    is_ratio = later.kind is claims.Kind.RATIO
    fixed = {"value": ratios, "floor": 0.001} if is_ratio else {}
    earlier = claims.Gap(draw(alike(later.size, **fixed)), later.first, later.second, later.kind)
    return claims.GapChange(earlier, later, draw(differences(later.size)))


@st.composite
def comparisons(draw):
    here = draw(figures())
    fixed = {"place": draw(names), "group": draw(st.sampled_from(["", "men", here.group]))}
    rule = draw(st.sampled_from(list(claims.Rule)))
    return claims.Comparison(here, draw(alike(here, **fixed)), rule)


@st.composite
def ranges(draw):
    one = draw(figures())
    other = draw(alike(one, place=draw(names), period=one.period))
    lowest, highest = sorted((one, other), key=lambda figure: figure.value)
    gap = draw(st.none() | differences(one))
    return claims.Range(lowest, highest, draw(st.integers(2, 400)), "councils", "Qwhole", gap)


@st.composite
def trends(draw):
    last = draw(figures())
    verdict = draw(st.sampled_from(list(claims.Verdict)))
    first = draw(alike(last))
    return claims.Trend(first, last, draw(st.integers(3, 30)), verdict, draw(polarities))


@st.composite
def shares(draw):
    counted = {"unit": "", "interval": None, "is_exact": True}
    part, whole = (draw(figures(value=st.integers(0, 99999), **counted)) for _ in range(2))
    share = draw(figures(unit="%", interval=None, is_exact=True))
    return claims.Share(share, part, whole, "small areas", "were among the most deprived tenth")
