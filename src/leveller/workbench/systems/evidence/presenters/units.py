"""How an indicator's unit is said: ranks and tenths have none, but an end to count from."""

from leveller.workbench.ground.pages import charts
from leveller.workbench.ground.vocabulary.models.indicators import ValueType
from leveller.workbench.systems.evidence.queries import IndicatorCard

ORDERED = (ValueType.RANK, ValueType.QUANTILE)


def unit(card: IndicatorCard) -> str:
    """What stands behind a figure: `%`, `years`; nothing behind a rank or a tenth."""
    return "" if card.value_type in ORDERED else card.unit


def axis(card: IndicatorCard) -> charts.Axis:
    """`IMD 2025 decile, 1 the most deprived` where the unit says from which end is counted."""
    counted_from = card.unit.partition(", ")[2] if card.value_type in ORDERED else ""
    label = f"{card}, {counted_from}" if counted_from else str(card)
    return charts.Axis(label, unit(card), card.decimals)
