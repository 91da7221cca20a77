"""Gradient measures of survey microdata: a row a person."""

from collections.abc import Callable

import numpy as np

from leveller.methods.measures import reasons
from leveller.methods.measures.arrays import Floats, Mask, divide, quietly
from leveller.methods.measures.confidence import Levels, confidence_levels, z_score
from leveller.methods.measures.disparities import ranked
from leveller.methods.measures.disparities.recipes import Found
from leveller.methods.measures.disparities.summary import Disparity
from leveller.methods.measures.disparities.survey import Codes, Survey, fit, survey
from leveller.methods.measures.findings import Findings
from leveller.methods.measures.grouping import ByCode
from leveller.methods.measures.results import intervals_at

Finder = Callable[[Survey], Found]


def _slope(*, logistic: bool, ratio: bool) -> Finder:
    def find(sample: Survey) -> Found:
        line = fit(sample, logistic=logistic)
        ends = ranked.logistic_ends(line) if logistic else ranked.linear_ends(line)
        value, error = ends.ratio(line) if ratio else ends.slope(line, np.ones(1))
        return Found(value, error, logarithmic=ratio)

    return find


def _concentration(*, relative: bool) -> Finder:
    def find(sample: Survey) -> Found:
        line, by = fit(sample, logistic=False), sample.by
        total = by.sum(sample.weight)
        spread = divide(by.sum(sample.weight * (sample.rank - 0.5) ** 2), total)
        size = 2 * spread
        if relative:
            size = divide(size, divide(by.sum(sample.weight * sample.outcome), total))
        return Found(size * line.slope, np.abs(size) * np.sqrt(line.variances[2]))

    return find


FINDERS: dict[str, Finder] = {
    "aci": _concentration(relative=False),
    "rci": _concentration(relative=True),
    "sii": _slope(logistic=True, ratio=False),
    "rii": _slope(logistic=True, ratio=True),
    "sii_linear": _slope(logistic=False, ratio=False),
    "rii_linear": _slope(logistic=False, ratio=True),
}
LOGISTIC = ("sii", "rii")


@quietly
def survey_disparities(
    outcome: Floats,
    order: Floats,
    weight: Floats,
    by: ByCode,
    *,
    psu: Codes | None = None,
    strata: Codes | None = None,
    confidence: Levels = 0.95,
    force: bool = False,
) -> dict[str, Disparity]:
    """Concentration indices and slopes by setting, with the design's variances.

    `order` ranks subgroups from the most disadvantaged; `psu` and `strata` are numbers.
    """
    known = ~(np.isnan(outcome) | np.isnan(order) | np.isnan(weight))
    findings = Findings((by.groups,))
    if not force:
        findings.note(by.any(~known), reasons.OUTCOME_MISSING)
    findings.note(by.any(weight < 0), reasons.WEIGHT_NOT_POSITIVE)
    findings.note(by.sum(np.where(known, weight, 0.0)) <= 0, reasons.WEIGHT_NOT_POSITIVE)
    if force:
        findings.note(by.any(~known), reasons.SUBGROUPS_LEFT_OUT)
    kept = ByCode(by.codes[known], by.groups)
    sample = survey(
        outcome[known],
        weight[known],
        order[known],
        kept,
        psu=None if psu is None else psu[known],
        strata=None if strata is None else strata[known],
    )
    share = ~by.any(known & ((outcome < 0) | (outcome > 1)))
    levels = confidence_levels(confidence)
    return {
        name: _result(name, find(sample), findings, levels, share) for name, find in FINDERS.items()
    }


def _result(
    name: str, found: Found, common: Findings, levels: tuple[float, ...], share: Mask
) -> Disparity:
    findings = Findings(common.codes.shape)
    findings.codes = common.codes.copy()
    if name in LOGISTIC:
        findings.note(~share, reasons.OUTCOME_NOT_A_SHARE)
    findings.note(np.isnan(found.value), reasons.NO_CONVERGENCE)

    def limits(level: float) -> tuple[Floats, Floats]:
        reach = z_score(level) * found.error
        if found.logarithmic:
            return divide(found.value, np.exp(reach)), found.value * np.exp(reach)
        return found.value - reach, found.value + reach

    return Disparity(
        measure=name,
        method=("logistic" if name in LOGISTIC else "linear") + " regression, design variances",
        value=findings.blanked(found.value),
        intervals=intervals_at(levels, limits, findings),
        codes=findings.codes,
        standard_error=findings.blanked(found.error),
    )
