"""The lines of a funnel plot: its limits over a run of sizes, closer together where small."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from leveller.methods.measures.arrays import Codes, Floats, Mask, divide, quietly
from leveller.methods.measures.confidence import z_score
from leveller.methods.measures.findings import Findings
from leveller.methods.measures.funnels import INNER, OUTER, FunnelError, Records, Statistic, average
from leveller.methods.measures.grouping import ByCode
from leveller.methods.measures.intervals import exact_poisson
from leveller.methods.measures.reasons import (
    BASELINE_UNKNOWN,
    NOTHING_TO_PLOT,
    TOO_FEW_FOR_DSR,
)
from leveller.methods.measures.version import VERSION


class RatioType(StrEnum):
    """How a ratio's limits are written: around 100, or as a difference from 1."""

    ISR = "isr"
    COUNT = "count"


@dataclass(frozen=True, eq=False, kw_only=True)
class FunnelLines:
    """Arrays of groups by points. `at` is the size along the plot: people or events.

    `sizes` gives, for ratios and rates, the expected events or the yearly population at which each
    limit holds; it is empty for proportions.
    """

    measure: str = "funnel-limits"
    method: str
    at: Floats
    limits: dict[str, Floats]
    sizes: dict[str, Floats]
    baseline: Floats
    codes: Codes
    version: str = VERSION


@quietly
def funnel_limits(
    records: Records,
    *,
    multiplier: float = 1.0,
    points: int = 100,
    years_of_data: float = 1.0,
    ratio_type: RatioType | str = RatioType.ISR,
) -> FunnelLines:
    """Limits at 95% (`2s`) and 99.8% (`3s`) for each group of records."""
    if points < 2 or years_of_data <= 0:
        raise FunnelError("funnel limits need at least 2 points and years_of_data above 0.")
    findings = _group_findings(records)
    baseline = findings.blanked(average(records))
    at = _axis(records, baseline, points, years_of_data)
    if records.statistic is Statistic.PROPORTION:
        limits, sizes = _proportion_limits(at, baseline[:, None], multiplier), dict[str, Floats]()
        method = "score limits around the average"
    else:
        limits, sizes = _poisson_limits(records, at, baseline[:, None], years_of_data)
        limits = {
            name: _written(line, records, multiplier, ratio_type) for name, line in limits.items()
        }
        method = "exact Poisson limits"
    return FunnelLines(
        method=method,
        at=at,
        limits=limits,
        sizes=sizes,
        baseline=np.broadcast_to(baseline[:, None] * multiplier, at.shape),
        codes=findings.codes,
    )


def _group_findings(records: Records) -> Findings:
    """A group with a record that can't be counted has no average, so no lines."""
    by = records.by
    findings = Findings((by.groups,))
    faulty = records.findings.blank & (records.used | (records.statistic is not Statistic.RATE))
    findings.note(by.any(np.isnan(records.denominator) & records.used), BASELINE_UNKNOWN)
    findings.note(by.any(faulty & ~_too_few(records)), BASELINE_UNKNOWN)
    findings.note(by.rows == 0, NOTHING_TO_PLOT)
    return findings


def _too_few(records: Records) -> Mask:
    return np.asarray(records.findings.codes == TOO_FEW_FOR_DSR.code)


def _axis(records: Records, baseline: Floats, points: int, years: float) -> Floats:
    """Round ends just beyond the data, and sizes between them in a steady ratio."""
    low, high = _extremes(records.denominator, records.by)
    start = np.where(high > 2 * low, 0.0, _rounded_down(low / years) * years)
    end = _rounded_up(high / years) * years
    if records.statistic is Statistic.RATE:
        start, end = np.floor(start * baseline), np.ceil(end * baseline)
    line = np.empty((start.size, points))
    line[:, 0] = np.maximum(start, 1.0)
    shift = 0 if records.statistic is Statistic.RATIO else 1
    for point in range(1, points):
        before = line[:, point - 1]
        step = (end / before) ** (1 / (points + 1 - point - shift))
        line[:, point] = np.maximum(np.round(step * before), before + 1)
    return line


def _extremes(values: Floats, by: ByCode) -> tuple[Floats, Floats]:
    low, high = np.full(by.groups, np.inf), np.full(by.groups, -np.inf)
    known = ~np.isnan(values)
    np.minimum.at(low, by.codes[known], values[known])
    np.maximum.at(high, by.codes[known], values[known])
    return low, high


def _rounded_down(values: Floats) -> Floats:
    """A twentieth below, to one leading figure."""
    lowered = values * 0.95
    unit = 10.0 ** (_digits(np.floor(lowered)) - 1)
    return np.where(values == 0, 0.0, np.floor(lowered / unit) * unit)


def _rounded_up(values: Floats) -> Floats:
    """A twentieth above, to two leading figures."""
    raised = values * 1.05
    unit = 10.0 ** (_digits(np.ceil(raised)) - 2)
    return np.where(values == 0, 0.0, np.ceil(raised / unit) * unit)


def _digits(whole: Floats) -> Floats:
    return np.floor(np.log10(np.maximum(whole, 1.0))) + 1


def _proportion_limits(at: Floats, baseline: Floats, multiplier: float) -> dict[str, Floats]:
    """The shares whose Wilson limit just touches the average; kept between none and all."""
    limits = {}
    for name, level in (("2s", INNER), ("3s", OUTER)):
        reach = z_score(level) * np.sqrt(baseline * (1 - baseline) / at)
        limits[f"lower_{name}_limit"] = np.maximum(baseline - reach, 0.0) * multiplier
        limits[f"upper_{name}_limit"] = np.minimum(baseline + reach, 1.0) * multiplier
    return limits


def _poisson_limits(
    records: Records, at: Floats, baseline: Floats, years: float
) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """For a number of events, the size at which it would just be significant, and its value."""
    limits, sizes = {}, {}
    rate = records.statistic is Statistic.RATE
    label = "population_1_year" if rate else "exp_events"
    for name, level in (("2s", INNER), ("3s", OUTER)):
        fewest, most = exact_poisson(at, level)
        for side, mean in (("lower", most), ("upper", fewest)):
            size = divide(mean, baseline) if rate else mean
            sizes[f"{side}_{name}_{label}"] = size / years if rate else size
            limits[f"{side}_{name}_limit"] = divide(at, size)
    return limits, sizes


def _written(
    line: Floats, records: Records, multiplier: float, ratio_type: RatioType | str
) -> Floats:
    if records.statistic is Statistic.RATE:
        return line * multiplier
    return line - 1 if RatioType(ratio_type) is RatioType.COUNT else line * 100
