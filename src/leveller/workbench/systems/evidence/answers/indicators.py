"""What a figure says of its indicator: the words and rules that its page needs."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from leveller.workbench.ground.vocabulary.models import Indicator
from leveller.workbench.ground.vocabulary.models.indicators import ValueType
from leveller.workbench.systems.evidence import versions


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
    what may be seen; the words are read once a request, so that a corrected polarity is seen."""
    known: dict[str, IndicatorCard | None] = versions.kept().setdefault("indicators", {})
    missing = [key for key in keys if key not in known]
    if missing:
        rows = Indicator.objects.filter(key__in=missing).order_by().values_list(*FIELDS)
        known |= dict.fromkeys(missing) | {row[0]: _card(*row) for row in rows}
    found = [card for key in dict.fromkeys(keys) if (card := known[key])]
    return {card.key: card for card in sorted(found, key=lambda card: (card.order, card.name))}


def card(key: str) -> IndicatorCard:
    return cards([key])[key]


@lru_cache(maxsize=4096)
def _card(*values: object) -> IndicatorCard:
    fields = dict(zip(FIELDS, values, strict=True))
    fields["is_reviewed"] = fields.pop("reviewed_on") is not None
    if fields["value_type"] in WHOLE:
        fields["decimals"] = 0
    return IndicatorCard(**fields)  # type: ignore[arg-type]
