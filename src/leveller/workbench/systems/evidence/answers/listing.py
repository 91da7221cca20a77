"""Which indicators have figures, for which places and periods, and what publishers say of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.vocabulary.models import Indicator, IndicatorMetadata
from leveller.workbench.systems.evidence import catalogue as visible_catalogue
from leveller.workbench.systems.evidence import surroundings
from leveller.workbench.systems.evidence.answers import indicators
from leveller.workbench.systems.evidence.answers.indicators import IndicatorCard
from leveller.workbench.systems.evidence.catalogue import Catalogue, Holding
from leveller.workbench.systems.evidence.store import layout, reader
from leveller.workbench.systems.evidence.store.figures import ReleaseCard


@dataclass(frozen=True)
class Entry:
    """An indicator that has figures. `kinds` are the kinds of place that have them."""

    indicator: IndicatorCard
    kinds: tuple[PlaceKind, ...]
    breakdowns: tuple[str, ...]
    first: date
    last: date
    periods: tuple[str, ...]
    releases: tuple[ReleaseCard, ...]


def catalogue(
    actor: Actor,
    *,
    words: str = "",
    theme: str = "",
    place: str | None = None,
    kind: PlaceKind | None = None,
) -> list[Entry]:
    """The indicators that have figures, in the house's order.

    Every one of the `words` must stand in the indicator's name, theme or key. `place` keeps those
    that have a figure there.
    """
    visible = visible_catalogue.visible(actor)
    keys = visible.indicators if place is None else _at(visible, place)
    cards = indicators.cards(keys)
    found = [
        _entry(card, visible.of(card.key, kind, None))
        for card in cards.values()
        if _matches(card, words, theme) and visible.of(card.key, kind, None)
    ]
    return sorted(found, key=lambda entry: (entry.indicator.order, entry.indicator.name))


def _at(visible: Catalogue, place: str) -> list[str]:
    """The indicators that have figures for the whole population of a place."""
    spot = surroundings.spot(place)
    hashes = {h.release.sha256 for h in visible.holdings if h.kind == spot.kind}
    where = {"place": spot.codes}
    frames = reader.select_each(sorted(hashes), where, ("indicator",), layout.SUMMARY)
    return sorted({key for frame in frames for (key,) in frame.tuples(("indicator",))})


def _matches(card: IndicatorCard, words: str, theme: str) -> bool:
    text = f"{card.name} {card.short_name} {card.theme} {card.key}".lower()
    return theme in ("", card.theme) and all(word in text for word in words.lower().split())


def _entry(card: IndicatorCard, holdings: Sequence[Holding]) -> Entry:
    releases = {h.release.sha256: h.release for h in holdings}
    return Entry(
        indicator=card,
        kinds=tuple(kind for kind in PlaceKind if any(h.kind == kind for h in holdings)),
        breakdowns=tuple(sorted({h.breakdown for h in holdings if h.breakdown})),
        first=min(h.first for h in holdings),
        last=max(h.last for h in holdings),
        periods=tuple(dict.fromkeys(p for h in reversed(holdings) for p in h.periods)),
        releases=tuple(releases.values()),
    )


@dataclass(frozen=True)
class Metadata:
    """What a publisher says of an indicator, as the latest visible release states it."""

    indicator: IndicatorCard
    release: ReleaseCard | None
    definition: str
    rationale: str
    numerator: str
    denominator: str
    data_source: str
    method: str
    interval_method: str
    caveats: str
    disclosure_control: str
    licence: str
    updated: str
    other: dict[str, object]


TEXTS = (
    "definition",
    "rationale",
    "numerator",
    "denominator",
    "data_source",
    "method",
    "interval_method",
    "caveats",
    "disclosure_control",
    "licence",
    "updated",
    "other",
)


def metadata(actor: Actor, indicator: str) -> Metadata | None:
    """The metadata of an indicator; None for one that nobody introduced or the actor may not see.

    An indicator without a publisher's words comes with empty ones.
    """
    if not _may_see(actor, indicator):
        return None
    releases = visible_catalogue.visible_to(actor)
    rows = IndicatorMetadata.objects.filter(
        Q(release=None) | Q(release__in=releases), indicator__key=indicator
    )
    row = rows.select_related("release__source").first() or IndicatorMetadata()
    return Metadata(
        indicator=indicators.card(indicator),
        release=visible_catalogue.card(row.release) if row.release_id and row.release else None,
        **{name: getattr(row, name) for name in TEXTS},
    )


def _may_see(actor: Actor, indicator: str) -> bool:
    shared = Q(organisation=None)
    if actor.organisation:
        shared |= Q(organisation=actor.organisation)
    if Indicator.objects.filter(shared, key=indicator).exists():
        return True
    return indicator in visible_catalogue.visible(actor).indicators
