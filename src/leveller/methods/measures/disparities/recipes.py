"""What each summary measure is called, what it needs and how it is found."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from leveller.methods.measures import reasons
from leveller.methods.measures.arrays import Floats, divide
from leveller.methods.measures.disparities import extremes, ranked, spread
from leveller.methods.measures.disparities.subgroups import Formula, Subgroups
from leveller.methods.measures.findings import Findings

Bounds = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Found:
    """A value with its standard error (of its logarithm where `logarithmic`)."""

    value: Floats
    error: Floats
    logarithmic: bool = False


Finder = Callable[[Subgroups, Bounds], Found]


@dataclass(frozen=True)
class Recipe:
    """A measure's title and method, how it is found, and what it needs."""

    title: str
    method: str
    find: Finder
    ordered: bool = False
    needs_scale: bool = False
    needs_reference: bool = False
    needs_bounds: bool = False
    logarithms: bool = False
    relative: bool = False
    impact: bool = False
    twice: bool = False
    simulated: Formula | None = None

    def checked(
        self, groups: Subgroups, found: Found, findings: Findings, worse_is_zero: bool
    ) -> Found:
        """Notes what the value itself shows; a PAR of the wrong sign becomes 0 only if asked."""
        if self.relative:
            findings.note(~(groups.mean > 0), reasons.MEAN_NOT_POSITIVE)
        findings.note(np.isinf(found.value), reasons.NO_LOG_OF_ZERO)
        if self.logarithms:
            findings.note((groups.known & (groups.estimate < 0)).any(-1), reasons.NO_LOG_OF_ZERO)
        if self.twice:
            findings.note(True, reasons.WEIGHTED_TWICE)
        if self.ordered:
            findings.note(np.isnan(found.value), reasons.NO_CONVERGENCE)
        if not self.impact:
            return found
        wrong = np.where(groups.favourable, found.value < 0, found.value > 0)
        if worse_is_zero:
            return Found(np.where(wrong, 0.0, found.value), found.error)
        findings.note(wrong, reasons.REFERENCE_WORSE)
        return found


def _plain(value: Formula, error: Formula, *, logarithmic: bool = False) -> Finder:
    return lambda groups, _: Found(value(groups), error(groups), logarithmic)


def _drawn(
    title: str, formula: Formula, *, relative: bool = False, reference: bool = False
) -> Recipe:
    """A measure whose limits come from simulation, so that it has no standard error."""
    return Recipe(
        title,
        "estimates drawn again within what the indicator can be",
        lambda groups, _: Found(formula(groups), np.full(groups.mean.shape, np.nan)),
        relative=relative,
        needs_reference=reference,
        simulated=formula,
    )


def _concentration(how: str) -> Finder:
    def find(groups: Subgroups, bounds: Bounds) -> Found:
        bounded = how in ("bounded", "wagstaff", "erreygers")
        low, high = bounds if bounded else (0.0, 1.0)
        index, error, mean = ranked.concentration(groups, low, high)
        by = {
            "absolute": np.ones_like(mean),
            "bounded": np.ones_like(mean),
            "relative": divide(np.ones_like(mean), mean),
            "wagstaff": divide(np.ones_like(mean), mean * (1 - mean)),
            "erreygers": np.full_like(mean, 4.0),
        }[how]
        return Found(index * by, error * np.abs(by))

    return find


def _slope(kind: str, *, ratio: bool) -> Finder:
    def find(groups: Subgroups, _: Bounds) -> Found:
        if kind == "linear":
            fit = ranked.linear_fit(groups)
            ends = ranked.linear_ends(fit)
        else:
            fit = ranked.logistic_fit(groups, as_who=kind == "who")
            ends = ranked.logistic_ends(fit)
        value, error = ends.ratio(fit) if ratio else ends.slope(fit, groups.scale)
        return Found(value, error, logarithmic=ratio)

    return find


def _gradient(
    title: str,
    method: str,
    find: Finder,
    *,
    needs_bounds: bool = False,
    needs_scale: bool = False,
    relative: bool = False,
    twice: bool = False,
) -> Recipe:
    return Recipe(
        title,
        method,
        find,
        ordered=True,
        needs_bounds=needs_bounds,
        needs_scale=needs_scale,
        relative=relative,
        twice=twice,
    )


_CONVENIENT = "convenience regression on relative rank, ordinary errors"
_LOGISTIC = "logistic regression on relative rank, HC1 errors"
_LINEAR = "linear regression on relative rank, HC1 errors"
_AHN = "variance by Ahn and others 2018"

RECIPES: dict[str, Recipe] = {
    "d": Recipe(
        "difference",
        "difference of two subgroups",
        _plain(extremes.difference, extremes.difference_error),
    ),
    "r": Recipe(
        "ratio",
        "ratio of two subgroups, delta method",
        _plain(extremes.ratio, extremes.ratio_log_error, logarithmic=True),
    ),
    "aci": _gradient("absolute concentration index", _CONVENIENT, _concentration("absolute")),
    "rci": _gradient(
        "relative concentration index", _CONVENIENT, _concentration("relative"), relative=True
    ),
    "aci_bounded": _gradient(
        "absolute concentration index of a bounded indicator",
        _CONVENIENT,
        _concentration("bounded"),
        needs_bounds=True,
    ),
    "rci_wagstaff": _gradient(
        "concentration index with Wagstaff's correction",
        _CONVENIENT,
        _concentration("wagstaff"),
        needs_bounds=True,
    ),
    "rci_erreygers": _gradient(
        "concentration index with Erreygers' correction",
        _CONVENIENT,
        _concentration("erreygers"),
        needs_bounds=True,
    ),
    "sii": _gradient(
        "slope index of inequality, as WHO's tool computes it",
        _LOGISTIC + ", counts weighted by people again",
        _slope("who", ratio=False),
        needs_scale=True,
        twice=True,
    ),
    "sii_by_people": _gradient(
        "slope index of inequality, each person counted once",
        _LOGISTIC,
        _slope("people", ratio=False),
        needs_scale=True,
    ),
    "sii_linear": _gradient(
        "slope index of inequality by a straight line",
        _LINEAR,
        _slope("linear", ratio=False),
        needs_scale=True,
    ),
    "rii": _gradient(
        "relative index of inequality, as WHO's tool computes it",
        _LOGISTIC + ", counts weighted by people again",
        _slope("who", ratio=True),
        needs_scale=True,
        twice=True,
    ),
    "rii_by_people": _gradient(
        "relative index of inequality, each person counted once",
        _LOGISTIC,
        _slope("people", ratio=True),
        needs_scale=True,
    ),
    "rii_linear": _gradient(
        "relative index of inequality by a straight line",
        _LINEAR,
        _slope("linear", ratio=True),
        needs_scale=True,
    ),
    "bgv": Recipe(
        "between-group variance",
        _AHN,
        _plain(spread.between_group_variance, spread.between_group_variance_error),
    ),
    "bgsd": _drawn("between-group standard deviation", spread.between_group_standard_deviation),
    "cov": _drawn("coefficient of variation", spread.coefficient_of_variation, relative=True),
    "mdmu": _drawn("mean difference from the mean", spread.mean_difference_from_mean),
    "mdmw": _drawn(
        "mean difference from the mean, weighted", spread.weighted_mean_difference_from_mean
    ),
    "mdbu": _drawn("mean difference from the best", spread.mean_difference_from_best),
    "mdbw": _drawn(
        "mean difference from the best, weighted", spread.weighted_mean_difference_from_best
    ),
    "mdru": _drawn(
        "mean difference from the reference",
        spread.mean_difference_from_reference,
        reference=True,
    ),
    "mdrw": _drawn(
        "mean difference from the reference, weighted",
        spread.weighted_mean_difference_from_reference,
        reference=True,
    ),
    "idisu": _drawn("index of disparity", spread.index_of_disparity, relative=True),
    "idisw": _drawn(
        "index of disparity, weighted", spread.weighted_index_of_disparity, relative=True
    ),
    "mld": Recipe(
        "mean log deviation, times 1,000",
        _AHN,
        _plain(spread.mean_log_deviation, spread.mean_log_deviation_error),
        logarithms=True,
        relative=True,
    ),
    "ti": Recipe(
        "Theil index, times 1,000",
        _AHN,
        _plain(spread.theil, spread.theil_error),
        logarithms=True,
        relative=True,
    ),
    "par": Recipe(
        "population attributable risk",
        "variance by Walter 1978",
        _plain(extremes.attributable_risk, extremes.attributable_risk_error),
        impact=True,
    ),
    "paf": Recipe(
        "population attributable fraction, per cent",
        "variance by Walter 1978",
        _plain(extremes.attributable_fraction, extremes.attributable_fraction_error),
        relative=True,
        impact=True,
    ),
}
