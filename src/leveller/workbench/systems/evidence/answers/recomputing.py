"""Working a traced figure out again, from nothing but the rows that its trace names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from leveller.methods.measures import slope_index
from leveller.workbench.systems.evidence.answers.resolving import Resolved
from leveller.workbench.systems.evidence.gaps.model import Measure
from leveller.workbench.systems.evidence.store.figures import Observation
from leveller.workbench.systems.evidence.traces import AS_PUBLISHED

ALIKE = 1e-9  # share of the figure by which two ways of adding may differ
PAGES = {
    Measure.SLOPE: "slope-index",
    Measure.RELATIVE_SLOPE: "slope-index",
    Measure.RANGE: "gap",
    Measure.RATIO: "gap",
    Measure.COUNTRY: "gap",
    Measure.ENDS: "directly-standardised-rate",
    Measure.SMALL_AREAS: "slope-index",
}


@dataclass(frozen=True)
class Recomputed:
    """`figure` is None where the rows alone don't give it, and `how` says why.

    `agrees` compares it with the figure that the address names; None where it names none.
    """

    figure: float | None
    how: str
    agrees: bool | None


def recomputed(resolved: Resolved) -> Recomputed:
    trace = resolved.trace
    rows = [o for selection in resolved.rows for o in selection]
    figure, how = _figure(trace.measure, rows, len(trace.selections))
    if figure is None or trace.figure is None:
        return Recomputed(figure, how, None)
    slack = ALIKE * max(1.0, abs(trace.figure))
    return Recomputed(figure, how, abs(figure - trace.figure) <= slack)


def _figure(measure: str, rows: Sequence[Observation], selections: int) -> tuple[float | None, str]:
    valued = [o for o in rows if o.value is not None]
    if not rows:
        return None, "The release has no such row."
    if measure == AS_PUBLISHED:
        return _published(rows)
    work = WORKS.get(measure)
    if work is None or selections > 1:
        return None, "This measure needs more than the rows of one selection, such as populations."
    if len(valued) < 2:
        return None, "Fewer than two of the rows have a value."
    return work(valued)


def _published(rows: Sequence[Observation]) -> tuple[float | None, str]:
    if len(rows) > 1:
        return None, f"The address names {len(rows)} figures, each as it was published."
    [one] = rows
    if one.is_suppressed:
        return None, "The figure is suppressed, because the number of people is small."
    return one.value, f"The figure stands in row {one.row} of the file as it is."


def _range(rows: Sequence[Observation]) -> tuple[float | None, str]:
    values = _values(rows)
    return max(values) - min(values), "The highest value less the lowest."


def _ratio(rows: Sequence[Observation]) -> tuple[float | None, str]:
    values = _values(rows)
    if min(values) <= 0:
        return None, "The lowest value is 0, so there is no ratio."
    return max(values) / min(values), "The highest value over the lowest."


def _country(rows: Sequence[Observation]) -> tuple[float | None, str]:
    """Codes of countries end in eight figures of which the first are 920, S92, W92 or N92."""
    country = [o for o in rows if o.place[1:3] == "92" or o.place == "X92000001"]
    own = [o for o in rows if o not in country]
    if len(own) != 1 or len(country) != 1:
        return None, "The rows are not one of the place and one of its country."
    return _values(own)[0] - _values(country)[0], "The place's value less the country's."


def _slope(rows: Sequence[Observation]) -> tuple[float | None, str]:
    made = _index(rows)
    if made is None:
        return None, "The rows are not one for each group by deprivation."
    weights = "weighted by their people" if _has_people(rows) else "each counting the same"
    return float(made[0]), f"The slope of a line through the groups, {weights}."


def _relative(rows: Sequence[Observation]) -> tuple[float | None, str]:
    made = _index(rows)
    if made is None:
        return None, "The rows are not one for each group by deprivation."
    return float(made[1]), "The two ends of the line through the groups, one over the other."


def _has_people(rows: Sequence[Observation]) -> bool:
    return all(o.denominator for o in rows)


def _index(rows: Sequence[Observation]) -> tuple[float, float] | None:
    ranked = {o.category_order: o for o in rows if o.category_order is not None}
    if sorted(ranked) != list(range(1, len(rows) + 1)):
        return None
    ordered = [ranked[n] for n in sorted(ranked)]
    weights = [o.denominator if _has_people(rows) else 1.0 for o in ordered]
    made = slope_index([o.value for o in ordered], weights)
    return None if made.is_empty else (float(made.value), float(made.relative))


def _values(rows: Sequence[Observation]) -> list[float]:
    return [o.value for o in rows if o.value is not None]


WORKS: dict[str, Callable[[Sequence[Observation]], tuple[float | None, str]]] = {
    Measure.RANGE: _range,
    Measure.RATIO: _ratio,
    Measure.COUNTRY: _country,
    Measure.SLOPE: _slope,
    Measure.RELATIVE_SLOPE: _relative,
}
