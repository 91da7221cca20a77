"""The slope and relative index of inequality, from the values of deprivation quantiles.

A straight line is fitted through the quantiles, each at the middle of its share of the people
ranked from the most to the least deprived, weighted by its people. The slope index is how far the
line rises from one end of the ranking to the other; the relative index is the ratio of its ends.
Source: Low and Low 2004, as OHID publishes it; Fieller 1954 for the ratio's limits.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

import numpy as np

from leveller.methods.measures import reasons
from leveller.methods.measures.arrays import ArrayLike, Floats, divide, floats, quietly
from leveller.methods.measures.confidence import Levels, confidence_levels
from leveller.methods.measures.errors import MeasureError
from leveller.methods.measures.findings import Findings
from leveller.methods.measures.polarity import Polarity
from leveller.methods.measures.results import Estimate, Interval
from leveller.methods.measures.scales import ValueType, error_from_limits, natural, on_scale
from leveller.methods.measures.slope_simulation import Draws, simulated_limits
from leveller.methods.measures.slopes import (
    Line,
    SlopeLimits,
    exact_limits,
    limits_about_the_mean,
)

FEWEST_QUANTILES, MOST_QUANTILES = 5, 100
FEWEST_REPETITIONS = 1_000
SEED = 20_250_101


class GradientError(MeasureError):
    """A setting of the slope index that can't be used."""


class Limits(StrEnum):
    """How limits are found."""

    AUTO = "auto"
    """Exact where the distribution is known, else simulated."""
    SIMULATED = "simulated"


@dataclass(frozen=True, eq=False, kw_only=True)
class SlopeIndex(Estimate):
    """`value` is the slope index and `relative` the relative index, each with its limits.

    `sign` says in words what a positive slope means. The errors are the standard errors that
    simulation leaves on each limit; there are none where limits are exact.
    """

    columns: ClassVar[Mapping[str, str]] = {
        "intercept": "intercept",
    }

    relative: Floats
    relative_intervals: tuple[Interval, ...]
    intercept: Floats
    sign: str
    simulation_errors: tuple[Interval, ...]
    relative_simulation_errors: tuple[Interval, ...]


@quietly
def slope_index(
    value: ArrayLike,
    population: ArrayLike,
    *,
    se: ArrayLike | None = None,
    lower: ArrayLike | None = None,
    upper: ArrayLike | None = None,
    limits_confidence: float = 0.95,
    value_type: ValueType | str = ValueType.OTHER,
    transform: bool = False,
    multiplier: float = 1.0,
    confidence: Levels = 0.95,
    polarity: Polarity | str | None = None,
    limits: Limits | str = Limits.AUTO,
    repetitions: int = 100_000,
    seed: int = SEED,
) -> SlopeIndex:
    """Arrays end in an axis of quantiles, from the most deprived (1) to the least.

    Uncertainty comes from `se`, or from limits made at the level `limits_confidence`; without
    either there are no intervals. For rates and proportions `se` is that of the logarithm or the
    logit. `transform` fits the line to logarithms of rates or logits of proportions. A `multiplier`
    of 100 turns shares into percentage points; a negative one turns the slope and the relative
    index round.

    The slope of values of type `other`, or on a transformed scale, is linear in independent normal
    values, so its limits are exact; limits of untransformed rates and proportions are simulated.
    Transformed limits hold the line at the people's mean, as OHID's do; `limits="simulated"` lets
    the mean vary as well.
    """
    draws = Draws(ValueType(value_type), transform, repetitions, seed)
    _check_settings(draws, multiplier)
    values, people = np.broadcast_arrays(floats(value), floats(population))
    error = _errors(values, se, lower, upper, draws.kind, limits_confidence)
    findings = _check(values, people, error, draws)
    if se is None and lower is not None and upper is not None:
        _check_limits(findings, floats(lower), floats(upper), draws.kind)
    line = Line.through(on_scale(values, draws.kind) if transform else values, people)
    levels = confidence_levels(confidence) if error is not None else ()
    exact = Limits(limits) is Limits.AUTO and draws.ends_are_normal
    found = _limits(line, values, error, levels, draws, findings, exact)
    start, end = (natural(e, draws.kind) if transform else e for e in (line.start, line.end))
    if exact and not transform and error is not None:
        bounded = np.all([np.isfinite(each.lower) for each in found.ratio], axis=0)
        findings.note(~bounded, reasons.NO_RELATIVE_INDEX)
    index = SlopeIndex(
        measure="slope-index-of-inequality",
        method=_method(draws, exact, error is not None),
        value=findings.blanked(end - start),
        intervals=found.slope,
        codes=findings.codes,
        relative=findings.blanked(divide(end, start)),
        relative_intervals=found.ratio,
        intercept=findings.blanked(start),
        sign=_sign(multiplier, polarity),
        simulation_errors=found.slope_errors,
        relative_simulation_errors=found.ratio_errors,
    )
    return _multiplied(index, findings, multiplier)


def _check_settings(draws: Draws, multiplier: float) -> None:
    if draws.repetitions < FEWEST_REPETITIONS:
        raise GradientError(
            f"repetitions: {draws.repetitions} is too few; give at least {FEWEST_REPETITIONS:,}."
        )
    if not np.isfinite(multiplier) or multiplier == 0:
        raise GradientError(
            "multiplier: give a number other than 0; a negative one turns the slope."
        )
    if draws.transform and draws.kind is ValueType.OTHER:
        raise GradientError("transform: only rates and proportions have a scale to transform to.")


def _errors(
    values: Floats,
    se: ArrayLike | None,
    lower: ArrayLike | None,
    upper: ArrayLike | None,
    kind: ValueType,
    level: float,
) -> Floats | None:
    """The standard errors on the scale of the kind; None where no uncertainty is given."""
    if se is not None:
        return np.broadcast_to(floats(se), values.shape)
    if lower is None or upper is None:
        if lower is not None or upper is not None:
            raise GradientError("limits: give both lower and upper, or se.")
        return None
    (stated,) = confidence_levels(level)
    return np.broadcast_to(
        error_from_limits(floats(lower), floats(upper), kind, stated), values.shape
    )


def _check(values: Floats, people: Floats, error: Floats | None, draws: Draws) -> Findings:
    findings = Findings(values.shape[:-1])
    number = values.shape[-1]
    findings.note(not FEWEST_QUANTILES <= number <= MOST_QUANTILES, reasons.TOO_FEW_QUANTILES)
    findings.note((people <= 0).any(-1), reasons.QUANTILE_POPULATION)
    findings.note((np.isinf(values) | np.isinf(people)).any(-1), reasons.NOT_FINITE)
    findings.note((np.isnan(values) | np.isnan(people)).any(-1), reasons.QUANTILE_MISSING)
    if draws.kind is ValueType.PROPORTION:
        findings.note(((values < 0) | (values > 1)).any(-1), reasons.PROPORTION_OUTSIDE)
    if draws.kind is not ValueType.OTHER and (draws.transform or error is not None):
        none = reasons.NO_LOG if draws.kind is ValueType.RATE else reasons.NO_LOGIT
        findings.note(~np.isfinite(on_scale(values, draws.kind)).all(-1), none)
    if error is not None:
        _check_errors(findings, error, draws)
    return findings


def _check_limits(findings: Findings, lower: Floats, upper: Floats, kind: ValueType) -> None:
    """Limits that can't be limits are faults, whatever came of the errors made from them."""
    if kind is ValueType.PROPORTION:
        outside = (lower < 0) | (lower > 1) | (upper < 0) | (upper > 1)
        findings.replace(outside.any(-1), reasons.PROPORTION_OUTSIDE)
    findings.replace((lower > upper).any(-1), reasons.LIMITS_CROSSED)


def _check_errors(findings: Findings, error: Floats, draws: Draws) -> None:
    findings.note((error < 0).any(-1), reasons.STANDARD_ERROR_NEGATIVE)
    if draws.kind is not ValueType.OTHER:
        none = reasons.NO_LOG if draws.kind is ValueType.RATE else reasons.NO_LOGIT
        findings.note(np.isinf(error).any(-1), none)
    findings.note(np.isinf(error).any(-1), reasons.NOT_FINITE)
    findings.note(np.isnan(error).any(-1), reasons.QUANTILE_MISSING)


def _limits(
    line: Line,
    values: Floats,
    error: Floats | None,
    levels: tuple[float, ...],
    draws: Draws,
    findings: Findings,
    exact: bool,
) -> SlopeLimits:
    if error is None:
        return SlopeLimits((), ())
    if exact and draws.transform:
        return limits_about_the_mean(line, error, levels, draws.kind)
    if exact:
        return exact_limits(line, error, levels)
    return simulated_limits(line, values, error, levels, draws, findings.blank)


def _method(draws: Draws, exact: bool, with_limits: bool) -> str:
    fit = {ValueType.RATE: "of logarithms, ", ValueType.PROPORTION: "of logits, "}
    line = "weighted regression on relative rank, " + (fit[draws.kind] if draws.transform else "")
    if not with_limits:
        return line + "no limits"
    return line + ("exact limits" if exact else f"{draws.repetitions:,} simulations")


def _sign(multiplier: float, polarity: Polarity | str | None) -> str:
    """What a positive slope says, and whom it favours where that is known."""
    favoured = "least" if multiplier > 0 else "most"
    said = f"Positive: the value rises towards the {favoured} deprived."
    good = {
        Polarity.HIGH_IS_GOOD: f" More is better, so positive favours the {favoured} deprived.",
        Polarity.LOW_IS_GOOD: f" More is worse, so positive burdens the {favoured} deprived.",
    }
    return said + (good.get(Polarity(polarity), "") if polarity else "")


def _multiplied(index: SlopeIndex, findings: Findings, multiplier: float) -> SlopeIndex:
    """The slope in the units asked for; a negative multiplier turns the ratio upside down."""
    turned = multiplier < 0
    return replace(
        index,
        value=index.value * multiplier,
        intervals=tuple(_scaled(each, multiplier, findings) for each in index.intervals),
        simulation_errors=tuple(
            _scaled(each, abs(multiplier), findings, turned) for each in index.simulation_errors
        ),
        relative=divide(np.ones_like(index.relative), index.relative) if turned else index.relative,
        relative_intervals=tuple(
            _inverted(each, findings) if turned else _scaled(each, 1.0, findings)
            for each in index.relative_intervals
        ),
        relative_simulation_errors=tuple(
            _inverted_error(error, limit, findings) if turned else _scaled(error, 1.0, findings)
            for error, limit in zip(
                index.relative_simulation_errors, index.relative_intervals, strict=False
            )
        ),
    )


def _scaled(each: Interval, by: float, findings: Findings, swap: bool = False) -> Interval:
    ends = (each.lower * by, each.upper * by)
    lower, upper = ends[::-1] if by < 0 or swap else ends
    return Interval(each.level, findings.blanked(lower), findings.blanked(upper))


def _inverted(each: Interval, findings: Findings) -> Interval:
    ones = np.ones_like(each.lower)
    return Interval(
        each.level,
        findings.blanked(divide(ones, each.upper)),
        findings.blanked(divide(ones, each.lower)),
    )


def _inverted_error(error: Interval, limit: Interval, findings: Findings) -> Interval:
    """The error of one over a limit, by the delta method."""
    return Interval(
        error.level,
        findings.blanked(divide(error.upper, limit.upper**2)),
        findings.blanked(divide(error.lower, limit.lower**2)),
    )
