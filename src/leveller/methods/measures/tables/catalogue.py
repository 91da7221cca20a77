"""Every measure of the dataframe interface by name."""

from functools import cache

from leveller.methods.measures.tables.request import Spec

HOMES = {
    "proportion": ("counts", "PROPORTION"),
    "rate": ("counts", "RATE"),
    "mean": ("counts", "MEAN"),
    "directly-standardised-rate": ("standardised", "DIRECT"),
    "indirectly-standardised-rate": ("standardised", "INDIRECT_RATE"),
    "indirectly-standardised-ratio": ("standardised", "INDIRECT_RATIO"),
    "comparative-mortality-figure": ("standardised", "COMPARATIVE"),
    "life-expectancy": ("life", "LIFE"),
    "healthy-life-expectancy": ("life", "HEALTHY"),
    "life-expectancy-decomposition": ("decomposed", "DECOMPOSITION"),
    "slope-index-of-inequality": ("gradient", "SLOPE"),
    "gap": ("change", "GAP"),
    "disparities": ("disparity", "DISPARITIES"),
    "comparison": ("change", "COMPARISON"),
    "recent-trend": ("change", "TREND"),
    "quantiles": ("areas", "QUANTILES"),
    "funnel-limits": ("areas", "FUNNEL_LIMITS"),
    "funnel-significance": ("areas", "FUNNEL_SIGNIFICANCE"),
    "funnel-points": ("areas", "FUNNEL_POINTS"),
    "overdispersed-funnel": ("areas", "OVERDISPERSED"),
    "smoothed-rate": ("areas", "SMOOTHED"),
    "statistical-neighbours": ("areas", "NEIGHBOURS"),
    "disclosure-control": ("change", "DISCLOSURE"),
}


def measure_names() -> tuple[str, ...]:
    return tuple(HOMES)


@cache
def measure_spec(name: str) -> Spec:
    """The measure's roles and settings; its module loads when it is first asked for."""
    import importlib

    home, constant = HOMES[name]
    found = getattr(importlib.import_module(f"leveller.methods.measures.tables.{home}"), constant)
    assert isinstance(found, Spec)
    return found
