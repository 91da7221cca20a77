"""Every summary measure of a set of subgroups, each with its interval and reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from leveller.methods.measures import reasons
from leveller.methods.measures.arrays import Floats, divide, quietly
from leveller.methods.measures.confidence import Levels, confidence_levels, z_score
from leveller.methods.measures.disparities.draws import simulated
from leveller.methods.measures.disparities.recipes import RECIPES, Found, Recipe
from leveller.methods.measures.disparities.subgroups import Subgroups
from leveller.methods.measures.errors import MeasureError
from leveller.methods.measures.findings import Findings
from leveller.methods.measures.results import Estimate, Interval
from leveller.methods.measures.simulation import limits_and_errors

REPETITIONS = 100_000
SEED = 20_250_101


class DisparityError(MeasureError):
    """A measure or a setting that there isn't."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Disparity(Estimate):
    """One measure; `standard_error` is of the logarithm for ratios, NaN where simulated."""

    columns: ClassVar[Mapping[str, str]] = {"standard_error": "se"}

    standard_error: Floats
    simulation_errors: tuple[Interval, ...] = ()


def applicable(groups: Subgroups, bounds: tuple[float, float] | None = None) -> tuple[str, ...]:
    """The measures that these subgroups can have: ordered, with a reference, with bounds."""
    return tuple(
        name
        for name, recipe in RECIPES.items()
        if (groups.ordered or not recipe.ordered)
        and (groups.reference.any() or not recipe.needs_reference)
        and (bounds is not None or not recipe.needs_bounds)
    )


@quietly
def summary_measures(
    groups: Subgroups,
    *,
    measures: Sequence[str] | None = None,
    confidence: Levels = 0.95,
    bounds: tuple[float, float] | None = None,
    force: bool = False,
    zero_becomes: float | None = None,
    worse_reference_is_zero: bool = False,
    repetitions: int = REPETITIONS,
    seed: int = SEED,
) -> dict[str, Disparity]:
    """Each measure by its name; without `measures` all that apply.

    `bounds` are the least and the most that the indicator can be, for the bounded concentration
    indices. `force` goes on although subgroups are missing. `zero_becomes` replaces estimates of 0
    before logarithms, and `worse_reference_is_zero` a PAR of the wrong sign by 0, as the WHO's
    tool does; without them the value stands as computed, or is empty with its reason.
    """
    chosen = tuple(measures) if measures is not None else applicable(groups, bounds)
    unknown = [name for name in chosen if name not in RECIPES]
    if unknown:
        raise DisparityError(f"measure {unknown[0]!r} is unknown. There are {', '.join(RECIPES)}.")
    if bounds is not None and not bounds[0] < bounds[1]:
        raise DisparityError("bounds: the lower one must be below the upper one.")
    levels = confidence_levels(confidence)
    drawn = _drawn(groups, chosen, levels, repetitions, seed)
    common = groups.findings(force=force)
    results = {}
    for name in chosen:
        recipe = RECIPES[name]
        findings = _findings(groups, recipe, common, bounds)
        used = _without_zeros(groups, zero_becomes) if recipe.logarithms else groups
        found = recipe.find(used, bounds or (0.0, 1.0))
        found = recipe.checked(used, found, findings, worse_reference_is_zero)
        results[name] = _result(name, recipe, found, findings, levels, drawn.get(name))
    return results


def _drawn(
    groups: Subgroups, chosen: Sequence[str], levels: tuple[float, ...], repetitions: int, seed: int
) -> dict[str, Floats]:
    """The order statistics of every simulated measure, all from one set of draws."""
    names = [name for name in chosen if RECIPES[name].simulated is not None]
    formulas = [recipe.simulated for recipe in (RECIPES[n] for n in names) if recipe.simulated]
    no_errors = np.isnan(np.where(groups.known, groups.se, np.nan)).all()
    if not names or no_errors or np.isnan(groups.scale).all():
        return {}
    found = simulated(groups, formulas, levels, repetitions, seed)
    return dict(zip(names, found, strict=True))


def _without_zeros(groups: Subgroups, zero_becomes: float | None) -> Subgroups:
    if zero_becomes is None:
        return groups
    return groups.drawn(np.where(groups.estimate == 0, zero_becomes, groups.estimate))


def _findings(
    groups: Subgroups, recipe: Recipe, common: Findings, bounds: tuple[float, float] | None
) -> Findings:
    findings = Findings(common.codes.shape)
    findings.codes = common.codes.copy()
    if recipe.ordered and not groups.ordered:
        findings.note(True, reasons.NO_ORDER)
    if recipe.needs_reference:
        findings.note(np.isnan(groups.at_reference(groups.estimate)), reasons.NO_REFERENCE_SUBGROUP)
    if recipe.needs_scale:
        findings.note(np.isnan(groups.scale), reasons.NO_SCALE)
        outside = (groups.values < 0) | (groups.values > groups.scale[..., None])
        findings.note(outside.any(-1), reasons.ESTIMATE_OUTSIDE_SCALE)
    if recipe.needs_bounds:
        low, high = bounds or (np.inf, -np.inf)
        outside = groups.known & ((groups.values < low) | (groups.values > high))
        findings.note(outside.any(-1), reasons.OUTSIDE_BOUNDS)
    return findings


def _result(
    name: str,
    recipe: Recipe,
    found: Found,
    findings: Findings,
    levels: tuple[float, ...],
    drawn: Floats | None,
) -> Disparity:
    errors: tuple[Interval, ...] = ()
    if recipe.simulated is None:
        limits = tuple(_limits(found, level) for level in levels)
        findings.note(np.isnan(found.error), reasons.NO_STANDARD_ERRORS)
    elif drawn is None:
        empty = np.full_like(found.value, np.nan)
        limits = tuple(Interval(level, empty, empty) for level in levels)
        findings.note(True, reasons.NO_STANDARD_ERRORS)
    else:
        limits, errors = limits_and_errors(drawn, levels)
        findings.note(np.isnan(limits[0].lower), reasons.NO_STANDARD_ERRORS)
    return Disparity(
        measure=name,
        method=recipe.method,
        value=findings.blanked(found.value),
        intervals=tuple(_blanked(each, findings) for each in limits),
        codes=findings.codes,
        standard_error=findings.blanked(found.error),
        simulation_errors=tuple(_blanked(each, findings) for each in errors),
    )


def _limits(found: Found, level: float) -> Interval:
    reach = z_score(level) * found.error
    if found.logarithmic:
        factor = np.exp(reach)
        return Interval(level, divide(found.value, factor), found.value * factor)
    return Interval(level, found.value - reach, found.value + reach)


def _blanked(each: Interval, findings: Findings) -> Interval:
    return Interval(each.level, findings.blanked(each.lower), findings.blanked(each.upper))
