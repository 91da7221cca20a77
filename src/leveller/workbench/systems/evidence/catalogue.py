"""Which releases an actor may see, and what each of them holds.

Visibility is decided here, once: public releases for everybody, an organisation's own for those
of its people who may see what is not published, withdrawn ones for nobody (a trace still finds
them). Everything that `queries` and `gaps` read starts from a `Catalogue`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places.kinds import PlaceKind
from leveller.workbench.ground.records.models import Release
from leveller.workbench.ground.records.models.releases import ReleaseState
from leveller.workbench.systems.evidence import versions
from leveller.workbench.systems.evidence.models import Series
from leveller.workbench.systems.evidence.store.figures import ReleaseCard

# A later release with fewer of the places than this share of an earlier one's doesn't replace it.
PARTIAL = 0.5


@dataclass(frozen=True)
class Holding:
    """What one release holds of one indicator, for one kind of place and one breakdown."""

    release: ReleaseCard
    indicator: str
    kind: PlaceKind
    breakdown: str
    breakdown_kind: str
    sexes: tuple[str, ...]
    ages: tuple[str, ...]
    periods: tuple[str, ...]
    first: date
    last: date
    places: int
    rows: int
    has_intervals: bool
    has_counts: bool


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The visible releases at one version, the best source of each series first.

    One object stands for one version and one reader, so answers can be kept under it.
    """

    version: versions.Version
    releases: tuple[ReleaseCard, ...]
    holdings: tuple[Holding, ...]

    @cached_property
    def _by_indicator(self) -> dict[str, list[Holding]]:
        found: dict[str, list[Holding]] = {}
        for holding in self.holdings:
            found.setdefault(holding.indicator, []).append(holding)
        return found

    @property
    def indicators(self) -> list[str]:
        return list(self._by_indicator)

    def of(
        self,
        indicator: str,
        kind: PlaceKind | None = None,
        breakdown: str | None = "",
        release: str | None = None,
    ) -> list[Holding]:
        """Holdings of an indicator: the latest period first, then the latest published."""
        return [
            holding
            for holding in self._by_indicator.get(indicator, ())
            if kind in (None, holding.kind)
            and breakdown in (None, holding.breakdown)
            and release in (None, holding.release.sha256)
        ]


def visible_to(actor: Actor) -> QuerySet[Release]:
    """The releases that stand and that the actor may see."""
    return Release.objects.filter(may_see(actor), state=ReleaseState.PUBLISHED)


def may_see(actor: Actor) -> Q:
    """Releases, withdrawn ones too, that are public or belong to the actor's organisation."""
    reader = _reader(actor)
    return Q(is_public=True) | Q(organisation_id=reader) if reader else Q(is_public=True)


def _reader(actor: Actor) -> int | None:
    """The organisation whose unpublished evidence the actor may see, if there is one."""
    allowed = actor.organisation is not None and actor.may("evidence.read")
    return actor.organisation.pk if allowed and actor.organisation else None


def visible(actor: Actor) -> Catalogue:
    """What the actor may see; kept for as long as nothing is published or withdrawn."""
    return _visible(versions.current(), _reader(actor))


@lru_cache(maxsize=16)
def _visible(version: versions.Version, reader: int | None) -> Catalogue:
    own = Q(organisation_id=reader) if reader else Q(pk__in=[])
    rows = Release.objects.filter(Q(is_public=True) | own, state=ReleaseState.PUBLISHED)
    cards = {row.pk: card(row) for row in _once(rows.select_related("source"))}
    holdings = _holdings(cards)
    return Catalogue(version, tuple(cards.values()), holdings)


def _once(rows: Iterable[Release]) -> list[Release]:
    """One row for each file, though two organisations may have published the same one."""
    return list({row.sha256: row for row in sorted(rows, key=lambda row: row.pk)}.values())


def _holdings(cards: dict[int, ReleaseCard]) -> tuple[Holding, ...]:
    rows = Series.objects.filter(release__in=cards)
    ordered = rows.order_by("indicator__key", "-last", "-release__published_at", "-pk")
    held = [_holding(cards, *row) for row in ordered.values_list("release_id", *FIELDS)]
    most: dict[tuple[object, ...], int] = {}
    for one in held:
        most[_alike(one)] = max(most.get(_alike(one), 0), one.places)
    alike = groupby(held, key=lambda one: (one.indicator, one.last))
    return tuple(
        one
        for _, group in alike
        for one in sorted(group, key=lambda one: one.places < PARTIAL * most[_alike(one)])
    )


def _alike(one: Holding) -> tuple[object, ...]:
    return one.indicator, one.kind, one.breakdown, one.last


FIELDS = (
    "indicator__key",
    "kind",
    "breakdown",
    "breakdown_kind",
    "sexes",
    "ages",
    "periods",
    "first",
    "last",
    "places",
    "rows",
    "has_intervals",
    "has_counts",
)


def _holding(
    cards: dict[int, ReleaseCard], release: int, key: str, kind: str, *rest: Any
) -> Holding:
    breakdown, breakdown_kind, sexes, ages, periods, *numbers = rest
    return Holding(
        cards[release],
        key,
        PlaceKind(kind),
        breakdown,
        breakdown_kind,
        tuple(sexes),
        tuple(ages),
        tuple(periods),
        *numbers,
    )


def card(row: Release) -> ReleaseCard:
    source = row.source
    return ReleaseCard(
        sha256=row.sha256,
        kind=row.kind,
        title=row.title,
        filename=row.filename,
        source=source.name if source else "",
        publisher=source.publisher if source else "",
        licence=source.licence if source else "",
        attribution=source.attribution if source else "",
        published_on=row.published_at.date(),
        is_public=row.is_public,
        is_withdrawn=row.state == ReleaseState.WITHDRAWN,
        disclosure=row.disclosure,
    )


def forget() -> None:
    _visible.cache_clear()
