"""Public health and inequality measures: arrays in, results with intervals and reasons out.

Names load when they are first used, so that importing this package costs nothing. Each function
takes arrays whose last axis is that of age bands, quantiles or periods where it has one, and gives
a frozen result with a value for every group: one that can't be computed is NaN, with its reason.
"""

import importlib
from typing import TYPE_CHECKING, Any

_HOMES = {
    "age_bands": ("AgeBand", "AgeBandError", "parse_age_band", "read_age_bands"),
    "comparison": (
        "Comparison",
        "Outcome",
        "compare_at_two_levels",
        "compare_by_quintile",
        "compare_intervals",
        "compare_proportion_with_control_limits",
        "compare_rate_with_control_limits",
        "compare_with_reference",
    ),
    "confidence": ("ConfidenceError", "confidence_levels"),
    "decomposition": ("GapByAge", "Potential", "decompose_gap", "potential_impact"),
    "disclosure": (
        "NHS_RULE",
        "ControlledCounts",
        "CountRule",
        "DisclosureError",
        "control_counts",
        "control_shares",
    ),
    "disparities.microdata": ("survey_disparities",),
    "disparities.recipes": ("RECIPES",),
    "disparities.subgroups": ("Subgroups",),
    "disparities.summary": ("Disparity", "DisparityError", "applicable", "summary_measures"),
    "errors": ("MeasureError",),
    "findings": ("Kind", "Reason", "all_reasons"),
    "funnel_lines": ("FunnelLines", "RatioType", "funnel_limits"),
    "funnels": (
        "FunnelError",
        "FunnelPoints",
        "FunnelSignificance",
        "RateType",
        "Records",
        "Significance",
        "Statistic",
        "funnel_points",
        "proportion_records",
        "rate_records",
        "ratio_records",
        "significance",
    ),
    "gaps": (
        "Gap",
        "GapChange",
        "GapError",
        "Range",
        "Uncertain",
        "Verdict",
        "absolute_gap",
        "change_in_gap",
        "range_between",
        "relative_gap",
    ),
    "gradients": ("GradientError", "SlopeIndex", "slope_index"),
    "grouping": ("ByCode", "Grouping", "LastAxis"),
    "groups_to_hide": (
        "Minimum",
        "dominated",
        "may_leave_as_rows",
        "smallest_class",
        "too_small",
        "too_uniform",
    ),
    "guard": ("ControlledTable", "control_table", "control_tables"),
    "healthy_life": ("HealthyLifeExpectancy", "healthy_life_expectancy"),
    "indirect": (
        "StandardisedRatio",
        "comparative_mortality_figure",
        "indirectly_standardised_rate",
        "indirectly_standardised_ratio",
    ),
    "life_tables": ("LifeExpectancy", "LifeTable", "WideIntervals", "life_expectancy"),
    "means": ("Mean", "mean", "mean_from_sums"),
    "neighbours": ("NeighbourError", "Neighbours", "statistical_neighbours"),
    "overdispersion": ("OverdispersedFunnel", "overdispersed_funnel"),
    "polarity": ("Polarity",),
    "quantiles": ("QuantileError", "Quantiles", "assign_quantiles"),
    "rates": ("Rate", "crude_rate", "proportion"),
    "releases": ("Cell", "Ledger", "Release", "Revealed", "Review", "pinned_down"),
    "results": ("Estimate", "Interval"),
    "scales": ("ValueType",),
    "smoothing": ("SmoothedRate", "smoothed_rate"),
    "standard_populations": ("standard_population", "weights_for"),
    "standardisation": ("StandardisedRate", "directly_standardised_rate"),
    "tables.catalogue": ("measure_names", "measure_spec"),
    "tables.run": ("measure",),
    "trend": (
        "Direction",
        "Judgement",
        "Trend",
        "recent_trend",
        "recent_trend_of_proportions",
    ),
    "version": ("VERSION",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

if TYPE_CHECKING:
    from leveller.methods.measures.age_bands import (
        AgeBand as AgeBand,
    )
    from leveller.methods.measures.age_bands import (
        AgeBandError as AgeBandError,
    )
    from leveller.methods.measures.age_bands import (
        parse_age_band as parse_age_band,
    )
    from leveller.methods.measures.age_bands import (
        read_age_bands as read_age_bands,
    )
    from leveller.methods.measures.comparison import (
        Comparison as Comparison,
    )
    from leveller.methods.measures.comparison import (
        Outcome as Outcome,
    )
    from leveller.methods.measures.comparison import (
        compare_at_two_levels as compare_at_two_levels,
    )
    from leveller.methods.measures.comparison import (
        compare_by_quintile as compare_by_quintile,
    )
    from leveller.methods.measures.comparison import (
        compare_intervals as compare_intervals,
    )
    from leveller.methods.measures.comparison import (
        compare_proportion_with_control_limits as compare_proportion_with_control_limits,
    )
    from leveller.methods.measures.comparison import (
        compare_rate_with_control_limits as compare_rate_with_control_limits,
    )
    from leveller.methods.measures.comparison import (
        compare_with_reference as compare_with_reference,
    )
    from leveller.methods.measures.confidence import (
        ConfidenceError as ConfidenceError,
    )
    from leveller.methods.measures.confidence import (
        confidence_levels as confidence_levels,
    )
    from leveller.methods.measures.decomposition import (
        GapByAge as GapByAge,
    )
    from leveller.methods.measures.decomposition import (
        Potential as Potential,
    )
    from leveller.methods.measures.decomposition import (
        decompose_gap as decompose_gap,
    )
    from leveller.methods.measures.decomposition import (
        potential_impact as potential_impact,
    )
    from leveller.methods.measures.disclosure import (
        NHS_RULE as NHS_RULE,
    )
    from leveller.methods.measures.disclosure import (
        ControlledCounts as ControlledCounts,
    )
    from leveller.methods.measures.disclosure import (
        CountRule as CountRule,
    )
    from leveller.methods.measures.disclosure import (
        DisclosureError as DisclosureError,
    )
    from leveller.methods.measures.disclosure import (
        control_counts as control_counts,
    )
    from leveller.methods.measures.disclosure import (
        control_shares as control_shares,
    )
    from leveller.methods.measures.disparities.microdata import (
        survey_disparities as survey_disparities,
    )
    from leveller.methods.measures.disparities.recipes import (
        RECIPES as RECIPES,
    )
    from leveller.methods.measures.disparities.subgroups import (
        Subgroups as Subgroups,
    )
    from leveller.methods.measures.disparities.summary import (
        Disparity as Disparity,
    )
    from leveller.methods.measures.disparities.summary import (
        DisparityError as DisparityError,
    )
    from leveller.methods.measures.disparities.summary import (
        applicable as applicable,
    )
    from leveller.methods.measures.disparities.summary import (
        summary_measures as summary_measures,
    )
    from leveller.methods.measures.errors import (
        MeasureError as MeasureError,
    )
    from leveller.methods.measures.findings import (
        Kind as Kind,
    )
    from leveller.methods.measures.findings import (
        Reason as Reason,
    )
    from leveller.methods.measures.findings import (
        all_reasons as all_reasons,
    )
    from leveller.methods.measures.funnel_lines import (
        FunnelLines as FunnelLines,
    )
    from leveller.methods.measures.funnel_lines import (
        RatioType as RatioType,
    )
    from leveller.methods.measures.funnel_lines import (
        funnel_limits as funnel_limits,
    )
    from leveller.methods.measures.funnels import (
        FunnelError as FunnelError,
    )
    from leveller.methods.measures.funnels import (
        FunnelPoints as FunnelPoints,
    )
    from leveller.methods.measures.funnels import (
        FunnelSignificance as FunnelSignificance,
    )
    from leveller.methods.measures.funnels import (
        RateType as RateType,
    )
    from leveller.methods.measures.funnels import (
        Records as Records,
    )
    from leveller.methods.measures.funnels import (
        Significance as Significance,
    )
    from leveller.methods.measures.funnels import (
        Statistic as Statistic,
    )
    from leveller.methods.measures.funnels import (
        funnel_points as funnel_points,
    )
    from leveller.methods.measures.funnels import (
        proportion_records as proportion_records,
    )
    from leveller.methods.measures.funnels import (
        rate_records as rate_records,
    )
    from leveller.methods.measures.funnels import (
        ratio_records as ratio_records,
    )
    from leveller.methods.measures.funnels import (
        significance as significance,
    )
    from leveller.methods.measures.gaps import (
        Gap as Gap,
    )
    from leveller.methods.measures.gaps import (
        GapChange as GapChange,
    )
    from leveller.methods.measures.gaps import (
        GapError as GapError,
    )
    from leveller.methods.measures.gaps import (
        Range as Range,
    )
    from leveller.methods.measures.gaps import (
        Uncertain as Uncertain,
    )
    from leveller.methods.measures.gaps import (
        Verdict as Verdict,
    )
    from leveller.methods.measures.gaps import (
        absolute_gap as absolute_gap,
    )
    from leveller.methods.measures.gaps import (
        change_in_gap as change_in_gap,
    )
    from leveller.methods.measures.gaps import (
        range_between as range_between,
    )
    from leveller.methods.measures.gaps import (
        relative_gap as relative_gap,
    )
    from leveller.methods.measures.gradients import (
        GradientError as GradientError,
    )
    from leveller.methods.measures.gradients import (
        SlopeIndex as SlopeIndex,
    )
    from leveller.methods.measures.gradients import (
        slope_index as slope_index,
    )
    from leveller.methods.measures.grouping import (
        ByCode as ByCode,
    )
    from leveller.methods.measures.grouping import (
        Grouping as Grouping,
    )
    from leveller.methods.measures.grouping import (
        LastAxis as LastAxis,
    )
    from leveller.methods.measures.groups_to_hide import (
        Minimum as Minimum,
    )
    from leveller.methods.measures.groups_to_hide import (
        dominated as dominated,
    )
    from leveller.methods.measures.groups_to_hide import (
        may_leave_as_rows as may_leave_as_rows,
    )
    from leveller.methods.measures.groups_to_hide import (
        smallest_class as smallest_class,
    )
    from leveller.methods.measures.groups_to_hide import (
        too_small as too_small,
    )
    from leveller.methods.measures.groups_to_hide import (
        too_uniform as too_uniform,
    )
    from leveller.methods.measures.guard import (
        ControlledTable as ControlledTable,
    )
    from leveller.methods.measures.guard import (
        control_table as control_table,
    )
    from leveller.methods.measures.guard import (
        control_tables as control_tables,
    )
    from leveller.methods.measures.healthy_life import (
        HealthyLifeExpectancy as HealthyLifeExpectancy,
    )
    from leveller.methods.measures.healthy_life import (
        healthy_life_expectancy as healthy_life_expectancy,
    )
    from leveller.methods.measures.indirect import (
        StandardisedRatio as StandardisedRatio,
    )
    from leveller.methods.measures.indirect import (
        comparative_mortality_figure as comparative_mortality_figure,
    )
    from leveller.methods.measures.indirect import (
        indirectly_standardised_rate as indirectly_standardised_rate,
    )
    from leveller.methods.measures.indirect import (
        indirectly_standardised_ratio as indirectly_standardised_ratio,
    )
    from leveller.methods.measures.life_tables import (
        LifeExpectancy as LifeExpectancy,
    )
    from leveller.methods.measures.life_tables import (
        LifeTable as LifeTable,
    )
    from leveller.methods.measures.life_tables import (
        WideIntervals as WideIntervals,
    )
    from leveller.methods.measures.life_tables import (
        life_expectancy as life_expectancy,
    )
    from leveller.methods.measures.means import (
        Mean as Mean,
    )
    from leveller.methods.measures.means import (
        mean as mean,
    )
    from leveller.methods.measures.means import (
        mean_from_sums as mean_from_sums,
    )
    from leveller.methods.measures.neighbours import (
        NeighbourError as NeighbourError,
    )
    from leveller.methods.measures.neighbours import (
        Neighbours as Neighbours,
    )
    from leveller.methods.measures.neighbours import (
        statistical_neighbours as statistical_neighbours,
    )
    from leveller.methods.measures.overdispersion import (
        OverdispersedFunnel as OverdispersedFunnel,
    )
    from leveller.methods.measures.overdispersion import (
        overdispersed_funnel as overdispersed_funnel,
    )
    from leveller.methods.measures.polarity import (
        Polarity as Polarity,
    )
    from leveller.methods.measures.quantiles import (
        QuantileError as QuantileError,
    )
    from leveller.methods.measures.quantiles import (
        Quantiles as Quantiles,
    )
    from leveller.methods.measures.quantiles import (
        assign_quantiles as assign_quantiles,
    )
    from leveller.methods.measures.rates import (
        Rate as Rate,
    )
    from leveller.methods.measures.rates import (
        crude_rate as crude_rate,
    )
    from leveller.methods.measures.rates import (
        proportion as proportion,
    )
    from leveller.methods.measures.releases import (
        Cell as Cell,
    )
    from leveller.methods.measures.releases import (
        Ledger as Ledger,
    )
    from leveller.methods.measures.releases import (
        Release as Release,
    )
    from leveller.methods.measures.releases import (
        Revealed as Revealed,
    )
    from leveller.methods.measures.releases import (
        Review as Review,
    )
    from leveller.methods.measures.releases import (
        pinned_down as pinned_down,
    )
    from leveller.methods.measures.results import (
        Estimate as Estimate,
    )
    from leveller.methods.measures.results import (
        Interval as Interval,
    )
    from leveller.methods.measures.scales import (
        ValueType as ValueType,
    )
    from leveller.methods.measures.smoothing import (
        SmoothedRate as SmoothedRate,
    )
    from leveller.methods.measures.smoothing import (
        smoothed_rate as smoothed_rate,
    )
    from leveller.methods.measures.standard_populations import (
        standard_population as standard_population,
    )
    from leveller.methods.measures.standard_populations import (
        weights_for as weights_for,
    )
    from leveller.methods.measures.standardisation import (
        StandardisedRate as StandardisedRate,
    )
    from leveller.methods.measures.standardisation import (
        directly_standardised_rate as directly_standardised_rate,
    )
    from leveller.methods.measures.tables.catalogue import (
        measure_names as measure_names,
    )
    from leveller.methods.measures.tables.catalogue import (
        measure_spec as measure_spec,
    )
    from leveller.methods.measures.tables.run import (
        measure as measure,
    )
    from leveller.methods.measures.trend import (
        Direction as Direction,
    )
    from leveller.methods.measures.trend import (
        Judgement as Judgement,
    )
    from leveller.methods.measures.trend import (
        Trend as Trend,
    )
    from leveller.methods.measures.trend import (
        recent_trend as recent_trend,
    )
    from leveller.methods.measures.trend import (
        recent_trend_of_proportions as recent_trend_of_proportions,
    )
    from leveller.methods.measures.version import (
        VERSION as VERSION,
    )

__all__ = sorted(_HOME_OF)


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(importlib.import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME_OF})
