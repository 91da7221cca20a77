"""What a figure says of its indicator: the words and rules that its page needs."""

from collections.abc import Collection
from dataclasses import dataclass

from leveller.workbench.ground.vocabulary.models import Indicator
from leveller.workbench.ground.vocabulary.models.indicators import ValueType


@dataclass(frozen=True, slots=True)
class IndicatorCard:
    key: str
    name: str
    short_name: str
    theme: str
    unit: str
    multiplier: float
    value_type: str
    polarity: str
    decimals: int
    is_headline: bool
    is_reviewed: bool
    order: int

    def __str__(self) -> str:
        return self.short_name or self.name


WHOLE = (ValueType.RANK, ValueType.QUANTILE)
FIELDS = (
    "key",
    "name",
    "short_name",
    "theme",
    "unit",
    "multiplier",
    "value_type",
    "polarity",
    "decimals",
    "is_headline",
    "reviewed_on",
    "order",
)


def cards(keys: Collection[str]) -> dict[str, IndicatorCard]:
    """Indicators by key, in the house's order. The keys come out of a catalogue, which decides
    what may be seen; the words are read anew, so that a corrected polarity is seen at once."""
    rows = Indicator.objects.filter(key__in=keys).values_list(*FIELDS)
    return {row[0]: _card(*row) for row in rows}


def card(key: str) -> IndicatorCard:
    return cards([key])[key]


def _card(*values: object) -> IndicatorCard:
    fields = dict(zip(FIELDS, values, strict=True))
    fields["is_reviewed"] = fields.pop("reviewed_on") is not None
    if fields["value_type"] in WHOLE:
        fields["decimals"] = 0
    return IndicatorCard(**fields)  # type: ignore[arg-type]
